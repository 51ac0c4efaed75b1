/** The answer for each agreement that reports name: its value, its members and their words. */
import { z } from 'zod';
import { agreementId, partyId, proposalId, reportId, type AgreementId, type ReportId } from '../../events/ids.js';
import { SCOPES } from '../../events/vocabulary.js';
import { becauseOf, withBecause } from '../report-index/because.js';
import type { Firing } from './phase-state.js';
import { titleKey } from '../record/registry.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { phaseRunOf, type PhaseRun } from './phase-run.js';

/** One agreement. Dates are as precise as the reports give them. */
export const agreementAnswer = z.strictObject({
  agreement: agreementId,
  title: z.string().nullable(),
  value: z.string().meta({ description: 'ended, suspended, rejected, expired, implementing, tentative, agreed, …' }),
  scope: z.enum(SCOPES).nullable(),
  stage: z.string().nullable(),
  until: z.string().nullable().meta({ description: 'When it lapses, with what extends it.' }),
  between: z.array(partyId),
  members: z.array(partyId).meta({ description: 'Those of them whose words make it.' }),
  of: proposalId.nullable(),
  extends: agreementId.nullable(),
  subjectTo: z.array(partyId),
  violated: z.boolean(),
  words: z.array(z.strictObject({ party: partyId, word: z.enum(['yes', 'no']), since: z.string(), report: reportId })),
  because: z.array(reportId),
  reason: z.string().optional(),
});
export type AgreementAnswer = z.infer<typeof agreementAnswer>;

/**
 * The reports that an agreement's value rests on: those of its chain and of their offers, and the collapses since the
 * first.
 */
export function agreementTrail({ agreements, firings }: PhaseRun, agreement: AgreementId): ReportId[] {
  const chain = agreements.chainOf(agreement).map(({ terms }) => terms);
  const offered = chain.flatMap(({ of }) => (of === undefined ? [] : agreements.terms.reportsOfProposal(of)));
  const reports = [...chain.flatMap((terms) => terms.reports), ...offered];
  const first = Math.min(...reports.map(({ place }) => place.at));
  const collapses: PlacedReport[] = [];
  for (let i = firings.length - 1; i >= 0; i -= 1) {
    const { rule, report: by } = firings[i] as Firing;
    if (by.place.at < first) break;
    if (rule === 'collapsed') collapses.push(by);
  }
  return [...reports, ...collapses].map(({ id }) => id);
}

function answerOf(counted: CountedReports, run: PhaseRun, id: AgreementId): AgreementAnswer[] {
  const { agreements } = run;
  const state = agreements.get(id);
  if (!state) return [];
  const { terms, members, words, violated } = state;
  const value = agreements.valueAt(id, counted.at);
  const holds = (kept: CountedReports) => {
    const then = phaseRunOf(kept, kept.reports).agreements;
    return then.get(id) !== undefined && then.valueAt(id, kept.at) === value;
  };
  return [
    {
      agreement: id,
      title: counted.registry.titles.get(titleKey('agreement', id)) ?? terms.title ?? null,
      value,
      scope: terms.scope ?? null,
      stage: terms.stage ?? null,
      until: agreements.until(id) ?? null,
      between: [...terms.between.keys()],
      members: [...members],
      of: terms.of ?? null,
      extends: terms.extends ?? null,
      subjectTo: [...terms.subjectTo],
      violated,
      words: [...words].map(([party, { says, by }]) => ({ party, word: says, since: by.place.text, report: by.id })),
      ...withBecause(becauseOf(counted, agreementTrail(run, id), holds)),
    },
  ];
}

/** All agreements, explained, in the order of their first reports. */
export const agreementAnswersOf = (counted: CountedReports, run: PhaseRun): AgreementAnswer[] =>
  run.agreements.ids().flatMap((id) => answerOf(counted, run, id));
