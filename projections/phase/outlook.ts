/** The outlook: how the voices say the talks are going, as far as their words are not out of date. */
import { canonicalJson } from '../../events/canonical.js';
import { comparable } from '../../events/text.js';
import type { Outlook } from '../../events/vocabulary.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { PhaseRun } from './phase-machine.js';

export type OutlookValue = Outlook | 'unknown';

export interface OutlookNow {
  readonly value: OutlookValue;
  /** Each voice's latest assessment, in order. */
  readonly voices: readonly PlacedReport[];
}

const DAY = 86_400_000;
const HOPEFUL: ReadonlySet<OutlookValue> = new Set(['progress', 'imminent']);

const outlookIn = ({ report }: PlacedReport): OutlookValue =>
  report.kind === 'assessment' ? report.outlook : 'unknown';

/** A party speaks with one voice where it declares; else it is this speaker, of the report's party if of no other, by this origin. */
function voiceOf({ declares, report: { party, speaker }, origin }: PlacedReport): string {
  if (declares) return canonicalJson([party ?? '']);
  const { name = '', capacity } = speaker;
  return canonicalJson([comparable(name), capacity, speaker.party ?? party ?? '', origin]);
}

function summedUp(assessments: readonly PlacedReport[]): OutlookNow {
  const latest = new Map<string, PlacedReport>();
  for (const t of assessments) {
    latest.delete(voiceOf(t));
    latest.set(voiceOf(t), t);
  }
  const voices = [...latest.values()];
  const values = voices.map(outlookIn);
  const hopeful = values.filter((value) => HOPEFUL.has(value)).length;
  const split = values.includes('mixed') || (hopeful > 0 && hopeful < values.length);
  return { value: split ? 'mixed' : (values.at(-1) ?? 'unknown'), voices };
}

/** Over all assessments of the talks that are current, and over those made on the record alone. */
export function outlookOf(counted: CountedReports, run: PhaseRun): { all: OutlookNow; onTheRecord: OutlookNow } {
  const after = run.latest('agreed', 'collapsed', 'concluded');
  const newest = counted.reports.at(-1)?.place.at ?? -Infinity;
  const oldest = newest - counted.registry.quietAfterDays * DAY;
  const outdated = counted.reports.findLastIndex((t, step) => step <= after || t.place.at < oldest);
  const current = counted.reports
    .slice(outdated + 1)
    .filter(({ report }) => report.kind === 'assessment' && report.issue === undefined);
  const onRecord = current.filter((t) => t.report.attribution === 'on-the-record');
  return { all: summedUp(current), onTheRecord: summedUp(onRecord) };
}
