/** The answers for claims: each with the words on it, and the reports that make its value. */
import { z } from 'zod';
import { claimId, partyId, reportId, TALKS } from '../../events/ids.js';
import { titleKey } from '../record/registry.js';
import { becauseOf, withBecause, type Because } from '../report-index/because.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { CLAIM_VALUES, newClaim, type Claim } from '../claims/claims.js';
import { claimsOf } from './folds.js';

/** One claim. `because` explains the value; a `reason` stands in its place where no report is needed. */
export const claimAnswer = z.strictObject({
  claim: claimId,
  text: z.string().nullable(),
  about: partyId.nullable().meta({ description: 'The party of which it is a claim: its own word decides.' }),
  value: z.enum(CLAIM_VALUES),
  words: z.array(
    z.strictObject({
      party: partyId,
      word: z.enum(['confirms', 'denies']),
      since: z.string(),
      standing: z.boolean(),
      report: reportId,
    }),
  ),
  because: z.array(reportId),
  reason: z.string().optional(),
});
export type ClaimAnswer = z.infer<typeof claimAnswer>;

const wordReportsOf = (claim: Claim) => [...claim.words.values()].flatMap(({ by, from }) => [from.id, by.id]);

/**
 * The reports that make something true of a claim.
 * @param holds whether the claim, from fewer reports, is still as it is to be explained
 */
export function becauseOfClaim(counted: CountedReports, claim: Claim, holds: (kept: Claim) => boolean): Because {
  const first = counted.reports.find((t) => t.subjects.claim === claim.claim);
  const trail = new Set([...wordReportsOf(claim), ...(first ? [first.id] : [])]);
  return becauseOf(counted, trail, (kept) => holds(claimsOf(kept).get(claim.claim) ?? newClaim(claim.claim)));
}

/** The answer for one claim, explained. */
export const claimAnswerOf = (counted: CountedReports, claim: Claim): ClaimAnswer => ({
  claim: claim.claim,
  text: counted.registry.titles.get(titleKey('claim', claim.claim)) ?? claim.text ?? null,
  about: (claim.claim === TALKS ? undefined : claim.about) ?? null,
  value: claim.value,
  words: [...claim.words].map(([party, { says, by, from, standing }]) => ({
    party,
    word: says,
    since: from.place.text,
    standing,
    report: by.id,
  })),
  ...withBecause(becauseOfClaim(counted, claim, (kept) => kept.value === claim.value)),
});

/** The answers for all claims, in the order in which reports first name them; `talks` first. */
export const claimAnswersOf = (counted: CountedReports): ClaimAnswer[] =>
  [...claimsOf(counted).values()].map((claim) => claimAnswerOf(counted, claim));
