/** The entries of the record under a lens, each with what became of it. */
import { latestInstant, type Instant } from '../../events/dates.js';
import { typeOfFact, type Fact } from '../../events/event.js';
import type { EntryId, ReportId } from '../../events/ids.js';
import type { Entry } from '../record/entries.js';
import { targetOfChange, entryContentOf, type EntryAnswer, type EntryState } from './entry-answer.js';
import { ReaderNames } from '../wording/reader-names.js';
import { registryWords } from './registry-entries.js';
import { clocksOf, type PublishedReport } from '../record/published-reports.js';
import type { Selection } from '../report-index/selection.js';
import type { Place } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** An instant in ISO 8601, as the store writes it. */
export const recordedText = (at: Instant): string => new Date(at).toISOString();

/** When the publisher said it, as written; null of our desk's own acts. Unlike `entryContentOf`, it reads no summary. */
export const reportedAtOf = (fact: Fact): string | null => {
  if (fact.type === 'Report') return fact.report.reportedAt;
  return 'reportedAt' in fact.data ? fact.data.reportedAt : null;
};

/** The entries that had been published under the lens, without changes to others; in the order of recording. */
export function visibleEntries({ entries, lens }: Selection): readonly Entry[] {
  if (lens.reportedBy === undefined) return entries;
  const by = latestInstant(lens.reportedBy);
  const unpublished = new Set<EntryId>();
  return entries.filter((entry) => {
    const reportedAt = reportedAtOf(entry.fact);
    const changed = targetOfChange(entry.fact);
    const early = reportedAt !== null && latestInstant(reportedAt) > by;
    if (!early && !(changed !== undefined && unpublished.has(changed))) return true;
    unpublished.add(entry.logged.id);
    return false;
  });
}

/** An entry under a lens. */
export interface EntryUnderLens {
  readonly entry: Entry;
  /** As it reads under the lens. */
  readonly fact: Fact;
  /** Of a report that the desk has not voided. */
  readonly published: PublishedReport | undefined;
  readonly place: Place;
}

function entryStateOf(
  { byId }: CountedReports,
  { voidedBy }: Entry,
  published: PublishedReport | undefined,
): EntryState {
  if (voidedBy !== undefined) return 'voided';
  if (!published) return 'active';
  if (published.retractedBy !== undefined) return 'retracted';
  if (!byId.has(published.report.reportId)) return 'not-counted';
  return published.correctedBy.length > 0 ? 'corrected' : 'active';
}

type Places = ReadonlyMap<ReportId, Place>;

/** The place of each development of the reports that the lens keeps. */
export const placesIn = ({ all }: CountedReports): Places => new Map(all.map((t) => [t.development, t.place]));

function ownPlace(fact: Fact, recordedAt: Instant): Place {
  if (fact.type === 'Report') {
    const { happenedAt, happenedText } = clocksOf(fact.report);
    return { at: happenedAt, text: happenedText };
  }
  const reportedAt = reportedAtOf(fact);
  return reportedAt === null
    ? { at: recordedAt, text: recordedText(recordedAt) }
    : { at: latestInstant(reportedAt), text: reportedAt };
}

/** Undefined for a report that the desk has voided: it reads as it last did. */
const publishedOf = ({ selection }: CountedReports, { fact, voidedBy }: Entry): PublishedReport | undefined =>
  fact.type === 'Report' && voidedBy === undefined ? selection.published.get(fact.report.reportId) : undefined;

/** @param places of `placesIn` */
export function entryUnderLens(counted: CountedReports, entry: Entry, places: Places): EntryUnderLens {
  const published = publishedOf(counted, entry);
  const fact: Fact = published ? { type: 'Report', report: published.report } : entry.fact;
  const place = (published && places.get(published.development)) ?? ownPlace(fact, entry.logged.recordedAt);
  return { entry, fact, published, place };
}

/** @param names for the sentences of entries of the registry */
export function answerOf(
  counted: CountedReports,
  { entry, fact, published, place }: EntryUnderLens,
  names: ReaderNames,
): EntryAnswer {
  const { logged, amendedBy, voidedBy } = entry;
  return {
    id: logged.id,
    type: typeOfFact(logged.fact),
    ...entryContentOf(fact),
    words: registryWords(fact, names),
    standing: entryStateOf(counted, entry, published),
    recordedAt: recordedText(logged.recordedAt),
    recorder: logged.recorder,
    revision: logged.revision,
    position: String(logged.position),
    amendedBy: [...amendedBy],
    correctedBy: [...(published?.correctedBy ?? [])],
    retractedBy: published?.retractedBy ?? null,
    voidedBy: voidedBy ?? null,
    place: place.text,
    development: published?.development ?? null,
  };
}
