/** Which entries of the record a lens sees, and how many have come after its bounds. */
import { latestInstant } from '../../events/dates.js';
import type { EntryId } from '../../events/ids.js';
import type { Entry } from '../record/entries.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { Selection } from '../report-index/selection.js';
import { targetOfChange } from './entry-answer.js';
import { visibleEntries } from './history-entries.js';

/** Whether the lens leaves a report out: one that the desk has voided was not left out by it. */
const isLeftOut = ({ selection, byId }: CountedReports, { fact, voidedBy }: Entry): boolean => {
  if (fact.type !== 'Report' || voidedBy !== undefined) return false;
  const published = selection.published.get(fact.report.reportId);
  return published !== undefined && published.retractedBy === undefined && !byId.has(fact.report.reportId);
};

/** The entries under a lens, in the order of recording: without reports that it leaves out, and changes to these. */
export function entriesSeen(counted: CountedReports): Entry[] {
  const leftOut = new Set<EntryId>();
  return visibleEntries(counted.selection).filter((entry) => {
    const target = targetOfChange(entry.fact);
    const isSeen = !isLeftOut(counted, entry) && !(target !== undefined && leftOut.has(target));
    if (!isSeen) leftOut.add(entry.logged.id);
    return isSeen;
  });
}

/** Whether a report happened after the bound of the lens; other entries do not happen. */
function happenedLater({ lens, published }: Selection, { fact }: Entry): boolean {
  if (lens.happenedBy === undefined || fact.type !== 'Report') return false;
  const found = published.get(fact.report.reportId);
  return found !== undefined && found.happenedAt > latestInstant(lens.happenedBy);
}

/**
 * How many of the entries that are recorded now were recorded or published, or happened, after the bounds of a lens.
 * @param recorded the number of all entries
 */
export const laterEntries = (selection: Selection, recorded: number): number =>
  recorded - visibleEntries(selection).filter((entry) => !happenedLater(selection, entry)).length;
