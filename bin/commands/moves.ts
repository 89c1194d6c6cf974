import type { Table } from '../../aws/table.ts';
import { grouped } from '../../core/counted.ts';
import { compileMap } from '../../core/journey/map.ts';
import type { Journey } from '../../core/journey/schema.ts';
import { aspects, type Moves } from '../../core/moves.ts';
import type { RebuildContext } from '../../core/rebuild.ts';
import type { StoredSignal } from '../../core/signal.ts';
import { isSignalItem, storedSignal } from '../../core/store/signal-item.ts';
import { compileThemes } from '../../core/text/themes.ts';
import { columns } from './columns.ts';
import type { Progress } from './progress.ts';

/** A journey as stored signals are placed by it. */
export const contextOf = (journey: Journey): RebuildContext => ({
  map: compileMap(journey),
  sources: new Map(journey.sources.map((source) => [source.id, source])),
  findThemes: compileThemes(journey.themes),
  retentionDays: journey.organisation.retentionDays,
});

const tellEvery = 500;

/** Every stored signal that still says something. */
export const readSignals = async (
  table: Table,
  progress: Progress,
  look: (signal: StoredSignal) => void,
): Promise<void> => {
  let read = 0;
  for await (const item of table.scan()) {
    if (!isSignalItem(item)) continue;
    look(storedSignal(item));
    read += 1;
    if (read % tellEvery === 0) progress.tell(`${grouped(read)} signals read`);
  }
  progress.end();
};

/** A table of what would count otherwise; empty when nothing would. */
export const movesLines = (moves: Moves): string[] => {
  const rows = aspects.flatMap((aspect) =>
    moves.of(aspect).map(({ of, from, to, signals }) => [`${aspect} ${of}`.trim(), from, '→', to, signals] as const),
  );
  return rows.length === 0 ? [] : ['', ...columns([['What', 'from', '', 'to', 'signals'], ...rows])];
};
