import { html } from 'htm/preact';
import { render } from 'preact';
import { App } from './app.ts';
import { open } from './open.ts';

// Asked for before anything is drawn.
let first: ReturnType<typeof open> | undefined = open();
const opening = () => {
  const now = first ?? open();
  // What failed is tried again.
  first = undefined;
  return now;
};

const page = document.getElementById('page');
if (page) render(html`<${App} opening=${opening} />`, page);
