import { namesIn } from '../core/digest/names.ts';
import type { JourneyMap } from '../core/journey/map.ts';
import type { Journey, Locale } from '../core/journey/schema.ts';
import type { VerbatimsAnswer, Voice } from '../core/map/api.ts';
import {
  type Cursor,
  countedMax,
  cursorFrom,
  cursorText,
  fits,
  mayFit,
  voiceFrom,
  type Wanted,
} from '../core/map/verbatims.ts';
import { type Links, rootOf } from '../core/people/links.ts';
import { daysOf } from '../core/period.ts';
import { type Key, keyText, touchpointPartition } from '../core/store/keys.ts';
import { isSignalItem, storedSignal } from '../core/store/signal-item.ts';
import type { Item, Table } from './table.ts';

const voicesMax = 20;
/** What one page reads at most, however much is stored; where that did not fill it, the next one goes on. */
const entriesMax = 300;
const textsMax = 60;
const daysMax = 31;
/** Entries a request asks for: a page of voices is mostly among the first of them. */
const entriesAtOnce = 50;

/** What is asked for, and by whom. */
export interface VoicesQuery extends Wanted {
  readonly cursor?: string;
  readonly journey: Journey;
  readonly map: JourneyMap;
  readonly locale: Locale;
  readonly now: Date;
  /** Whether this reader may ask for customers' stories. */
  readonly showsCustomers: boolean;
  /** Customers who are one person have one story. */
  readonly links: Links;
}

/** An entry of the touchpoint's index, and where a page goes on that ends with it. */
interface Entry {
  readonly item: Item;
  readonly at: Cursor;
}

/** The last of so many entries of a day. */
const placeOf = async (table: Table, partition: string, counted: number): Promise<string | undefined> => {
  let place: string | undefined;
  for await (const item of table.index('GSI2', partition, { max: counted })) place = String(item.GSI2SK);
  return place;
};

/**
 * Entries from a place on, the newest day first and within a day in the index's order, as far as one page may read.
 *
 * @returns at last where the next page goes on; nothing at the period's end
 */
async function* entriesFrom(table: Table, { touchpoint, period, showsCustomers }: VoicesQuery, from: Cursor) {
  const days = daysOf(period).filter((day) => day <= from.day);
  let left = entriesMax;
  for (const [index, day] of days.toReversed().entries()) {
    const partition = touchpointPartition(touchpoint, day);
    let at: Cursor = day === from.day ? from : { touchpoint, day };
    if (index === daysMax) return at;
    let counted = at.counted ?? 0;
    let after = counted > 0 ? await placeOf(table, partition, counted) : at.after;
    let isMore = true;
    while (isMore) {
      if (left === 0) return at;
      const max = Math.min(entriesAtOnce, left, showsCustomers ? Infinity : countedMax - counted);
      if (max === 0) break;
      let read = 0;
      for await (const item of table.index('GSI2', partition, { max, ...(after !== undefined && { after }) })) {
        after = String(item.GSI2SK);
        counted += 1;
        read += 1;
        at = { touchpoint, day, ...(showsCustomers ? { after } : { counted }) };
        yield { item, at } satisfies Entry;
      }
      left -= read;
      isMore = read === max;
    }
  }
  return undefined;
}

type Walk = ReturnType<typeof entriesFrom>;

/** The next entries whose texts may be wanted. What has a text has a language, so others are left out unread. */
const take = async (walk: Walk, max: number, wanted: Wanted) => {
  const entries: Entry[] = [];
  let at: Cursor | undefined;
  while (entries.length < max) {
    const { value, done } = await walk.next();
    if (done) return { entries, at: value, isOver: true };
    at = value.at;
    if (value.item.language !== undefined && mayFit(value.item, wanted)) entries.push(value);
  }
  return { entries, at, isOver: false };
};

const keyOf = ({ PK, SK }: Item): Key => ({ PK: String(PK), SK: String(SK) });

/** What was said in these entries' signals, in their order, as far as it still is there and is wanted. */
const readTold = async (table: Table, entries: readonly Entry[], query: VoicesQuery) => {
  const { journey, map, locale, now, links, showsCustomers, audible } = query;
  const names = namesIn(journey, map, locale);
  const kept = { nowMs: now.getTime(), retentionDays: journey.organisation.retentionDays };
  const items = await table.getAll(entries.map(({ item }) => keyOf(item)));
  const held = new Map(items.map((item) => [keyText(keyOf(item)), item]));
  return entries.flatMap(({ item: { PK, SK }, at }): { voice: Voice; at: Cursor }[] => {
    const item = held.get(keyText(keyOf({ PK, SK })));
    if (item === undefined || !isSignalItem(item)) return [];
    const signal = storedSignal(item);
    const customer = showsCustomers && item.customer !== undefined ? rootOf(links, String(item.customer)) : undefined;
    const beside = { ...(audible && { audible }), ...(customer !== undefined && { customer }) };
    const voice = fits(signal, query, kept) ? voiceFrom(signal, names, beside) : undefined;
    return voice ? [{ voice, at }] : [];
  });
};

/**
 * A page of what customers said at a touchpoint in a period.
 *
 * However much is stored, a page reads a bounded number of index entries and texts. Where these were not what was wanted
 * it is short or empty, and its cursor goes on behind them.
 *
 * @throws {Refused} when the cursor is not one of this touchpoint and period
 */
export const readVoices = async (table: Table, query: VoicesQuery): Promise<VerbatimsAnswer> => {
  const { touchpoint, period, cursor, showsCustomers } = query;
  const first = { touchpoint, day: daysOf(period).at(-1) ?? period.start };
  const walk = entriesFrom(
    table,
    query,
    cursor === undefined ? first : cursorFrom(cursor, { ...query, isCounted: !showsCustomers }),
  );
  const verbatims: Voice[] = [];
  let next: Cursor | undefined = first;
  for (let textsLeft = textsMax; textsLeft > 0; ) {
    const { entries, at, isOver } = await take(walk, Math.min(voicesMax, textsLeft), query);
    const told = await readTold(table, entries, query);
    const room = voicesMax - verbatims.length;
    verbatims.push(...told.slice(0, room).map(({ voice }) => voice));
    next = told.length > room ? told[room - 1]?.at : at;
    textsLeft -= entries.length;
    if (isOver || told.length > room) break;
    if (told.length < room) continue;
    // A full page that nothing follows is the last one.
    const behind = await walk.next();
    if (behind.done) next = behind.value;
    break;
  }
  // In the index's order one person's words stand side by side.
  if (!showsCustomers) verbatims.sort((a, b) => (a.at > b.at ? -1 : 1));
  return { verbatims, ...(next && { cursor: cursorText(next) }) };
};
