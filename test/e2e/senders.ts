import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import twilioPackage from 'twilio';
import type { LocalStack } from '../../local/stack.ts';

/**
 * Posts webhooks as their tools do. Twilio and Standard Webhooks sign with the vendor's own package; the others with
 * HMACs written out here, from the vendors' documents and not from our channels.
 */
export const sendersFor = (stack: LocalStack) => {
  const secretOf = (source: string): string => stack.secrets.sources[source]?.[0] ?? '';
  const urlOf = (source: string): string => `${stack.apiUrl}/hooks/${source}`;
  const post = (source: string, body: string, headers: Record<string, string>): Promise<Response> =>
    fetch(urlOf(source), { method: 'POST', body, headers });
  const hmac = (secret: string, text: string, encoding: 'hex' | 'base64') =>
    createHmac('sha256', secret).update(text).digest(encoding);

  return {
    generic: (source: string, payload: object, secret = secretOf(source)) => {
      const body = JSON.stringify(payload);
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const signature = `sha256=${hmac(secret, `${timestamp}.${body}`, 'hex')}`;
      return post(source, body, {
        'content-type': 'application/json',
        'x-timestamp': timestamp,
        'x-signature': signature,
      });
    },
    standardWebhooks: (source: string, id: string, payload: object) => {
      const body = JSON.stringify(payload);
      const at = new Date();
      return post(source, body, {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(secretOf(source)).sign(id, at, body),
      });
    },
    typeform: (source: string, payload: object) => {
      const body = JSON.stringify(payload);
      return post(source, body, {
        'content-type': 'application/json',
        'typeform-signature': `sha256=${hmac(secretOf(source), body, 'base64')}`,
      });
    },
    zendesk: (source: string, payload: object) => {
      const body = JSON.stringify(payload);
      const timestamp = new Date().toISOString();
      return post(source, body, {
        'content-type': 'application/json',
        'x-zendesk-webhook-signature': hmac(secretOf(source), timestamp + body, 'base64'),
        'x-zendesk-webhook-signature-timestamp': timestamp,
      });
    },
    twilio: (source: string, fields: Record<string, string>) =>
      post(source, new URLSearchParams(fields).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': twilioPackage.getExpectedTwilioSignature(secretOf(source), urlOf(source), fields),
      }),
  };
};

export type Senders = ReturnType<typeof sendersFor>;
