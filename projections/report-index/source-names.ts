/** How publishers and origins are written: as the first counted report in order writes them, or as our desk's alias does. */
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from './counted-reports.js';

const namesIn = ({ report: { source } }: PlacedReport): string[] =>
  source.origin === undefined ? [source.publisher] : [source.publisher, source.origin];

/** Names under a lens. Two that compare as the same are one. */
export class SourceNames {
  #written: ReadonlyMap<string, string> | undefined;

  constructor(private readonly counted: CountedReports) {}

  /** @param name as any report writes it */
  shown(name: string): string {
    const { aliases } = this.counted.selection.reportIndex.desk;
    return aliases.shown(name) ?? this.#firstWritten().get(aliases.keyOf(name)) ?? name;
  }

  /** Each of these once, as it is shown, in the order of its first. */
  distinct(names: readonly string[]): string[] {
    return [...new Set(names.map((name) => this.shown(name)))];
  }

  #firstWritten(): ReadonlyMap<string, string> {
    if (this.#written) return this.#written;
    const { aliases } = this.counted.selection.reportIndex.desk;
    const written = new Map<string, string>();
    for (const t of [...this.counted.reports, ...this.counted.all])
      for (const name of namesIn(t)) {
        const key = aliases.keyOf(name);
        if (!written.has(key)) written.set(key, name);
      }
    return (this.#written = written);
  }
}
