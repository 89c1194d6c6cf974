import type { Source } from '../journey/schema.ts';
import { amazonConnect } from './amazon-connect.ts';
import { type Channel, isWebhook, type WebhookChannel } from './channel.ts';
import { generic } from './generic.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { twilio } from './twilio.ts';
import { typeform } from './typeform.ts';
import { zendesk } from './zendesk.ts';

/** Every channel a source of `journey.yaml` may name. */
export const channels = {
  'amazon-connect': amazonConnect,
  generic,
  'standard-webhooks': standardWebhooks,
  twilio,
  typeform,
  zendesk,
} as const satisfies Record<string, Channel>;
export type ChannelName = keyof typeof channels;

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
