/** The summary: the values of the status without `because`, from one pass over the reports. */
import type { Instant } from '../../events/dates.js';
import type { AgreementId, PartyId } from '../../events/ids.js';
import type { Scope } from '../../events/vocabulary.js';
import type { AgreementValue } from '../phase/agreement-state.js';
import { partiesDenying, type Claim } from '../claims/claims.js';
import { confidenceOf } from '../phase/confidence.js';
import { freshnessOf, freshnessValidUntil } from '../phase/freshness.js';
import { undeclaredMovesOf, type UndeclaredMoves } from '../phase/halts.js';
import { outlookOf } from '../phase/outlook.js';
import type { Phase, RuleName } from '../phase/phases.js';
import { agreementsInForce, headlineAgreement } from '../phase/headline-agreement.js';
import { pressureValidUntil } from '../phase/pressure.js';
import { offersValidUntil } from '../positions/offers.js';
import { titleKey } from '../record/registry.js';
import { talksOf, type TableTalks, type Talks } from '../phase/talks.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { PhaseRun } from '../phase/phase-run.js';

/** A phase. `since` is the place of the report that led to it, as written. */
export interface PhaseValues {
  readonly value: Phase;
  readonly rule: RuleName | null;
  readonly since: string | null;
}

/** The headline agreement; `none` and nulls where there is none. */
export interface AgreementValues {
  readonly value: AgreementValue | 'none';
  readonly agreement: AgreementId | null;
  /** All that are in force, the headline's rivals first. */
  readonly inForce: readonly AgreementId[];
  readonly title: string | null;
  readonly scope: Scope | null;
  readonly stage: string | null;
  readonly until: string | null;
  readonly members: readonly PartyId[];
  readonly violated: boolean;
}

/** All values of the status. */
export interface Summary {
  /** The runs that they come from. */
  readonly talks: Talks;
  readonly talksClaim: Claim;
  readonly undeclaredMoves: UndeclaredMoves;
  readonly phase: PhaseValues;
  readonly contested: { readonly value: boolean; readonly by: readonly PartyId[]; readonly since: string | null };
  readonly reportedHalt: { readonly value: 'suspended' | 'collapsed'; readonly since: string } | null;
  readonly reportedRestart: { readonly since: string } | null;
  readonly agreement: AgreementValues;
  readonly outlook: ReturnType<typeof outlookOf>;
  readonly confidence: ReturnType<typeof confidenceOf>;
  readonly freshness: ReturnType<typeof freshnessOf>;
  readonly tables: readonly {
    readonly table: TableTalks;
    readonly phase: PhaseValues;
    readonly agreement: AgreementValues;
  }[];
}

/** The phase after a run. */
export const phaseValuesOf = ({ phase, rule, since: place }: PhaseRun): PhaseValues => ({
  value: phase,
  rule,
  since: place?.text ?? null,
});

const NO_AGREEMENT: AgreementValues = {
  value: 'none',
  agreement: null,
  inForce: [],
  title: null,
  scope: null,
  stage: null,
  until: null,
  members: [],
  violated: false,
};

/** The headline agreement after a run, under the desk's titles and at the lens's time. */
export const agreementValuesOf = (counted: CountedReports, run: PhaseRun): AgreementValues =>
  run.agreements.once(`values at ${counted.at}`, () => valuesOfHeadline(counted, run));

function valuesOfHeadline({ registry, at }: CountedReports, run: PhaseRun): AgreementValues {
  const id = headlineAgreement(run, at);
  const shown = id === undefined ? undefined : run.agreements.get(id);
  if (id === undefined || !shown) return NO_AGREEMENT;
  return {
    value: run.agreements.valueAt(id, at),
    agreement: id,
    inForce: agreementsInForce(run, at),
    title: registry.titles.get(titleKey('agreement', id)) ?? shown.terms.title ?? null,
    scope: shown.terms.scope ?? null,
    stage: shown.terms.stage ?? null,
    until: run.agreements.until(id) ?? null,
    members: [...shown.members],
    violated: shown.violated,
  };
}

function contestedBy(talks: Claim): Summary['contested'] {
  if (talks.value !== 'contested') return { value: false, by: [], since: null };
  return { value: true, by: partiesDenying(talks), since: talks.since?.text ?? null };
}

/** The values of the moves in force; each null where there is none. */
export const undeclaredMoveValuesOf = ({
  halt,
  restart,
}: UndeclaredMoves): Pick<Summary, 'reportedHalt' | 'reportedRestart'> => ({
  reportedHalt: halt && { value: halt.value, since: halt.reports[0]?.place.text ?? '' },
  reportedRestart: restart && { since: restart.reports[0]?.place.text ?? '' },
});

/** @param counted under any lens */
export function summaryOf(counted: CountedReports): Summary {
  const talks = talksOf(counted);
  const { talksClaim } = talks.run;
  const contested = contestedBy(talksClaim);
  const undeclaredMoves = undeclaredMovesOf(counted, talks);
  return {
    talks,
    talksClaim,
    undeclaredMoves,
    phase: phaseValuesOf(talks.leading),
    contested,
    ...undeclaredMoveValuesOf(undeclaredMoves),
    agreement: agreementValuesOf(counted, talks.run),
    outlook: outlookOf(counted, talks.run),
    confidence: confidenceOf(counted, talks.leading.phase, talks.run, contested.value),
    freshness: freshnessOf(counted),
    tables: talks.tables.map((table) => ({
      table,
      phase: phaseValuesOf(table.run),
      agreement: agreementValuesOf(counted, table.open),
    })),
  };
}

/**
 * The first instant after the lens's time at which the clock alone changes the status; Infinity where it never does.
 */
export function statusValidUntil(counted: CountedReports, { talks }: Summary): Instant {
  const runs = [talks.run, ...talks.tables.map(({ open }) => open)];
  const lapses = runs.flatMap(({ agreements }) => agreements.lapsesAfter(counted.at));
  return Math.min(
    freshnessValidUntil(counted),
    offersValidUntil(counted),
    pressureValidUntil(counted, talks.run),
    ...lapses,
  );
}
