import { CloudEvent, HTTP } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import { cloudevents } from '../../../core/channels/cloudevents.ts';
import { MalformedBody } from '../../../core/errors.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { requestOf, sourceOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('cloudevents');
const event = { specversion: '1.0', id: 'e1', source: '/kiosk', type: 'org.example.said' };
const read = (body: unknown, questions: Source['questions'] = {}, headers: Record<string, string> = {}) =>
  cloudevents.read(
    requestOf({ headers, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) }, signedAtMs),
    sourceOf({ questions }),
  );
const ask = (origin: string) =>
  cloudevents.probe?.(
    requestOf({ method: 'OPTIONS', headers: { 'webhook-request-origin': origin }, body: Buffer.alloc(0) }, 0),
    [],
  );

describe('cloudevents', () => {
  it('reads the sample without any question map', () => {
    expect(cloudevents.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'kiosks',
        object: '/kiosk/lyon-3 evt-9c1f',
        part: 'event',
        revision: ['', ''],
        kind: 'perceptive',
        occurredAt: '2026-03-02T09:15:00.000Z',
        customer: { id: 'cus_481' },
        text: 'Queue was 40 minutes',
        language: 'en',
        scores: { csat: 2 },
        measures: {},
        attributes: { type: 'org.example.csat.submitted', source: '/kiosk/lyon-3', subject: 'ticket/5521' },
      },
    ]);
  });

  it('reads a batch, each event by itself', () => {
    expect(read(fixture('cloudevents-batch.json').toString())).toMatchObject({
      signals: [
        { object: '/kiosk/lyon-3 evt-1', scores: { csat: 2 } },
        { object: '/kiosk/lyon-3 evt-2', scores: { csat: 5 }, text: 'Friendly staff' },
      ],
      thin: [],
      rejected: [],
    });
  });

  it('keeps the good events of a batch and names what is wrong with the others', () => {
    const { signals, rejected } = read([
      { ...event, data: { nps: 9 } },
      { ...event, specversion: '0.3' },
    ]);
    expect(signals).toHaveLength(1);
    expect(rejected.map(({ reason }) => reason)).toEqual(['cloudevents[1].specversion: must be one of 1.0']);
    expect(() => read([{ ...event, id: '' }])).toThrow('cloudevents[0].id');
    expect(() => read({ ...event, source: 'a b' })).toThrow('cloudevents.source: has the wrong form');
  });

  it('reads by the paths of the question map and nothing else', () => {
    const data = { answers: [{ value: '9' }], why: 'Fast.', nps: 1 };
    const questions = { 'answers.0.value': 'nps', why: 'text' } as const;
    expect(read({ ...event, data }, questions).signals).toMatchObject([{ scores: { nps: 9 }, text: 'Fast.' }]);
    expect(read({ ...event, data: 'text, not JSON' }).signals).toEqual([]);
  });

  it('tells the same id of two senders apart', () => {
    const objects = ['/a', '/b'].map((from) => read({ ...event, source: from, data: { nps: 9 } }).signals[0]?.object);
    expect(new Set(objects).size).toBe(2);
  });

  it('refuses binary mode and says why, and does not mistake structured mode for it', () => {
    const { headers, body } = HTTP.binary(new CloudEvent({ ...event, data: { nps: 9 } }));
    const lowerCase = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key.toLowerCase(), `${value}`]),
    );
    expect(() => read(String(body), {}, lowerCase)).toThrow(
      new MalformedBody(
        'cloudevents: binary mode cannot be verified, because nothing signs its headers; send application/cloudevents+json',
      ),
    );
    const structured = { ...lowerCase, 'content-type': 'application/cloudevents+json' };
    expect(read({ ...event, data: { nps: 9 } }, {}, structured).signals).toHaveLength(1);
  });

  it('reads what the cloudevents package writes', () => {
    const { headers, body } = HTTP.structured(new CloudEvent({ ...event, data: { csat: 4, comment: 'Kind.' } }));
    const lowerCase = { 'content-type': `${headers['content-type']}` };
    expect(read(String(body), {}, lowerCase).signals).toMatchObject([{ scores: { csat: 4 }, text: 'Kind.' }]);
  });

  it('signs what the cloudevents package can read', () => {
    for (const name of ['cloudevents.json', 'cloudevents-batch.json']) {
      const { headers, body } = cloudevents.sign({ url: '', body: fixture(name) }, secret, signedAtMs);
      const events = [HTTP.toEvent({ headers, body: body.toString() })].flat();
      expect(events.map(({ type }) => type)).toContain('org.example.csat.submitted');
    }
  });

  it('gives no permission to what is no name of a server', () => {
    const odd = ['', '*', 'a b', 'x.example\r\nset-cookie: a=b', 'https://x.example/path', '<script>', 'a'.repeat(300)];
    expect(odd.map(ask)).toEqual(odd.map(() => undefined));
  });
});
