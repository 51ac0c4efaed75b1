/** How the voices say the talks are going: section 4, "Beside the phase". */
import { comparable } from '../../events/text.js';
import { object, text } from './json.js';
import { latest, type Run } from './talks/phase.js';
import { assessesTalks, type VoicedReport } from './voices.js';

const DAY = 86_400_000;
const HOPEFUL = ['progress', 'imminent'];

export interface Outlook {
  readonly value: string;
  readonly onTheRecord: string;
}

/** Each party that the report declares for, else speaker and origin. */
function voicesOf({ declaresFor, party, origin, data }: VoicedReport): string[] {
  if (declaresFor.length) return declaresFor.map((declared) => JSON.stringify([declared]));
  const speaker = object(data, 'speaker');
  const name = comparable(text(speaker, 'name') ?? '');
  return [JSON.stringify([name, text(speaker, 'capacity'), text(speaker, 'party') ?? party, origin])];
}

function assessments(run: Run, quietAfterDays: number): VoicedReport[] {
  const { reports } = run.talks;
  const after = latest(run, 'agreed', 'collapsed', 'concluded')?.step ?? -1;
  const newest = Math.max(...reports.map(({ place }) => place.at));
  return reports
    .slice(after + 1)
    .filter((report) => assessesTalks(report) && report.place.at >= newest - quietAfterDays * DAY);
}

const outlookIn = ({ data }: VoicedReport): string => text(data, 'outlook') ?? '';

function summary(report: readonly VoicedReport[]): string {
  const isLatestOf = (voice: string, i: number) =>
    !report.slice(i + 1).some((other) => voicesOf(other).includes(voice));
  const latestOfEach = report.filter((one, i) => voicesOf(one).some((voice) => isLatestOf(voice, i)));
  const said = latestOfEach.map(outlookIn);
  const hopeful = said.filter((outlook) => HOPEFUL.includes(outlook)).length;
  if (said.includes('mixed') || (hopeful > 0 && hopeful < said.length)) return 'mixed';
  return said.at(-1) ?? 'unknown';
}

export function outlookOf(run: Run, quietAfterDays: number): Outlook {
  const all = assessments(run, quietAfterDays);
  const onTheRecord = all.filter(({ data }) => text(data, 'attribution') === 'on-the-record');
  return { value: summary(all), onTheRecord: summary(onTheRecord) };
}
