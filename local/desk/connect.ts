import { relative } from 'node:path';
import { html } from 'htm/preact';
import type { Journey } from '../../core/journey/schema.ts';
import { isUsualJourney, placeOptions } from '../usual-place.ts';
import { copyButton } from './look.ts';
import { type Reader, withCode } from './reader.ts';

/** Where this run is, as its steps name it. */
export interface Place {
  readonly sources: Journey['sources'];
  /** One of those who get a digest. */
  readonly audience: string;
  readonly apiUrl: string;
  /** The project's folder, from which commands are typed. */
  readonly root: string;
  readonly dataFolder: string;
  readonly journeyFile: string;
}

/** A path as the reader would type it in the project's folder. */
const shown = (root: string, path: string): string => {
  const short = relative(root, path);
  return short.startsWith('..') ? path : short;
};

/** Says which journey and data folder are meant, where they are not those every command takes by itself. */
const options = ({ root, dataFolder, journeyFile }: Place): string =>
  placeOptions(root, shown(root, journeyFile), shown(root, dataFolder));

/** A command that sends one signal: a record of today where a source takes our own, else an invented payload of its tool. */
const sendCommand = (place: Place, today: Date): string => {
  const [first] = place.sources;
  const own = place.sources.find(({ channel }) => channel === 'generic');
  if (own === undefined) {
    return `npx listening-path send --sample ${first?.channel} --source ${first?.id}${options(place)}`;
  }
  const occurredAt = today.toISOString();
  const record = { id: 'first-one', occurredAt, text: 'Checkout kept rejecting my card.', scores: { nps: 4 } };
  return `echo '${JSON.stringify(record)}' | npx listening-path send - --source ${own.id}${options(place)}`;
};

/** A command that says how a source is connected; all of them in one line each when none is named. */
export const sourcesCommand = (place: Place, source = ''): string =>
  `npx listening-path sources${source && ` ${source}`}${options(place)}`;

/** A command that writes a digest into the outbox now. */
export const digestCommand = (place: Place): string =>
  `npx listening-path digest --audience ${place.audience}${options(place)}`;

const commandBox = (command: string, reader: Reader) =>
  html`<div class="command"><pre><code>${command}</code></pre> ${copyButton(command, reader.say('copy.command'), reader)}</div>`;

/**
 * The way from the sample to the reader's own tools.
 *
 * @param today the sample's, where there is one: a signal of another day would look lost
 */
export const connect = (place: Place, today: Date, reader: Reader) => {
  const { say } = reader;
  return html`
  <section aria-labelledby="connect">
    <h2 id="connect">${say('connect.title')}</h2>
    <ol class="steps">
      <li>
        <p>${say('connect.send')}</p>
        ${commandBox(sendCommand(place, today), reader)}
        <p class="muted">${say('connect.again')}</p>
      </li>
      <li>
        <p>${say('connect.webhook')}</p>
        ${commandBox(sourcesCommand(place), reader)}
        <p class="muted">${withCode(say('connect.channels'))}</p>
      </li>
      <li><p>${withCode(say('connect.tunnel', { apiUrl: place.apiUrl }))}</p></li>
      ${isUsualJourney(place.root, place.journeyFile) && html`<li><p>${withCode(say('connect.own'))}</p></li>`}
    </ol>
  </section>`;
};
