import { UsageError } from '../errors.ts';
import { revisionOf, type ScoreName, Signal, scoreNames, scoreRanges, unordered } from '../signal.ts';
import { instantForms, readInstant } from './instant.ts';

/** Which column of a file means what: `{ text: 'comment', nps: 'score' }`. */
export type ColumnMap = Readonly<Record<string, string>>;

const plainFields = ['id', 'occurredAt', 'updatedAt', 'text', 'language', 'touchpoint', 'medium'] as const;
const customerFields = ['customer.id', 'customer.email', 'customer.phone'] as const;
const known: readonly string[] = [...plainFields, ...customerFields, ...scoreNames];
const isOpen = (field: string): boolean => /^(attribute|measure)\.[A-Za-z]\w*$/.test(field);

/**
 * Reads `--map id=Response ID,text=Comment,nps=Score`.
 *
 * @throws {UsageError} naming the part that is wrong and what is possible
 */
export const parseColumnMap = (spec: string, columns: readonly string[]): ColumnMap => {
  const map: Record<string, string> = {};
  for (const part of spec.split(',')) {
    const [field = '', column = ''] = part.split('=').map((side) => side.trim());
    if (!known.includes(field) && !isOpen(field)) {
      throw new UsageError(
        `--map: "${field}" means nothing here; use ${known.join(', ')}, attribute.NAME or measure.NAME`,
      );
    }
    if (!columns.includes(column)) {
      throw new UsageError(`--map: the file has no column "${column}"; its columns are ${columns.join(', ')}`);
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
}

/** A row that cannot be counted, in words for the person who has to mend it. */
export interface RowProblem {
  readonly problem: string;
}

const scoresOf = (cell: (field: string) => string): Partial<Record<ScoreName, number>> | RowProblem => {
  const scores: Partial<Record<ScoreName, number>> = {};
  for (const name of scoreNames) {
    const text = cell(name);
    if (text === '') continue;
    const value = Number(text);
    const [low, high] = scoreRanges[name];
    if (!Number.isInteger(value) || value < low || value > high) {
      return { problem: `${name}: must be a whole number from ${low} to ${high}` };
    }
    scores[name] = value;
  }
  return scores;
};

const measuresOf = (row: Readonly<Record<string, string>>, map: ColumnMap): Record<string, number> | RowProblem => {
  const measures: Record<string, number> = {};
  for (const [field, column] of Object.entries(map)) {
    const text = row[column]?.trim() ?? '';
    if (!field.startsWith('measure.') || text === '') continue;
    const value = Number(text);
    if (!Number.isFinite(value)) return { problem: `${field}: must be a number` };
    measures[field.slice('measure.'.length)] = value;
  }
  return measures;
};

const attributesOf = (row: Readonly<Record<string, string>>, map: ColumnMap): Record<string, string> =>
  Object.fromEntries(
    Object.entries(map).flatMap(([field, column]) => {
      const text = row[column]?.trim() ?? '';
      return field.startsWith('attribute.') && text !== ''
        ? [[field.slice('attribute.'.length), text.slice(0, 1_000)]]
        : [];
    }),
  );

/** The fields that are text as they stand, without those that are empty. */
const present = (cell: (field: string) => string, fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((field) => (cell(field) === '' ? [] : [[field.replace('customer.', ''), cell(field)]])),
  );

/**
 * One row as a signal, or why not. An empty cell says nothing; a cell that says something impossible rejects its row.
 *
 * Without `updatedAt` rows have no order: importing a file again counts nothing twice, and corrects nothing.
 */
export const readRow = (
  row: Readonly<Record<string, string>>,
  map: ColumnMap,
  { source, timeZone, solicited }: RowContext,
): Signal | RowProblem => {
  const cell = (field: string): string => row[map[field] ?? '']?.trim() ?? '';
  const id = cell('id');
  if (id === '') return { problem: 'id: is empty' };
  const occurredAt = readInstant(cell('occurredAt'), timeZone);
  if (occurredAt === undefined) return { problem: `occurredAt: is no time; ${instantForms}` };
  const updatedAt = cell('updatedAt') === '' ? undefined : readInstant(cell('updatedAt'), timeZone);
  if (cell('updatedAt') !== '' && updatedAt === undefined) return { problem: `updatedAt: is no time; ${instantForms}` };
  const scores = scoresOf(cell);
  if ('problem' in scores) return scores as RowProblem;
  const measures = measuresOf(row, map);
  if ('problem' in measures) return measures as unknown as RowProblem;
  if (cell('text') === '' && Object.keys({ ...scores, ...measures }).length === 0) {
    return { problem: 'nothing to count: no text, no score and no measure' };
  }
  const parsed = Signal.safeParse({
    source,
    object: id,
    part: 'row',
    revision: updatedAt === undefined ? unordered : revisionOf(updatedAt, row),
    kind: cell('text') === '' && Object.keys(scores).length === 0 ? 'operational' : 'perceptive',
    occurredAt,
    customer: present(cell, customerFields),
    ...present(cell, ['text', 'language', 'touchpoint', 'medium']),
    solicited,
    scores,
    measures,
    attributes: attributesOf(row, map),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.join('.')}: ${issue?.message}` };
};
