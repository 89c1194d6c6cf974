import { describe, expect, it } from 'vitest';
import { recordingOf } from '../../../core/channels/recording.ts';
import { matchScheme } from '../../../core/channels/scheme.ts';
import { formOf, headerFormOf, shapeOf } from '../../../core/channels/shape.ts';
import { dressed, type Example, requestOf } from './channel-contract.ts';
import { exampleOf, examples } from './examples.ts';
import { placesIn, valuesOf } from './mutants.ts';

const recorded = ({ source, channel, good, secret, signedAtMs }: Example, secrets = [secret]) =>
  recordingOf(requestOf(good, signedAtMs), source, channel, secrets, channel.accepted.status);

describe('the form of a text', () => {
  it.each([
    ['', 'empty'],
    ['2026-03-02T09:20:00.000Z', 'time with offset'],
    ['2026-03-02 09:22:11', 'time without offset'],
    ['ines.moreau@example.org', 'e-mail address 23'],
    ['+33 6 00 00 00 01', 'phone number 17'],
    ['771204418830015233', 'digits 18'],
    ['129.90', 'decimal 6'],
    ['8f1e2d3c-1111-4222-8333-444455556666', 'uuid 36'],
    ['https://x.test/a', 'address 16'],
    ['<p>Where?</p>', 'html 13'],
    ['Where is my refund?', 'text 19'],
    ['Garcia,Maria', 'text 12'],
    ['<a'.repeat(100_000), 'text 200000'],
  ])('%j is %s', (text, form) => expect(formOf(text)).toBe(form));

  it.each([
    ['sha256=60cb5abc0553225745c6a94253e6d60b2dff0312', 'sha256= then hex 40'],
    ['v1,1jggyxNcLpWcVmtUZqnDOEhf4l9TAxca8kLU8ydtELE=', 'v1, then base64 44'],
    ['hunter2=x', 'text 9'],
  ])('of the header %j is %s', (value, form) => expect(headerFormOf(value)).toBe(form));

  it('of a structure keeps its names, and of a list its first element', () => {
    expect(shapeOf({ id: '7', tags: ['a', 'b'], none: null, n: 1, deep: { ok: true, 'Ines M': 'x' } })).toEqual({
      id: 'digits 1',
      tags: ['text 1', '2 in all'],
      none: 'null',
      n: 'number',
      deep: { ok: 'boolean', '?': 'text 1' },
    });
  });
});

describe('a recording', () => {
  it('says what a delivery looked like, how it is signed, and what is read of it', () => {
    expect(recorded(exampleOf('typeform'))).toMatchObject({
      source: 'joining-survey',
      channel: 'typeform',
      verdict: 'ok',
      scheme: 'typeform-signature: HMAC-SHA256 (base64) over the body, with the current secret',
      headers: { 'typeform-signature': 'sha256= then base64 44' },
      body: { event_type: expect.any(String), form_response: { token: expect.stringMatching(/^hex \d+$/) } },
      reads: ['perceptive signal, part response'],
    });
  });

  it('finds the scheme of a tool that signs otherwise than its channel expects', () => {
    const { good, secret, signedAtMs } = exampleOf('typeform');
    const zendesk = exampleOf('zendesk');
    const request = requestOf(
      dressed(zendesk.good, { 'x-other': good.headers['typeform-signature'] ?? '' }),
      signedAtMs,
    );
    expect(matchScheme(request, ['not this', zendesk.secret])).toBe(
      'x-zendesk-webhook-signature: HMAC-SHA256 (base64) over timestamp and body, with the previous secret',
    );
    expect(matchScheme(request, [secret, ''])).toBeUndefined();
  });

  it('reads a forged delivery too, and says what is wrong with it', () => {
    const forged = recorded(exampleOf('stripe'), ['whsec_another']);
    expect(forged).toMatchObject({
      verdict: 'mismatch',
      reads: ['outcome signal, part cancellation', expect.any(String)],
    });
    expect(forged.scheme).toBeUndefined();
    expect(recorded(exampleOf('stripe'), []).verdict).toBe('no secret');
  });

  it.each(Object.entries(examples))('of %s repeats no value of the delivery', (_name, example) => {
    const { body, headers, reads } = recorded(example);
    const said = JSON.stringify([body, headers, reads]);
    const values = valuesOf(example.good.body);
    const leaves = placesIn(values).flatMap((place) => {
      const leaf = place.reduce<unknown>((node, step) => (node as Record<string, unknown>)?.[step], values);
      return typeof leaf === 'string' && leaf.length > 12 ? [leaf] : [];
    });
    const telling = [...leaves, ...Object.values(example.good.headers).filter((value) => value.length > 20)];
    // Types of events and the tool's own words may be names of parts, too.
    for (const value of telling.filter((text) => !/^[a-z_.:-]+$/i.test(text))) expect(said).not.toContain(value);
  });
});
