import { describe, expect, it } from 'vitest';
import { canRedrive, type DeadLetter, DeadLetterGroups, fieldsOf, isChosen } from '../../core/dead-letters.ts';

const startMs = Date.parse('2026-03-02T09:20:00Z');
let serial = 0;
const letter = (given: Partial<DeadLetter> = {}): DeadLetter => ({
  id: String(++serial),
  body: JSON.stringify({ source: 'own-systems', customer: { email: 'canary@example.org' }, text: 'Canary' }),
  sentAtMs: startMs,
  reason: 'message: source is not in the journey',
  ...given,
});
const refused = (reason: string, body = '{"id":"canary"}') => letter({ reason, body, refusedFrom: 'survey' });
const groupsOf = (...letters: DeadLetter[]) => {
  const groups = new DeadLetterGroups();
  for (const one of letters) groups.add(one);
  return groups.list();
};

describe('dead letters in groups', () => {
  it('are told by source and reason, most first, with how many and from when to when', () => {
    const [first, second, ...others] = groupsOf(
      letter({ reason: 'message: not JSON' }),
      letter({ sentAtMs: startMs + 1_000 }),
      letter(),
      letter({ sentAtMs: startMs + 2_000 }),
    );
    expect(first).toMatchObject({
      source: 'own-systems',
      reason: 'message: source is not in the journey',
      count: 3,
      oldest: '2026-03-02T09:20:00.000Z',
      newest: '2026-03-02T09:20:02.000Z',
    });
    expect([second?.count, others]).toEqual([1, []]);
  });

  it('show the structure of one of them, and nothing anybody wrote', () => {
    const bodies = [letter().body, 'canary', '"canary"', 'null', '[{"nome canary": "canary"}]'];
    const groups = bodies.map((body) => groupsOf(letter({ body, reason: 'mail canary@example.org: refused' })));
    expect(groups[0]).toMatchObject([
      { example: { source: 'text 11', customer: { email: 'e-mail address 18' }, text: 'text 6' } },
    ]);
    expect(JSON.stringify(groups)).not.toMatch(/canary/i);
  });

  it('name a source only by what can be the id of one', () => {
    const named = (source: unknown) => groupsOf(letter({ body: JSON.stringify({ source }) }))[0]?.source;
    expect([named('own-systems'), named('aws.connect'), named('Ana Canary'), named(7)]).toEqual([
      'own-systems',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are one group wherever in their batches the items stood', () => {
    expect(groupsOf(refused('generic[0].id: must be given'), refused('generic[7].id: must be given'))).toHaveLength(1);
  });
});

describe('what to do about a dead letter', () => {
  it.each([
    [
      'signal: it happened longer ago than signals are kept',
      /^drop: .*raising `organisation\.retentionDays` .* would count it twice/,
    ],
    ['message: source is not in the journey', /put the source back/],
    ['message: no source of the journey takes this event', /put the source that takes such events back/],
    ['message: not JSON', /drop what nobody reads/],
    ["survey: the tool's API answered 404", /drop/],
    ['event: EventBridge could not deliver it (NO_PERMISSIONS)', /redrive/],
    ['ValidationException', /correct it in its tool/],
    ['something new', /redrive once what the reason names is mended/],
    [null, /something was down for hours/],
  ])('of %s', (reason, advice) => {
    expect(groupsOf(letter({ reason }))).toMatchObject([{ canRedrive: true, advice: expect.stringMatching(advice) }]);
  });

  it('is never to redrive an item of a webhook, which is no signal', () => {
    expect(canRedrive(refused('generic.id: must be given'))).toBe(false);
    expect(groupsOf(refused('signal: too long for the queue'))).toMatchObject([
      { source: 'survey', canRedrive: false, advice: expect.stringContaining('cannot be redriven') },
    ]);
  });
});

describe('a choice of dead letters', () => {
  it('goes by the source and by a part of the reason as it is shown', () => {
    const one = letter({ reason: 'Mail canary@example.org: refused' });
    expect(isChosen(one, {})).toBe(true);
    expect(isChosen(one, { source: 'own-systems', reason: 'REFUSED' })).toBe(true);
    expect(isChosen(one, { reason: 'canary' })).toBe(false);
    expect(isChosen(one, { source: 'survey' })).toBe(false);
    expect(isChosen(letter({ reason: null }), { reason: 'several tries' })).toBe(true);
  });
});

describe('the fields of a structure', () => {
  it('are named with those above them, lists by their first element', () => {
    expect(fieldsOf({ id: 'text 3', scores: { nps: 'number' }, none: {}, items: [{ a: 'null' }, '3 in all'] })).toEqual(
      ['id', 'scores.nps', 'none', 'items[].a'],
    );
    expect(fieldsOf('text 9')).toEqual([]);
  });
});
