import { join, parse, relative } from 'node:path';
import { html } from 'htm/preact';
import { channels } from '../../core/channels/registry.ts';
import type { Journey } from '../../core/journey/schema.ts';
import { shellWord } from '../shell-word.ts';
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

/** Whether the journey is the one that comes with the project. */
const isSample = ({ root, journeyFile }: Place): boolean => journeyFile === join(root, 'journey.yaml');

/** Says which journey and data folder are meant, where they are not those every command takes by itself. */
const options = (place: Place): string => {
  const { root, dataFolder, journeyFile } = place;
  const usualData = isSample(place) ? '.local' : join('.local', 'journeys', parse(journeyFile).name);
  return [
    ...(isSample(place) ? [] : [` --journey ${shellWord(shown(root, journeyFile))}`]),
    ...(dataFolder === join(root, usualData) ? [] : [` --data ${shellWord(shown(root, dataFolder))}`]),
  ].join('');
};

/** A command that sends one signal: whole, where the source takes our own record, else with the tool's own payload. */
const sendCommand = (place: Place, today: Date): string => {
  const generic = place.sources.find(({ channel }) => channel === 'generic');
  const id = generic?.id ?? place.sources[0]?.id ?? '';
  if (generic === undefined) return `npx listening-path send payload.json --source ${id}${options(place)}`;
  const occurredAt = today.toISOString();
  const record = { id: 'first-one', occurredAt, text: 'Checkout kept rejecting my card.', scores: { nps: 4 } };
  return `echo '${JSON.stringify(record)}' | npx listening-path send - --source ${id}${options(place)}`;
};

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
  const steps = `npx listening-path sources${options(place)}`;
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
        <p>
          In your tool, make a webhook. What each source needs for it, step by step:
        </p>
        <div class="command"><pre><code>${steps}</code></pre> ${copyButton(steps, 'the command')}</div>
        <p class="muted">
          ${Object.keys(channels).length} tools can be connected, and your own systems:${' '}<code>docs/channels.md</code>.
        </p>
      </li>
      <li>
        <p>
          This address answers on this machine only. For a tool on the internet, deploy (<code>npx cdk deploy</code>) or open
          a tunnel to <code>${place.apiUrl}</code>, and give the tool the tunnel’s name with the same path. This page is not shown through
          a tunnel. Tools that sign their address, as Twilio does, need the deployed one.
        </p>
      </li>
      ${isSample(place) && html`<li>Begin with a journey of your own, and without the sample: <code>npx listening-path init</code></li>`}
    </ol>
  </section>`;
};
