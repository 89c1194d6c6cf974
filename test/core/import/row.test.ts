import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseColumnMap, readRow } from '../../../core/import/row.ts';
import { compareRevisions, Signal } from '../../../core/signal.ts';

const fields = [
  'id',
  'occurredAt',
  'updatedAt',
  'text',
  'language',
  'touchpoint',
  'medium',
  'nps',
  'csat',
  'ces',
  'rating',
  'customer.id',
  'customer.email',
  'customer.phone',
  'attribute.plan',
  'measure.waitSeconds',
  'measure.problem',
];
const map = parseColumnMap(fields.map((field) => `${field}=${field}`).join(','), fields);
const isTouchpoint = (name: string) => name !== 'nowhere';
const context = { source: 'survey', timeZone: 'Europe/Madrid', solicited: true, isTouchpoint };
const good = { id: 'r-1', occurredAt: '2026-03-02 09:14', text: 'Great' };
const read = (row: Readonly<Record<string, string>>) => readRow({ ...good, ...row }, map, context);

describe('a row', () => {
  it('is a signal with everything its cells say, without the spaces around them', () => {
    const signal = read({
      text: ' Great ',
      language: 'es',
      touchpoint: 'Shop',
      medium: 'store',
      nps: '9',
      csat: '5.0',
      'customer.email': 'ana@example.org',
      'attribute.plan': 'prepaid',
      'measure.waitSeconds': '41.5',
    });
    expect(signal).toEqual({
      source: 'survey',
      object: 'r-1',
      part: 'record',
      revision: ['', ''],
      kind: 'perceptive',
      occurredAt: '2026-03-02T08:14:00.000Z',
      customer: { email: 'ana@example.org' },
      text: 'Great',
      language: 'es',
      touchpoint: 'Shop',
      medium: 'store',
      solicited: true,
      scores: { nps: 9, csat: 5 },
      measures: { waitSeconds: 41.5 },
      attributes: { plan: 'prepaid' },
    });
  });

  it('joins people as webhooks do: by what is clearly an address or a number, and by nothing else', () => {
    const people = { 'customer.email': ' Ana@Example.org', 'customer.phone': '611 22' };
    expect(read(people)).toMatchObject({ customer: { email: 'ana@example.org' } });
  });

  it('says nothing with an empty cell', () => {
    const empty = Object.fromEntries(fields.filter((field) => !(field in good)).map((field) => [field, ' ']));
    expect(read(empty)).toEqual(read({}));
  });

  it('with measures alone is operational', () => {
    expect(read({ text: '', 'measure.waitSeconds': '41' })).toMatchObject({ kind: 'operational' });
  });

  it('takes nothing from columns nobody mapped, not even from one without a name', () => {
    const few = parseColumnMap('id=id,occurredAt=occurredAt,text=text', ['', 'id', 'occurredAt', 'text', 'nps']);
    expect(readRow({ ...good, '': '0', nps: '3' }, few, context)).toMatchObject({ scores: {}, revision: ['', ''] });
  });

  it('may have a measure of any name', () => {
    expect(read({ 'measure.problem': '3' })).toMatchObject({ measures: { problem: 3 } });
  });

  it('that was updated later corrects an earlier one, and the same row never does', () => {
    const revisionOf = (row: Readonly<Record<string, string>>) => {
      const signal = read(row);
      if ('problem' in signal) throw new Error(signal.problem);
      return signal.revision;
    };
    const first = revisionOf({ updatedAt: '2026-03-02 10:00' });
    expect(compareRevisions(revisionOf({ updatedAt: '2026-03-02T09:00:01Z', nps: '2' }), first)).toBeGreaterThan(0);
    expect(compareRevisions(revisionOf({ updatedAt: '2026-03-02T09:00:00Z' }), first)).not.toBe(0);
    expect(compareRevisions(revisionOf({ updatedAt: '2026-03-02 10:00' }), first)).toBe(0);
    expect(compareRevisions(revisionOf({ nps: '2' }), revisionOf({}))).toBe(0);
  });
});

describe('a row that cannot be counted', () => {
  it.each([
    [{ id: ' ' }, 'id: is empty'],
    [{ id: 'x'.repeat(1_025) }, 'id: must have at most 1024 characters'],
    [{ occurredAt: '' }, 'occurredAt: is no time; use 2026-03-02'],
    [{ occurredAt: '03/04/2026' }, 'occurredAt: is no time'],
    [{ occurredAt: '9999-12-31T23:59-05:00' }, 'occurredAt: cannot be read'],
    [{ updatedAt: 'now' }, 'updatedAt: is no time'],
    [{ nps: '11' }, 'nps: must be a whole number from 0 to 10'],
    [{ nps: '8,5' }, 'nps: must be a whole number'],
    [{ csat: '0' }, 'csat: must be a whole number from 1 to 5'],
    [{ ces: '8' }, 'ces: must be a whole number from 1 to 7'],
    [{ rating: 'good' }, 'rating: must be a whole number from 1 to 5'],
    [{ 'measure.waitSeconds': '1,5' }, 'measure.waitSeconds: must be a number'],
    [{ 'measure.waitSeconds': 'Infinity' }, 'measure.waitSeconds: must be a number'],
    [{ text: '' }, 'nothing to count: no text, no score and no measure'],
    [{ text: 'é'.repeat(110_000) }, 'text: is too long; a whole row may have 200 KB'],
    [{ medium: 'fax' }, 'medium: must be one of web, app, store'],
    [{ language: 'e' }, 'language: must have at least 2 characters'],
    [{ touchpoint: 'x'.repeat(257) }, 'touchpoint: must have at most 256 characters'],
  ])('says why: %o', (row, why) => {
    expect(read(row)).toEqual({ problem: expect.stringContaining(why) });
  });

  it('is never an exception, whatever the cells hold', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.double().map(String),
      fc.constant('2026-03-02'),
    );
    const row = fc.dictionary(fc.constantFrom(...fields, '__proto__', 'toString'), cell);
    fc.assert(
      fc.property(row, (cells) => {
        const result = readRow({ ...good, ...cells }, { ...map, language: 'toString' }, context);
        if (!('problem' in result)) expect(Signal.safeParse(result).success).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
