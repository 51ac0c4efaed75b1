/** The outlook: how the talks are going, as each voice last assessed them, if that is not too long ago. */
import { canonicalJson } from '../../events/canonical.js';
import { comparable } from '../../events/text.js';
import type { Outlook } from '../../events/vocabulary.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import { sequenceIn, type CountedReports } from '../report-index/counted-reports.js';
import { latestOf, thoseAfter } from '../record/report-sequence.js';
import type { PhaseRun } from './phase-run.js';

/** `unknown`: nobody has assessed them lately. */
export type OutlookValue = Outlook | 'unknown';

/** The outlook of some voices. */
export interface OutlookOfVoices {
  readonly value: OutlookValue;
  /** Each voice's latest assessment, in order. */
  readonly voices: readonly PlacedReport[];
}

const DAY = 86_400_000;
const HOPEFUL: ReadonlySet<OutlookValue> = new Set(['progress', 'imminent']);

const outlookIn = ({ report }: PlacedReport): OutlookValue =>
  report.kind === 'assessment' ? report.outlook : 'unknown';

/**
 * Whose assessment it is: of each party that it declares for; else that of this speaker, as this origin reports it.
 * Of a speaker the number of the voice is read, which stays when the name is erased; where there is none, the name.
 */
function voicesOf({ declares, parties, report: { party, speaker, marks }, origin }: PlacedReport): string[] {
  if (declares) return parties.map((of) => canonicalJson([of.party]));
  const { name = '', capacity } = speaker;
  return [canonicalJson([marks?.voice ?? comparable(name), capacity, speaker.party ?? party ?? '', origin])];
}

function outlookOfVoices(assessments: readonly PlacedReport[]): OutlookOfVoices {
  const latest = new Map<string, PlacedReport>();
  for (const t of assessments)
    for (const voice of voicesOf(t)) {
      latest.delete(voice);
      latest.set(voice, t);
    }
  const voices = [...new Set(latest.values())];
  const values = voices.map(outlookIn);
  const hopeful = values.filter((value) => HOPEFUL.has(value)).length;
  const split = values.includes('mixed') || (hopeful > 0 && hopeful < values.length);
  return { value: split ? 'mixed' : (values.at(-1) ?? 'unknown'), voices };
}

/**
 * The outlook by all current assessments of the talks, and by those on the record alone. An assessment is current if it
 * is later than the latest agreement, collapse or conclusion, and at most `quietAfterDays` older than the newest report.
 */
export function outlookOf(
  counted: CountedReports,
  run: PhaseRun,
): { all: OutlookOfVoices; onTheRecord: OutlookOfVoices } {
  const after = run.latest('agreed', 'collapsed', 'concluded');
  const reports = sequenceIn(counted);
  const newest = latestOf(reports)?.place.at ?? -Infinity;
  const oldest = newest - counted.registry.quietAfterDays * DAY;
  const isOutdated = (t: PlacedReport) => t.place.at < oldest || (after !== undefined && inOrder(t, after) <= 0);
  const current = thoseAfter(reports, isOutdated).filter(
    ({ report }) => report.kind === 'assessment' && report.issue === undefined,
  );
  const onRecord = current.filter((t) => t.report.attribution === 'on-the-record');
  return { all: outlookOfVoices(current), onTheRecord: outlookOfVoices(onRecord) };
}
