import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../core/channels/body.ts';
import type { Thin } from '../../../core/channels/thin.ts';
import { MalformedBody } from '../../../core/errors.ts';
import { Signal } from '../../../core/signal.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';
import { mutantOf } from './mutants.ts';

const numRuns = Number(process.env.FUZZ_RUNS ?? 150);
const timeoutMs = 30_000 + numRuns * 30;

const at = '2026-03-02T09:33:21.500Z';
const hubspotThin = (type: string): Thin['thin'] => ({ type, portalId: '1', objectId: '2', at });

describe.each<[string, string, Thin['thin']]>([
  ['hubspot', 'hubspot-contact', hubspotThin('contact')],
  ['hubspot', 'hubspot-deal', hubspotThin('deal')],
  ['hubspot', 'hubspot-ticket', hubspotThin('ticket')],
  ['surveymonkey', 'surveymonkey', { surveyId: '1', responseId: '2', at }],
  ['qualtrics', 'qualtrics', { surveyId: 'SV_1', responseId: 'R_2' }],
])('%s: %s', (channel, name, thin) => {
  const { source, channel: tool } = exampleOf(channel);
  const answer = fixture(`api/${name}.json`);

  it(
    'reads any answer into what the table can keep, or throws its named error',
    () => {
      fc.assert(
        fc.property(fc.oneof(fc.json().map(Buffer.from), { arbitrary: mutantOf(answer), weight: 6 }), (body) => {
          try {
            const signals = tool.api?.read(thin, parseJson(body, name), source) ?? [];
            for (const signal of signals) Signal.parse(JSON.parse(JSON.stringify(signal)));
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedBody);
          }
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );
});
