import { trustpilot } from '../../../../core/channels/trustpilot.ts';
import { type Delivery, type Example, sourceOf } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

const sample = fixture('trustpilot.json').toString();

// printf 'listening-path path token' | openssl dgst -sha256 -hmac tp-secret | cut -c1-32
const posted = (body: string): Delivery => ({
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
  pathToken: '10ab481a4ef88658c62dc2b61c9cfe6e',
});

const good = posted(sample);
const { pathToken: _, ...withoutPathToken } = good;

const trustpilotExample: Example = {
  channel: trustpilot,
  source: sourceOf({ id: 'public-reviews', channel: 'trustpilot', medium: 'review', solicited: false }),
  secret: 'tp-secret',
  signedAtMs: Date.parse('2026-03-02T09:42:05Z'),
  isTimed: false,
  covers: 'sender',
  good,
  empty: posted(''),
  broken: posted('{"events":'),
  ignored: posted(sample.replace('review-created', 'review-deleted')),
  unproven: [withoutPathToken],
  corrected: posted(sample.replace('review-created', 'review-updated').replace('"stars": 2', '"stars": 4')),
  batch: {
    delivery: posted(
      JSON.stringify({
        events: [...JSON.parse(sample).events, { eventName: 'service-review-created', eventData: { stars: 1 } }],
      }),
    ),
    read: 1,
  },
  timeless: Buffer.from(sample.replace('"createdAt"', '"-"')),
  disguised: [
    { ...good, pathToken: 'tp-secret' },
    { ...good, pathToken: '' },
    { ...withoutPathToken, headers: { 'x-listening-path-secret': 'tp-secret' } },
  ],
};

export const examples = { trustpilot: trustpilotExample };
