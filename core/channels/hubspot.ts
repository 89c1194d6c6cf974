import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Source } from '../journey/schema.ts';
import { minorOf, outcomeOf } from '../money.ts';
import type { Signal } from '../signal.ts';
import { itemsOf, readEach } from './batch.ts';
import { check, Digits, Id, maybe, parseJson, text } from './body.ts';
import { maxBytesLarge, type WebhookChannel } from './channel.ts';
import { type Fact, type Said, signalOf } from './fact.ts';
import { contentOf, customerOf } from './questions.ts';
import { signedTime, unixMs } from './signing.ts';
import type { Thin, ToolApi } from './thin.ts';
import { hoursBetween, instantOf, Time, UnixMs } from './time.ts';

const Envelope = z.object({
  subscriptionType: z.string(),
  objectTypeId: text,
  propertyName: text,
  propertyValue: maybe(z.pipe(z.union([z.string(), z.number()]), z.transform(String))),
});
const Event = z.object({ portalId: Digits, objectId: Digits, occurredAt: UnixMs });

const Answer = z.object({
  properties: z.record(z.string(), z.nullish(z.string())),
  propertiesWithHistory: maybe(z.record(z.string(), maybe(z.array(z.object({ value: z.string(), timestamp: Time }))))),
  associations: maybe(z.object({ contacts: z.object({ results: z.array(z.object({ id: Id })) }) })),
});
type Answer = z.infer<typeof Answer>;
type Told = Omit<Said, 'occurredAt'>;

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

const readEvent = (item: unknown, where: string, source: Source): Fact => {
  const { subscriptionType, objectTypeId, propertyName = '', propertyValue = '' } = check(Envelope, item, where);
  const [object = '', change] = subscriptionType.split('.');
  const type = object === 'object' ? (typeOfId.get(objectTypeId) ?? '') : object;
  const isTicket = type === 'ticket' && change === 'creation';
  const isTold = change === 'propertyChange' && tells(`${type} ${propertyName}`, propertyValue);
  if (!isTicket && !isTold) return undefined;

  const { portalId, objectId, occurredAt } = check(Event, item, where);
  if (isTicket) {
    const said = { part: 'created', kind: 'operational', occurredAt, measures: { contacts: 1 } } as const;
    return signalOf(source, `${portalId}/ticket/${objectId}`, occurredAt, said);
  }
  const nps = ratings.includes(propertyName) ? { nps: propertyValue.slice(0, 100) } : {};
  return { source: source.id, thin: { type, portalId, objectId, at: occurredAt, ...nps } };
};

const dayOf = (instant: string): string => instant.slice(0, 10);

const isSoonAfter = (from: string, to: string): boolean => (hoursBetween(from, to) ?? Number.POSITIVE_INFINITY) <= 12;

/**
 * A contact keeps the last answer only, and no id of it. So the answers of one day are one, the later correcting the
 * earlier: the score, and the comment that comes minutes after it, though it be past midnight. Another day's answer is
 * to another survey.
 */
const npsOf = (
  { at = '', objectId, nps }: Thin['thin'],
  { properties, propertiesWithHistory }: Answer,
): Told | undefined => {
  const ratedAt = ratings.flatMap((name) => propertiesWithHistory?.[name] ?? []).map(({ timestamp }) => timestamp);
  const answerDayOf = (time: string): string =>
    dayOf(ratedAt.filter((rated) => isSoonAfter(rated, time)).reduce((a, b) => (a > b ? a : b), '') || time);
  const day = nps === undefined ? answerDayOf(at) : dayOf(at);
  const saidThatDay = (property: string): string | undefined =>
    propertiesWithHistory?.[property]
      ?.filter(({ timestamp }) => answerDayOf(timestamp) === day)
      .toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : -1))[0]?.value;
  const content = contentOf([
    ...[nps, ...ratings.map(saidThatDay)].map((value) => ({ role: 'nps' as const, name: 'nps', value })),
    { role: 'text', name: comment, value: saidThatDay(comment) },
  ]);
  const customer = customerOf({ id: objectId, email: properties.email, phone: properties.phone });
  return content && { ...content, customer, part: `nps:${day}`, kind: 'perceptive', solicited: true };
};

