import { describe, expect, it } from 'vitest';
import { chatwoot } from '../../../core/channels/chatwoot.ts';
import { compareRevisions } from '../../../core/signal.ts';
import { dressed, requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, beside, secret, signedAtMs } = exampleOf('chatwoot');
const rating = JSON.parse(fixture('chatwoot.json').toString());
const message = JSON.parse(fixture('chatwoot-message.json').toString());
const read = (body: unknown) =>
  chatwoot.read(requestOf({ headers: {}, body: Buffer.from(JSON.stringify(body)) }, signedAtMs), source).signals;
const rated = (csat_survey_response: object, updated_at?: number) =>
  read({
    ...rating,
    content_attributes: { submitted_values: { csat_survey_response } },
    conversation: { ...rating.conversation, updated_at },
  })[0];

describe('chatwoot', () => {
  it('reads the sample', () => {
    expect(chatwoot.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'site-chat',
        object: '1/5521',
        part: 'csat:9812',
        revision: ['2026-03-02T09:40:11.123Z#0000000000000001', expect.stringMatching(/^[0-9a-f]{16}$/)],
        kind: 'perceptive',
        medium: 'chat',
        occurredAt: '2026-03-02T09:40:11.123Z',
        customer: { id: '77', email: 'ines.moreau@example.org', phone: '+33600000001' },
        text: 'The bot kept looping.',
        touchpoint: 'Website',
        scores: { csat: 2 },
        measures: {},
        attributes: { via: 'Channel::WebWidget' },
      },
    ]);
  });

  it('reads what a customer writes', () => {
    expect(beside && chatwoot.read(requestOf(beside, signedAtMs), source).signals).toMatchObject([
      {
        object: '1/5521',
        part: 'message:9790',
        occurredAt: '2026-03-02T09:12:30.000Z',
        text: 'My parcel has been at the depot for a week.',
        scores: {},
      },
    ]);
  });

  it('leaves agents, notes, deleted messages and surveys nobody answered alone', () => {
    expect(read({ ...message, message_type: 'outgoing' })).toEqual([]);
    expect(read({ ...message, private: true })).toEqual([]);
    expect(read({ ...message, content_attributes: { deleted: true } })).toEqual([]);
    expect(read({ ...rating, content_attributes: {} })).toEqual([]);
  });

  it('lets the words that follow a rating complete it, whatever arrives first', () => {
    const [stars, words] = [rated({ rating: 2 }), rated({ rating: 2, feedback_message: 'Looping.' })];
    expect(words && stars && compareRevisions(words.revision, stars.revision)).toBeGreaterThan(0);
    const later = rated({ rating: 4 }, 1_772_444_500.5);
    expect(words && later && compareRevisions(later.revision, words.revision)).toBeGreaterThan(0);
  });

  it('gives an unsigned delivery a chance by its path, and a wrongly signed one none', () => {
    const byPath = { ...good, headers: {}, pathToken: exampleOf('chatwoot unsigned').good.pathToken ?? '' };
    const verify = (delivery: typeof good) => chatwoot.verify(requestOf(delivery, signedAtMs), [secret]);
    expect(verify(byPath)).toBe('ok');
    expect(verify(dressed(byPath, { 'x-chatwoot-signature': 'sha256=00', 'x-chatwoot-timestamp': '1' }))).toBe(
      'mismatch',
    );
  });
});
