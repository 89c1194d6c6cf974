import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Source } from '../journey/schema.ts';
import { minorOf } from '../money.ts';
import { measureMax, revisionOf, type Signal } from '../signal.ts';
import { readEach } from './batch.ts';
import { check, Id, instantOf, maybe, parseJson, Time } from './body.ts';
import { maxBytesLarge, type WebhookChannel } from './channel.ts';
import { contentOf, customerOf } from './questions.ts';
import type { Thin, ToolApi } from './thin.ts';
import { hmac, isFresh, matchesAny } from './verify.ts';

// Ids become part of an address.
const Digits = z.pipe(Id, z.string().check(z.regex(/^\d{1,20}$/, 'must be a number')));
const UnixMs = z.pipe(
  z.int().check(z.gte(0), z.lte(Date.parse('9999-12-31T23:59:59.999Z'))),
  z.transform((ms) => new Date(ms).toISOString()),
);

const Envelope = z.object({
  subscriptionType: z.string(),
  objectTypeId: maybe(z.string()),
  propertyName: maybe(z.string()),
  propertyValue: maybe(z.pipe(z.union([z.string(), z.number()]), z.transform(String))),
});
const Event = z.object({ portalId: Digits, objectId: Digits, occurredAt: UnixMs });

const Answer = z.object({
  properties: z.record(z.string(), z.nullish(z.string())),
  propertiesWithHistory: maybe(z.record(z.string(), maybe(z.array(z.object({ value: z.string(), timestamp: Time }))))),
  associations: maybe(z.object({ contacts: z.object({ results: z.array(z.object({ id: Id })) }) })),
});
type Answer = z.infer<typeof Answer>;
type Said = Omit<Signal, 'source' | 'object' | 'revision' | 'occurredAt'>;

/** Newer apps subscribe to `object.*`, and their events tell the type by number. */
const typeOfId = new Map<string | undefined, string>([
  ['0-1', 'contact'],
  ['0-3', 'deal'],
  ['0-5', 'ticket'],
]);

// The second is the newer name of the first.
const ratings = ['hs_feedback_last_nps_rating', 'hs_feedback_last_nps_rating_number'];
const comment = 'hs_feedback_last_nps_follow_up';

const tells = (property: string, value: string): boolean => {
  // An emptied property says nothing, and a deal that is lost is no customer who left.
  if (property === 'deal dealstage') return value === 'closedwon';
  return value !== '' && told.has(property);
};
const told = new Set([...[...ratings, comment].map((name) => `contact ${name}`), 'ticket closed_date']);

const plain = { customer: {}, scores: {}, measures: {}, attributes: {} };

const signalOf = (source: Source, object: string, at: string, said: Said): Signal => ({
  source: source.id,
  object,
  revision: revisionOf(at, said),
  occurredAt: at,
  ...said,
});

const readEvent = (item: unknown, where: string, source: Source): Signal | Thin | undefined => {
  const { subscriptionType, objectTypeId, propertyName = '', propertyValue = '' } = check(Envelope, item, where);
  const [object = '', change] = subscriptionType.split('.');
  const type = object === 'object' ? (typeOfId.get(objectTypeId) ?? '') : object;
  const isTicket = type === 'ticket' && change === 'creation';
  const isTold = change === 'propertyChange' && tells(`${type} ${propertyName}`, propertyValue);
  if (!isTicket && !isTold) return undefined;

  const { portalId, objectId, occurredAt: at } = check(Event, item, where);
  const created: Said = { ...plain, part: 'created', kind: 'operational', measures: { contacts: 1 } };
  if (isTicket) return signalOf(source, `${portalId}/ticket/${objectId}`, at, created);
  const nps = ratings.includes(propertyName) ? { nps: propertyValue.slice(0, 100) } : {};
  return { source: source.id, thin: { type, portalId, objectId, at, ...nps } };
};

const dayOf = (instant = ''): string => instant.slice(0, 10);

/**
 * A contact keeps the last answer only, and no id of it. So the answers of one day are one, the later correcting the
 * earlier: the score, and the comment that comes minutes after it. Another day's answer is to another survey.
 */
const npsOf = (
  { at, objectId, nps }: Thin['thin'],
  { properties, propertiesWithHistory }: Answer,
): Said | undefined => {
  const saidThatDay = (property: string): string | undefined =>
    propertiesWithHistory?.[property]
      ?.filter(({ timestamp }) => dayOf(timestamp) === dayOf(at))
      .toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : -1))[0]?.value;
  const content = contentOf([
    ...[nps, ...ratings.map(saidThatDay)].map((value) => ({ role: 'nps' as const, name: 'nps', value })),
    { role: 'text', name: comment, value: saidThatDay(comment) },
  ]);
  const customer = customerOf({ id: objectId, email: properties.email, phone: properties.phone });
  return content && { ...plain, ...content, customer, part: `nps:${dayOf(at)}`, kind: 'perceptive', solicited: true };
};

/** Only a contact that stands alone is surely the customer. */
const contactOf = ({ associations }: Answer): Signal['customer'] => {
  const ids = new Set(associations?.contacts.results.map(({ id }) => id));
  return customerOf({ id: ids.size === 1 ? [...ids][0] : undefined });
};

