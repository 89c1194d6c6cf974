import { isValidSlackRequest } from '@slack/bolt/dist/receivers/verify-request.js';
import { describe, expect, it } from 'vitest';
import { slack } from '../../../core/channels/slack.ts';
import { type Delivery, requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('slack');
const sample = JSON.parse(fixture('slack.json').toString());
const readBody = (body: string) =>
  slack.read(requestOf({ headers: {}, body: Buffer.from(body) }, signedAtMs), source).signals;
const say = (event: object) => readBody(JSON.stringify({ ...sample, event: { ...sample.event, ...event } }));
const probe = (delivery: Delivery) => slack.probe?.(requestOf(delivery, signedAtMs), [secret]);
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

describe('slack', () => {
  it('reads the sample', () => {
    expect(slack.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'customer-voices',
        object: 'T0ACME0CX/C0FEEDBCK/1772444800.000200',
        part: 'message',
        revision: ['', ''],
        kind: 'perceptive',
        occurredAt: '2026-03-02T09:46:40.000Z',
        customer: {},
        text: 'Customer Globex says the export is broken again :angry:',
        scores: {},
        measures: {},
        attributes: { channel: 'C0FEEDBCK' },
      },
    ]);
  });

  it.each([
    ['a &lt;b&gt; &amp; c &amp;lt;', 'a <b> & c &lt;'],
    ['<@U0AGENT01> they said <@U02|ines> no', 'they said no'],
    ['see <https://x.test/a?b=1&amp;c=2>', 'see https://x.test/a?b=1&c=2'],
    ['<!here> in <#C1|general> and <#C2>: <mailto:a@b.example|a@b.example>', 'in general and : a@b.example'],
    ['<!date^1392734382^{date}|18 Feb 2014> 3 < 4', '18 Feb 2014 3 < 4'],
  ])('reads %j as people see it', (text, plain) => expect(say({ text })[0]?.text).toBe(plain));

  it.each(['file_share', 'thread_broadcast'])('hears a message that comes as %s', (subtype) => {
    expect(say({ subtype, text: 'Too slow' })[0]?.text).toBe('Too slow');
  });

  it.each([
    [{ bot_id: 'B1' }],
    [{ subtype: 'bot_message' }],
    [{ subtype: 'message_changed', message: { text: 'edited' } }],
    [{ subtype: 'message_deleted' }],
    [{ type: 'reaction_added' }],
    [{ channel: 'C0ANOTHER' }],
    [{ channel: 'constructor' }],
    [{ channel: undefined, text: undefined }],
    [{ text: '<@U0AGENT01>' }],
  ])('hears nothing in %j', (event) => expect(say(event)).toEqual([]));

  it('says nothing about commands and buttons, which come as forms', () => {
    expect(readBody('token=x&command=%2Fcsat&text=5')).toEqual([]);
    expect(readBody('payload=%7B%22type%22%3A%22block_actions%22%7D')).toEqual([]);
    expect(readBody('{"type":"app_rate_limited"}')).toEqual([]);
  });

  it('refuses a message without its place in the channel', () => {
    expect(() => say({ ts: 'now' })).toThrow('slack.event.ts: has the wrong form');
    expect(() => readBody(JSON.stringify({ ...sample, team_id: null }))).toThrow('slack.team_id');
  });

  it('takes no event for a check of the certificate, whatever the event says', () => {
    expect(probe({ headers: form, body: Buffer.from('ssl_check=1&token=x') })).toEqual({ status: 200 });
    const others = [
      { ...good, body: Buffer.from('{"text":"a&ssl_check=1&b"}') },
      { headers: form, body: Buffer.from('token=x&text=ssl_check%3D1%26ssl_check%3D1') },
      { headers: form, body: Buffer.from(`ssl_check=1&${'x'.repeat(2_000)}`) },
    ];
    expect(others.map(probe)).toEqual([undefined, undefined, undefined]);
  });

  it('signs what Bolt accepts', () => {
    const { headers, body } = slack.sign({ url: '', body: good.body }, secret, signedAtMs);
    const options = {
      signingSecret: secret,
      body: body.toString(),
      headers: {
        'x-slack-signature': headers['x-slack-signature'] ?? '',
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      },
      nowMilliseconds: signedAtMs,
    };
    expect(isValidSlackRequest(options)).toBe(true);
    expect(isValidSlackRequest({ ...options, signingSecret: 'another' })).toBe(false);
  });
});
