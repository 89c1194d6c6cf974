import type { Source } from '../journey/schema.ts';
import type { Channel } from './channel.ts';

/**
 * Every channel a source of `journey.yaml` may name. Each is loaded when it is first asked for: a cold start of receive
 * would otherwise pay for all of them to read one tool's webhook.
 */
export const registry = {
  aircall: async () => (await import('./aircall.ts')).aircall,
  'amazon-connect': async () => (await import('./amazon-connect.ts')).amazonConnect,
  asknicely: async () => (await import('./asknicely.ts')).asknicely,
  chatwoot: async () => (await import('./chatwoot.ts')).chatwoot,
  cloudevents: async () => (await import('./cloudevents.ts')).cloudevents,
  formbricks: async () => (await import('./formbricks.ts')).formbricks,
  front: async () => (await import('./front.ts')).front,
  generic: async () => (await import('./generic.ts')).generic,
  hubspot: async () => (await import('./hubspot.ts')).hubspot,
  intercom: async () => (await import('./intercom.ts')).intercom,
  meta: async () => (await import('./meta.ts')).meta,
  qualtrics: async () => (await import('./qualtrics.ts')).qualtrics,
  segment: async () => (await import('./segment.ts')).segment,
  shopify: async () => (await import('./shopify.ts')).shopify,
  slack: async () => (await import('./slack.ts')).slack,
  'standard-webhooks': async () => (await import('./standard-webhooks.ts')).standardWebhooks,
  stripe: async () => (await import('./stripe.ts')).stripe,
  surveymonkey: async () => (await import('./surveymonkey.ts')).surveymonkey,
  tally: async () => (await import('./tally.ts')).tally,
  trustpilot: async () => (await import('./trustpilot.ts')).trustpilot,
  twilio: async () => (await import('./twilio.ts')).twilio,
  typeform: async () => (await import('./typeform.ts')).typeform,
  zendesk: async () => (await import('./zendesk.ts')).zendesk,
} as const satisfies Record<string, () => Promise<Channel>>;
export type ChannelName = keyof typeof registry;

/** @returns nothing for a name that is not in the registry */
export const loadChannel = async ({ channel }: Pick<Source, 'channel'>): Promise<Channel | undefined> =>
  Object.hasOwn(registry, channel) ? registry[channel as ChannelName]() : undefined;
