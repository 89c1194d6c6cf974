import type * as z from 'zod/mini';
import { customerOf } from '../channels/questions.ts';
import { UsageError } from '../errors.ts';
import { revisionOf, type ScoreName, Signal, scoreNames, scoreRanges, unordered } from '../signal.ts';
import { instantForms, readInstant } from './instant.ts';

/** Which column of a file means what: `{ text: 'comment', nps: 'score' }`. */
export type ColumnMap = Readonly<Record<string, string>>;

const plainFields = ['id', 'occurredAt', 'updatedAt', 'text', 'language', 'touchpoint', 'medium'] as const;
const customerFields = ['customer.id', 'customer.email', 'customer.phone'] as const;
const known: readonly string[] = [...plainFields, ...customerFields, ...scoreNames];
const isOpen = (field: string): boolean =>
  /^(attribute\.[A-Za-z]\w{0,127}|measure\.[a-z][A-Za-z0-9]{0,63})$/.test(field);
/** A queue message holds 256 KiB and an item of the table 400 KB; beside the signal both carry a little of their own. */
const signalBytesMax = 200 * 1024;

/**
 * Reads `--map id=Response ID,text=Comment,nps=Score`. A comma that no field follows belongs to the column's name: survey
 * tools make columns of whole questions.
 *
 * @throws {UsageError} naming the part that is wrong and what is possible
 */
export const parseColumnMap = (spec: string, columns: readonly string[]): ColumnMap => {
  const map: Record<string, string> = {};
  for (const part of spec.split(/,(?=\s*[\w.]+\s*=)/)) {
    const [, field = '', column = ''] = (/^([^=]*)=(.*)$/s.exec(part) ?? []).map((side) => side.trim());
    if (column === '') throw new UsageError(`--map: "${part.trim()}" is not field=column`);
    if (!known.includes(field) && !isOpen(field)) {
      throw new UsageError(
        `--map: "${field}" means nothing here; use ${known.join(', ')}, attribute.NAME or measure.NAME (as in measure.waitSeconds)`,
      );
    }
    if (!columns.includes(column)) {
      throw new UsageError(`--map: the file has no column "${column}"; its columns are ${columns.join(', ')}`);
    }
    if (columns.indexOf(column) !== columns.lastIndexOf(column)) {
      throw new UsageError(`--map: the file has more than one column "${column}"; rename the one that is meant`);
    }
    map[field] = column;
  }
  for (const field of ['id', 'occurredAt']) {
    if (map[field] === undefined) {
      throw new UsageError(
        field === 'id'
          ? '--map: id=COLUMN is missing; without it a second import could not know what it has counted already'
          : '--map: occurredAt=COLUMN is missing; without it no row belongs to a period',
      );
    }
  }
  return map;
};

export interface RowContext {
  readonly source: string;
  /** Where wall-clock times and dates without an offset are meant. */
  readonly timeZone: string;
  readonly solicited: boolean;
  /** Whether the journey has a touchpoint of this id or name. */
  readonly isTouchpoint: (name: string) => boolean;
}

/** A row that cannot be counted, in words for the person who has to mend it. */
export interface RowProblem {
  readonly problem: string;
}

/** The cell of a field; empty when the map does not name the field, or the row is too short for its column. */
const cellOf = (row: Readonly<Record<string, string>>, map: ColumnMap, field: string): string => {
  const column = map[field];
  return column !== undefined && Object.hasOwn(row, column) ? (row[column] ?? '').trim() : '';
};

/** @returns the scores, or in words what is wrong with one */
const scoresOf = (cell: (field: string) => string): Partial<Record<ScoreName, number>> | string => {
  const scores: Partial<Record<ScoreName, number>> = {};
  for (const name of scoreNames) {
    const text = cell(name);
    if (text === '') continue;
    const value = Number(text);
    const [low, high] = scoreRanges[name];
    if (!Number.isInteger(value) || value < low || value > high) {
      return `${name}: must be a whole number from ${low} to ${high}`;
    }
    scores[name] = value;
  }
  return scores;
};

