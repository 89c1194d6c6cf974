import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { twilio } from '../../../core/channels/twilio.ts';
import { type Delivery, requestOf, tamper } from './channel-contract.ts';
import { signedTwilioForm, signedTwilioJson } from './examples/twilio.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('twilio');
const verify = (delivery: Delivery) => twilio.verify(requestOf(delivery, signedAtMs), [secret]);
const read = (delivery: Delivery) => twilio.read(requestOf(delivery, signedAtMs), source).signals;
const sms = (change: (form: URLSearchParams) => void) => edited('twilio-sms.txt', change);
const call = (change: (form: URLSearchParams) => void) => edited('twilio-voice.txt', change);
const edited = (name: string, change: (form: URLSearchParams) => void) => {
  const form = new URLSearchParams(fixture(name).toString());
  change(form);
  return read(signedTwilioForm(form.toString()));
};

describe('twilio', () => {
  it('reads a message', () => {
    expect(read(good)).toEqual([
      {
        source: 'text-messages',
        object: 'AC7f20b1c3d4e5f60718293a4b5c6d7e8f/SM0c41d7e9a2b84f16b3d5e8f7a6c9b012',
        part: 'message',
        revision: ['', ''],
        kind: 'perceptive',
        medium: 'sms',
        occurredAt: '2026-03-02T09:35:02.000Z',
        customer: { phone: '+33600000001' },
        text: '2 - le livreur n’est jamais venu 😠',
        scores: {},
        measures: {},
        attributes: { country: 'FR', line: '+33700000002' },
      },
    ]);
  });

  it('reads a call that ended', () => {
    expect(read(signedTwilioForm(fixture('twilio-voice.txt')))).toEqual([
      {
        source: 'text-messages',
        object: 'AC7f20b1c3d4e5f60718293a4b5c6d7e8f/CA0c41d7e9a2b84f16b3d5e8f7a6c9b013',
        part: 'status:completed',
        revision: ['', ''],
        kind: 'operational',
        medium: 'phone',
        occurredAt: '2026-03-02T09:35:00.000Z',
        customer: { phone: '+33600000001' },
        scores: {},
        measures: { callSeconds: 412 },
        attributes: { direction: 'inbound', line: '+33700000002' },
      },
    ]);
  });

  it('knows WhatsApp by its sender', () => {
    expect(sms((form) => form.set('From', 'whatsapp:+33600000001'))).toMatchObject([
      { medium: 'chat', customer: { phone: '+33600000001' } },
    ]);
  });

  it('hears nothing in a message without words', () => expect(sms((form) => form.set('Body', ''))).toEqual([]));

  it('finds the customer at the other end of a call of ours', () => {
    expect(call((form) => form.set('Direction', 'outbound-api'))).toMatchObject([
      { customer: { phone: '+33700000002' }, attributes: { line: '+33600000001' } },
    ]);
  });

  it('counts neither a call under way nor the leg of a forwarded one', () => {
    expect(call((form) => form.set('CallStatus', 'ringing'))).toEqual([]);
    expect(call((form) => form.set('ParentCallSid', 'CA0c41d7e9a2b84f16b3d5e8f7a6c9b014'))).toEqual([]);
  });

  it('accepts the address with and without its port, as the twilio package does', () => {
    const at = (signed: string, asked: string) => verify({ ...signedTwilioForm(good.body, signed), url: asked });
    expect(at('https://h.example:443/hooks/x', 'https://h.example/hooks/x')).toBe('ok');
    expect(at('https://h.example/hooks/x', 'https://h.example:8443/hooks/x')).toBe('ok');
    expect(at('http://u:1@[::1]:80/hooks/x?a=b:2', 'http://u:1@[::1]/hooks/x?a=b:2')).toBe('ok');
    expect(at('https://h.example/hooks/x', 'https://h.example/hooks/y')).toBe('mismatch');
  });

  it('accepts repeated fields in any order, as the twilio package does', () => {
    expect(verify(signedTwilioForm('b=2&a=z&a=b&a=z&B=1'))).toBe('ok');
  });

  it('looks no further at a form of more fields than Twilio ever sent', () => {
    const fields = (count: number) => Array.from({ length: count }, (_, name) => `f${name}=`).join('&');
    expect(verify(signedTwilioForm(fields(1_000)))).toBe('ok');
    expect(verify(signedTwilioForm(fields(1_001)))).toBe('mismatch');
  });

  it('accepts a JSON body by its hash, and no other body under the same address', () => {
    const json = signedTwilioJson(JSON.stringify(Object.fromEntries(new URLSearchParams(good.body.toString()))));
    expect(verify(json)).toBe('ok');
    expect(read(json)).toEqual(read(good));
    expect(verify({ ...json, body: tamper(json.body) })).toBe('mismatch');
    expect(verify({ ...json, body: good.body })).toBe('mismatch');
  });

  it('refuses an id that was moved into its name', () => {
    const moved = good.body.toString().replace('MessageSid=SM', 'MessageSidS=M');
    expect(verify({ ...good, body: Buffer.from(moved) })).toBe('ok');
    expect(read({ ...good, body: Buffer.from(moved) })).toEqual([]);
  });

  it('signs what the twilio package accepts', () => {
    const url = good.url ?? '';
    const signature = twilio.sign({ url, body: good.body }, secret, 0).headers['x-twilio-signature'] ?? '';
    const params = Object.fromEntries(new URLSearchParams(good.body.toString()));
    expect(validateRequest(secret, signature, url, params)).toBe(true);

    const json = signedTwilioJson('{"a":1}');
    const other = twilio.sign({ url: json.url ?? '', body: json.body }, secret, 0).headers['x-twilio-signature'] ?? '';
    expect(validateRequestWithBody(secret, other, json.url ?? '', json.body.toString())).toBe(true);
  });
});
