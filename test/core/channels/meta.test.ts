import { describe, expect, it } from 'vitest';
import { nothing } from '../../../core/channels/channel.ts';
import { meta } from '../../../core/channels/meta.ts';
import { compareRevisions } from '../../../core/signal.ts';
import { requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';

const { source, good, secret, signedAtMs, probes = [] } = exampleOf('meta');
const messages = exampleOf('meta messages');
const page = '103000000000001';
const read = (...entry: unknown[]) =>
  meta.read(
    requestOf({ headers: {}, body: Buffer.from(JSON.stringify({ object: 'page', entry })) }, signedAtMs),
    source,
  );
const comment = (change: object, time = 1_772_444_700) => ({
  id: page,
  time,
  changes: [{ field: 'feed', value: { item: 'comment', verb: 'add', comment_id: '1_2', message: 'Late.', ...change } }],
});

describe('meta', () => {
  it('reads the sample', () => {
    const common = {
      source: 'page',
      kind: 'perceptive',
      customer: { id: '7788990011' },
      scores: {},
      measures: {},
    };
    expect(meta.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        ...common,
        object: '103000000000001/103000000000001_55501',
        part: 'comment',
        revision: ['2026-03-02T09:45:00.000Z#0000000000000000', expect.stringMatching(/^[0-9a-f]{16}$/)],
        medium: 'social',
        occurredAt: '2026-03-02T09:44:59.000Z',
        text: 'Still waiting for my order…',
        attributes: { post: '103000000000001_44401' },
      },
      {
        ...common,
        object: '103000000000001/55502',
        part: 'rating',
        revision: ['2026-03-02T09:45:02.000Z#0000000000000000', expect.stringMatching(/^[0-9a-f]{16}$/)],
        medium: 'review',
        occurredAt: '2026-03-02T09:45:01.000Z',
        text: 'Would not buy again',
        attributes: { recommendation_type: 'NEGATIVE' },
      },
    ]);
  });

  it('reads messages, whose times are milliseconds, and no echo of ours', () => {
    expect(meta.read(requestOf(messages.good, signedAtMs), source).signals).toMatchObject([
      {
        object: '103000000000001/m_AG5Hz2UqVmI4d6',
        part: 'message',
        medium: 'chat',
        occurredAt: '2026-03-02T09:45:09.800Z',
        customer: { id: '7788990011' },
        text: 'Is anybody there?',
      },
    ]);
  });

  it('reads an Instagram comment', () => {
    const value = { id: '17865799348089039', text: 'Sold out again', from: { id: '55' }, media: { id: '178' } };
    expect(read({ id: '90', time: 1_772_444_700, changes: [{ field: 'comments', value }] }).signals).toMatchObject([
      { object: '90/17865799348089039', part: 'comment', text: 'Sold out again', attributes: { post: '178' } },
    ]);
  });

  it('reads a change that stands directly in its entry', () => {
    const value = { id: '17865799348089039', text: 'Sold out again', from: { id: '55' } };
    expect(read({ id: '90', time: 1_772_444_700, field: 'comments', value }).signals).toMatchObject([
      { object: '90/17865799348089039', occurredAt: '2026-03-02T09:45:00.000Z', text: 'Sold out again' },
    ]);
    expect(() => read({ id: '90', time: 1_772_444_700, field: 'comments', value: {} })).toThrow(
      'meta.entry[0].value.id: must be a text of 1 to 256 characters or an integer',
    );
  });

  it('takes the time of a change in milliseconds, too', () => {
    expect(read(comment({}, 1_772_444_700_250)).signals).toMatchObject([{ occurredAt: '2026-03-02T09:45:00.250Z' }]);
  });

  it('is deaf to its own page, to reactions, to what was hidden or removed, and to silence', () => {
    const silent = [
      comment({ from: { id: page } }),
      comment({ item: 'reaction' }),
      comment({ verb: 'hide' }),
      comment({ verb: 'remove' }),
      comment({ message: '' }),
      { id: page, time: 1, standby: [{}], changes: [{ field: 'name', value: 'Faro Móvil' }] },
    ];
    expect(read(...silent)).toEqual(nothing);
  });

  it('lets a change of words win within one second, too', () => {
    const { signals } = read(comment({}), comment({ verb: 'edited', message: 'Here!' }), comment({}, 1_772_444_701));
    const revisions = signals.map(({ revision }) => revision);
    expect(revisions).toHaveLength(3);
    expect(revisions.toSorted(compareRevisions)).toEqual(revisions);
  });

  it('names the place of an update it cannot read', () => {
    expect(read(comment({}), comment({ comment_id: null })).rejected[0]?.reason).toBe(
      'meta.entry[1].changes[0].value.comment_id: must be a text of 1 to 256 characters or an integer',
    );
  });

  it('answers the token of the old secret too, and no question without one', () => {
    const { delivery, answer } = probes[0] ?? { delivery: good, answer: undefined };
    expect(meta.probe?.(requestOf(delivery, signedAtMs), ['new', secret])).toEqual(answer);
    expect(meta.probe?.(requestOf(delivery, signedAtMs), [])).toEqual({ status: 403 });
    expect(meta.probe?.(requestOf({ ...delivery, url: 'https://h.example/hooks/page' }, 0), [secret])).toBeUndefined();
  });
});
