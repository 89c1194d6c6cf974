import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { PipelineStatus } from '../../core/status.ts';
import { connect, type Place } from './connect.ts';
import { page, type Tab, tabs } from './look.ts';
import { mailsSection } from './mail-list.ts';
import type { MailLine } from './outbox.ts';
import { signalsSection } from './signals.ts';
import { sourcesSection } from './sources.ts';

/** What the pages show. Elements with `data-live` are what the script brings up to date, each by its id. */
export interface Facts {
  readonly status: PipelineStatus;
  readonly mails: readonly MailLine[];
  readonly place: Place;
  /** The today of the invented sample; nothing where signals are real. */
  readonly sampleNow: Date | undefined;
}

const longDate = (date: Date): string => date.toLocaleDateString('en-GB', { dateStyle: 'long' });

const sections = {
  signals: ({ status, place, sampleNow }) => html`${signalsSection(status)} ${connect(place, sampleNow ?? new Date())}`,
  mails: ({ mails, place }) => mailsSection(mails, place),
  sources: ({ status, place }) => sourcesSection(status, place),
} as const satisfies Record<string, (facts: Facts) => unknown>;

/** A page of the desk, by the tab it is found under. */
export const deskPage = (tab: Tab, facts: Facts, run: string): string => {
  const { place, sampleNow } = facts;
  return page(
    { title: `${tabs[tab]} · ${place.organisation}`, tab },
    html`
    <main id="main" data-run=${run}>
      <h1>${place.organisation}</h1>
      ${sampleNow && html`<p class="sample">All of this is an invented sample, whose today is ${longDate(sampleNow)}.</p>`}
      ${sections[tab](facts)}
    </main>`,
  );
};

/** What lives on all of them, for the script to take the parts of its own page out of. */
export const deskFragment = (facts: Facts, run: string): string =>
  renderToString(
    html`<main data-run=${run}>${Object.values(sections).map((section) => section(facts))}</main>` as VNode,
  );
