import { describe, expect, it } from 'vitest';
import { nothing } from '../../../core/channels/channel.ts';
import { front } from '../../../core/channels/front.ts';
import { dressed, requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, challenges, signedAtMs } = exampleOf('front');
const sample = JSON.parse(fixture('front.json').toString());
const receive = (message: object, payload: object = {}) => {
  const target = { data: { ...sample.payload.target.data, ...message } };
  const body = JSON.stringify({ ...sample, payload: { ...sample.payload, ...payload, target } });
  return front.read(requestOf({ headers: {}, body: Buffer.from(body) }, signedAtMs), source).signals;
};

describe('front', () => {
  it('reads the sample', () => {
    expect(front.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'shared-inbox',
        object: 'cmp_9acme/msg_9acme41',
        part: 'message',
        revision: ['', ''],
        kind: 'perceptive',
        medium: 'email',
        solicited: false,
        occurredAt: '2026-03-02T09:41:40.100Z',
        customer: { email: 'ines.moreau@example.org' },
        text: 'Third late delivery this month.',
        scores: {},
        measures: {},
        attributes: { inbox: 'Support', tags: 'delivery', via: 'email' },
      },
    ]);
  });

  it('never takes an event for a challenge, whatever the unsigned header says', () => {
    const request = requestOf(dressed(good, { 'x-front-challenge': 'abc' }), signedAtMs);
    expect(front.read(request, source)).toEqual(front.read(requestOf(good, signedAtMs), source));
  });

  it('repeats no challenge that is not short and plain', () => {
    const sync = challenges?.[0]?.delivery ?? good;
    const odd = ['', '<script>', 'a b', 'a\r\nb', 'é', 'x'.repeat(257)];
    for (const challenge of odd) {
      const delivery = dressed(sync, { 'x-front-challenge': challenge });
      expect(front.read(requestOf(delivery, signedAtMs), source)).toEqual(nothing);
    }
  });

  it('reads the HTML of a message without a text', () => {
    expect(receive({ text: '', body: '<p>Late.</p>' })).toMatchObject([{ text: '<p>Late.</p>', markup: 'html' }]);
    expect(receive({ text: null, body: null })).toEqual([]);
  });

  it('tells tags as words to route by', () => {
    const tags = [{ name: 'billing' }, { name: 'vip' }];
    expect(receive({}, { conversation: { tags } })).toMatchObject([{ attributes: { tags: 'billing vip' } }]);
  });

  it('hears what came in alone', () => expect(receive({ is_inbound: false })).toEqual([]));

  it('knows a sender by number or by address, and by nothing else', () => {
    const from = (handle: string) =>
      receive({
        recipients: [
          { handle: 'us@example.org', role: 'to' },
          { handle, role: 'from' },
        ],
      });
    expect(from('+34600000001')).toMatchObject([{ customer: { phone: '+34600000001' } }]);
    expect(from('@ines')[0]?.customer).toEqual({});
    expect(receive({ recipients: undefined })).toMatchObject([{ customer: { email: 'ines.moreau@example.org' } }]);
  });

  it('refuses an event that only names the message, so that it is noticed', () => {
    expect(() => receive({ text: undefined })).toThrow('front.payload.target.data.text: must be given, as string');
  });
});
