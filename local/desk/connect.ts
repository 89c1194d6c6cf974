import { relative } from 'node:path';
import { html } from 'htm/preact';
import type { Journey } from '../../core/journey/schema.ts';
import { isUsualJourney, placeOptions } from '../usual-place.ts';
import { copyButton } from './look.ts';

/** Where this run is, as its steps name it. */
export interface Place {
  readonly organisation: string;
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

/**
 * The way from the sample to the reader's own tools.
 *
 * @param today the sample's, where there is one: a signal of another day would look lost
 */
export const connect = (place: Place, today: Date) => {
  const command = sendCommand(place, today);
  const steps = sourcesCommand(place);
  return html`
  <section aria-labelledby="connect">
    <h2 id="connect">Connect your first real source</h2>
    <ol class="steps">
      <li>
        <p>Send one signal from the project’s folder. It is signed as its tool would sign it, and stored within seconds.</p>
        <div class="command"><pre><code>${command}</code></pre> ${copyButton(command, 'the command')}</div>
        <p class="muted">Send it again, and it counts as repeated: one id is one answer.</p>
      </li>
      <li>
        <p>In your tool, make a webhook. What each source still lacks for it, and where to go on:</p>
        <div class="command"><pre><code>${steps}</code></pre> ${copyButton(steps, 'the command')}</div>
        <p class="muted">Every tool that can be connected has a section in <code>docs/channels.md</code>.</p>
      </li>
      <li>
        <p>
          This address answers on this machine only. For a tool on the internet, deploy (<code>npx cdk deploy</code>) or open
          a tunnel to <code>${place.apiUrl}</code>, and give the tool the tunnel’s name with the same path. This page is not shown through
          a tunnel. Tools that sign their address, as Twilio does, need the deployed one.
        </p>
      </li>
      ${isUsualJourney(place.root, place.journeyFile) && html`<li>Begin with a journey of your own, and without the sample: <code>npx listening-path init</code></li>`}
    </ol>
  </section>`;
};
