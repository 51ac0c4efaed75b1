/** The history: the entries of the record under a lens. */
import { z } from 'zod';
import { latestInstant, type Instant } from '../../events/dates.js';
import { partyId, type PartyId } from '../../events/ids.js';
import { nameText } from '../../events/text.js';
import { KINDS, SUBJECT_SORTS } from '../../events/vocabulary.js';
import type { EntryAnswer } from './entry-answer.js';
import { visibleEntries, placesIn, entryUnderLens, type EntryUnderLens } from './history-entries.js';
import { registryEntriesAmong } from './registry-entries.js';
import { ReaderNames } from '../wording/reader-names.js';
import type { Entry } from '../record/entries.js';
import type { Aliases } from '../record/aliases.js';
import type { Merges } from '../record/merges.js';
import { subjectKey } from '../record/subjects.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { DeskRecord } from '../report-index/report-group.js';

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

/** The subjects of an entry, as `claim:talks`: what it names, and issues that it gives. */
function keysOf({ fact, answer: { subject } }: EntryUnderLens): string[] {
  const issues = fact.type === 'Report' && 'issues' in fact.report ? (fact.report.issues ?? []) : [];
  const own = subject === null ? [] : ['entry' in subject ? `entry:${subject.entry}` : subjectKey(subject)];
  return [...own, ...issues.map((issue) => subjectKey({ issue }))];
}

const isFrom = ({ answer }: EntryUnderLens, name: string, aliases: Aliases): boolean =>
  [answer.source?.publisher, answer.source?.origin].some(
    (n) => n !== undefined && aliases.keyOf(n) === aliases.keyOf(name),
  );

const isOf = ({ answer }: EntryUnderLens, party: PartyId): boolean =>
  [answer.party, ...answer.jointly, answer.speaker?.party].includes(party);

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
  const asked = party === undefined ? undefined : merges.slugOf('party', party);
  const keys = subject === undefined ? undefined : keysAskedFor(subject, merges);
  return (entry: EntryUnderLens): boolean =>
    (asked === undefined || isOf(entry, asked)) &&
    (kind === undefined || entry.answer.kind === kind) &&
    (source === undefined || isFrom(entry, source, aliases)) &&
    (keys === undefined || keysOf(entry).some((key) => keys.includes(key)));
}

const publishedAt = ({ answer: { reportedAt }, entry }: EntryUnderLens): Instant =>
  reportedAt === null ? entry.logged.recordedAt : latestInstant(reportedAt);

const byPlace = (a: EntryUnderLens, b: EntryUnderLens): number =>
  a.place.at - b.place.at || publishedAt(a) - publishedAt(b) || (a.answer.id < b.answer.id ? -1 : 1);

function entriesAbout(entries: readonly Entry[], about: HistoryQuery['about']): readonly Entry[] {
  if (about === undefined) return entries;
  const ofRegistry = registryEntriesAmong(entries);
  return entries.filter(({ logged }) => ofRegistry.has(logged.id) === (about === 'registry'));
}

/** All entries that a query asks for, in its order. */
export function historyOf(counted: CountedReports, query: HistoryQuery = {}): EntryAnswer[] {
  const places = placesIn(counted);
  const names = new ReaderNames(counted);
  const matching = entriesAbout(visibleEntries(counted.selection), query.about)
    .map((entry) => entryUnderLens(counted, entry, places, names))
    .filter(matcher(query, counted.selection.reportIndex.desk));
  const ordered = query.order === 'recorded' ? matching : matching.toSorted(byPlace);
  const rows = ordered.map(({ answer }) => answer);
  return query.direction === 'desc' ? rows.toReversed() : rows;
}
