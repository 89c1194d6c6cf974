import { describe, expect, it } from 'vitest';
import { amazonConnect } from '../../../core/channels/amazon-connect.ts';
import { MalformedBody } from '../../../core/errors.ts';
import { Signal } from '../../../core/signal.ts';
import { sourceOf } from './channel-contract.ts';
import { fixture } from './fixture.ts';

const source = sourceOf({ id: 'contact-centre', channel: 'amazon-connect', medium: 'phone' });
const contact = JSON.parse(fixture('amazon-connect-contact.json').toString());
const lens = JSON.parse(fixture('amazon-connect-lens.json').toString());
const read = (event: unknown) => amazonConnect.read(event, source).signals;
const changed = (detail: object) => ({ ...contact, detail: { ...contact.detail, ...detail } });

describe('amazon-connect', () => {
  it('reads how long a caller waited and talked', () => {
    expect(read(contact)).toEqual([
      {
        source: 'contact-centre',
        object: '8f1e2d3c-1111-4222-8333-444455556666',
        part: 'contact',
        revision: ['', ''],
        kind: 'operational',
        medium: 'phone',
        occurredAt: '2026-03-02T09:36:00.000Z',
        customer: {},
        scores: {},
        measures: { waitSeconds: 82, callSeconds: 298 },
        attributes: { queue: 'q1', initiationMethod: 'INBOUND', disconnectReason: 'CUSTOMER_DISCONNECT' },
      },
    ]);
  });

  it('tells who hung up before anybody answered from who was answered', () => {
    expect(read(changed({ agentInfo: undefined }))[0]?.measures).toEqual({ abandonedSeconds: 380, missedCalls: 1 });
  });

  it('counts no wait of whom we called, and nothing of tasks or of a supervisor who listens', () => {
    expect(read(changed({ initiationMethod: 'OUTBOUND' }))[0]?.measures).toEqual({ callSeconds: 298 });
    expect(read(changed({ initiationMethod: 'OUTBOUND', agentInfo: undefined }))).toEqual([]);
    expect([...read(changed({ channel: 'TASK' })), ...read(changed({ initiationMethod: 'MONITOR' }))]).toEqual([]);
  });

  it('knows the caller where the event does', () => {
    const customerEndpoint = { type: 'TELEPHONE_NUMBER', address: '+34 612 345 678' };
    expect(read(changed({ customerEndpoint }))[0]?.customer).toEqual({ phone: '+34 612 345 678' });
  });

  it('takes no step of a contact for its end, nor what never waited in a queue', () => {
    const steps = ['INITIATED', 'QUEUED', 'CONNECTED_TO_AGENT', 'COMPLETED'].map((eventType) => changed({ eventType }));
    const never = changed({ queueInfo: undefined, agentInfo: undefined });
    expect([...steps, never].flatMap(read)).toEqual([]);
  });

  it('reads a matched rule of Contact Lens beside the contact, each rule once', () => {
    const [match] = read(lens);
    expect(match).toMatchObject({
      object: '8f1e2d3c',
      part: 'rule:negative-sentiment-refund',
      measures: { ruleMatches: 1 },
      attributes: { rule: 'negative-sentiment-refund', queue: 'q1' },
    });
    expect(read({ ...lens, id: 'another delivery' })).toEqual([match]);
  });

  it('gives the queue what it can carry, and names what is wrong with an event', () => {
    for (const signal of [...read(contact), ...read(lens)]) expect(Signal.parse(signal)).toEqual(signal);
    expect(() => read({ ...contact, detail: {} })).toThrow('amazon-connect.detail.eventType: must be given, as string');
    for (const event of [null, 7, {}, { ...lens, detail: {} }]) expect(() => read(event)).toThrow(MalformedBody);
  });
});
