import { findSource } from '../../bin/commands/shared.ts';
import { webhookOf } from '../../core/channels/all.ts';
import type { RollupRow } from '../../core/insights/history.ts';
import type { Heartbeat } from '../../core/insights/silent.ts';
import { compileMap } from '../../core/journey/map.ts';
import type { Journey } from '../../core/journey/schema.ts';
import { draftOf, finish } from '../../core/score.ts';
import { readSentiment } from '../../core/sentiment/engine.ts';
import type { Medium, ScoredSignal } from '../../core/signal.ts';
import { contributionOf } from '../../core/store/contribution.ts';
import { cellOf, rowKey } from '../../core/store/keys.ts';
import { newestPerKey } from '../../core/store/plan.ts';
import { compileThemes } from '../../core/text/themes.ts';
import type { SampleWebhook } from '../../local/sample/sample.ts';

/** The sample's webhooks as they end up scored, without endpoint, queue and table: the newest of each fact. */
export const scoreAll = (webhooks: readonly SampleWebhook[], journey: Journey): ScoredSignal[] => {
  const context = {
    map: compileMap(journey),
    sources: new Map(journey.sources.map((source) => [source.id, source])),
    language: journey.organisation.locale,
    findThemes: compileThemes(journey.themes),
    customerKey: 'a key for this test alone',
  };
  const drafts = webhooks.flatMap(({ source: id, at, body }) => {
    const source = findSource(journey, id);
    const request = { method: 'POST', url: '', headers: {}, body, receivedAtMs: Date.parse(at) };
    const { signals = [] } = webhookOf(source)?.read(request, source) ?? {};
    return signals.map((signal) => draftOf(signal, context, 5_000));
  });
  const scored = drafts.map((draft) => {
    const language = draft.language === 'es' ? 'es' : 'en';
    const readings = draft.parts.map((part) => readSentiment(part, language));
    return finish(draft, readings, context);
  });
  return newestPerKey(scored);
};

/** What those signals make of the table's rows. */
export const rollupsOf = (signals: readonly ScoredSignal[]): { history: RollupRow[]; heartbeats: Heartbeat[] } => {
  const rows = new Map<string, Record<string, number>>();
  for (const signal of signals) {
    for (const [name, tally] of Object.entries(contributionOf(signal))) {
      const row = rows.get(name) ?? {};
      rows.set(name, row);
      for (const [field, count] of Object.entries(tally)) row[field] = (row[field] ?? 0) + count;
    }
  }
  const history: RollupRow[] = [];
  const heartbeats: Heartbeat[] = [];
  for (const [name, tally] of rows) {
    const [, source = '', day = ''] = name.split('#');
    if (name.startsWith('H#')) heartbeats.push({ source, day, tally });
    else {
      const cell = cellOf(rowKey(name));
      history.push({ ...cell, medium: cell.medium as Medium, tally });
    }
  }
  return { history, heartbeats };
};
