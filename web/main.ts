import { html } from 'htm/preact';
import { render } from 'preact';
import { App } from './app.ts';
import { open } from './open.ts';

/** The settings come along with the script; where they do not, bones are drawn meanwhile. */
const settingsWaitMs = 100;

let first: ReturnType<typeof open> | undefined = open();
const opening = () => {
  const now = first ?? open();
  // What failed is tried again.
  first = undefined;
  return now;
};

const draw = () => {
  const page = document.getElementById('page');
  if (page) render(html`<${App} opening=${opening} />`, page);
};

// Drawing takes longer than asking for the sheet, so the question leaves first.
const asked = first.then(
  () => {},
  () => {},
);
Promise.race([asked, new Promise((resolve) => setTimeout(resolve, settingsWaitMs))]).then(draw);
