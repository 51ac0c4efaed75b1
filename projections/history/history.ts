/** The history: the entries of the record under a lens. */
import { z } from 'zod';
import { latestInstant, type Instant } from '../../events/dates.js';
import type { Fact } from '../../events/event.js';
import { partyId, type EntryId, type PartyId } from '../../events/ids.js';
import { nameText } from '../../events/text.js';
import { KINDS, SUBJECT_SORTS } from '../../events/vocabulary.js';
import { entryContentOf, type EntryAnswer } from './entry-answer.js';
import {
  answerOf,
  entryUnderLens,
  placesIn,
  reportedAtOf,
  visibleEntries,
  type EntryUnderLens,
} from './history-entries.js';
import { registryEntriesAmong } from './registry-entries.js';
import { ReaderNames } from '../wording/reader-names.js';
import type { Entry } from '../record/entries.js';
import type { Aliases } from '../record/aliases.js';
import type { Merges } from '../record/merges.js';
import { subjectKey } from '../record/subjects.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { DeskRecord } from '../report-index/report-group.js';
import { lazy } from '../support/lazy.js';

/** The query parameters of a history, beside those of the lens. */
export const historyQuery = z.strictObject({
  party: partyId.optional().meta({ description: 'Whose act or words, jointly too, or who is spoken for.' }),
  kind: z.enum(KINDS).optional(),
  source: nameText(200).optional().meta({ description: 'A publisher or an origin.' }),
  subject: z
    .string()
    .max(150)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, { error: 'must be a slug or an id, or one with its sort: claim:talks' })
    .optional()
    .meta({ description: 'What it is about: `claim:talks`, or a slug or id alone.' }),
  about: z.enum(['story', 'registry']).optional().meta({
    description:
      'story: reports and what is changed in them; registry: who takes part and what things are called; both unless given.',
  }),
  order: z.enum(['place', 'recorded']).optional().meta({ description: 'place unless given.' }),
  direction: z.enum(['asc', 'desc']).optional().meta({ description: 'asc unless given.' }),
});
export type HistoryQuery = Readonly<z.infer<typeof historyQuery>>;

type Content = ReturnType<typeof entryContentOf>;

/** The subjects of an entry, as `claim:talks`: what it names, and issues that it gives. */
function keysOf(fact: Fact, { subject }: Content): string[] {
  const issues = fact.type === 'Report' && 'issues' in fact.report ? (fact.report.issues ?? []) : [];
  const own = subject === null ? [] : ['entry' in subject ? `entry:${subject.entry}` : subjectKey(subject)];
  return [...own, ...issues.map((issue) => subjectKey({ issue }))];
}

const isFrom = ({ source }: Content, name: string, aliases: Aliases): boolean =>
  [source?.publisher, source?.origin].some((n) => n !== undefined && aliases.keyOf(n) === aliases.keyOf(name));

const isOf = ({ party, jointly, speaker }: Content, asked: PartyId): boolean =>
  [party, ...jointly, speaker?.party].includes(asked);

/** What may be asked for, by sort; where only a slug or id is given, under each of them. */
const SORTS = [...SUBJECT_SORTS, 'report', 'entry'] as const;

/**
 * The keys of `keysOf` that a subject stands for. A merged slug is replaced by the one that it was merged into, as in
 * entries.
 */
function keysAskedFor(subject: string, merges: Merges): string[] {
  const keyOf = (sort: (typeof SORTS)[number], slug: string) =>
    `${sort}:${sort === 'report' || sort === 'entry' ? slug : merges.slugOf(sort, slug)}`;
  const named = SORTS.find((sort) => subject.startsWith(`${sort}:`));
  return named ? [keyOf(named, subject.slice(named.length + 1))] : SORTS.map((sort) => keyOf(sort, subject));
}

/** Whether an entry is one that a query asks for, by names as the desk reads them. */
function matcher({ party, kind, source, subject }: HistoryQuery, { merges, aliases }: DeskRecord) {
  if ([party, kind, source, subject].every((asked) => asked === undefined)) return () => true;
  const asked = party === undefined ? undefined : merges.slugOf('party', party);
  const keys = subject === undefined ? undefined : keysAskedFor(subject, merges);
  return ({ fact }: EntryUnderLens): boolean => {
    const content = entryContentOf(fact);
    return (
      (asked === undefined || isOf(content, asked)) &&
      (kind === undefined || content.kind === kind) &&
      (source === undefined || isFrom(content, source, aliases)) &&
      (keys === undefined || keysOf(fact, content).some((key) => keys.includes(key)))
    );
  };
}

/** Where an entry stands in the order: by place, then by publication, then by id. */
type Rank = readonly [place: Instant, published: Instant, id: EntryId];

function rankOf({ place, fact, entry: { logged } }: EntryUnderLens): Rank {
  const reportedAt = reportedAtOf(fact);
  return [place.at, reportedAt === null ? logged.recordedAt : latestInstant(reportedAt), logged.id];
}

const byRank = ([a]: readonly [Rank, Entry], [b]: readonly [Rank, Entry]): number =>
  a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1);

/** The entries under one lens: put in order once, and answered only as far as they are asked for. */
export class History {
  readonly #recorded = lazy(() => visibleEntries(this.counted.selection));
  readonly #ofRegistry = lazy(() => registryEntriesAmong(this.#recorded()));
  readonly #places = lazy(() => placesIn(this.counted));
  readonly #placed = lazy((): readonly Entry[] =>
    this.#recorded()
      .map((entry) => [rankOf(this.#underLens(entry)), entry] as const)
      .toSorted(byRank)
      .map(([, entry]) => entry),
  );
  readonly #names: ReaderNames;

  constructor(private readonly counted: CountedReports) {
    this.#names = new ReaderNames(counted);
  }

  /**
   * The entries that a query asks for, in its order.
   * @param after the revision of the entry before the first
   * @returns null where the query asks for no such entry
   */
  entries(query: HistoryQuery = {}, after?: string): Iterable<EntryAnswer> | null {
    const matches = matcher(query, this.counted.selection.reportIndex.desk);
    const all = this.#inOrder(query);
    const first = after === undefined ? 0 : all.findIndex(({ logged }) => String(logged.revision) === after) + 1;
    const before = all[first - 1];
    if (after !== undefined && !(before && matches(this.#underLens(before)))) return null;
    return this.#answers(all.slice(first), matches);
  }

  *#answers(entries: readonly Entry[], matches: (entry: EntryUnderLens) => boolean): Generator<EntryAnswer> {
    for (const entry of entries) {
      const underLens = this.#underLens(entry);
      if (matches(underLens)) yield answerOf(this.counted, underLens, this.#names);
    }
  }

  #inOrder({ about, order, direction }: HistoryQuery): readonly Entry[] {
    const all = order === 'recorded' ? this.#recorded() : this.#placed();
    const asked =
      about === undefined
        ? all
        : all.filter(({ logged }) => this.#ofRegistry().has(logged.id) === (about === 'registry'));
    return direction === 'desc' ? asked.toReversed() : asked;
  }

  /** Puts the entries in order, with pauses: `entries` then has little to do. */
  *ordering(): Generator<undefined, void> {
    for (const part of [this.#recorded, this.#places, this.#placed]) {
      part();
      yield;
    }
  }

  #underLens(entry: Entry): EntryUnderLens {
    return entryUnderLens(this.counted, entry, this.#places());
  }
}
