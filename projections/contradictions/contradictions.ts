/** The answers for contradictions. To accept what another rejects is disagreement, which the positions show. */
import { z } from 'zod';
import { partyId, reportId, type ReportId } from '../../events/ids.js';
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
import { inOrder } from '../record/order.js';
import { countedOnly, type CountedReports } from '../report-index/counted-reports.js';

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
  CONTRADICTION_KINDS.flatMap((kind) => bySecondSide(BY_KIND[kind](folds)));

/** Gives the answer for one contradiction, explained. */
export type Explain = (contradiction: Contradiction) => ContradictionAnswer;

/**
 * Explains contradictions under one lens. What one report alone contradicts is the same in all pairs that it is in, and is found
 * once.
 */
export function explaining(counted: CountedReports): Explain {
  const keysIn = (kind: ContradictionKind, kept: CountedReports): ReadonlySet<string> =>
    new Set(BY_KIND[kind](new Folds(kept)).map(contradictionKey));
  const alone = new Map<string, ReadonlySet<string>>();
  function keysAlone(kind: ContradictionKind, id: ReportId): ReadonlySet<string> {
    const keys = alone.get(`${kind} ${id}`) ?? keysIn(kind, countedOnly(counted, [id]));
    alone.set(`${kind} ${id}`, keys);
    return keys;
  }
  /** As `becauseOf` finds it, where its two reports give it by themselves: nearly always. */
  function becauseOfTwo({ kind, trail }: Contradiction, key: string): readonly ReportId[] | undefined {
    const [first, second, ...others] = [...new Set(trail)]
      .flatMap((id) => counted.byId.get(id) ?? [])
      .toSorted(inOrder);
    if (!first || !second || others.length > 0) return undefined;
    if (first.placedBy !== first.id || second.placedBy !== second.id) return undefined;
    if (!keysIn(kind, countedOnly(counted, [first.id, second.id])).has(key)) return undefined;
    if (keysAlone(kind, second.id).has(key)) return [second.id];
    return keysAlone(kind, first.id).has(key) ? [first.id] : [first.id, second.id];
  }
  return (contradiction) => {
    const { kind, subject, parties, origins, since, trail } = contradiction;
    const key = contradictionKey(contradiction);
    const holds = (kept: CountedReports) => keysIn(kind, kept).has(key);
    return {
      kind,
      subject,
      parties: [...parties],
      ...(origins ? { origins: [...origins] } : {}),
      since,
      because: [...(becauseOfTwo(contradiction, key) ?? becauseOf(counted, trail, holds).because)],
    };
  };
}

/** The answers for all contradictions, explained. */
export const contradictionsWithBecause = (counted: CountedReports): ContradictionAnswer[] =>
  contradictionsOf(new Folds(counted)).map(explaining(counted));
