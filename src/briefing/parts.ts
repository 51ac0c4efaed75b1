/** What every form of a briefing says besides its sentences. */
import type { BriefingAnswer } from '../../answers/publishing/briefing.js';
import type { CitedReport } from '../../projections/briefing/cited-reports.js';
import type { Section } from '../../projections/briefing/briefing.js';

/** Of when it is, and how the record was read. */
export const standingOf = ({ asOf, past, lensWords, revision }: BriefingAnswer): string =>
  `${past ? 'A past moment. ' : ''}As of ${asOf}. Read: ${lensWords.length ? lensWords.join('; ') : 'all that is recorded'}. Record up to revision ${revision}.`;

/** How many rows of a section are left out; null where it has all. */
export const omittedIn = ({ omitted }: Section): string | null =>
  omitted === 0 ? null : `${omitted} more ${omitted === 1 ? 'is' : 'are'} left out here; the pages show all of them.`;

/** Who published a report, and whose news it is. */
export const sourceOf = ({ publisher, origin }: CitedReport): string =>
  origin === null || origin === publisher ? publisher : `${publisher}, with news of ${origin}`;

/** How whoever doubts it can check it. @param base scheme and host of the server; empty where it is not known */
export function verification({ negotiation, frozen, revision, hash }: BriefingAnswer, base: string): string[] {
  return [
    `Every sentence names the reports that it rests on; each report is listed with its publisher, its date and its address.`,
    `The same briefing, whatever is recorded later: ${base}${frozen}`,
    hash === null
      ? `It was read from the record up to revision ${revision}.`
      : `It was read from the record up to revision ${revision}, whose event has the SHA-256 ${hash}.`,
    `The record is a chain of hashes: “parley verify ${negotiation}” checks it, and “parley proof ${negotiation}” gives a bundle that anybody can check offline.`,
  ];
}
