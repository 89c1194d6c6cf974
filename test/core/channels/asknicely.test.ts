import { describe, expect, it } from 'vitest';
import { asknicely } from '../../../core/channels/asknicely.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { compareRevisions } from '../../../core/signal.ts';
import { requestOf, sourceOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('asknicely');
const sample = JSON.parse(fixture('asknicely.json').toString());
const read = (question: object, questions: Source['questions'], rest: object = {}) => {
  const body = { ...sample, ...rest, question: { ...sample.question, ...question } };
  const request = requestOf({ headers: {}, body: Buffer.from(JSON.stringify(body)) }, signedAtMs);
  return asknicely.read(request, sourceOf({ questions })).signals;
};

describe('asknicely', () => {
  it('reads the sample', () => {
    expect(asknicely.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'shop-survey',
        object: '346771',
        part: 'response',
        revision: ['000000001', expect.stringMatching(/^[0-9a-f]{16}$/)],
        kind: 'perceptive',
        occurredAt: '2026-03-02T09:00:00.000Z',
        customer: { id: '163990', email: 'ines.moreau@example.org' },
        text: 'The till was closed and nobody came.',
        scores: { csat: 3 },
        measures: {},
        attributes: { segment: 'retail', deliverymethod: 'email' },
      },
    ]);
  });

  it('takes the score for what the question map says, and for nothing without it', () => {
    expect(read({ score: '10' }, { score: 'nps' })).toMatchObject([{ scores: { nps: 10 } }]);
    expect(read({ score: '10' }, {})).toMatchObject([{ scores: {}, text: sample.question.comment }]);
    expect(read({ score: '10', comment: '' }, {})).toEqual([]);
  });

  it('reads the account’s own fields by the map', () => {
    const [signal] = read({ topic: 'till', why: 'No change.' }, { topic: 'attribute', why: 'text' });
    expect(signal).toMatchObject({ attributes: { topic: 'till' }, text: `${sample.question.comment}\n\nNo change.` });
  });

  it('lets the tenth change win over the ninth', () => {
    const [ninth, tenth] = ['9', 10].map((count) => read({}, { score: 'nps' }, { count })[0]);
    expect(ninth && tenth && compareRevisions(tenth.revision, ninth.revision)).toBeGreaterThan(0);
  });

  it('does not take half a proof of each of two secrets', () => {
    const request = requestOf({ ...good, headers: { 'x-listening-path-secret': 'new-secret' } }, signedAtMs);
    expect(asknicely.verify(request, ['new-secret', secret])).toBe('mismatch');
  });
});
