/**
 * The voices and words of a negotiation that have been marked, so that what is recorded next is marked alike. Nothing is
 * indexed until it is first asked for, and no text is read but of reports that might be alike.
 */
import { canonicalJson } from '../../events/canonical.js';
import type { JsonObject } from '../../events/envelope.js';
import { isErasedText } from '../../events/erasure/erased.js';
import { wordsOf } from '../../events/erasure/marked-words.js';
import { marksIn } from '../../events/erasure/marks.js';
import { shapeOf } from '../../events/erasure/shape.js';
import type { Logged } from '../../events/event.js';
import { reportEventType } from '../../events/event-types.js';
import type { EntryId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { comparable, comparableSource } from '../../events/text.js';
import { lazy } from '../../projections/support/lazy.js';
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

/** What is known under one key. */
interface Known {
  /** The first report with each text. */
  readonly byText: Map<string, ReportData>;
  /** By what marks say of the reports whose texts were read. */
  readonly marked: Set<string>;
}

interface Reading<V> {
  /** Undefined where it has none, or one that was erased. */
  readonly textOf: (report: ReportData) => string | undefined;
  readonly valueOf: (report: ReportData) => V | undefined;
  /** What is equal of reports with the same text, without reading it. */
  readonly markedAs?: (report: ReportData) => string | undefined;
}

/** Values by a key and a text. Texts are read when the key is first asked for, and each of them once. */
class LazyIndex<V> {
  readonly #unread = new Map<string, ReportData[]>();
  readonly #read = new Map<string, Known>();

  constructor(private readonly reading: Reading<V>) {}

  add(key: string, report: ReportData): void {
    const unread = this.#unread.get(key);
    if (unread) unread.push(report);
    else this.#unread.set(key, [report]);
  }

  find(key: string, text: () => string | undefined): V | undefined {
    const known = this.#known(key);
    const asked = known && text();
    const first = asked === undefined ? undefined : known?.byText.get(asked);
    return first && this.reading.valueOf(first);
  }

  #known(key: string): Known | undefined {
    const unread = this.#unread.get(key);
    if (!unread) return this.#read.get(key);
    const known = this.#read.get(key) ?? { byText: new Map<string, ReportData>(), marked: new Set<string>() };
    for (const report of unread) this.#learn(known, report);
    this.#unread.delete(key);
    this.#read.set(key, known);
    return known;
  }

  #learn({ byText, marked }: Known, report: ReportData): void {
    const mark = this.reading.markedAs?.(report);
    if (mark !== undefined && marked.has(mark)) return;
    const text = this.reading.textOf(report);
    if (text === undefined) return;
    if (mark !== undefined) marked.add(mark);
    if (!byText.has(text)) byText.set(text, report);
  }
}

/** All texts of a report but those of its source and its speaker; undefined where one of them was erased. */
function wordsTextOf(report: ReportData): string | undefined {
  const words = wordsOf(typeOf(report), report);
  if (!words) return undefined;
  const [only] = words;
  // Most reports have a summary alone, for which no text in braces stands.
  if (words.size === 1 && typeof only?.[1] === 'string') return JSON.stringify(only);
  return canonicalJson(Object.fromEntries(words));
}

function nameOf({ speaker: { name } }: ReportData): string | undefined {
  return name === undefined || isErasedText(name) ? undefined : comparable(name);
}

/** By field, the entry that first had its words, as the marks of the report say it. No text is read for it. */
function wordsMarked(report: ReportData): Words | undefined {
  const { words = {} } = marksIn(report) ?? {};
  const fields = wordsOf(typeOf(report), shapeOf(report) ?? report)?.keys();
  return fields && Object.fromEntries([...fields].map((field) => [field, words[field] ?? report.reportId]));
}

export class KnownMarks {
  readonly #voices = new LazyIndex({ textOf: nameOf, valueOf: (report) => marksIn(report)?.voice });
  readonly #words = new LazyIndex<Words>({
    textOf: wordsTextOf,
    valueOf: wordsMarked,
    markedAs: (report) => {
      // Texts that are open already are read in less time than marks are.
      const words = shapeOf(report) && wordsMarked(report);
      return words && JSON.stringify(words);
    },
  });
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
    return this.#wordsOf(
      settingOf(report),
      lazy(() => wordsTextOf(report)),
    );
  }

  #wordsOf(setting: string, text: () => string | undefined): Words | undefined {
    this.#build();
    const known = this.#words.find(setting, text);
    return known === undefined && this.below ? this.below.#wordsOf(setting, text) : known;
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
