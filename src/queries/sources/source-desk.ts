/** What our desk says of sources: aliases and grades that count, and the history of both. */
import { isoOf } from '../../../events/dates.js';
import type { Logged } from '../../../events/event.js';
import type { SourceOverall } from '../../../answers/sources.js';
import { Aliases } from '../../../projections/record/aliases.js';
import { effectiveEntries, type Entry } from '../../../projections/record/entries.js';
import { sourceGradesOf, type SourceGrades } from '../../../projections/record/grades.js';

type Regrade = SourceOverall['regrades'][number];
type Alias = SourceOverall['aliases'][number];

const saidIn = ({ logged, voidedBy }: Entry) => ({
  changeId: logged.id as never,
  recordedAt: isoOf(logged.recordedAt),
  voided: voidedBy !== undefined,
});

function regradeIn(entry: Entry): Regrade[] {
  if (entry.fact.type !== 'SourceRegraded') return [];
  const { publisher, reliability, from, reason } = entry.fact.data;
  return [{ ...saidIn(entry), publisher, reliability, from, reason }];
}

function aliasIn(entry: Entry): Alias[] {
  if (entry.fact.type !== 'SourceAliased') return [];
  const { name, of, reason } = entry.fact.data;
  return [{ ...saidIn(entry), name, of, reason }];
}

export class SourceDesk {
  readonly aliases: Aliases;
  readonly grades: SourceGrades;
  readonly #regrades: ReadonlyMap<string, Regrade[]>;
  readonly #said: ReadonlyMap<string, Alias[]>;

  /** @param log of the stream `sources` */
  constructor(log: readonly Logged[]) {
    const entries = effectiveEntries(log);
    const counting = entries.filter(({ voidedBy }) => voidedBy === undefined);
    this.aliases = Aliases.of(counting);
    this.grades = sourceGradesOf(counting, this.aliases);
    this.#regrades = this.#by(entries.flatMap(regradeIn), ({ publisher }) => [publisher]);
    this.#said = this.#by(entries.flatMap(aliasIn), ({ name, of }) => [name, of]);
  }

  #by<T>(items: readonly T[], namesOf: (item: T) => readonly string[]): ReadonlyMap<string, T[]> {
    const found = new Map<string, T[]>();
    for (const item of items)
      for (const key of new Set(namesOf(item).map((name) => this.aliases.keyOf(name))))
        found.set(key, [...(found.get(key) ?? []), item]);
    return found;
  }

  /** @param key as `Aliases.keyOf` has it */
  regradesOf(key: string): Regrade[] {
    return this.#regrades.get(key) ?? [];
  }

  aliasesOf(key: string): Alias[] {
    return this.#said.get(key) ?? [];
  }

  /** The keys of sources that were graded or aliased, whether or not a report names them. */
  keys(): string[] {
    return [...new Set([...this.#regrades.keys(), ...this.#said.keys()])];
  }

  /** How a graded or aliased source that no report names is written. */
  writtenAs(key: string): string {
    const alias = this.aliasesOf(key).find(({ of }) => this.aliases.keyOf(of) === key);
    return alias?.of ?? this.regradesOf(key)[0]?.publisher ?? key;
  }
}
