/** The counterpart of a code: the kind of report that says the same, and the fields that the code itself fills. */
import { z } from 'zod';
import { agreementId, claimId, issueId, proposalId, slug } from '../ids.js';
import { nameText, prose } from '../text.js';
import { KINDS, OUTCOMES, OUTLOOKS, ROLES, SCOPES, STAGES, TOWARD, type Kind } from '../vocabulary.js';

/**
 * Every kind but `proposal`: whoever tells of one says which issues it is about, and so what the position of those who put
 * it is.
 */
const CODED_KINDS: readonly Exclude<Kind, 'proposal'>[] = KINDS.filter((kind) => kind !== 'proposal');

/** What a code says. Who does it, to whom and when stands in the row. A mapping gives counterparts in the same form. */
export const counterpart = z.strictObject({
  kind: z.enum(CODED_KINDS),
  claim: claimId.optional(),
  claimText: prose(1000).optional(),
  issue: issueId.optional(),
  issueTitle: prose(500).optional(),
  proposal: proposalId.optional(),
  agreement: agreementId.optional(),
  agreementByDay: slug
    .max(80)
    .optional()
    .meta({ description: 'The agreement is called by this and the day: each day has one.' }),
  title: prose(500).optional(),
  scope: z.enum(SCOPES).optional(),
  stage: z.enum(STAGES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  toward: z.enum(TOWARD).optional(),
  outlook: z.enum(OUTLOOKS).optional(),
  role: z.enum(ROLES).optional(),
  measure: nameText(60).optional(),
  channel: nameText(60).optional(),
  session: z.boolean().optional(),
  ends: z.boolean().optional(),
});
export type Counterpart = Readonly<z.infer<typeof counterpart>>;

type Branded = 'claim' | 'issue' | 'proposal' | 'agreement';
/** A counterpart as a table in the code writes it. */
export type Written = Omit<Counterpart, Branded> & { readonly [F in Branded]?: string };

/** A table of counterparts by code. */
export const counterparts = (
  ...rows: readonly (readonly [codes: string, of: Written])[]
): ReadonlyMap<string, Counterpart> =>
  new Map(rows.flatMap(([codes, of]) => codes.split(' ').map((code) => [code, of as Counterpart] as const)));

/** A matter that codes name, as an issue of its own: whether it is one that the desk follows is for the desk to say. */
export const codedIssue = (issue: string, title: string): Pick<Written, 'issue' | 'issueTitle'> => ({
  issue: `coded-${issue}`,
  issueTitle: `${title} (as coded)`,
});
