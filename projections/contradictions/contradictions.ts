/** The answers for contradictions. To accept what another rejects is disagreement, which the positions show. */
import { z } from 'zod';
import { partyId, reportId } from '../../events/ids.js';
import { becauseOf } from '../report-index/because.js';
import {
  bySecondSide,
  contradictionKey,
  CONTRADICTION_KINDS,
  type Contradiction,
  type ContradictionKind,
} from './contradiction.js';
import { contradictionsOfAttribution } from './of-attribution.js';
import { contradictionsOfFact } from './of-fact.js';
import { contradictionsOfAccount, contradictionsOfReporting } from './of-quantity.js';
import { Folds } from '../positions/folds.js';
import { subjectOrReport } from '../record/subjects.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** One contradiction. */
export const contradictionAnswer = z.strictObject({
  kind: z.enum(CONTRADICTION_KINDS),
  subject: subjectOrReport,
  parties: z.array(partyId),
  origins: z.array(z.string()).optional().meta({ description: 'Of `reporting`: the two origins that differ.' }),
  since: z.string().meta({ description: 'When its second half was published.' }),
  because: z.array(reportId).meta({ description: 'Reports of both sides.' }),
});
export type ContradictionAnswer = z.infer<typeof contradictionAnswer>;

const BY_KIND: Readonly<Record<ContradictionKind, (folds: Folds) => Contradiction[]>> = {
  fact: contradictionsOfFact,
  account: contradictionsOfAccount,
  reporting: contradictionsOfReporting,
  attribution: contradictionsOfAttribution,
};

/** All contradictions, by kind, then by when the second side was published. */
export const contradictionsOf = (folds: Folds): Contradiction[] =>
  CONTRADICTION_KINDS.flatMap((kind) => BY_KIND[kind](folds).toSorted(bySecondSide));

/** The answer for one contradiction, explained. */
export function contradictionAnswerOf(counted: CountedReports, contradiction: Contradiction): ContradictionAnswer {
  const { kind, subject, parties, origins, since, trail } = contradiction;
  const key = contradictionKey(contradiction);
  const holds = (kept: CountedReports) => BY_KIND[kind](new Folds(kept)).some((c) => contradictionKey(c) === key);
  return {
    kind,
    subject,
    parties: [...parties],
    ...(origins ? { origins: [...origins] } : {}),
    since,
    because: [...becauseOf(counted, trail, holds).because],
  };
}

/** The answers for all contradictions, explained. */
export const contradictionsWithBecause = (counted: CountedReports): ContradictionAnswer[] =>
  contradictionsOf(new Folds(counted)).map((contradiction) => contradictionAnswerOf(counted, contradiction));
