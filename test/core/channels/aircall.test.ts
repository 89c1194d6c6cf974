import { describe, expect, it } from 'vitest';
import { aircall } from '../../../core/channels/aircall.ts';
import { requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('aircall');
const sample = JSON.parse(fixture('aircall.json').toString());
const bodyOf = (data: object, rest: object = {}) =>
  Buffer.from(JSON.stringify({ ...sample, ...rest, data: { ...sample.data, ...data } }));
const read = (data: object) => aircall.read(requestOf({ headers: {}, body: bodyOf(data) }, signedAtMs), source).signals;

describe('aircall', () => {
  it('reads the sample, and nothing of its token or of what the agent wrote', () => {
    const { signals } = aircall.read(requestOf(good, signedAtMs), source);
    expect(signals).toEqual([
      {
        source: 'phone-lines',
        object: '812',
        part: 'call',
        revision: ['', ''],
        kind: 'operational',
        medium: 'phone',
        occurredAt: '2026-03-02T09:40:09.000Z',
        customer: { id: '699', email: 'ines.moreau@example.org', phone: '+33 6 00 00 00 01' },
        scores: {},
        measures: { callSeconds: 357, waitSeconds: 42 },
        touchpoint: 'Support FR',
        attributes: { direction: 'inbound', line: '+33700000002', tags: 'refund' },
      },
    ]);
    expect(JSON.stringify(signals)).not.toContain(secret);
  });

  it('counts a missed call, whose wait is no wait for an answer', () => {
    expect(read({ answered_at: null, missed_call_reason: 'agents_did_not_answer' })).toMatchObject([
      {
        measures: { missedCalls: 1, abandonedSeconds: 399 },
        attributes: { missed_call_reason: 'agents_did_not_answer' },
      },
    ]);
  });

  it('takes no wait from a call of ours, and nothing at all from one nobody picked up', () => {
    expect(read({ direction: 'outbound' })[0]?.measures).toEqual({ callSeconds: 357 });
    expect(read({ direction: 'outbound', answered_at: null })).toEqual([]);
  });

  it('measures nothing between times that run backwards', () => {
    expect(read({ started_at: 1_772_444_100 })[0]?.measures).toEqual({ callSeconds: 357 });
  });

  it('tells a body without a proof from one nobody can read', () => {
    const verify = (body: string) => aircall.verify(requestOf({ headers: {}, body: Buffer.from(body) }, 0), [secret]);
    expect(['{"event":"call.ended"}', '{"token":', '', '{"token":"guess"}'].map(verify)).toEqual([
      'missing',
      'malformed',
      'malformed',
      'mismatch',
    ]);
  });
});
