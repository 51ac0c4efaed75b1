/** The history: the entries of the record under a lens. */
import { z } from 'zod';
import { latestInstant, type Instant } from '../../events/dates.js';
import { partyId } from '../../events/ids.js';
import { nameText } from '../../events/text.js';
import { KINDS } from '../../events/vocabulary.js';
import type { EntryAnswer } from './entry-answer.js';
import { visibleEntries, placesIn, entryUnderLens, type EntryUnderLens } from './history-entries.js';
import type { Aliases } from '../record/aliases.js';
import { subjectKey } from '../record/subjects.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** The query parameters of a history, beside those of the lens. */
export const historyQuery = z.strictObject({
  party: partyId.optional().meta({ description: 'Whose act or words, or who is spoken for.' }),
  kind: z.enum(KINDS).optional(),
  source: nameText(200).optional().meta({ description: 'A publisher or an origin.' }),
  subject: z
    .string()
    .max(150)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, { error: 'must be a slug or an id, or one with its sort: claim:talks' })
    .optional()
    .meta({ description: 'What it is about: `claim:talks`, or a slug or id alone.' }),
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

const isAbout = (entry: EntryUnderLens, subject: string): boolean =>
  keysOf(entry).some((key) => key === subject || key.slice(key.indexOf(':') + 1) === subject);

const isFrom = ({ answer }: EntryUnderLens, name: string, aliases: Aliases): boolean =>
  [answer.source?.publisher, answer.source?.origin].some(
    (n) => n !== undefined && aliases.keyOf(n) === aliases.keyOf(name),
  );

const isOf = ({ answer }: EntryUnderLens, party: string): boolean =>
  answer.party === party || answer.speaker?.party === party;

const matches = (entry: EntryUnderLens, query: HistoryQuery, aliases: Aliases): boolean =>
  (query.party === undefined || isOf(entry, query.party)) &&
  (query.kind === undefined || entry.answer.kind === query.kind) &&
  (query.source === undefined || isFrom(entry, query.source, aliases)) &&
  (query.subject === undefined || isAbout(entry, query.subject));

const publishedAt = ({ answer: { reportedAt }, entry }: EntryUnderLens): Instant =>
  reportedAt === null ? entry.logged.recordedAt : latestInstant(reportedAt);

const byPlace = (a: EntryUnderLens, b: EntryUnderLens): number =>
  a.place.at - b.place.at || publishedAt(a) - publishedAt(b) || (a.answer.id < b.answer.id ? -1 : 1);

/** All entries that a query asks for, in its order. */
export function historyOf(counted: CountedReports, query: HistoryQuery = {}): EntryAnswer[] {
  const places = placesIn(counted);
  const matching = visibleEntries(counted.selection)
    .map((entry) => entryUnderLens(counted, entry, places))
    .filter((entry) => matches(entry, query, counted.selection.reportIndex.desk.aliases));
  const ordered = query.order === 'recorded' ? matching : matching.toSorted(byPlace);
  const rows = ordered.map(({ answer }) => answer);
  return query.direction === 'desc' ? rows.toReversed() : rows;
}