const purchaseOf = (_thin: Thin['thin'], answer: Answer): Said => {
  const currency = answer.properties.deal_currency_code ?? '';
  const amountMinor = minorOf(answer.properties.amount, currency);
  const outcome = { event: 'purchase' as const, ...(amountMinor !== undefined && { amountMinor, currency }) };
  return { ...plain, part: 'deal:closedwon', kind: 'outcome', customer: contactOf(answer), outcome };
};

const resolutionOf = (_thin: Thin['thin'], answer: Answer): Said | undefined => {
  const [opened = '', closed = ''] = ['createdate', 'closed_date'].map((name) => instantOf(answer.properties[name]));
  const resolutionHours = (Date.parse(closed) - Date.parse(opened)) / 3_600_000;
  // Somebody may have opened it again since, or imported it with a nonsense date.
  if (!(resolutionHours >= 0 && resolutionHours <= measureMax)) return undefined;
  return { ...plain, part: 'closed', kind: 'operational', customer: contactOf(answer), measures: { resolutionHours } };
};

const objectOf = ({ type }: Thin['thin']) => {
  if (type === 'contact') {
    return { query: `properties=email,phone&propertiesWithHistory=${[...ratings, comment]}`, read: npsOf };
  }
  if (type === 'deal') return { query: 'properties=amount,deal_currency_code&associations=contacts', read: purchaseOf };
  return { query: 'properties=createdate,closed_date&associations=contacts', read: resolutionOf };
};

const api: ToolApi = {
  address: 'https://api.hubapi.com',

  request: (thin, token) => ({
    path: `/crm/v3/objects/${encodeURIComponent(`${thin.type}s`)}/${encodeURIComponent(`${thin.objectId}`)}?${objectOf(thin).query}`,
    headers: { authorization: `Bearer ${token}` },
  }),

  read(thin, answer, source) {
    const said = objectOf(thin).read(thin, check(Answer, answer, 'hubspot'));
    return said ? [signalOf(source, `${thin.portalId}/${thin.type}/${thin.objectId}`, `${thin.at}`, said)] : [];
  },
};

/**
 * HubSpot: NPS answers of contacts, deals that are won, tickets.
 *
 * https://developers.hubspot.com/docs/api/webhooks
 */
export const hubspot: WebhookChannel = {
  guide: {
    tool: 'HubSpot',
    steps: [
      'Make an app under Development, and paste {url} as the target URL of its webhooks',
      'Subscribe to the contact properties hs_feedback_last_nps_rating (or hs_feedback_last_nps_rating_number) and hs_feedback_last_nps_follow_up',
      'Subscribe to the deal property dealstage, the ticket property closed_date, and tickets created',
    ],
    secret: { from: 'tool', where: 'the app’s page › Auth › Client secret' },
    apiToken: 'the app’s access token, with the scopes crm.objects.contacts.read, crm.objects.deals.read and tickets',
    questions: 'none',
    brings: [
      'perceptive: the NPS with its comment, one per contact and day',
      'operational: contacts (1 per new ticket), and resolutionHours when a ticket is closed',
      'outcome: a purchase with its amount, when a deal reaches the stage closedwon',
    ],
    unconfirmed: [
      'whether accounts with one currency fill in deal_currency_code; without it a purchase has no amount',
      'the ids of won stages in pipelines of your own, which are not recognised',
      'which failures HubSpot tries again',
    ],
    page: 'https://developers.hubspot.com/docs/api/webhooks',
  },
  maxBytes: maxBytesLarge,
  corrects: true,
  api,
  accepted: { status: 202 },

  verify({ method, url, headers, body, receivedAtMs }, secrets) {
    // Versions 1 and 2 stand under another name: hashes without a time, which a replay cannot be told from.
    const signature = headers['x-hubspot-signature-v3'];
    const timestamp = headers['x-hubspot-request-timestamp'];
    if (signature === undefined || timestamp === undefined) return 'missing';
    const signed = [method, url, body, timestamp];
    if (!matchesAny(secrets, [signature], (secret) => hmac('sha256', secret, signed, 'base64'))) return 'mismatch';
    return isFresh(/^\d{1,15}$/.test(timestamp) ? Number(timestamp) : Number.NaN, receivedAtMs) ? 'ok' : 'stale';
  },

  read({ body }, source) {
    const items = parseJson(body, 'hubspot');
    if (!Array.isArray(items)) throw new MalformedBody('hubspot: must be a list of events');
    const thin: Thin[] = [];
    const events = items.map((item, index) => ({ item, where: `hubspot[${index}]` }));
    const reading = readEach(events, ({ item, where }) => {
      const fact = readEvent(item, where, source);
      if (fact && 'thin' in fact) thin.push(fact);
      return fact && 'part' in fact ? [fact] : [];
    });
    return { ...reading, thin };
  },

  sign({ url, body }, secret, nowMs) {
    const timestamp = String(nowMs);
    const headers = {
      'content-type': 'application/json',
      'x-hubspot-request-timestamp': timestamp,
      'x-hubspot-signature-v3': hmac('sha256', secret, ['POST', url, body, timestamp], 'base64'),
    };
    return { url, body, headers };
  },
};
