import { describe, expect, it } from 'vitest';
import { zendesk } from '../../../core/channels/zendesk.ts';
import { MalformedBody } from '../../../core/errors.ts';
import { compareRevisions, type Signal } from '../../../core/signal.ts';
import { requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, signedAtMs } = exampleOf('zendesk');
const sample = JSON.parse(fixture('zendesk.json').toString());
const trigger = JSON.parse(fixture('zendesk-trigger.json').toString());
const read = (body: unknown) =>
  zendesk.read(requestOf({ headers: {}, body: Buffer.from(JSON.stringify(body)) }, signedAtMs), source).signals;
const event = (type: string, event: object, detail: object = {}, rest: object = {}) =>
  read({
    ...sample,
    ...rest,
    type: `zen:event-type:ticket.${type}`,
    event: { meta: sample.event.meta, ...event },
    detail: { ...sample.detail, ...detail },
  });
const rated = (score: unknown) => event('csat_received', { satisfaction_score: { score } })[0];
const revisionOf = (signal: Signal | undefined): Signal['revision'] => signal?.revision ?? ['', ''];

describe('zendesk events', () => {
  it('reads the sample', () => {
    expect(zendesk.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'help-desk-tickets',
        object: '44100771/5158',
        part: 'csat',
        revision: ['2026-03-02T09:30:19.000Z#0000000000000001', expect.stringMatching(/^[0-9a-f]{16}$/)],
        kind: 'perceptive',
        medium: 'email',
        solicited: true,
        occurredAt: '2026-03-02T09:30:19.000Z',
        customer: { id: '7700100000494' },
        text: 'Solved but took a week.',
        scores: { csat: 1 },
        measures: {},
        attributes: { tags: 'delivery vip', priority: 'HIGH', brand_id: '7700100000310', via: 'email' },
      },
    ]);
  });

  it.each([
    ['GOOD', 5],
    ['bad', 1],
    ['good_with_comment', 5],
    [4, 4],
    ['2', 2],
  ])('reads a rating of %s as %i', (score, csat) => expect(rated(score)?.scores).toEqual({ csat }));

  it('keeps a rating it does not know as a raw value, and hears no answer in an offer', () => {
    expect(rated('superb')).toMatchObject({ scores: {}, attributes: { 'raw.csat': 'superb' } });
    expect(rated('OFFERED')).toBeUndefined();
  });

  it('refuses a rating event without a rating, so that a new format is noticed', () => {
    expect(() => event('csat_received', {})).toThrow('zendesk.event.satisfaction_score: must be given, as object');
  });

  it.each(['Took a week', 7, ['odd'], { odd: true }, null])('loses nothing to a comment of %j', (comment) => {
    expect(event('csat_received', { satisfaction_score: { score: 'BAD' }, comment })).toMatchObject([
      { scores: { csat: 1 } },
    ]);
    expect(event('status_changed', { current: 'SOLVED', comment })).toMatchObject([{ part: 'status:solved' }]);
    expect(event('created', { comment, satisfaction_score: 'odd' })).toMatchObject([{ part: 'description' }]);
    expect(() => event('comment_added', { comment })).toThrow(MalformedBody);
  });

  it('reads a comment beside the rating, where the rating has none', () => {
    const textOf = (rating: object) =>
      event('csat_received', { satisfaction_score: { score: 'BAD', ...rating }, comment: 'Took a week' })[0]?.text;
    expect([{}, { comment: null }, { comment: '' }].map(textOf)).toEqual(Array(3).fill('Took a week'));
    expect(textOf({ comment: 'Too slow' })).toBe('Too slow');
  });

  it('measures how long a solved ticket took', () => {
    expect(
      event('status_changed', { previous: 'OPEN', current: 'SOLVED' }, { created_at: '2026-03-01T09:30:19Z' }),
    ).toMatchObject([{ kind: 'operational', part: 'status:solved', measures: { resolutionHours: 24 }, scores: {} }]);
    expect(event('status_changed', { current: 'OPEN' })).toEqual([]);
    expect(event('status_changed', { current: 'SOLVED' }, { created_at: '2027-01-01T00:00:00Z' })).toEqual([]);
  });

  it('never lets a status overwrite a rating', () => {
    const [status] = event('status_changed', { current: 'SOLVED' });
    expect([status?.object, status?.part]).not.toEqual([rated('GOOD')?.object, rated('GOOD')?.part]);
  });

  it('lets the later rating correct the earlier one, within one second too', () => {
    const at = (time: string, position: number) =>
      revisionOf(
        event(
          'csat_received',
          { satisfaction_score: { score: 'GOOD' }, meta: { sequence: { position } } },
          {},
          { time },
        )[0],
      );
    const revisions = [at('2026-03-02T09:30:19Z', 2), at('2026-03-02T09:30:19Z', 10), at('2026-03-02T09:30:20Z', 1)];
    expect(revisions.toSorted(compareRevisions)).toEqual(revisions);
  });

  it("hears the requester's own words only", () => {
    expect(event('created', {})).toMatchObject([
      { part: 'description', text: 'Parcel never arrived', solicited: false },
    ]);
    expect(event('created', {}, { submitter_id: '7700100000497' })).toEqual([]);
    const comment = { id: '17', body: 'Still nothing.', is_public: true, author: { id: '7700100000494' } };
    expect(event('comment_added', { comment })).toMatchObject([{ part: 'comment:17', text: 'Still nothing.' }]);
    expect(event('comment_added', { comment: { ...comment, is_public: false } })).toEqual([]);
    expect(event('comment_added', { comment: { ...comment, author: { id: '7700100000497' } } })).toEqual([]);
  });

  it('counts the first comment and the description as one', () => {
    const comment = { id: '16', body: 'Parcel never arrived', is_public: true, author: { id: '7700100000494' } };
    expect(event('comment_added', { comment })).toMatchObject([{ part: 'description' }]);
  });
});

