/** Branded ids: TypeScript refuses a party's slug where a claim's is expected. */
import { z } from 'zod';

const SLUG = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;
const OWN_ID = /^[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,127})$/;

/** A slug of any sort. */
export const slug = z.string().max(100).regex(SLUG, {
  error: 'must be a slug: lower-case letters, digits and single hyphens, such as prisoner-exchange',
});
const ownId = z.string().regex(OWN_ID, {
  error: 'must be 1 to 128 letters, digits, dots, colons, hyphens or underscores, and begin with a letter or digit',
});

/** Slugs: up to 100 lower-case letters and digits, joined by single hyphens, dots or underscores. */
export const negotiationId = slug.brand<'NegotiationId'>();
export const partyId = slug.brand<'PartyId'>();
export const claimId = slug.brand<'ClaimId'>();
export const issueId = slug.brand<'IssueId'>();
export const proposalId = slug.brand<'ProposalId'>();
export const agreementId = slug.brand<'AgreementId'>();
/** Ids that the caller chooses: up to 128 characters. */
export const reportId = ownId.brand<'ReportId'>();
export const changeId = ownId.brand<'ChangeId'>();
/** The id of any entry of a record: of a report, of a change, or the slug of what was opened or added. */
export const entryId = ownId.brand<'EntryId'>();

export type NegotiationId = z.infer<typeof negotiationId>;
export type PartyId = z.infer<typeof partyId>;
export type ClaimId = z.infer<typeof claimId>;
export type IssueId = z.infer<typeof issueId>;
export type ProposalId = z.infer<typeof proposalId>;
export type AgreementId = z.infer<typeof agreementId>;
export type ReportId = z.infer<typeof reportId>;
export type EntryId = z.infer<typeof entryId>;

/** The claim that exists in every negotiation: “the talks are taking place”. */
export const TALKS = claimId.parse('talks');
