/** What our desk changes in entries that are in an index already: it voids one, restores it, or amends it. */
import type { JsonObject } from '../../events/envelope.js';
import type { Fact, Logged } from '../../events/event.js';
import type { EntryId, ReportId } from '../../events/ids.js';
import { patched, type Entry } from '../record/entries.js';
import { isReport, publishedChange, type PublishedChange, type ReportEntry } from '../record/published-reports.js';
import { linksOf } from './build-index.js';
import { isActive } from './reading-log.js';
import type { ChangedEntry, EntryLog } from './entry-log.js';
import type { ReportGroup } from './report-group.js';

/** The first voiding of an entry that holds, but for one. */
const otherVoiding = (entries: EntryLog, of: EntryId, not: Entry): Entry | undefined =>
  entries.voidingsOf(of).find((entry) => entry !== not && isActive(entry));

/** Whether it can be voided, and restored, without reading the record anew: it is of neither the registry nor the sources. */
const isOfReports = ({ type }: Fact): boolean =>
  type === 'Report' || type === 'ReportRetracted' || type === 'ReportReinstated' || type === 'ReportCorrected';

function voided(entries: EntryLog, by: EntryId, target: Entry): ChangedEntry[] | undefined {
  const after = { ...target, voidedBy: by };
  if (isOfReports(target.fact)) return [{ before: target, after }];
  if (target.fact.type !== 'EntryVoided') return undefined;
  const restored = entries.named(target.fact.data.entry);
  if (!restored || restored.voidedBy !== target.logged.id || !isOfReports(restored.fact)) return undefined;
  const still = otherVoiding(entries, restored.logged.id, target);
  return [
    { before: target, after },
    { before: restored, after: { ...restored, voidedBy: still?.logged.id } },
  ];
}

function amended(id: EntryId, changes: JsonObject, target: Entry): ChangedEntry[] | undefined {
  if (target.fact.type !== 'Report') return undefined;
  const result = patched(target.fact, changes);
  const after =
    'unreadable' in result
      ? { ...target, unreadable: `${id}: ${result.unreadable}` }
      : { ...target, fact: result, amendedBy: [...target.amendedBy, id] };
  return [{ before: target, after }];
}

/** The entries that read otherwise after an event of our desk; undefined where all must be read anew. */
function entriesChangedBy(entries: EntryLog, { id, fact }: Logged): ChangedEntry[] | undefined {
  if (fact.type !== 'EntryVoided' && fact.type !== 'EntryAmended') return undefined;
  const target = entries.named(fact.data.entry);
  if (!target || !isActive(target)) return undefined;
  return fact.type === 'EntryVoided' ? voided(entries, id, target) : amended(id, fact.data.changes, target);
}

/** What comes into groups of reports, and what goes out of them. */
export interface GroupChange {
  readonly reports?: readonly ReportEntry[];
  readonly changes?: readonly PublishedChange[];
  /** By the ids of their entries. */
  readonly without?: ReadonlySet<EntryId>;
}

/** A change of our desk in an index: the groups that it changes, and how. */
export interface DeskChange {
  readonly groups: ReadonlySet<ReportGroup>;
  readonly change: GroupChange;
  readonly entries: readonly ChangedEntry[];
}

/** The index that our desk changes. */
interface Changeable {
  readonly log: EntryLog;
  groupOf(id: ReportId): ReportGroup | undefined;
  /** The groups that a report is tied to which names these. */
  tiedTo(id: ReportId, links: readonly ReportId[]): ReadonlySet<ReportGroup>;
  /** Whether a publisher's change names a report that is not here. */
  isMissing(id: ReportId): boolean;
}

/** Our desk voids, restores or amends what is in an index; undefined where all must be read anew. */
export function deskChange(index: Changeable, logged: Logged): DeskChange | undefined {
  const entries = entriesChangedBy(index.log, logged);
  if (!entries) return undefined;
  const gone = entries.flatMap(({ before }) => (isActive(before) ? [before] : []));
  const come = entries.flatMap(({ after }) => (isActive(after) ? [after] : []));
  const reports = come.filter(isReport);
  const changes = come.flatMap((entry) => publishedChange(entry) ?? []);
  const targets = [...gone, ...come].flatMap((entry) => publishedChange(entry)?.reportId ?? []);
  const ids = [...gone, ...come].filter(isReport).map(({ fact }) => fact.report.reportId);
  // What a publisher did to a report would be left without it, and a correction may tie its report to others.
  const isOfPublisher = (id: ReportId) =>
    index.isMissing(id) || index.groupOf(id)?.changes.some(({ reportId }) => reportId === id) === true;
  const isCorrection = ({ type }: PublishedChange) => type === 'ReportCorrected';
  const isPlain = (id: ReportId) => !isOfPublisher(id) && index.log.countOf(id) === 1;
  if (!ids.every(isPlain) || changes.some(isCorrection) || targets.some((id) => !index.groupOf(id))) return undefined;
  const links = reports.flatMap((entry) => linksOf(entry, []));
  const named = [...ids, ...targets].flatMap((id) => index.groupOf(id) ?? []);
  return {
    groups: new Set([...named, ...ids.flatMap((id) => [...index.tiedTo(id, links)])]),
    change: { reports, changes, without: new Set(gone.map(({ logged: { id } }) => id)) },
    entries,
  };
}
