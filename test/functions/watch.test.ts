import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Table } from '../../aws/table.ts';
import { type LedgerEntry, ledgerTag } from '../../core/digest/ledger.ts';
import { heartbeatPartition, ledgerKey } from '../../core/store/keys.ts';
import { make } from '../../functions/watch.ts';
import { MemoryTable } from '../aws/memory-table.ts';
import { sdkWith } from '../aws/sdk.ts';
import { temporaryFolder } from '../setup/folder.ts';

const [ana, ben, cleo] = ['ana@faro.example', 'ben@faro.example', 'cleo@faro.example'];
/** Two audiences on Mondays, at 8:00 in Madrid and at 9:00 in Tokyo. */
const digests = [
  { audience: 'care', cadence: 'weekly', weekday: 'monday', hour: 8, recipients: [ana, ben] },
  { audience: 'board', cadence: 'weekly', weekday: 'monday', hour: 9, timeZone: 'Asia/Tokyo', recipients: [cleo] },
];
const sources = ['survey', 'calls', 'old'].map((id) => ({ id, active: id !== 'old' }));
const [careDue, boardDue] = ['2026-03-09T07:00:00Z', '2026-03-09T00:00:00Z'];
const dayBefore = '2026-03-08T12:05:00Z';
const late = '2026-03-09T09:05:00Z';

const open = (changed: object = {}) => {
  const memory = new MemoryTable();
  const table = new Table('table', sdkWith({ dynamodb: memory.engine }));
  const printed: string[] = [];
  const watchWith = (journey: object) => {
    const journeyFile = join(temporaryFolder(), 'journey.json');
    writeFileSync(
      journeyFile,
      JSON.stringify({ organisation: { timeZone: 'Europe/Madrid' }, sources, digests, ...journey }),
    );
    const handler = make(
      { JOURNEY_FILE: journeyFile, TABLE_NAME: 'table', STACK_NAME: 'Mine' },
      { ...sdkWith({ dynamodb: memory.engine }), print: (line) => printed.push(line) },
    );
    return async (scheduledTime: string) => {
      await handler({ scheduledTime }, { awsRequestId: 'r', functionName: 'watch' } as Context);
      const { DigestsOverdue: overdue, SilentSources: silent } = JSON.parse(printed.at(-1) ?? '');
      return { overdue, silent };
    };
  };
  const left = (audience: string, due: string, to: string, state: LedgerEntry['state']) =>
    table.put({ ...ledgerKey(audience, due, to), state });
  /** Ten signals at noon of each of so many days, the last of them this one. */
  const alive = async (source: string, days: number, last: string) => {
    for (let day = 0; day < days; day += 1) {
      const SK = new Date(Date.parse(last) - day * 86_400_000).toISOString().slice(0, 10);
      await table.put({ PK: heartbeatPartition(source), SK, n: 10, 'hour.12': 10 });
    }
  };
  return { memory, table, watch: watchWith(changed), watchWith, left, alive, printed };
};

afterEach(() => vi.restoreAllMocks());

describe('watching digests', () => {
  it('counts each mail that did not leave within an hour, of an audience that was not begun as well', async () => {
    const { watch, left } = open();
    expect(await watch(dayBefore)).toEqual({ overdue: 0, silent: 0 });
    // Care is not an hour late, the board is.
    expect((await watch('2026-03-09T07:05:00Z')).overdue).toBe(1);
    expect((await watch(late)).overdue).toBe(3);
    await left('care', careDue, ana, 'SENT');
    await left('care', careDue, ben, 'SENDING');
    expect((await watch(late)).overdue).toBe(2);
    await left('care', careDue, ben, 'SENT');
    await left('board', boardDue, cleo, 'UNSUBSCRIBED');
    expect((await watch(late)).overdue).toBe(0);
  });

  it('is silent of digests that were due before there was a stack', async () => {
    const { watch } = open();
    expect((await watch(late)).overdue).toBe(0);
    expect((await watch('2026-03-15T09:05:00Z')).overdue).toBe(0);
    expect((await watch('2026-03-16T09:05:00Z')).overdue).toBe(3);
  });

  it('is silent of who was added, or whose hour was moved, since the digest left', async () => {
    const { watch, watchWith, left } = open();
    await watch(dayBefore);
    await left('care', careDue, ana, 'SENT');
    await left('care', careDue, ben, 'SENT');
    await left('board', boardDue, cleo, 'SENT');
    const [care, board] = digests;
    const more = watchWith({
      digests: [
        { ...care, recipients: [ana, ben, cleo] },
        { ...board, hour: 10 },
      ],
    });
    expect((await more('2026-03-10T09:05:00Z')).overdue).toBe(0);
    expect((await more('2026-03-16T09:05:00Z')).overdue).toBe(4);
  });

  it('writes only when there is something new to remember, and nobody’s address', async () => {
    const { memory, watch } = open();
    await watch(dayBefore);
    const kept = memory.items();
    expect(kept).toEqual([{ PK: 'W', SK: 'DIGESTS', knownSinceMs: expect.any(Object) }]);
    expect(JSON.stringify(kept)).not.toContain('faro.example');
    await watch(late);
    expect(memory.items()).toEqual(kept);
  });
});

describe('watching sources', () => {
  it('counts those that say nothing for longer than is usual for them', async () => {
    const { watch, alive } = open();
    await alive('survey', 40, '2026-03-09');
    await alive('calls', 40, '2026-03-04');
    // Nobody expects anything of a source that is not active.
    await alive('old', 40, '2026-02-01');
    expect(await watch(late)).toEqual({ overdue: 0, silent: 1 });
    expect(await watch('2026-03-05T09:05:00Z')).toEqual({ overdue: 0, silent: 0 });
  });

  it('says nothing of a source that never said anything, or only began', async () => {
    const { watch, alive } = open();
    await alive('calls', 5, '2026-03-01');
    expect(await watch(late)).toEqual({ overdue: 0, silent: 0 });
  });
});

describe('the log of watch', () => {
  it('says which mails and sources, and no address', async () => {
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'DEBUG');
    const lines: string[] = [];
    const keep = (chunk: unknown): boolean => lines.push(String(chunk)) > 0;
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);
    const { watch, alive, printed } = open();
    await alive('calls', 40, '2026-03-04');
    await watch(dayBefore);
    await watch(late);
    vi.restoreAllMocks();
    const tags = [ledgerTag('care', careDue, ana), ledgerTag('care', careDue, ben), ledgerTag('board', boardDue, cleo)];
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 'WARN', overdue: tags, silent: ['calls'] });
    expect([...lines, ...printed].filter((line) => line.includes('@'))).toEqual([]);
  });

  it('is measured under the name of the stack', async () => {
    const { watch, printed } = open();
    await watch(late);
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({
      _aws: { CloudWatchMetrics: [{ Namespace: 'ListeningPath', Dimensions: [['service']] }] },
      service: 'Mine',
      DigestsOverdue: 0,
      SilentSources: 0,
    });
  });
});