describe('zendesk triggers', () => {
  it('reads the sample', () => {
    expect(read(trigger)).toEqual([
      {
        source: 'help-desk-tickets',
        object: '5158',
        part: 'csat',
        revision: ['2026-03-02T09:30:19.000Z#0000000000000003', expect.stringMatching(/^[0-9a-f]{16}$/)],
        kind: 'perceptive',
        solicited: true,
        occurredAt: '2026-03-02T09:30:19.000Z',
        customer: { id: '7700100000494', email: 'ines.moreau@example.org' },
        text: 'Résolu, mais une semaine trop tard.',
        language: 'fr',
        scores: { csat: 1 },
        measures: {},
        attributes: { tags: 'delivery vip', reason: 'The issue took too long to resolve' },
      },
    ]);
  });

  it('shares its key with the event of the same ticket when the template sends the account', () => {
    const [told] = read({ ...trigger, account_id: 44_100_771 });
    expect([told?.object, told?.part]).toEqual([rated('GOOD')?.object, rated('GOOD')?.part]);
  });

  it('puts the ratings of one minute in the order they most likely had', () => {
    const orderOf = (rating: string, rating_comment = '', updated_at = '2026-03-02T09:30Z') =>
      revisionOf(read({ ...trigger, updated_at, rating, rating_comment })[0])[0];
    const orders = [
      orderOf('Good'),
      orderOf('Bad'),
      orderOf('Good with comment', 'Kind.'),
      orderOf('Bad with comment', 'Slow.'),
      orderOf('Good', '', '2026-03-02T09:31Z'),
    ];
    expect(new Set(orders).size).toBe(5);
    expect(orders.toSorted()).toEqual(orders);
  });

  it('says nothing while nobody has rated', () => {
    expect(read({ ...trigger, rating: 'Unoffered', rating_comment: '' })).toEqual([]);
  });

  it('refuses a time that does not order', () => {
    expect(() => read({ ...trigger, updated_at: 'March 2, 2026' })).toThrow(
      'zendesk.updated_at: must be a time such as 2026-03-02T09:20:00Z',
    );
  });
});
