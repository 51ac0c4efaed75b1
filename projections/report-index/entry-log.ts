/** The entries of a log as they now count. A log with one more entry shares the list of those before. */
import type { Logged } from '../../events/event.js';
import type { EntryId, ReportId } from '../../events/ids.js';
import type { Entry } from '../record/entries.js';
import { isReport } from '../record/published-reports.js';
import { lazy } from '../support/lazy.js';
import { PersistentMap } from '../support/persistent-map.js';

/** An entry that reads otherwise than before. */
export interface ChangedEntry {
  readonly before: Entry;
  readonly after: Entry;
}

/** Where entries are in the list, by their keys. */
type Places = PersistentMap<string, readonly number[]>;

const keyOfId = (id: EntryId): string => `id ${id}`;
const keyOfReport = (id: ReportId): string => `report ${id}`;
const keyOfVoided = (id: EntryId): string => `voided ${id}`;

/** How an entry is found: by its id, as an entry of a report, as a voiding of another. */
function keysOf({ logged, fact }: Entry): string[] {
  if (fact.type === 'Report') return [keyOfId(logged.id), keyOfReport(fact.report.reportId)];
  return fact.type === 'EntryVoided' ? [keyOfId(logged.id), keyOfVoided(fact.data.entry)] : [keyOfId(logged.id)];
}

function placesIn(entries: readonly Entry[]): Places {
  const places = new Map<string, number[]>();
  for (const [at, entry] of entries.entries())
    for (const key of keysOf(entry)) {
      const others = places.get(key);
      if (others) others.push(at);
      else places.set(key, [at]);
    }
  return PersistentMap.of(places);
}

/** It never changes. The list grows in place behind it, where it is the newest that shares the list. */
export class EntryLog {
  private constructor(
    private readonly list: Entry[],
    readonly length: number,
    private places: Places | undefined,
  ) {}

  static of(entries: readonly Entry[]): EntryLog {
    return new EntryLog([...entries], entries.length, undefined);
  }

  /** The event of the last entry. */
  get last(): Logged | undefined {
    return this.list[this.length - 1]?.logged;
  }

  /** All of them, in the order of recording. */
  readonly all = lazy((): readonly Entry[] => this.list.slice(0, this.length));

  /** All reports that are not voided, in the order of recording. */
  reportIds(): ReportId[] {
    const ids = this.all().flatMap((e) => (isReport(e) && e.voidedBy === undefined ? [e.fact.report.reportId] : []));
    return [...new Set(ids)];
  }

  with(entry: Entry): EntryLog {
    const list = this.list.length === this.length ? this.list : this.list.slice(0, this.length);
    list.push(entry);
    let { places } = this;
    if (places) for (const key of keysOf(entry)) places = places.with(key, [...(places.get(key) ?? []), this.length]);
    return new EntryLog(list, this.length + 1, places);
  }

  /** The ids stay as they are. */
  withChanged(changed: readonly ChangedEntry[]): EntryLog {
    const list = this.list.slice(0, this.length);
    for (const { before, after } of changed)
      for (const at of this.at(keyOfId(before.logged.id))) if (list[at] === before) list[at] = after;
    return new EntryLog(list, this.length, this.places);
  }

  /** The last entry of this id. */
  named(id: EntryId): Entry | undefined {
    const at = this.at(keyOfId(id)).at(-1);
    return at === undefined ? undefined : this.list[at];
  }

  /** All voidings of an entry, in the order of recording. */
  voidingsOf(id: EntryId): Entry[] {
    return this.at(keyOfVoided(id)).flatMap((at) => this.list[at] ?? []);
  }

  /** How many entries are of one report. */
  countOf(id: ReportId): number {
    const isOfIt = (entry: Entry | undefined) => entry && isReport(entry) && entry.fact.report.reportId === id;
    return this.at(keyOfReport(id)).filter((at) => isOfIt(this.list[at])).length;
  }

  private at(key: string): readonly number[] {
    return (this.places ??= placesIn(this.all())).get(key) ?? [];
  }
}
