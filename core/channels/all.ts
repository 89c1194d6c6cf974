import type { Source } from '../journey/schema.ts';
import { type Channel, isWebhook, type WebhookChannel } from './channel.ts';
import { type ChannelName, registry } from './registry.ts';

/** All channels at once, for who has the time to load them: everybody but the deployed functions. */
export const channels = Object.fromEntries(
  await Promise.all(Object.entries(registry).map(async ([name, load]) => [name, await load()])),
) as { readonly [Name in ChannelName]: Awaited<ReturnType<(typeof registry)[Name]>> };

/** What checks of a journey have to know of them. */
export const knownChannels = {
  channels: Object.keys(channels),
  onlyOnce: Object.entries<Channel>(channels).flatMap(([name, channel]) => (isWebhook(channel) ? [] : [name])),
};

/** @returns nothing for a name that is not in the registry */
export const channelOf = ({ channel }: Pick<Source, 'channel'>): Channel | undefined =>
  Object.hasOwn(channels, channel) ? channels[channel as ChannelName] : undefined;

/** @returns nothing for a channel whose tool posts no webhooks, too */
export const webhookOf = (source: Pick<Source, 'channel'>): WebhookChannel | undefined => {
  const channel = channelOf(source);
  return channel && isWebhook(channel) ? channel : undefined;
};
