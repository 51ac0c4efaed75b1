/** The history: every entry of the record as the lens has it, in the order asked for. */
import { z } from 'zod';
import { latestInstant, type Instant } from '../../events/dates.js';
import { partyId } from '../../events/ids.js';
import { comparable, nameText } from '../../events/text.js';
import { KINDS } from '../../events/vocabulary.js';
import type { EntryAnswer } from './entry-answer.js';
import { visibleEntries, placesIn, entryUnderLens, type EntryUnderLens } from './history-entries.js';
import { subjectKey } from '../record/subjects.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** The history's own query parameters, beside those of the lens. */
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

/** `claim:talks`; of a proposal its issues as well, of an acceptance those that it tells. */
function keysOf({ fact, answer: { subject } }: EntryUnderLens): string[] {
  const issues = fact.type === 'Report' && 'issues' in fact.report ? (fact.report.issues ?? []) : [];
  const own = subject === null ? [] : ['entry' in subject ? `entry:${subject.entry}` : subjectKey(subject)];
  return [...own, ...issues.map((issue) => subjectKey({ issue }))];
}

const isAbout = (read: EntryUnderLens, subject: string): boolean =>
  keysOf(read).some((key) => key === subject || key.slice(key.indexOf(':') + 1) === subject);

const isFrom = ({ answer }: EntryUnderLens, name: string): boolean =>
  [answer.source?.publisher, answer.source?.origin].some((n) => n !== undefined && comparable(n) === comparable(name));

const isOf = ({ answer }: EntryUnderLens, party: string): boolean =>
  answer.party === party || answer.speaker?.party === party;

const matches = (read: EntryUnderLens, query: HistoryQuery): boolean =>
  (query.party === undefined || isOf(read, query.party)) &&
  (query.kind === undefined || read.answer.kind === query.kind) &&
  (query.source === undefined || isFrom(read, query.source)) &&
  (query.subject === undefined || isAbout(read, query.subject));

const publishedAt = ({ answer: { reportedAt }, entry }: EntryUnderLens): Instant =>
  reportedAt === null ? entry.logged.recordedAt : latestInstant(reportedAt);

const byPlace = (a: EntryUnderLens, b: EntryUnderLens): number =>
  a.place.at - b.place.at || publishedAt(a) - publishedAt(b) || (a.answer.id < b.answer.id ? -1 : 1);

/** The entries that the query asks for, all of them: pages are cut elsewhere. */
export function historyOf(counted: CountedReports, query: HistoryQuery = {}): EntryAnswer[] {
  const places = placesIn(counted);
  const asked = visibleEntries(counted.selection)
    .map((entry) => entryUnderLens(counted, entry, places))
    .filter((read) => matches(read, query));
  const ordered = query.order === 'recorded' ? asked : asked.toSorted(byPlace);
  const rows = ordered.map(({ answer }) => answer);
  return query.direction === 'desc' ? rows.toReversed() : rows;
}
