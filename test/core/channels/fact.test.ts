import { describe, expect, it } from 'vitest';
import { nothing } from '../../../core/channels/channel.ts';
import { readingOf, type Said, signalOf } from '../../../core/channels/fact.ts';
import { Signal, unordered } from '../../../core/signal.ts';

const said: Said = { part: 'comment', kind: 'perceptive', occurredAt: '2026-03-02T09:20:00.000Z', text: 'Slow.' };
const told = (change: Partial<Said> = {}, order: string | undefined = '1') =>
  signalOf({ id: 'here' }, 'T-1', order, { ...said, ...change });

describe('a fact', () => {
  it('is a whole signal, whatever was left out', () => {
    expect(Signal.parse(told())).toEqual(told());
  });

  it('has another revision when it says something else, and none without an order', () => {
    expect(told({ text: 'Fast.' }).revision).not.toEqual(told().revision);
    expect(signalOf({ id: 'here' }, 'T-1', undefined, said).revision).toEqual(unordered);
  });

  it('has the same revision whenever it happened: a tool may not tell, and send it again', () => {
    expect(told({ occurredAt: '2026-03-03T00:00:00.000Z' }).revision).toEqual(told().revision);
  });

  it('lets an answer go before what the tool says beside it', () => {
    const { attributes } = told({ about: { plan: 'silver', via: 'web', none: null }, attributes: { plan: 'gold' } });
    expect(attributes).toEqual({ plan: 'gold', via: 'web' });
  });
});

describe('a reading', () => {
  it('keeps signals and what is to be read apart, and leaves nothing out', () => {
    const thin = { source: 'here', thin: { id: '1' } };
    expect(readingOf(told(), undefined, thin)).toEqual({ signals: [told()], thin: [thin], rejected: [] });
    expect(readingOf(undefined)).toEqual(nothing);
  });
});
