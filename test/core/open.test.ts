import { describe, expect, it } from 'vitest';
import { openAll, openMessage } from '../../core/open.ts';
import type { Signal } from '../../core/signal.ts';
import { sourceOf } from './channels/channel-contract.ts';
import { fixture } from './channels/fixture.ts';

const sources = new Map(
  [
    sourceOf({ id: 'text-messages', channel: 'twilio' }),
    sourceOf({ id: 'contact-centre', channel: 'amazon-connect', medium: 'phone' }),
  ].map((source) => [source.id, source]),
);
const signal: Signal = {
  source: 'text-messages',
  object: 'message-1',
  part: 'message',
  revision: ['', ''],
  kind: 'perceptive',
  occurredAt: '2026-03-01T23:30:00.000Z',
  customer: {},
  scores: {},
  measures: {},
  attributes: {},
  text: 'Hello',
};
const event = JSON.parse(fixture('amazon-connect-contact.json').toString());

describe('a message', () => {
  it.each([
    ['no JSON', '{"source":'],
    ['no object', '7'],
    ['no signal', '{"source":"text-messages"}'],
    ['from a source the journey no longer has', JSON.stringify({ ...signal, source: 'gone' })],
    ['of a day that does not exist', JSON.stringify({ ...signal, occurredAt: '2026-02-30T10:00:00.000Z' })],
    ['a thin fact of a source that is gone', '{"source":"gone","thin":{"id":"1"}}'],
    ['a thin fact that is none', '{"source":"text-messages","thin":{"id":1}}'],
    ['an event nobody takes', JSON.stringify({ ...event, source: 'aws.ec2' })],
    ['an event without its end', JSON.stringify({ ...event, detail: { contactId: '+34612345678' } })],
  ])('that is %s is set aside alone, and its reason quotes nothing of it', async (_what, body) => {
    const good = { body: JSON.stringify(signal) };
    const { opened, malformed } = await openAll([good, { body }], sources);
    expect([[...opened.keys()], malformed.length]).toEqual([[good], 1]);
    expect(malformed[0]?.reason).toMatch(/^message: [\w .,-]+(: [\w ,]+)?$/);
    expect(malformed[0]?.reason).not.toContain('612345678');
  });

  it('of receive is the signal itself, or the fact that score has to read first', async () => {
    const thin = { source: 'text-messages', thin: { id: '1' } };
    expect(await openMessage(JSON.stringify(signal), sources)).toEqual({ signals: [signal], thin: [] });
    expect(await openMessage(JSON.stringify(thin), sources)).toEqual({ signals: [], thin: [thin] });
  });

  it('of EventBridge belongs to the source whose rule it matched, and to none that is switched off', async () => {
    const { signals } = await openMessage(JSON.stringify(event), sources);
    expect(signals).toMatchObject([{ source: 'contact-centre', measures: { waitSeconds: 82 } }]);
    const off = new Map([...sources].map(([id, source]) => [id, { ...source, active: false }]));
    expect(await openMessage(JSON.stringify(event), off)).toEqual({ signals: [], thin: [] });
  });
});
