/** Merges: two slugs that our desk found to stand for one thing (rule 3.16 in docs/rules.md). */
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import type { Fact } from '../../events/event.js';
import type { MERGEABLE_SORTS } from '../../events/vocabulary.js';
import type { Entry } from './entries.js';

export type MergeableSort = (typeof MERGEABLE_SORTS)[number];

/** The fields of a report, and of a patch of one, that hold slugs; each holds one slug or a list of them. */
const FIELDS: readonly (readonly [field: string, sort: MergeableSort])[] = [
  ['party', 'party'],
  ['jointly', 'party'],
  ['to', 'party'],
  ['with', 'party'],
  ['between', 'party'],
  ['subjectTo', 'party'],
  ['about', 'party'],
  ['by', 'party'],
  ['claim', 'claim'],
  ['issue', 'issue'],
  ['issues', 'issue'],
  ['proposal', 'proposal'],
  ['of', 'proposal'],
  // These two may name a report as well.
  ['counters', 'proposal'],
  ['replaces', 'proposal'],
  ['agreement', 'agreement'],
  ['extends', 'agreement'],
];

const key = (sort: MergeableSort, slug: string): string => `${sort}:${slug}`;

/** Each list is without repetitions afterwards: two parties that were merged are one. */
const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** The merges that a reading knows of. */
export class Merges {
  private constructor(private readonly into: ReadonlyMap<string, string>) {}

  /** @param entries those of the stream that are not voided, in the order of recording */
  static of(entries: readonly Entry[]): Merges {
    const into = new Map<string, string>();
    for (const { fact } of entries) {
      if (fact.type !== 'SubjectMerged') continue;
      const { what, from, into: to } = fact.data;
      const merges = new Merges(into);
      // No such merge is recorded: it would be refused. One in a file from elsewhere has no effect.
      if (merges.isMerged(what, from) || merges.slugOf(what, to) === from) continue;
      into.set(key(what, from), to);
    }
    return new Merges(into);
  }

  get isEmpty(): boolean {
    return this.into.size === 0;
  }

  /** Whether a slug is read as another. */
  isMerged(sort: MergeableSort, slug: string): boolean {
    return this.into.has(key(sort, slug));
  }

  /** The slug as which this one is read, along a chain of merges. */
  slugOf<S extends string>(sort: MergeableSort, slug: S): S {
    let read: string = slug;
    for (let next = this.into.get(key(sort, read)); next !== undefined; next = this.into.get(key(sort, read)))
      read = next;
    return read as S;
  }

  /** All slugs that are read as the same as this one, itself included. */
  namesOf<S extends string>(sort: MergeableSort, slug: S): S[] {
    const read = this.slugOf(sort, slug);
    const merged = [...this.into.keys()]
      .filter((one) => one.startsWith(`${sort}:`))
      .map((one) => one.slice(sort.length + 1) as S)
      .filter((one) => this.slugOf(sort, one) === read);
    return unique([slug, read, ...merged]);
  }

  /** An entry as it reads with these merges; the same object where they change nothing. */
  entry(entry: Entry): Entry {
    const fact = this.fact(entry.fact);
    return fact === entry.fact ? entry : { ...entry, fact };
  }

  /** A fact as it reads with these merges; the same object where they change nothing. */
  fact(fact: Fact): Fact {
    if (this.into.size === 0) return fact;
    switch (fact.type) {
      case 'Report': {
        const report = this.fields(fact.report as unknown as JsonObject);
        return report === (fact.report as unknown) ? fact : ({ type: 'Report', report } as unknown as Fact);
      }
      case 'ReportCorrected': {
        const changes = this.fields(fact.data.changes) as typeof fact.data.changes;
        return changes === fact.data.changes ? fact : { type: fact.type, data: { ...fact.data, changes } };
      }
      case 'NegotiationOpened': {
        const { tables, issues } = fact.data;
        return {
          type: fact.type,
          data: {
            ...fact.data,
            ...(tables && { tables: this.tables(tables) }),
            // As of parties, what stands under a name that is read as another has no effect.
            ...(issues && { issues: issues.filter(({ issue }) => !this.isMerged('issue', issue)) }),
          },
        };
      }
      case 'NegotiationRevised': {
        const { tables } = fact.data;
        return tables ? { type: fact.type, data: { ...fact.data, tables: this.tables(tables) } } : fact;
      }
      case 'SubjectRetitled':
        return { type: fact.type, data: { ...fact.data, slug: this.slugOf(fact.data.what, fact.data.slug) } };
      case 'ReportRetracted':
      case 'ReportReinstated':
      case 'EntryVoided':
      case 'EntryAmended':
      case 'EntryErased':
      case 'SubjectMerged':
      case 'SourceAliased':
      case 'SourceRegraded':
      case 'NegotiationArchived':
      case 'PartyAdded':
      case 'PartyRevised':
        return fact;
    }
  }

  /** Tables as they read with these merges. */
  tables<P extends string>(tables: readonly (readonly P[])[]): P[][] {
    return tables.map((table) => unique(table.map((party) => this.slugOf('party', party))));
  }

  private fields(data: JsonObject): JsonObject {
    const changed: Record<string, JsonValue> = {};
    for (const [field, sort] of FIELDS) {
      const value = data[field];
      const read = value === undefined ? value : this.value(sort, value);
      if (read !== value) changed[field] = read as JsonValue;
    }
    const { speaker } = data;
    const spokenFor = (speaker as JsonObject | null | undefined)?.['party'];
    const read = typeof spokenFor === 'string' ? this.slugOf('party', spokenFor) : spokenFor;
    if (read !== spokenFor) changed['speaker'] = { ...(speaker as JsonObject), party: read as JsonValue };
    return Object.keys(changed).length === 0 ? data : { ...data, ...changed };
  }

  private value(sort: MergeableSort, value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.slugOf(sort, value);
    if (!Array.isArray(value)) return value;
    if (!value.some((slug) => typeof slug === 'string' && this.isMerged(sort, slug))) return value;
    return unique(value.map((slug) => (typeof slug === 'string' ? this.slugOf(sort, slug) : slug)));
  }
}
