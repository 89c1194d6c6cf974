import { describe, expect, it } from 'vitest';
import { trustpilot } from '../../../core/channels/trustpilot.ts';
import { compareRevisions, type Signal } from '../../../core/signal.ts';
import { requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, signedAtMs } = exampleOf('trustpilot');
const [sample] = JSON.parse(fixture('trustpilot.json').toString()).events;
const read = (...events: unknown[]) =>
  trustpilot.read(requestOf({ headers: {}, body: Buffer.from(JSON.stringify({ events })) }, signedAtMs), source);
const event = (eventName: string, change: object = {}) => ({
  ...sample,
  eventName,
  eventData: { ...sample.eventData, ...change },
});
const revisionOf = (eventName: string, change?: object): Signal['revision'] =>
  read(event(eventName, change)).signals[0]?.revision ?? ['', ''];

describe('trustpilot', () => {
  it('reads the sample', () => {
    expect(trustpilot.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'public-reviews',
        object: '65e2f0a1b2c3d4e5f6a7b8c9',
        part: 'review',
        revision: ['created', ''],
        kind: 'perceptive',
        medium: 'review',
        occurredAt: '2026-03-02T09:42:00.000Z',
        customer: { id: '64ac0f51d2e7b90012cd7a31' },
        text: 'Service lent\n\nTrois relances pour un remboursement.',
        language: 'fr',
        touchpoint: '9be0c1a4-27d3-4f6e-8a15-6cf3d10b7e92',
        scores: { rating: 2 },
        measures: {},
        attributes: { kind: 'service', referenceId: 'ORD-20417', isVerified: true, tags: 'refund' },
      },
    ]);
  });

  it('lets an update win over the first version in either order, and the first update over later ones', () => {
    const updated = revisionOf('service-review-updated');
    expect(compareRevisions(updated, revisionOf('service-review-created'))).toBeGreaterThan(0);
    expect(compareRevisions(updated, revisionOf('service-review-updated', { stars: 5 }))).toBe(0);
  });

  it('reads a product review, whose text has another name', () => {
    const change = { title: undefined, text: undefined, content: 'The sole came off.', stars: 1 };
    expect(read(event('product-review-created', change)).signals).toMatchObject([
      { text: 'The sole came off.', scores: { rating: 1 }, attributes: { kind: 'product' } },
    ]);
  });

  it('keeps stars that no review has as a raw value', () => {
    const { signals } = read(event('service-review-created', { stars: 7 }));
    expect(signals).toMatchObject([{ scores: {}, attributes: { 'raw.rating': 7 } }]);
  });

  it('names the place of what it cannot read, and refuses a body that is nothing else', () => {
    const bad = event('service-review-created', { id: null });
    expect(read(bad, sample).rejected).toEqual([
      { item: bad, reason: 'trustpilot.events[0].eventData.id: must be a text of 1 to 256 characters or an integer' },
    ]);
    expect(() => read(bad)).toThrow('trustpilot.events[0].eventData.id');
  });
});
