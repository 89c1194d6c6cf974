import { describe, expect, it } from 'vitest';
import { intercom } from '../../../core/channels/intercom.ts';
import { compareRevisions } from '../../../core/signal.ts';
import { requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, signedAtMs } = exampleOf('intercom');
const sample = JSON.parse(fixture('intercom.json').toString());
const notify = (topic: string, item: object = {}, rest: object = {}) => {
  const body = { ...sample, topic: `conversation.${topic}`, data: { item: { ...sample.data.item, ...item } }, ...rest };
  return intercom.read(requestOf({ headers: {}, body: Buffer.from(JSON.stringify(body)) }, signedAtMs), source).signals;
};
const part = (id: string, type: string, body: string | null = `<p>${id}</p>`) => ({
  type: 'conversation_part',
  id,
  part_type: 'comment',
  body,
  created_at: 1_772_443_000,
  updated_at: 1_772_443_060,
  author: { type, id: '66f0a1b2c3d4e5f60718293a' },
});
const partsOf = (...parts: object[]) => ({ conversation_parts: { conversation_parts: parts } });

describe('intercom', () => {
  it('reads the sample', () => {
    expect(intercom.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'messenger',
        object: 'acmecx01/215470012345',
        part: 'csat',
        revision: ['2026-03-02T09:31:40.000Z', expect.stringMatching(/^[0-9a-f]{16}$/)],
        kind: 'perceptive',
        medium: 'chat',
        solicited: true,
        occurredAt: '2026-03-02T09:31:30.000Z',
        customer: { id: 'cus_481', email: 'ines.moreau@example.org' },
        text: 'Had to ask three times.',
        scores: { csat: 2 },
        measures: {},
        attributes: { tags: 'refund', via: 'conversation' },
      },
    ]);
  });

  it('tells tags as words to route by', () => {
    const tags = { tags: [{ name: 'billing' }, { name: 'vip' }] };
    expect(notify('rating.added', { tags })).toMatchObject([{ attributes: { tags: 'billing vip' } }]);
  });

  it('hears the first message of a conversation', () => {
    expect(notify('user.created')).toMatchObject([
      {
        part: 'message',
        kind: 'perceptive',
        solicited: false,
        occurredAt: '2026-03-02T08:30:00.000Z',
        customer: { id: 'cus_481', email: 'ines.moreau@example.org' },
        text: '<p>Where is my refund?</p>',
        markup: 'html',
        scores: {},
      },
    ]);
  });

  it('leaves the plain text of newer versions as it is', () => {
    const source = { ...sample.data.item.source, body: 'Is 3 < 4?\nYes.' };
    const [signal] = notify('user.created', { source });
    expect(signal?.text).toBe('Is 3 < 4?\nYes.');
    expect(signal?.markup).toBeUndefined();
  });

  it('hears each reply of the customer once, and neither teammates nor bots nor the first message again', () => {
    const parts = partsOf(
      part('7', 'user'),
      part('8', 'admin'),
      part('9', 'bot'),
      part('10', 'lead'),
      part('11', 'user', null),
    );
    const signals = notify('user.replied', parts);
    expect(signals).toMatchObject([
      { part: 'comment:7', text: '<p>7</p>', occurredAt: '2026-03-02T09:16:40.000Z', customer: { id: 'cus_481' } },
      { part: 'comment:10' },
    ]);
    expect(notify('user.replied', parts, { created_at: 1_772_449_999 })).toEqual(signals);
  });

  it('measures how long a closed conversation took', () => {
    expect(notify('admin.closed')).toMatchObject([
      {
        part: 'status:closed',
        kind: 'operational',
        occurredAt: '2026-03-02T09:31:40.000Z',
        customer: { id: 'cus_481' },
        measures: { resolutionHours: 3_700 / 3_600 },
        scores: {},
      },
    ]);
    expect(notify('admin.closed', { created_at: 1_900_000_000 })).toEqual([]);
    expect(notify('admin.closed', { created_at: null })).toEqual([]);
  });

  it('lets the remark that follows the stars correct them', () => {
    const rating = { ...sample.data.item.conversation_rating, remark: null };
    const [stars] = notify('rating.added', { conversation_rating: rating }, { created_at: 1_772_443_899 });
    const [words] = notify('rating.added');
    expect(stars?.text).toBeUndefined();
    expect([words?.object, words?.part]).toEqual([stars?.object, stars?.part]);
    expect(compareRevisions(stars?.revision ?? ['', ''], words?.revision ?? ['', ''])).toBeLessThan(0);
  });

  it('knows a person without an id of ours by Intercom’s', () => {
    const conversation_rating = { rating: 5, contact: { type: 'contact', id: 'lead-1' } };
    expect(notify('rating.added', { conversation_rating })).toMatchObject([{ customer: { id: 'lead-1' } }]);
  });

  it('refuses events in another format, so that a change is noticed', () => {
    expect(() => notify('rating.added', { conversation_rating: null })).toThrow(
      'intercom.data.item.conversation_rating: must be given, as object',
    );
    expect(() => notify('user.replied')).toThrow('intercom.data.item.conversation_parts: must be given, as object');
  });
});
