/** Subjects: what a position or a contradiction is about. It is exactly one thing, by its slug. */
import { z } from 'zod';
import { agreementId, claimId, issueId, proposalId, reportId, TALKS } from '../../events/ids.js';

const slugs = [
  z.strictObject({ claim: claimId }),
  z.strictObject({ issue: issueId }),
  z.strictObject({ proposal: proposalId }),
  z.strictObject({ agreement: agreementId }),
] as const;

/** @example { claim: 'talks' } */
export const subject = z.union(slugs);
export type Subject = z.infer<typeof subject>;

/** A subject, or a report: a contradiction may be about whether a report is true. */
export const subjectOrReport = z.union([...slugs, z.strictObject({ report: reportId })]);
export type SubjectOrReport = z.infer<typeof subjectOrReport>;

/** The claim that the talks are taking place. */
export const ON_TALKS: Readonly<Subject> = { claim: TALKS };

/** The subject as one text. @example claim:talks */
export function subjectKey(about: SubjectOrReport): string {
  if ('claim' in about) return `claim:${about.claim}`;
  if ('issue' in about) return `issue:${about.issue}`;
  if ('proposal' in about) return `proposal:${about.proposal}`;
  return 'agreement' in about ? `agreement:${about.agreement}` : `report:${about.report}`;
}
