import { readHeartbeats } from '../../aws/heartbeats.ts';
import { readHistory } from '../../aws/history.ts';
import type { Table } from '../../aws/table.ts';
import { compileMap, type JourneyMap } from '../../core/journey/map.ts';
import type { DigestPlan, Journey, Locale } from '../../core/journey/schema.ts';
import type { Sheet } from '../../core/map/schema.ts';
import { sheetOf } from '../../core/map/sheet.ts';
import { type Asked, askedPeriod } from '../../core/map/when.ts';
import { closedPeriods, dayAfter, periodsBefore } from '../../core/period.ts';
import type { PipelineStatus } from '../../core/status.ts';
import { composeFor } from '../../functions/compose.ts';
import { badPeriodPage, type MapFacts, mapPage } from './map-page.ts';

export const mapPath = '/map';
const rememberedMs = 60_000;

/** What the sheet is read from. */
export interface MapParts {
  readonly table: Table;
  /** The domain's clock, which `--now` may have moved. */
  readonly now: () => Date;
}

/** The customer listening path of the run, with whatever arrived late. */
export class ListeningMap {
  readonly #journey: Journey;
  readonly #map: JourneyMap;
  readonly #parts: MapParts;
  readonly #sheets = new Map<string, Promise<Sheet>>();
  #standing = '';
  #since = 0;

  constructor(journey: Journey, parts: MapParts) {
    this.#journey = journey;
    this.#map = compileMap(journey);
    this.#parts = parts;
  }

  /** The page an address asks for: its period and language, or the last closed week in the organisation's own. */
  async show(
    query: string,
    { status, place, sampleNow }: Pick<MapFacts, 'place' | 'sampleNow'> & { readonly status: PipelineStatus },
  ): Promise<{ status: number; body: string }> {
    const { locale: usual, timeZone } = this.#journey.organisation;
    const wanted = new URLSearchParams(query);
    const lang = wanted.get('lang');
    const locale = lang === 'en' || lang === 'es' ? lang : usual;
    const nowIso = this.#parts.now().toISOString();
    const asked = askedPeriod(wanted.get('period') ?? undefined, nowIso, timeZone);
    if (asked === undefined) return { status: 404, body: badPeriodPage(locale) };
    const { received, stored, repeated, waiting } = status;
    const sheet = await this.#remembered(asked, locale, `${received} ${stored} ${repeated} ${waiting}`);
    const lastMonth = closedPeriods(nowIso, 'monthly', timeZone).later.start.slice(0, 7);
    return {
      status: 200,
      body: mapPage(sheet, { asked, lastMonth, place, sampleNow, isNothingHeard: received === 0 }),
    };
  }

  /** A sheet is read once as long as nothing comes in, and anew a minute later all the same: an erasure comes by no queue. */
  #remembered(asked: Asked, locale: Locale, standing: string): Promise<Sheet> {
    const isOld = performance.now() - this.#since > rememberedMs;
    if (isOld || standing !== this.#standing) {
      this.#sheets.clear();
      [this.#standing, this.#since] = [standing, performance.now()];
    }
    const key = `${asked.word} ${locale}`;
    const sheet = this.#sheets.get(key) ?? this.#read(asked, locale);
    this.#sheets.set(key, sheet);
    // What failed is tried again.
    sheet.catch(() => this.#sheets.delete(key));
    return sheet;
  }

  async #read({ cadence, period, due }: Asked, locale: Locale): Promise<Sheet> {
    const { table } = this.#parts;
    const journey = this.#journey;
    // Whoever is at this machine may see the whole journey.
    const plan: DigestPlan = { audience: 'everybody', recipients: [], cadence, hour: 0, scope: {}, locale };
    const [content, history, heartbeats] = await Promise.all([
      composeFor(table, journey, plan, due),
      readHistory(table, { start: periodsBefore(period, cadence, 1)[0]?.start ?? period.start, end: period.end }),
      readHeartbeats(table, journey.sources, { start: '0', end: dayAfter(period.end) }),
    ]);
    return sheetOf(content, { journey, map: this.#map, plan, history, heartbeats });
  }
}
