import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { connect, type Place } from './connect.ts';
import { page, type Tab, tabName } from './look.ts';
import { mailList } from './mail-list.ts';
import type { MailLine } from './outbox.ts';
import type { Reader } from './reader.ts';
import { signalCounts } from './signals.ts';
import { sourceList } from './sources.ts';
import type { Glance } from './standing.ts';

/** What the pages show. Elements with `data-live` are what the script brings up to date, each by its id. */
export interface Facts {
  readonly organisation: string;
  readonly standing: Glance;
  readonly mails: readonly MailLine[];
  readonly place: Place;
  /** The today of the invented sample; nothing where signals are real. */
  readonly sampleNow: Date | undefined;
}

const contents = {
  signals: ({ standing, place, sampleNow }, reader) =>
    html`${signalCounts(standing.status, reader)} ${connect(place, sampleNow ?? new Date(), reader)}`,
  mails: ({ mails, place }, reader) => mailList(mails, place, reader),
  sources: ({ standing, place }, reader) => sourceList(standing, place, reader),
} as const satisfies Record<Tab, (facts: Facts, reader: Reader) => unknown>;

/** A page of the desk, by the tab it is found under. */
export const deskPage = (tab: Tab, facts: Facts, reader: Reader, run: string): string => {
  const { organisation, sampleNow } = facts;
  const { say, day } = reader;
  const name = tabName(tab, reader);
  return page(
    { title: `${name} · ${organisation}`, tab },
    reader,
    html`
    <main id="main" data-run=${run}>
      <p class="muted">${organisation}${sampleNow && ` (${say('sample', { day: day(sampleNow) })})`}</p>
      <h1>${name}</h1>
      ${contents[tab](facts, reader)}
    </main>`,
  );
};

/** What lives on all of them, for the script to take the parts of its own page out of. */
export const deskFragment = (facts: Facts, reader: Reader, run: string): string =>
  renderToString(
    html`<main data-run=${run}>${Object.values(contents).map((content) => content(facts, reader))}</main>` as VNode,
  );