/** Only a contact that stands alone is surely the customer. */
const contactOf = ({ associations }: Answer): Signal['customer'] => {
  const ids = new Set(associations?.contacts.results.map(({ id }) => id));
  return customerOf({ id: ids.size === 1 ? [...ids][0] : undefined });
};

/** The deal may have been lost since. HubSpot works `hs_is_closed_won` out, perhaps later than it tells the stage. */
const isWon = ({ properties: { hs_is_closed_won: isClosedWon, dealstage } }: Answer): boolean =>
  isClosedWon === 'true' || (dealstage ?? 'closedwon') === 'closedwon';

const purchaseOf = (_thin: Thin['thin'], answer: Answer): Told | undefined => {
  if (!isWon(answer)) return undefined;
  const currency = answer.properties.deal_currency_code ?? '';
  const outcome = outcomeOf('purchase', minorOf(answer.properties.amount, currency), currency);
  return { part: 'deal:closedwon', kind: 'outcome', customer: contactOf(answer), outcome };
};

const resolutionOf = (_thin: Thin['thin'], answer: Answer): Told | undefined => {
  const [opened, closed] = ['createdate', 'closed_date'].map((name) => instantOf(answer.properties[name]));
  // Somebody may have opened it again since.
  const resolutionHours = hoursBetween(opened, closed);
  if (resolutionHours === undefined) return undefined;
  return { part: 'closed', kind: 'operational', customer: contactOf(answer), measures: { resolutionHours } };
};

const objectOf = ({ type }: Thin['thin']) => {
  if (type === 'contact') {
    return { query: `properties=email,phone&propertiesWithHistory=${[...ratings, comment]}`, read: npsOf };
  }
  if (type === 'deal') {
    const properties = 'amount,deal_currency_code,dealstage,hs_is_closed_won';
    return { query: `properties=${properties}&associations=contacts`, read: purchaseOf };
  }
  return { query: 'properties=createdate,closed_date&associations=contacts', read: resolutionOf };
};

const api: ToolApi = {
  address: 'https://api.hubapi.com',

  request: (thin, token) => ({
    path: `/crm/v3/objects/${encodeURIComponent(`${thin.type}s`)}/${encodeURIComponent(`${thin.objectId}`)}?${objectOf(thin).query}`,
    headers: { authorization: `Bearer ${token}` },
  }),

  read(thin, answer, source) {
    const told = objectOf(thin).read(thin, check(Answer, answer, 'hubspot'));
    const object = `${thin.portalId}/${thin.type}/${thin.objectId}`;
    return told ? [signalOf(source, object, `${thin.at}`, { ...told, occurredAt: `${thin.at}` })] : [];
  },
};

/** Versions 1 and 2 stand under another name: hashes without a time, which a replay cannot be told from. */
const signed = signedTime({
  header: 'x-hubspot-signature-v3',
  timeHeader: 'x-hubspot-request-timestamp',
  clock: unixMs,
  signed: ({ method, url, body }, time) => [method, url, body, time],
  encoding: 'base64',
});

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
      'perceptive: the NPS with its comment, one per contact and day (UTC)',
      'operational: contacts (1 per new ticket), and resolutionHours when a ticket is closed',
      'outcome: a purchase with its amount, when a deal reaches the stage closedwon; it stays one if the deal is lost later',
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

  verify: signed.verify,

  read({ body }, source) {
    const items = parseJson(body, 'hubspot');
    if (!Array.isArray(items)) throw new MalformedBody('hubspot: must be a list of events');
    return readEach(itemsOf(items, 'hubspot'), ({ item, where }) => readEvent(item, where, source));
  },

  sign: signed.sign,
};
