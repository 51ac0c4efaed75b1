/** A lens in words, as it stands in a picture. */
import type { Lens } from '../../projections/record/lens.js';
import { spaced } from '../words.js';
import { dateIn } from '../dates.js';

const listed = (names: readonly string[]): string => names.join(', ');

/** One phrase for each field that is set; none for the present with nothing left out. */
export function lensInWords(lens: Lens, tz: string): string[] {
  const { recordedBy, revision, reportedBy, happenedBy, withoutSource, withoutOrigin, withoutParty, table } = lens;
  const { onlyAttribution, minReliability, minCredibility } = lens;
  return [
    ...(recordedBy ? [`what this desk had recorded by ${dateIn(recordedBy, tz)}`] : []),
    ...(revision === undefined ? [] : [`the record up to revision ${revision}`]),
    ...(reportedBy ? [`what had been reported by ${dateIn(reportedBy, tz)}`] : []),
    ...(happenedBy ? [`what had happened by ${dateIn(happenedBy, tz)}, as we know now`] : []),
    ...(withoutSource?.length ? [`without the source ${listed(withoutSource)}`] : []),
    ...(withoutOrigin?.length ? [`without the origin ${listed(withoutOrigin)}`] : []),
    ...(withoutParty?.length ? [`without the party ${listed(withoutParty)}`] : []),
    ...(onlyAttribution ? [`only what is said ${spaced(onlyAttribution)}, or better`] : []),
    ...(minReliability ? [`only sources graded ${minReliability} or better`] : []),
    ...(minCredibility ? [`only information graded ${minCredibility} or better`] : []),
    ...(table ? [`at the table of ${listed(table)}`] : []),
  ];
}
