import { zendesk } from '../../../../core/channels/zendesk.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// (printf '2026-03-02T09:31:00Z'; cat zendesk.json) | openssl dgst -sha256 -hmac zd-secret -binary | base64
const signedZendesk = (body: Buffer | string, base64: string): Delivery => ({
  headers: {
    'x-zendesk-webhook-signature-timestamp': '2026-03-02T09:31:00Z',
    'x-zendesk-webhook-signature': base64,
  },
  body: Buffer.from(body),
});

const good = signedZendesk(fixture('zendesk.json'), 'WESbcTA40r6oFJbFnmGtJDrgVYYdEKPIZQOTZIwhyb0=');

const zendeskExample: Example = {
  channel: zendesk,
  source: sourceOf({ id: 'help-desk-tickets', channel: 'zendesk', medium: 'email' }),
  secret: 'zd-secret',
  signedAtMs: Date.parse('2026-03-02T09:31:00Z'),
  isTimed: true,
  covers: 'body',
  good,
  empty: signedZendesk('', 'G41oJjKCI1CJag1isWYRn2XE7tOD0nIdB0c+O0OdP98='),
  broken: signedZendesk('{"type":', 'qOV1twTRrHHCkY7Bkqts2tiU4hLpkTyyCyd9Ec7Ez2A='),
  ignored: signedZendesk(
    '{"type":"zen:event-type:ticket.tags_changed"}',
    'vOJioMaUC8ITJiqBpyI//t5jPj4pPDUl3ZM2W/9dZh0=',
  ),
  unproven: withoutEach(good, 'x-zendesk-webhook-signature-timestamp', 'x-zendesk-webhook-signature'),
  corrected: signedZendesk(
    fixture('zendesk.json').toString().replace('"time": "2026-03-02T09:30:19Z"', '"time": "2026-03-02T10:30:00Z"'),
    '1pFbLKRLPmQCAguvF3V6U/51gMOqHEKIkmGdqjx7MuA=',
  ),
  beside: signedZendesk(fixture('zendesk-solved.json'), '1wbJa5zEYTt7SKSVmweJnr5XpF4VbmOq0eCy1QDKCnw='),
  disguised: [dressed(good, { 'x-zendesk-webhook-signature-timestamp': '2026-03-02T09:31:01Z' })],
};

// The trigger of the fixture sends no account id, so its ticket is another object than the event's.
const { beside: _, ...untilTrigger } = zendeskExample;

const zendeskTriggerExample: Example = {
  ...untilTrigger,
  good: signedZendesk(fixture('zendesk-trigger.json'), 'YTkQLsWYB+BMn7EnV/FlXJR5kY2W7ZpFa6KpOUMpMeM='),
  corrected: signedZendesk(
    fixture('zendesk-trigger.json')
      .toString()
      .replace('"updated_at": "2026-03-02T09:30:19Z"', '"updated_at": "2026-03-02T10:30:00Z"'),
    'JKDDQVf8yLqB6AkKtzoOHWTvEjla2JBnlu1OY21JGUQ=',
  ),
  disguised: [],
};

export const examples = { zendesk: zendeskExample, 'zendesk trigger': zendeskTriggerExample };
