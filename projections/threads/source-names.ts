/** How publishers and origins are written: as the first counted report in order writes them, or as our desk's alias does. */
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { lazy } from '../support/lazy.js';
import { Surroundings } from './surroundings.js';
import { threadReading } from './thread-reading.js';

const namesIn = ({ report: { source } }: PlacedReport): string[] =>
  source.origin === undefined ? [source.publisher] : [source.publisher, source.origin];

/** By name, as names are compared: how the first counted report that writes it does so. */
const WRITTEN = threadReading<string, string | undefined>({
  start: undefined,
  entriesOf: (t, { counted }) =>
    namesIn(t).map((name) => [counted.selection.reportIndex.desk.aliases.keyOf(name), name] as const),
  take: (first, name) => first ?? name,
});

/** Names under a lens. Two that compare as the same are one. */
export class SourceNames {
  readonly #counted = lazy(() => WRITTEN.of(new Surroundings(this.counted)));

  constructor(private readonly counted: CountedReports) {}

  /** @param name as any report writes it */
  shown(name: string): string {
    const { aliases } = this.counted.selection.reportIndex.desk;
    const key = aliases.keyOf(name);
    return aliases.shown(name) ?? this.#counted().get(key)?.state ?? this.#listed().get(key) ?? name;
  }

  /** Each of these once, as it is shown, in the order of its first. */
  distinct(names: readonly string[]): string[] {
    return [...new Set(names.map((name) => this.shown(name)))];
  }

  /** As reports write them that are listed alone. */
  readonly #listed = lazy((): ReadonlyMap<string, string> => {
    const { aliases } = this.counted.selection.reportIndex.desk;
    const written = new Map<string, string>();
    for (const name of this.counted.all.flatMap(namesIn)) {
      const key = aliases.keyOf(name);
      if (!written.has(key)) written.set(key, name);
    }
    return written;
  });
}
