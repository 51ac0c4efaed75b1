/** The status of a negotiation. */
import type { StatusAnswer } from '../../../../projections/status/status-answer.js';
import { section, type Cell, type Layout } from '../layout.js';
import { becauseWords, listed, termsWords } from '../wording.js';
import { headOf } from './head.js';

type Row = readonly Cell[];

function agreementRow({ agreement }: Pick<StatusAnswer, 'agreement'>): Row {
  const { value, agreement: id, scope, until, violated, inForce } = agreement;
  const others = inForce.filter((other) => other !== id);
  const more = [
    id,
    scope,
    until === null ? null : `until ${until}`,
    violated ? 'violated' : null,
    others.length ? `in force too: ${listed(others)}` : null,
  ];
  return ['agreement', value, more.filter((part) => part !== null).join(', '), becauseWords(agreement)];
}

function valueRows(status: StatusAnswer): Row[] {
  const { phase, contested, reportedHalt, reportedRestart, outlook, confidence, freshness } = status;
  const age = freshness.ageDays === null ? '' : `${freshness.ageDays} days old`;
  return [
    ['phase', phase.value, phase.since && `since ${phase.since}`, becauseWords(phase)],
    [
      'contested',
      contested.value ? `by ${listed(contested.by)}` : 'no',
      contested.since && `since ${contested.since}`,
      becauseWords(contested),
    ],
    ...(reportedHalt === null
      ? []
      : [['reported halt', reportedHalt.value, `since ${reportedHalt.since ?? ''}`, becauseWords(reportedHalt)]]),
    ...(reportedRestart === null
      ? []
      : [['reported restart', 'on again', `since ${reportedRestart.since ?? ''}`, becauseWords(reportedRestart)]]),
    agreementRow(status),
    ['outlook', outlook.value, `on the record ${outlook.onTheRecord}`, becauseWords(outlook)],
    ['confidence', confidence.value, confidence.reasons.join('; '), becauseWords(confidence)],
    ['freshness', freshness.value, age, becauseWords(freshness)],
  ];
}

const openProposals = ({ openProposals: open }: StatusAnswer): Layout =>
  section(
    'Open offers',
    ['proposal', 'by', 'since', 'until', 'issues', 'terms'],
    open.map((p) => [p.proposal, listed(p.proposers), p.since, p.until, listed(p.issues), termsWords(p.terms)]),
  );

const openDemands = ({ openDemands: open }: StatusAnswer): Layout =>
  section(
    'Open demands',
    ['report', 'by', 'since', 'until', 'issue', 'terms'],
    open.map((d) => [d.report, listed(d.proposers), d.since, d.deadline, d.issue, termsWords(d.terms)]),
  );

const pressure = ({ pressure: steps }: StatusAnswer): Layout =>
  section(
    'Pressure',
    ['measure', 'by', 'against', 'since', 'until', 'because'],
    steps.map((p) => [p.measure, p.party, p.against, p.since, p.until, becauseWords(p)]),
  );

const tables = ({ tables: all }: StatusAnswer): Layout =>
  section(
    'Tables',
    ['table', 'phase', 'since', 'agreement'],
    all.map(({ parties, phase, agreement }) => [listed(parties), phase.value, phase.since, agreement.value]),
  );

export const statusLayout = (status: StatusAnswer): Layout => [
  ...headOf(status),
  { head: ['field', 'value', 'detail', 'because'], rows: valueRows(status) },
  ...openProposals(status),
  ...openDemands(status),
  ...pressure(status),
  ...tables(status),
];
