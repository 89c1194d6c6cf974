import { describe, expect, it } from 'vitest';
import type { Channel, HookRequest } from '../../core/channels/channel.ts';
import { MalformedBody } from '../../core/errors.ts';
import type { Source } from '../../core/journey/schema.ts';
import { judge, refuseEarly } from '../../core/receive.ts';

const source = { id: 'survey' } as Source;
const request = (overrides: Partial<HookRequest> = {}): HookRequest => ({
  method: 'POST',
  url: 'https://api.example/hooks/survey',
  headers: {},
  body: Buffer.from('{}'),
  receivedAtMs: 0,
  ...overrides,
});
const channel = (overrides: Partial<Channel> = {}): Channel => ({
  maxBytes: 10,
  corrects: false,
  accepted: { status: 202 },
  verify: () => 'ok',
  read: () => ({ signals: [], rejected: [] }),
  sign: () => ({}),
  ...overrides,
});

describe('before any secret is looked up', () => {
  it.each([
    ['a source nobody has', request(), undefined, 404],
    ['a method that is not POST', request({ method: 'GET' }), channel(), 405],
    ['a body one byte over the cap', request({ body: Buffer.alloc(11) }), channel(), 413],
  ])('%s is refused', (_what, hook, found, status) => {
    expect(refuseEarly(hook, found)?.response.status).toBe(status);
  });

  it('a body at the cap goes on, and a wrong method is told which is right', () => {
    expect(refuseEarly(request({ body: Buffer.alloc(10) }), channel())).toBeUndefined();
    expect(refuseEarly(request({ method: 'GET' }), channel())?.response.headers).toEqual({ allow: 'POST' });
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

  it('that says nothing we count is answered like any other', () => {
    expect(judge(request(), source, channel(), ['secret'])).toMatchObject({ response: { status: 202 }, signals: [] });
  });
});
