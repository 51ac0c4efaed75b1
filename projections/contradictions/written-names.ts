/** How origins are written: as the first counted report in order writes them, or as our desk's alias does. */
import type { PlacedReport } from '../record/placed-report.js';
import type { Surroundings } from '../threads/surroundings.js';
import { threadReading } from '../threads/thread-reading.js';

const namesWrittenIn = ({ report: { source } }: PlacedReport): string[] =>
  source.origin === undefined ? [source.publisher] : [source.publisher, source.origin];

const aliasesIn = ({ counted }: Surroundings) => counted.selection.reportIndex.desk.aliases;

/** By name, as names are compared, how it is first written. */
export const NAMES_WRITTEN = threadReading<string, string | undefined>({
  start: undefined,
  entriesOf: (t, around) => namesWrittenIn(t).map((name) => [aliasesIn(around).keyOf(name), name]),
  take: (first, name) => first ?? name,
});

/** Names as they are shown. */
export function namesIn(around: Surroundings): { shown(name: string): string } {
  const [aliases, written] = [aliasesIn(around), NAMES_WRITTEN.of(around)];
  return { shown: (name) => aliases.shown(name) ?? written.get(aliases.keyOf(name))?.state ?? name };
}
