import { describe, expect, it } from 'vitest';
import { type HookRequest, nothing, type WebhookChannel } from '../../core/channels/channel.ts';
import { MalformedBody } from '../../core/errors.ts';
import type { Source } from '../../core/journey/schema.ts';
import { judge, refuseEarly } from '../../core/receive.ts';
import type { Signal } from '../../core/signal.ts';

const source = { id: 'survey', active: true } as Source;
const request = (overrides: Partial<HookRequest> = {}): HookRequest => ({
  method: 'POST',
  url: 'https://api.example/hooks/survey',
  headers: {},
  body: Buffer.from('{}'),
  receivedAtMs: 0,
  ...overrides,
});
const channel = (overrides: Partial<WebhookChannel> = {}): WebhookChannel => ({
  guide: { tool: '', steps: [], secret: { from: 'us', where: '' }, questions: 'none', brings: [], page: '' },
  maxBytes: 10,
  corrects: false,
  accepted: { status: 202 },
  verify: () => 'ok',
  read: () => nothing,
  sign: ({ url, body }) => ({ url, body, headers: {} }),
  ...overrides,
});

describe('before any secret is looked up', () => {
  it.each([
    ['a source nobody has', request(), undefined, 404],
    ['a method that is not POST', request({ method: 'GET' }), channel(), 405],
    ['a body one byte over the cap', request({ body: Buffer.alloc(11) }), channel(), 413],
  ])('%s is refused', (_what, hook, found, status) => {
    expect(refuseEarly(hook, source, found)?.response.status).toBe(status);
  });

  it('a body at the cap goes on, and a wrong method is told which is right', () => {
    expect(refuseEarly(request({ body: Buffer.alloc(10) }), source, channel())).toBeUndefined();
    expect(refuseEarly(request({ method: 'GET' }), source, channel())?.response.headers).toEqual({ allow: 'POST' });
  });
});

describe('a source that is switched off', () => {
  const off = { active: false };

  it('answers its tool as always and keeps nothing, with or without a secret', () => {
    expect(refuseEarly(request(), off, channel())).toMatchObject({ response: { status: 202 }, messages: [] });
    expect(refuseEarly(request({ method: 'HEAD' }), off, channel({ probes: ['HEAD'] }))).toBeUndefined();
  });
});

describe('a source whose tool posts no webhooks', () => {
  it('is known, and no method is right', () => {
    const events = {
      guide: channel().guide,
      corrects: false,
      pattern: { source: [], detailType: [] },
      read: () => nothing,
    };
    expect(refuseEarly(request(), source, events)?.response).toEqual({ status: 405, headers: { allow: '' } });
  });
});

describe('a webhook', () => {
  it.each([[undefined], [[]], [['']]])(
    'of a source without a secret is ours to mend, not the sender’s: %j',
    (secrets) => {
      const { response } = judge(request(), source, channel(), secrets);
      expect(response).toEqual({ status: 503, headers: { 'retry-after': '30' } });
    },
  );

  it.each(['missing', 'mismatch', 'stale'] as const)(
    'that is %s gets 401 with an empty body, and the log the reason',
    (verdict) => {
      const { response, reason } = judge(request(), source, channel({ verify: () => verdict }), ['secret']);
      expect([response, reason]).toEqual([{ status: 401 }, verdict]);
    },
  );

  it('that cannot be read is the sender’s to mend', () => {
    const read = () => {
      throw new MalformedBody('survey.score: must be given');
    };
    const { response } = judge(request(), source, channel({ read }), ['secret']);
    expect(response).toEqual({ status: 400, body: 'survey.score: must be given' });
  });

  it('whose proof is inside a body nobody can read gets 400, and no reason', () => {
    const { response } = judge(request(), source, channel({ verify: () => 'malformed' }), ['secret']);
    expect(response).toEqual({ status: 400 });
  });

  it('that is larger by its own account than what arrived is too large', () => {
    expect(refuseEarly(request({ headers: { 'content-length': '11' } }), source, channel())?.response.status).toBe(413);
  });

  it('with one signal too long for the queue keeps the others, and a dead letter without its words', () => {
    const signal = { source: 's', object: 'o', part: 'p', kind: 'perceptive', text: 'x'.repeat(300_000) } as Signal;
    const read = () => ({ ...nothing, signals: [signal, { ...signal, text: 'short' }] });
    const { messages, rejected } = judge(request(), source, channel({ read }), ['secret']);
    expect(messages.map((message) => JSON.parse(message).text)).toEqual(['short']);
    expect(rejected).toEqual([
      { item: { source: 's', object: 'o', part: 'p', kind: 'perceptive' }, reason: 'signal: too long for the queue' },
    ]);
  });

  it('that says nothing we count is answered like any other', () => {
    expect(judge(request(), source, channel(), ['secret'])).toMatchObject({ response: { status: 202 }, messages: [] });
  });
});
