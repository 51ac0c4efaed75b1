/** Statements: what a report says is so, or is not so, and by whose voice. Two that cannot both hold are what a report contradicts. */
import { TALKS } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { affirmsTalks } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import { developmentNamedBy } from '../threads/withdrawals.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { saysOf } from './of-fact.js';

/**
 * Whose statement it is. A report declares for each of its parties; any other is told by its origin, of a party or of
 * none.
 */
export interface Voice {
  readonly key: string;
  readonly party: string | undefined;
  readonly declares: boolean;
}

/** One thing that a report says of one subject. */
export interface Statement {
  readonly subject: SubjectOrReport;
  /** What is compared: whether it is so, or whether the party accepts it. */
  readonly sort: 'is-so' | 'accepts';
  readonly says: boolean;
}

export const voicesOf = ({ declares, parties, origin }: PlacedReport): Voice[] =>
  declares
    ? parties.map(({ party }) => ({ key: `of ${party}`, party, declares: true }))
    : (parties.length > 0 ? parties.map(({ party }) => party as string) : [undefined]).map((party) => ({
        key: `${origin} of ${party ?? 'none'}`,
        party,
        declares: false,
      }));

/** Whether its party accepts or turns down what a report names; undefined for other reports. */
function acceptsIn(report: Report): boolean | undefined {
  if (report.kind === 'acceptance' || report.kind === 'agreement') return true;
  if (report.kind === 'rejection' || report.kind === 'denial') return false;
  return report.kind === 'ratification' ? report.outcome === 'approved' : undefined;
}

const onClaims = ({ report, subjects: { claim } }: PlacedReport, { selection }: CountedReports): Statement[] => {
  const isSo = report.kind === 'confirmation' ? true : report.kind === 'denial' ? false : undefined;
  const named: Statement[] =
    claim === undefined || isSo === undefined ? [] : [{ subject: { claim }, sort: 'is-so', says: isSo }];
  const ofTalks = affirmsTalks(report, selection.published) && claim !== TALKS;
  return ofTalks ? [...named, { subject: { claim: TALKS }, sort: 'is-so', says: true }] : named;
};

const onDeals = ({ report, subjects: { proposal, agreement } }: PlacedReport): Statement[] => {
  const subjects: SubjectOrReport[] = [
    ...(proposal === undefined ? [] : [{ proposal }]),
    ...(agreement === undefined ? [] : [{ agreement }]),
  ];
  const [says, accepts] = [saysOf(report), acceptsIn(report)];
  return subjects.flatMap((subject): Statement[] => [
    ...(says === undefined ? [] : [{ subject, sort: 'is-so' as const, says: says === 'confirms' }]),
    ...(accepts === undefined ? [] : [{ subject, sort: 'accepts' as const, says: accepts }]),
  ]);
};

/** A report says that its own development is so; a confirmation or denial of a report says it of that one. */
function onReports(t: PlacedReport, counted: CountedReports): Statement[] {
  const named = developmentNamedBy(t, counted);
  const own: Statement = { subject: { report: t.development }, sort: 'is-so', says: true };
  if (named === undefined || (t.report.kind !== 'confirmation' && t.report.kind !== 'denial')) return [own];
  return [own, { subject: { report: named }, sort: 'is-so', says: t.report.kind === 'confirmation' }];
}

/** All that a report says, of every subject. */
export const statementsOf = (t: PlacedReport, counted: CountedReports): Statement[] => [
  ...onClaims(t, counted),
  ...onDeals(t),
  ...onReports(t, counted),
];

/** Of which subject and in which respect two statements are compared. */
export const topicOf = ({ sort, subject }: Statement): string => `${sort} ${subjectKey(subject)}`;
