/**
 * The voices and words of a negotiation that have been marked, so that what is recorded next is marked alike. Nothing is
 * indexed until it is first asked for, and no text is read but of reports that might be alike.
 */
import { canonicalJson } from '../../events/canonical.js';
import type { JsonObject } from '../../events/envelope.js';
import { isErasedText } from '../../events/erasure/erased.js';
import { wordsOf } from '../../events/erasure/marked-words.js';
import { marksIn } from '../../events/erasure/marks.js';
import type { Logged } from '../../events/event.js';
import { reportEventType } from '../../events/event-types.js';
import type { EntryId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { comparable, comparableSource } from '../../events/text.js';
import type { LookupMap } from '../overlay-map.js';
import { asChanged } from './as-changed.js';

/** A report with its kind, as merged data may have it. */
export type ReportData = JsonObject & Pick<Report, 'kind' | 'reportId' | 'speaker' | 'source' | 'reportedAt'>;

/** By field, the entry that first had its words. */
export type Words = Readonly<Record<string, string>>;

const originOf = ({ source }: ReportData): string => comparableSource(source.origin ?? source.publisher);

/** In which capacity, for whom and by which origin somebody speaks. */
export const seatOf = (report: ReportData): string =>
  JSON.stringify([report.speaker.capacity, report.speaker.party ?? report['party'] ?? '', originOf(report)]);

/** Reports that differ in this are no copies of each other. */
const settingOf = (report: ReportData): string =>
  JSON.stringify([report.kind, report['party'] ?? '', report.reportedAt, originOf(report)]);

const typeOf = ({ kind }: ReportData): string => reportEventType(kind);

/** Values by a key and a text. The text is read when the key is first asked for. */
class LazyIndex<V> {
  readonly #unread = new Map<string, ReportData[]>();
  readonly #read = new Map<string, Map<string, V>>();

  constructor(private readonly read: (report: ReportData) => readonly [text: string, value: V] | undefined) {}

  add(key: string, report: ReportData): void {
    const unread = this.#unread.get(key);
    if (unread) unread.push(report);
    else this.#unread.set(key, [report]);
  }

  find(key: string, text: () => string | undefined): V | undefined {
    const known = this.#known(key);
    const asked = known && text();
    return asked === undefined ? undefined : known?.get(asked);
  }

  #known(key: string): Map<string, V> | undefined {
    const unread = this.#unread.get(key);
    if (!unread) return this.#read.get(key);
    const known = this.#read.get(key) ?? new Map<string, V>();
    for (const report of unread) {
      const [text, value] = this.read(report) ?? [];
      if (text !== undefined && !known.has(text)) known.set(text, value as V);
    }
    this.#unread.delete(key);
    this.#read.set(key, known);
    return known;
  }
}

/** All texts of a report but those of its source and its speaker; undefined where one of them was erased. */
function wordsTextOf(report: ReportData): string | undefined {
  const words = wordsOf(typeOf(report), report);
  return words ? canonicalJson(Object.fromEntries(words)) : undefined;
}

function voiceIn(report: ReportData): readonly [string, number] | undefined {
  const { name } = report.speaker;
  const voice = marksIn(report)?.voice;
  return name === undefined || voice === undefined || isErasedText(name) ? undefined : [comparable(name), voice];
}

function wordsIn(report: ReportData): readonly [string, Words] | undefined {
  const text = wordsTextOf(report);
  const { words = {} } = marksIn(report) ?? {};
  if (text === undefined) return undefined;
  const fields = [...(wordsOf(typeOf(report), report)?.keys() ?? [])];
  return [text, Object.fromEntries(fields.map((field) => [field, words[field] ?? report.reportId]))];
}

export class KnownMarks {
  readonly #voices = new LazyIndex(voiceIn);
  readonly #words = new LazyIndex(wordsIn);
  #isBuilt: boolean;

  /** @param below what another state knows, which this one goes on from */
  constructor(
    private readonly entries: LookupMap<EntryId, Logged>,
    private readonly below?: KnownMarks,
  ) {
    this.#isBuilt = below !== undefined;
  }

  /** The number that this name has here; undefined where it has none yet. */
  voiceOf(report: ReportData, name: string): number | undefined {
    this.#build();
    return this.#voices.find(seatOf(report), () => comparable(name)) ?? this.below?.voiceOf(report, name);
  }

  /** Which entries first had the words of a report; undefined where no other has all of them. */
  wordsOf(report: ReportData): Words | undefined {
    this.#build();
    return this.#words.find(settingOf(report), () => wordsTextOf(report)) ?? this.below?.wordsOf(report);
  }

  /** After the entry is in the state. */
  add(logged: Logged): void {
    if (this.#isBuilt) this.#enter(logged);
  }

  #build(): void {
    if (this.#isBuilt) return;
    this.#isBuilt = true;
    for (const id of this.entries.keys()) {
      const logged = this.entries.get(id);
      if (logged) this.#enter(logged);
    }
  }

  #enter({ fact }: Logged): void {
    if (fact.type === 'Report') this.#index(fact.report as unknown as ReportData);
    else {
      const changed = asChanged(fact, (_, entry) => this.entries.get(entry)?.fact);
      if (changed?.patch['marks'] !== undefined) this.#index(changed.after as ReportData);
    }
  }

  #index(report: ReportData): void {
    const marks = marksIn(report);
    if (marks?.voice !== undefined) this.#voices.add(seatOf(report), report);
    if (marks?.words !== undefined) this.#words.add(settingOf(report), report);
  }
}
