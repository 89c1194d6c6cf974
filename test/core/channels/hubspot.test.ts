import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nothing } from '../../../core/channels/channel.ts';
import { hubspot } from '../../../core/channels/hubspot.ts';
import { compareRevisions, unordered } from '../../../core/signal.ts';
import { requestOf, sourceOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('hubspot');
const read = (...events: unknown[]) =>
  hubspot.read(requestOf({ headers: {}, body: Buffer.from(JSON.stringify(events)) }, signedAtMs), source);
const [deal, contact, ticket] = JSON.parse(fixture('hubspot.json').toString());
const answerOf = (type: string) => JSON.parse(fixture(`api/hubspot-${type}.json`).toString());
const { api } = hubspot;
if (api === undefined) throw new Error('hubspot has an API');
const at = '2026-03-02T09:33:21.500Z';
const thinNps = { type: 'contact', portalId: '4410077', objectId: '550012', at };
const nps = (thin: object = { nps: '3' }, change: object = {}) =>
  api.read({ ...thinNps, ...thin }, { ...answerOf('contact'), ...change }, source);

describe('hubspot events', () => {
  it('reads the sample: what the events say themselves, and where the rest is', () => {
    expect(hubspot.read(requestOf(good, signedAtMs), source)).toEqual({
      signals: [
        {
          source: 'crm',
          object: '4410077/ticket/550013',
          part: 'created',
          revision: ['2026-03-02T09:33:22.000Z', expect.stringMatching(/^[0-9a-f]{16}$/)],
          kind: 'operational',
          occurredAt: '2026-03-02T09:33:22.000Z',
          customer: {},
          scores: {},
          measures: { contacts: 1 },
          attributes: {},
        },
      ],
      thin: [
        {
          source: 'crm',
          thin: { type: 'deal', portalId: '4410077', objectId: '550011', at: '2026-03-02T09:33:19.000Z' },
        },
        { source: 'crm', thin: { ...thinNps, nps: '3' } },
      ],
      rejected: [],
    });
  });

  it('hears nothing in a deal that is lost or moved, an emptied property or a change of any other', () => {
    expect(
      read(
        { ...deal, propertyValue: 'closedlost' },
        { ...deal, propertyValue: 'appointmentscheduled' },
        { ...contact, propertyValue: '' },
        { ...contact, propertyName: 'email', propertyValue: 'a@b.example' },
        { ...ticket, subscriptionType: 'ticket.deletion' },
      ),
    ).toEqual(nothing);
  });

  it('understands the newer form of every event', () => {
    const newer = [
      { ...deal, subscriptionType: 'object.propertyChange', objectTypeId: '0-3' },
      { ...contact, subscriptionType: 'object.propertyChange', objectTypeId: '0-1' },
      { ...ticket, subscriptionType: 'object.creation', objectTypeId: '0-5' },
      { ...ticket, subscriptionType: 'object.creation', objectTypeId: '0-2' },
    ];
    expect(read(...newer)).toEqual(read(deal, contact, ticket));
  });

  it('keeps every digit of an id, and takes none that would lead elsewhere', () => {
    const body = JSON.stringify([contact]).replace('550012', '9007199254740993');
    const { thin } = hubspot.read(requestOf({ headers: {}, body: Buffer.from(body) }, signedAtMs), source);
    expect(thin[0]?.thin).toMatchObject({ objectId: '9007199254740993' });
    expect(() => read({ ...contact, objectId: '../deals/1' })).toThrow('hubspot[0].objectId: has the wrong form');
    expect(read(deal, { ...contact, occurredAt: 'now' }).rejected).toMatchObject([
      { reason: 'hubspot[1].occurredAt: must be a time in milliseconds since 1970' },
    ]);
  });

  it('agrees with the example of version 3 in HubSpot’s documentation', () => {
    const body =
      '[{"eventId":531833541,"subscriptionId":3923621,"portalId":48807704,"appId":16111050,"occurredAt":1752613920733,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":138017612137,"changeFlag":"CREATED","changeSource":"CRM_UI","sourceId":"userId:76023669"}]';
    const delivery = {
      url: 'https://webhook.site/335453f5-94b3-49d9-b684-a55354d4b8df',
      headers: {
        'x-hubspot-request-timestamp': '1752613922216',
        'x-hubspot-signature-v3': 'gbj1XPRvUt0noT7i7fXfTzOD4sLzQmf0VT28ZYq0EYg=',
      },
      body: Buffer.from(body),
    };
    const secrets = ['cfc68c0b-4b4e-4ef8-b764-95350e4ea479'];
    expect(hubspot.verify(requestOf(delivery, 1_752_613_922_216), secrets)).toBe('ok');
  });

  it('refuses the example of version 1, which anybody who saw it could send again', () => {
    const body = Buffer.from(
      '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]',
    );
    const signature = '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de';
    const secrets = ['yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy'];
    const time = { 'x-hubspot-request-timestamp': String(signedAtMs) };
    const verify = (headers: Record<string, string>) =>
      hubspot.verify(requestOf({ headers: { ...time, ...headers }, body }, signedAtMs), secrets);
    expect(verify({ 'x-hubspot-signature': signature, 'x-hubspot-signature-version': 'v1' })).toBe('missing');
    expect(verify({ 'x-hubspot-signature-v3': signature })).toBe('mismatch');
  });

  it('takes no time but whole milliseconds, however well it is signed', () => {
    const url = 'https://listen.faromovil.example/hooks/crm';
    for (const time of ['soon', '', ` ${signedAtMs}`, `${signedAtMs}.0`, `${signedAtMs / 1_000}`]) {
      const signature = createHmac('sha256', secret).update(`POST${url}[]${time}`).digest('base64');
      const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': time };
      expect(hubspot.verify(requestOf({ url, headers, body: Buffer.from('[]') }, signedAtMs), [secret])).toBe('stale');
    }
  });
});

describe('hubspot objects', () => {
  it('asks for what it reads, and no more', () => {
    expect(api.request(thinNps, 'pat-1')).toEqual({
      path: '/crm/v3/objects/contacts/550012?properties=email,phone&propertiesWithHistory=hs_feedback_last_nps_rating,hs_feedback_last_nps_rating_number,hs_feedback_last_nps_follow_up',
      headers: { authorization: 'Bearer pat-1' },
    });
    expect(api.request({ ...thinNps, type: 'deal' }, 'pat-1').path).toBe(
      '/crm/v3/objects/deals/550012?properties=amount,deal_currency_code,dealstage,hs_is_closed_won&associations=contacts',
    );
  });

  it('reads an NPS with its comment', () => {
    expect(nps()).toEqual([
      {
        source: 'crm',
        object: '4410077/contact/550012',
        part: 'nps:2026-03-02',
        revision: [at, expect.stringMatching(/^[0-9a-f]{16}$/)],
        kind: 'perceptive',
        solicited: true,
        occurredAt: at,
        customer: { id: '550012', email: 'ines.moreau@example.org', phone: '+33600000001' },
        text: 'The courier left it in the rain.',
        scores: { nps: 3 },
        measures: {},
        attributes: {},
      },
    ]);
  });

  it('lets a later answer of the day correct an earlier one', () => {
    const [earlier] = nps();
    const [later] = nps({ nps: '2', at: '2026-03-02T10:00:00.000Z' });
    expect([later?.object, later?.part]).toEqual([earlier?.object, earlier?.part]);
    expect(compareRevisions(later?.revision ?? unordered, earlier?.revision ?? unordered)).toBeGreaterThan(0);
  });

  it('reads the same answer when the comment comes minutes after the score', () => {
    const change = { propertyName: 'hs_feedback_last_nps_follow_up', propertyValue: 'Hm.' };
    const [commented] = read({ ...contact, ...change }).thin;
    expect(commented?.thin).toEqual(thinNps);
    expect(nps({})).toMatchObject([
      { part: 'nps:2026-03-02', scores: { nps: 3 }, text: 'The courier left it in the rain.' },
    ]);
  });

  it('never takes the words of an earlier or a later survey', () => {
    expect(nps({ at: '2025-12-01T08:12:00.000Z', nps: '9' })).toMatchObject([
      { part: 'nps:2025-12-01', scores: { nps: 9 }, text: 'All good, thank you!' },
    ]);
    expect(nps({ at: '2026-02-01T08:12:00.000Z', nps: '7' })).toMatchObject([
      { part: 'nps:2026-02-01', scores: { nps: 7 }, text: undefined },
    ]);
  });

  it('keeps a comment after midnight with the score before it', () => {
    const history = (value: string, timestamp: string) => [{ value, timestamp }];
    const propertiesWithHistory = {
      hs_feedback_last_nps_rating: history('3', '2026-03-02T23:59:30.000Z'),
      hs_feedback_last_nps_follow_up: history('Late.', '2026-03-03T00:01:00.000Z'),
    };
    const answer = { part: 'nps:2026-03-02', scores: { nps: 3 }, text: 'Late.' };
    expect(nps({ at: '2026-03-02T23:59:30.000Z', nps: '3' }, { propertiesWithHistory })).toMatchObject([answer]);
    expect(nps({ at: '2026-03-03T00:01:00.000Z' }, { propertiesWithHistory })).toMatchObject([answer]);
    expect(nps({ at: '2026-03-03T12:01:00.000Z', nps: '9' }, { propertiesWithHistory })).toMatchObject([
      { part: 'nps:2026-03-03', scores: { nps: 9 }, text: undefined },
    ]);
  });

  it('keeps the score when the history is not what it was', () => {
    expect(nps({ nps: '3' }, { propertiesWithHistory: [] })).toMatchObject([{ scores: { nps: 3 }, text: undefined }]);
    expect(nps({ nps: 'eleven' }, { propertiesWithHistory: null })).toMatchObject([
      { scores: {}, attributes: { 'raw.nps': 'eleven' } },
    ]);
    expect(nps({}, { propertiesWithHistory: null })).toEqual([]);
  });

  it('reads a purchase, its amount in minor units and its one contact', () => {
    const won = { ...thinNps, type: 'deal', objectId: '550011' };
    const answer = answerOf('deal');
    expect(api.read(won, answer, source)).toMatchObject([
      {
        object: '4410077/deal/550011',
        part: 'deal:closedwon',
        kind: 'outcome',
        occurredAt: at,
        customer: { id: '550012' },
        outcome: { event: 'purchase', amountMinor: 125_050, currency: 'EUR' },
      },
    ]);
    const withoutCurrency = { ...answer, properties: { amount: '12', deal_currency_code: null } };
    expect(api.read(won, withoutCurrency, source)[0]?.outcome).toEqual({ event: 'purchase' });
    answer.associations.contacts.results.push({ id: '550099', type: 'deal_to_contact' });
    expect(api.read(won, answer, source)[0]?.customer).toEqual({});
  });

  it('reads no purchase of a deal that was lost before it was read', () => {
    const answer = answerOf('deal');
    const readAs = (stage: object) =>
      api.read({ ...thinNps, type: 'deal' }, { ...answer, properties: { amount: '12', ...stage } }, source).length;
    expect(readAs({ dealstage: 'closedlost', hs_is_closed_won: 'false' })).toBe(0);
    expect(readAs({ dealstage: 'closedlost', hs_is_closed_won: null })).toBe(0);
    expect(readAs({ dealstage: 'closedwon' })).toBe(1);
    expect(readAs({ dealstage: '1093', hs_is_closed_won: 'true' })).toBe(1);
    expect(readAs({})).toBe(1);
  });

  it('measures how long a closed ticket took, unless it is open again', () => {
    const closed = { ...thinNps, type: 'ticket', objectId: '550013' };
    const answer = answerOf('ticket');
    expect(api.read(closed, answer, source)).toMatchObject([
      { object: '4410077/ticket/550013', part: 'closed', kind: 'operational', measures: { resolutionHours: 48 } },
    ]);
    answer.properties.closed_date = null;
    expect(api.read(closed, answer, source)).toEqual([]);
  });

  it('refuses an answer that is no object of HubSpot’s', () => {
    expect(() => api.read(thinNps, { status: 'error' }, sourceOf({}))).toThrow(
      'hubspot.properties: must be given, as record',
    );
  });
});
