import type { Table } from '../../aws/table.ts';
import type { DigestContent } from '../../core/digest/content.ts';
import {
  becameOf,
  fateFields,
  type LedgerEntry,
  type PackedMail,
  unpackInputs,
  unpackRaw,
} from '../../core/digest/ledger.ts';
import { type Restated, restated } from '../../core/digest/restated.ts';
import { UsageError } from '../../core/errors.ts';
import type { DigestPlan, Journey } from '../../core/journey/schema.ts';
import { startOfDay } from '../../core/period.ts';
import { isPastRetention } from '../../core/retention.ts';
import { ledgerKey } from '../../core/store/keys.ts';

/** The digest of one audience that was due at one time, and what became of how many mails of it. */
export interface LedgerLine {
  readonly audience: string;
  readonly due: string;
  readonly mails: Readonly<Partial<Record<ReturnType<typeof becameOf>, number>>>;
  /** Absent when nobody wanted it. */
  readonly subject?: string;
}

/** What tells an entry of the ledger from the frozen mail beside one, which may hold hundreds of kilobytes. */
const fields = ['SK', 'state', 'subject', ...fateFields] as const;
type LedgerItem = { readonly SK: string } & Partial<LedgerEntry>;

/** Times of the ledger begin with their year. */
const years = ['0', ':'] as const;
/** The end of all that begins like something. */
const last = '\u{10ffff}';

const partitionOf = (audience: string): string => ledgerKey(audience, '', '').PK;

const itemsOf = (table: Table, audience: string, from: string, to: string): AsyncIterable<LedgerItem> =>
  table.range(partitionOf(audience), from, to, fields) as AsyncGenerator<never>;

const dueOf = ({ SK }: LedgerItem): string => SK.slice(0, SK.indexOf('#'));

/** What the ledger holds for an audience, oldest first. To whom it went stays out of it. */
export const readLedger = async (table: Table, audience: string): Promise<readonly LedgerLine[]> => {
  const lines = new Map<string, LedgerLine>();
  for await (const item of itemsOf(table, audience, ...years)) {
    const { state, subject } = item;
    if (state === undefined) continue;
    const became = becameOf({ ...item, state });
    const due = dueOf(item);
    const { mails = {}, ...line } = lines.get(due) ?? { audience, due };
    const all = { ...mails, [became]: (mails[became] ?? 0) + 1 };
    lines.set(due, { ...line, mails: all, ...(subject !== undefined && { subject }) });
  }
  return [...lines.values()];
};

type FrozenItem = { readonly SK: string; readonly subject: string } & PackedMail;

/** A digest of the past: the bytes that left, and what its figures are by now. */
export interface Reproduction {
  readonly due: string;
  readonly raw: Uint8Array;
  readonly subject: string;
  /** Absent when its period cannot be composed again. */
  readonly restated?: readonly Restated[];
  /** What is not compared, and why. */
  readonly note?: string;
}

/** The newest of those that would have been there. */
const heldShownMax = 6;

const isAt = (due: string, asked: string): boolean => due.startsWith(asked) || Date.parse(due) === Date.parse(asked);

/** What the times begin with that may be meant: as it was asked for, and the same moment as the ledger writes it. */
const beginningsOf = (asked: string): readonly string[] => {
  const atMs = Date.parse(asked);
  const moment = Number.isNaN(atMs) ? [] : [new Date(atMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)];
  return [asked, ...moment.filter((one) => !one.startsWith(asked))];
};

/** The first frozen mail of each time that begins like this. */
const mailsFrom = async (table: Table, audience: string, from: string, to: string): Promise<Map<string, string>> => {
  const mails = new Map<string, string>();
  for await (const item of itemsOf(table, audience, from, to)) {
    // Its readers all got the same figures: one copy tells them.
    if (item.state === undefined && !mails.has(dueOf(item))) mails.set(dueOf(item), item.SK);
  }
  return mails;
};

/** @throws {UsageError} when the ledger holds no such digest, or several, with those it holds */
const findMail = async (table: Table, audience: string, asked: string): Promise<FrozenItem> => {
  const found = new Map<string, string>();
  for (const beginning of beginningsOf(asked)) {
    const mails = await mailsFrom(table, audience, beginning, `${beginning}${last}`);
    for (const [due, SK] of mails) if (isAt(due, asked)) found.set(due, SK);
  }
  const [SK, ...others] = found.values();
  const mail = SK === undefined ? undefined : await table.get({ PK: partitionOf(audience), SK });
  if (mail !== undefined && others.length === 0) return mail as unknown as FrozenItem;
  const which = mail === undefined ? 'the ledger holds none that was due then' : 'the ledger holds several of then';
  const all = mail === undefined ? await mailsFrom(table, audience, ...years) : found;
  const held = [...all.keys()].toSorted().slice(-heldShownMax);
  throw new UsageError(
    `--reproduce: ${which}; ${held.length === 0 ? 'none was sent to this audience yet' : `it holds ${held.join(', ')}`}`,
  );
};

/**
 * A mail as it left, and its figures held against today's table.
 *
 * @param asked when it was due: a moment, or the beginning of one such as its day
 * @throws {UsageError} when the ledger has no such mail
 */
export const reproduce = async (
  table: Table,
  journey: Journey,
  plan: DigestPlan,
  asked: string,
  today: Date,
): Promise<Reproduction> => {
  const mail = await findMail(table, plan.audience, asked);
  const due = dueOf(mail);
  const frozen = unpackInputs(mail) as DigestContent;
  const kept = { due, raw: unpackRaw(mail), subject: mail.subject };
  // Loaded when needed, so that help and mistakes are answered at once.
  const { composeFor } = await import('../../functions/compose.ts');
  const now = await composeFor(table, journey, plan, due);
  if (JSON.stringify([now.period, now.previous]) !== JSON.stringify([frozen.period, frozen.previous])) {
    return {
      ...kept,
      note: 'Its figures are not compared: the cadence or the time zone of the journey changed since.',
    };
  }
  const { retentionDays, timeZone } = journey.organisation;
  const withFindings = !isPastRetention(startOfDay(frozen.previous.start, timeZone), today.getTime(), retentionDays);
  const note = 'Findings are not compared: signals of its periods are gone by their retention. Counts stay.';
  return { ...kept, restated: restated(frozen, now, { withFindings }), ...(!withFindings && { note }) };
};
