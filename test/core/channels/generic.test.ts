import { describe, expect, it } from 'vitest';
import { generic } from '../../../core/channels/generic.ts';
import { MalformedBody } from '../../../core/errors.ts';
import { compareRevisions } from '../../../core/signal.ts';
import { requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';

const { source, good, secret, signedAtMs } = exampleOf('generic');
const read = (body: unknown) =>
  generic.read(requestOf({ headers: {}, body: Buffer.from(JSON.stringify(body)) }, signedAtMs), source);
const record = { id: 'r1', occurredAt: '2026-03-02T10:20:00+01:00', scores: { nps: 9 } };
const bearer = (authorization: string, secrets = [secret]) =>
  generic.verify(requestOf({ headers: { authorization }, body: good.body }, 0), secrets);

describe('generic', () => {
  it('reads the sample, its older aliases included', () => {
    expect(generic.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'own-systems',
        object: 'crm-export-000417',
        part: 'record',
        revision: ['', ''],
        kind: 'perceptive',
        occurredAt: '2026-03-02T09:20:00.000Z',
        customer: { id: 'C-481', email: 'ines.moreau@example.org', phone: '+33600000001' },
        text: 'Checkout kept rejecting my card.',
        language: 'en',
        scores: { ces: 6 },
        measures: {},
        touchpoint: 'checkout',
        attributes: { plan: 'pro' },
      },
    ]);
  });

  it('takes a bearer token at any time and in any case of the scheme', () => {
    expect(bearer('Bearer gen-secret')).toBe('ok');
    expect(bearer('bearer gen-secret', ['new', 'gen-secret'])).toBe('ok');
    expect(['Bearer gen-secre', 'Bearer ', 'Basic gen-secret', 'gen-secret', ''].map((text) => bearer(text))).toEqual(
      Array.from({ length: 5 }, () => 'mismatch'),
    );
    expect(bearer('Bearer ', [''])).toBe('mismatch');
  });

  it('does not let a good token excuse a bad signature', () => {
    const headers = { ...good.headers, authorization: 'Bearer gen-secret', 'x-signature': 'sha256=00' };
    expect(generic.verify(requestOf({ ...good, headers }, signedAtMs), [secret])).toBe('mismatch');
  });

  it('reads all three kinds', () => {
    const { signals } = read([
      { ...record, scores: { nps: '9', csat: 5 } },
      {
        id: 'r2',
        occurredAt: '2026-03-02T09:20:00Z',
        kind: 'operational',
        medium: 'phone',
        measures: { waitSeconds: 41 },
      },
      {
        id: 3,
        occurredAt: '2026-03-02T09:20:00Z',
        kind: 'outcome',
        outcome: { event: 'churn', amountMinor: -1250, currency: 'EUR' },
      },
    ]);
    expect(signals).toMatchObject([
      { object: 'r1', kind: 'perceptive', scores: { nps: 9, csat: 5 }, occurredAt: '2026-03-02T09:20:00.000Z' },
      { object: 'r2', kind: 'operational', medium: 'phone', measures: { waitSeconds: 41 } },
      { object: '3', kind: 'outcome', outcome: { event: 'churn', amountMinor: -1250, currency: 'EUR' } },
    ]);
  });

  it.each([
    [{ ...record, scores: { nps: 11 } }, 'generic.scores.nps: must be at most 10'],
    [{ ...record, scores: { happiness: 3 } }, 'generic.scores.happiness: is not a field of this body'],
    [{ ...record, id: undefined }, 'generic.id: must be a text of 1 to 256 characters or an integer'],
    [{ ...record, occurredAt: '2 March' }, 'generic.occurredAt: must be a time such as 2026-03-02T09:20:00Z'],
    [{ ...record, customer: { mail: 'a@b.c' } }, 'generic.customer.mail: is not a field of this body'],
    [{ ...record, language: 'english' }, 'generic.language: must be a language tag such as es or en-GB'],
    [{ ...record, measures: { 'Wait Time': 1 } }, 'generic.measures.?: has a name of the wrong form'],
    [
      { ...record, scores: {} },
      'generic.kind: perceptive needs text or scores, operational needs measures, outcome needs outcome',
    ],
    [null, 'generic: must be given, as object'],
  ])('names the first path that fails', (body, message) => {
    expect(() => read(body)).toThrow(message);
  });

  it('keeps the good items of an array and tells why the others are not kept', () => {
    const bad = { ...record, id: 'r2', text: 5 };
    expect(read([record, bad])).toMatchObject({
      signals: [{ object: 'r1' }],
      rejected: [{ item: bad, reason: 'generic[1].text: must be given, as string' }],
    });
    expect(read([bad, bad])).toMatchObject({ signals: [], rejected: [{}, {}] });
  });

  it('refuses an array that is one bad item, or more than 100', () => {
    expect(() => read([{}])).toThrow('generic[0].id');
    expect(read(Array.from({ length: 100 }, () => record)).signals).toHaveLength(100);
    expect(() => read(Array.from({ length: 101 }, () => record))).toThrow(MalformedBody);
  });

  it('lets a later update correct an earlier one, and nothing correct without an update time', () => {
    const revision = (more: object) => read({ ...record, ...more }).signals[0]?.revision ?? ['', ''];
    const [first, second] = [
      revision({ updatedAt: '2026-03-02T10:20:00+01:00' }),
      revision({ updatedAt: '2026-03-02T09:21:00Z', scores: { nps: 2 } }),
    ];
    expect(compareRevisions(first, second)).toBeLessThan(0);
    expect(compareRevisions(revision({}), revision({ scores: { nps: 2 } }))).toBe(0);
  });
});
