import { describe, expect, it } from 'vitest';
import { channelOf, channels } from '../../../core/channels/all.ts';
import { type Channel, isWebhook } from '../../../core/channels/channel.ts';
import { keepsTheContract } from './channel-contract.ts';
import { examples } from './examples.ts';

describe.each(Object.entries(examples))('%s', (_name, example) => keepsTheContract(example));

describe('the registry', () => {
  it('has an example for every channel of webhooks', () => {
    const webhooks = Object.values<Channel>(channels).filter(isWebhook);
    expect(new Set(Object.values(examples).map(({ channel }) => channel))).toEqual(new Set(webhooks));
  });

  it('finds a channel by its name and nothing by any other', () => {
    expect(channelOf({ channel: 'typeform' })).toBe(channels.typeform);
    expect(['', 'fax', 'constructor', '__proto__'].map((channel) => channelOf({ channel }))).toEqual(
      Array.from({ length: 4 }),
    );
  });
});
