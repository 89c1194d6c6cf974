import type { Source } from '../journey/schema.ts';
import { aircall } from './aircall.ts';
import { amazonConnect } from './amazon-connect.ts';
import { asknicely } from './asknicely.ts';
import { type Channel, isWebhook, type WebhookChannel } from './channel.ts';
import { chatwoot } from './chatwoot.ts';
import { cloudevents } from './cloudevents.ts';
import { formbricks } from './formbricks.ts';
import { front } from './front.ts';
import { generic } from './generic.ts';
import { hubspot } from './hubspot.ts';
import { intercom } from './intercom.ts';
import { meta } from './meta.ts';
import { qualtrics } from './qualtrics.ts';
import { segment } from './segment.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { stripe } from './stripe.ts';
import { surveymonkey } from './surveymonkey.ts';
import { tally } from './tally.ts';
import { trustpilot } from './trustpilot.ts';
import { twilio } from './twilio.ts';
import { typeform } from './typeform.ts';
import { zendesk } from './zendesk.ts';

/** Every channel a source of `journey.yaml` may name. */
export const channels = {
  aircall,
  'amazon-connect': amazonConnect,
  asknicely,
  chatwoot,
  cloudevents,
  formbricks,
  front,
  generic,
  hubspot,
  intercom,
  meta,
  qualtrics,
  segment,
  shopify,
  slack,
  'standard-webhooks': standardWebhooks,
  stripe,
  surveymonkey,
  tally,
  trustpilot,
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