/** @returns the measures, or in words what is wrong with one */
const measuresOf = (row: Readonly<Record<string, string>>, map: ColumnMap): Record<string, number> | string => {
  const measures: Record<string, number> = {};
  for (const field of Object.keys(map)) {
    const text = cellOf(row, map, field);
    if (!field.startsWith('measure.') || text === '') continue;
    const value = Number(text);
    if (!Number.isFinite(value)) return `${field}: must be a number`;
    measures[field.slice('measure.'.length)] = value;
  }
  return measures;
};

const attributesOf = (row: Readonly<Record<string, string>>, map: ColumnMap): Record<string, string> =>
  Object.fromEntries(
    Object.keys(map).flatMap((field) => {
      const text = cellOf(row, map, field);
      return field.startsWith('attribute.') && text !== ''
        ? [[field.slice('attribute.'.length), text.slice(0, 1_000)]]
        : [];
    }),
  );

/** The fields that are text as they stand, without those that are empty. */
const present = (cell: (field: string) => string, fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.flatMap((field) => (cell(field) === '' ? [] : [[field, cell(field)]])));

const wordsFor = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'too_big') return `must have at most ${issue.maximum} characters`;
  if (issue.code === 'too_small') return `must have at least ${issue.minimum} characters`;
  return issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : 'cannot be read';
};

/**
 * One row as a signal, or why not. An empty cell says nothing; a cell that says something impossible rejects its row.
 *
 * Without `updatedAt` rows have no order: importing a file again counts nothing twice, and corrects nothing.
 */
export const readRow = (
  row: Readonly<Record<string, string>>,
  map: ColumnMap,
  { source, timeZone, solicited, isTouchpoint }: RowContext,
): Signal | RowProblem => {
  const cell = (field: string): string => cellOf(row, map, field);
  const id = cell('id');
  if (id === '') return { problem: 'id: is empty' };
  const occurredAt = readInstant(cell('occurredAt'), timeZone);
  if (occurredAt === undefined) return { problem: `occurredAt: is no time; ${instantForms}` };
  const updatedAt = cell('updatedAt') === '' ? undefined : readInstant(cell('updatedAt'), timeZone);
  if (cell('updatedAt') !== '' && updatedAt === undefined) return { problem: `updatedAt: is no time; ${instantForms}` };
  // A webhook would fall back to the source's touchpoint; a column that was mapped on purpose must not be guessed at.
  if (cell('touchpoint') !== '' && !isTouchpoint(cell('touchpoint'))) {
    return { problem: 'touchpoint: is neither an id nor a name of the journey' };
  }
  const scores = scoresOf(cell);
  if (typeof scores === 'string') return { problem: scores };
  const measures = measuresOf(row, map);
  if (typeof measures === 'string') return { problem: measures };
  if (cell('text') === '' && Object.keys({ ...scores, ...measures }).length === 0) {
    return { problem: 'nothing to count: no text, no score and no measure' };
  }
  const parsed = Signal.safeParse({
    source,
    object: id,
    // As the generic channel names it: a file fills in what its webhooks missed, and counts nothing of theirs again.
    part: 'record',
    revision: updatedAt === undefined ? unordered : revisionOf(updatedAt, row),
    kind: cell('text') === '' && Object.keys(scores).length === 0 ? 'operational' : 'perceptive',
    occurredAt,
    customer: customerOf({ id: cell('customer.id'), email: cell('customer.email'), phone: cell('customer.phone') }),
    ...present(cell, ['text', 'language', 'touchpoint', 'medium']),
    solicited,
    scores,
    measures,
    attributes: attributesOf(row, map),
  });
  if (parsed.success) {
    return Buffer.byteLength(JSON.stringify(parsed.data)) <= signalBytesMax
      ? parsed.data
      : { problem: `text: is too long; a whole row may have ${signalBytesMax / 1024} KB` };
  }
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.join('.').replace('object', 'id')}: ${issue ? wordsFor(issue) : 'cannot be read'}` };
};
