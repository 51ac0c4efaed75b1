/** The measures outside the table that go on: section 4, "Pressure". */
import { latestInstant } from '../../../events/dates.js';
import { comparable } from '../../../events/text.js';
import { flag, text, texts } from '../json.js';
import type { Run } from '../talks/phase.js';
import type { VoicedReport } from '../voices.js';

interface Measure {
  readonly party: string | null;
  readonly measure: string;
  readonly against: string | null;
}

export interface Pressure extends Measure {
  readonly since: string;
  readonly until: string | null;
}

/** One for each party whose step it is, and each that it is against. */
function measuresOf({ parties, data }: VoicedReport): Measure[] {
  const [by, against] = [parties.length ? parties : [null], texts(data, 'to')];
  const measure = comparable(text(data, 'measure') ?? '');
  return by.flatMap((party) => (against.length ? against : [null]).map((to) => ({ party, measure, against: to })));
}

const isSame = (one: Measure, other: Measure): boolean =>
  one.party === other.party && one.measure === other.measure && one.against === other.against;

/** An end against nobody in particular ends it against all. */
const ends = (end: Measure, row: Measure): boolean =>
  isSame(end, end.against === null ? { ...row, against: null } : row);

const isPast = ({ until }: Pressure, at: number): boolean => until !== null && at > latestInstant(until);

function told(rows: readonly Pressure[], report: VoicedReport): Pressure[] {
  const named = measuresOf(report);
  const goesOn = rows.filter((row) => !isPast(row, report.place.at));
  if (flag(report.data, 'ends')) return goesOn.filter((row) => !named.some((end) => ends(end, row)));
  const goOn = named.map((one): Pressure => {
    const before = goesOn.find((row) => isSame(row, one));
    const until = text(report.data, 'until') ?? before?.until ?? null;
    return { ...one, since: before?.since ?? report.place.text, until };
  });
  return [...goesOn.filter((row) => !named.some((one) => isSame(one, row))), ...goOn];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** At the lens's time. */
export function pressureOf({ talks, firings }: Run, at: number): Pressure[] {
  const rows = talks.reports.reduce<Pressure[]>((sofar, report, step) => {
    if (firings.some((firing) => firing.step === step && firing.rule === 'concluded')) return [];
    return report.kind === 'pressure' ? told(sofar, report) : sofar;
  }, []);
  return rows.filter((row) => !isPast(row, at)).toSorted((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
}
