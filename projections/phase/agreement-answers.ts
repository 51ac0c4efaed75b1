/** The answer for each agreement that reports name: its value, its members and their words. */
import { z } from 'zod';
import { agreementId, partyId, proposalId, reportId, type AgreementId, type ReportId } from '../../events/ids.js';
import { SCOPES } from '../../events/vocabulary.js';
import { becauseOf, lastOf, withBecause, type Trail } from '../report-index/because.js';
import { sequenceOf } from '../record/report-sequence.js';
import type { AgreementState } from './agreement-state.js';
import { haltsAgreement } from './agreement-words.js';
import { inOrder } from '../record/order.js';
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
export function agreementTrail(run: PhaseRun, agreement: AgreementId): ReportId[] {
  const { agreements } = run;
  const chain = agreements.chainOf(agreement).map(({ terms }) => terms);
  const offered = chain.flatMap(({ of }) => (of === undefined ? [] : run.reportsOfProposal(of)));
  const reports = [...chain.flatMap((terms) => terms.reports), ...offered];
  const first = Math.min(...reports.map(({ place }) => place.at));
  const collapses: PlacedReport[] = [];
  for (const { rule, report: by } of run.firingsBackwards()) {
    if (by.place.at < first) break;
    if (rule === 'collapsed') collapses.push(by);
  }
  return [...reports, ...collapses].map(({ id }) => id);
}

/** What is the same for all agreements of a run, found once. */
class Trails {
  readonly #collapses: readonly PlacedReport[];
  readonly #chains = new Map<
    readonly AgreementState[],
    { readonly reports: readonly PlacedReport[]; readonly halts: readonly PlacedReport[] }
  >();
  readonly #states = new Map<AgreementId, readonly AgreementState[]>();

  constructor(private readonly run: PhaseRun) {
    this.#collapses = run.firings.filter(({ rule }) => rule === 'collapsed').map(({ report }) => report);
  }

  /**
   * Where the reports of an agreement's value are looked for, the nearest first: its own, those of its offer, collapses, those
   * of the agreement that says until when its chain holds, halts of its chain, and the whole chain. So a long chain is not
   * gone through for each agreement in it.
   */
  of({ terms }: AgreementState): readonly [own: Trail, ...wider: Trail[]] {
    const { agreements } = this.run;
    const offered = terms.of === undefined ? [] : this.run.reportsOfProposal(terms.of);
    const first = Math.min(...[terms.reports[0], offered[0]].map((t) => t?.place.at ?? Infinity));
    const lastYes = agreements.lastYesOf(terms.agreement)?.terms.reports ?? [];
    const { halts, reports } = this.#chain(terms.agreement);
    const all = [terms.reports, offered, this.#collapses, lastYes, halts, reports].map((of) =>
      lastOf(sequenceOf(of), ({ place }) => place.at >= first || of !== this.#collapses),
    );
    return all as [Trail, ...Trail[]];
  }

  #chain(id: AgreementId) {
    const states = this.#states.get(id) ?? this.run.agreements.chainOf(id);
    const known = this.#chains.get(states);
    if (known) return known;
    const reports = states.flatMap(({ terms }) => terms.reports).toSorted(inOrder);
    const chain = { reports, halts: reports.filter(haltsAgreement) };
    this.#chains.set(states, chain);
    for (const { terms } of states) this.#states.set(terms.agreement, states);
    return chain;
  }
}

function answerOf(counted: CountedReports, run: PhaseRun, id: AgreementId, trails: Trails): AgreementAnswer[] {
  const { agreements } = run;
  const state = agreements.get(id);
  if (!state) return [];
  const { terms, members, words, violated } = state;
  const value = agreements.valueAt(id, counted.at);
  const [own, ...wider] = trails.of(state);
  const holds = (kept: CountedReports) => {
    const then = phaseRunOf(kept).agreements;
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
      ...withBecause(becauseOf(counted, own, holds, undefined, wider)),
    },
  ];
}

/** All agreements, explained, in the order of their first reports. */
export function agreementAnswersOf(counted: CountedReports, run: PhaseRun): AgreementAnswer[] {
  const trails = new Trails(run);
  return run.agreements.ids().flatMap((id) => answerOf(counted, run, id, trails));
}
