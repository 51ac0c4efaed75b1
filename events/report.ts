/** Reports: one source saying one thing. Each kind has a schema of its own, from which the types are inferred. */
import { z } from 'zod';
import { edtf } from './edtf.js';
import { erasable } from './erasure/erasable.js';
import type { Marks } from './erasure/marks.js';
import { agreementId, claimId, issueId, negotiationId, partyId, proposalId, reportId } from './ids.js';
import { atMostOneOf, checkDates, checkJointly, oneOf } from './report-checks.js';
import { nameText, prose } from './text.js';
import {
  ATTRIBUTIONS,
  CAPACITIES,
  OUTCOMES,
  OUTLOOKS,
  RELIABILITIES,
  ROLES,
  SCOPES,
  STAGES,
  TOWARD,
  TRACKS,
  type Kind,
} from './vocabulary.js';

const list = <S extends z.ZodType>(item: S) => z.array(item).max(100);
const nonEmptyList = <S extends z.ZodType>(item: S) => list(item).min(1);
/** A list; one item alone is read as a list of it. */
const oneOrMore = <S extends z.ZodType>(item: S) =>
  z.preprocess((given) => (typeof given === 'string' ? [given] : given), nonEmptyList(item));

/** One point of an offer, a demand or an agreement: a quantity, a range, or words. */
export const term = z
  .strictObject({
    item: nameText(120),
    quantity: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    unit: nameText(60).optional(),
    per: nameText(60).optional(),
    basis: nameText(60).optional(),
    cumulative: z.boolean().optional(),
    text: erasable(prose(2000)).optional(),
  })
  .refine((t) => t.quantity === undefined || (t.min === undefined && t.max === undefined), {
    error: 'a term has a quantity, or min and/or max, not both',
    path: ['quantity'],
  })
  .refine((t) => t.min === undefined || t.max === undefined || t.min <= t.max, {
    error: 'min must not be greater than max',
    path: ['min'],
  });
export type Term = z.infer<typeof term>;

/** Compare publishers by `comparable`. */
export const publisherName = nameText(200);

/** Where a report comes from. `origin`: whose news it is, where the publisher carries another's. */
export const source = z.strictObject({
  publisher: publisherName,
  origin: nameText(200).optional(),
  via: list(erasable(nameText(200))).optional(),
  title: erasable(prose(500)).optional(),
  url: erasable(z.url({ protocol: /^https?$/ }).max(2000)).optional(),
  reliability: z.enum(RELIABILITIES).optional(),
});

/** Who speaks. `party` only where it is not the report's party. */
export const speaker = z.strictObject({
  name: erasable(nameText(200)).optional(),
  capacity: z.enum(CAPACITIES),
  party: partyId.optional(),
});

/** The fields of every kind. */
const base = {
  negotiation: negotiationId,
  reportId: reportId.optional(),
  party: partyId.optional(),
  speaker,
  jointly: list(partyId).max(10).optional(),
  to: list(partyId).optional(),
  summary: erasable(prose(4000)),
  quote: erasable(prose(8000)).optional(),
  lang: z
    .string()
    .regex(/^[a-zA-Z]{2,3}(-[A-Za-z0-9]{1,8})*$/, { error: 'must be a BCP 47 language tag, such as ar or pt-BR' })
    .max(35)
    .optional(),
  attribution: z.enum(ATTRIBUTIONS),
  source,
  credibility: z.int().min(1).max(6).optional(),
  occurredAt: edtf.optional(),
  reportedAt: edtf,
  terms: list(term).optional(),
  corroborates: reportId.optional(),
  cameo: z
    .string()
    .regex(/^\d{1,4}x?$/, { error: 'must be a CAMEO code, such as 016' })
    .optional(),
  tags: list(erasable(nameText(60))).optional(),
  note: erasable(prose(4000)).optional(),
} as const;

// A report may describe the claim, issue, proposal or agreement that it names.
const claimFields = { claimText: erasable(prose(1000)).optional(), about: partyId.optional() } as const;
const issueFields = { issueTitle: erasable(prose(500)).optional() } as const;
const proposalFields = { title: erasable(prose(500)).optional(), issues: list(issueId).optional() } as const;
const agreementFields = {
  title: erasable(prose(500)).optional(),
  between: list(partyId).optional(),
  scope: z.enum(SCOPES).optional(),
  stage: z.enum(STAGES).optional(),
  of: proposalId.optional(),
  extends: agreementId.optional(),
  subjectTo: list(partyId).optional(),
  until: edtf.optional(),
} as const;
const anySubject = { ...claimFields, ...issueFields, ...proposalFields, ...agreementFields } as const;

const conditions = list(erasable(prose(2000)));
/** A proposal by its slug, or a demand by its report. */
const offerName = z.union([proposalId, reportId]);

const claimProposalAgreementReport = {
  claim: claimId.optional(),
  proposal: proposalId.optional(),
  agreement: agreementId.optional(),
  report: reportId.optional(),
  ...anySubject,
} as const;
const proposalAgreementReport = {
  proposal: proposalId.optional(),
  agreement: agreementId.optional(),
  report: reportId.optional(),
  ...issueFields,
  ...proposalFields,
  ...agreementFields,
} as const;
const needsOneOfFour = oneOf('claim', 'proposal', 'agreement', 'report');
const needsOneOfThree = oneOf('proposal', 'agreement', 'report');
const maybeAgreement = { agreement: agreementId.optional(), ...agreementFields } as const;

const kindSchema = <S extends z.ZodRawShape>(shape: S) =>
  z
    .strictObject({ ...base, ...shape })
    .superRefine(checkDates)
    .superRefine(checkJointly);

/** The schema of each kind's data, as it is stored and as story files hold it: without `kind`. */
export const reportSchemas = {
  confirmation: kindSchema(claimProposalAgreementReport).superRefine(needsOneOfFour),
  denial: kindSchema(claimProposalAgreementReport).superRefine(needsOneOfFour),
  overture: kindSchema({ conditions: conditions.optional() }),
  refusal: kindSchema({}),
  proposal: kindSchema({
    ...issueFields,
    ...proposalFields,
    proposal: proposalId,
    issues: nonEmptyList(issueId),
    terms: list(term),
    counters: offerName.optional(),
    replaces: offerName.optional(),
    until: edtf.optional(),
    final: z.boolean().optional(),
  }),
  acceptance: kindSchema({ ...proposalAgreementReport, conditions: conditions.optional() }).superRefine(
    needsOneOfThree,
  ),
  rejection: kindSchema(proposalAgreementReport).superRefine(needsOneOfThree),
  withdrawal: kindSchema(claimProposalAgreementReport).superRefine(needsOneOfFour),
  demand: kindSchema({ ...issueFields, issue: issueId, terms: list(term), deadline: edtf.optional() }),
  concession: kindSchema({ ...issueFields, issue: issueId, terms: list(term) }),
  stance: kindSchema({ ...issueFields, issue: issueId, toward: z.enum(TOWARD) }),
  endorsement: kindSchema({ ...proposalFields, proposal: proposalId.optional() }),
  contact: kindSchema({
    with: nonEmptyList(partyId),
    session: z.boolean().optional(),
    channel: erasable(nameText(60)).optional(),
    venue: erasable(nameText(200)).optional(),
    track: z.literal(TRACKS).optional(),
  }),
  involvement: kindSchema({ role: z.enum(ROLES), ends: z.boolean().optional() }),
  assessment: kindSchema({ ...issueFields, outlook: z.enum(OUTLOOKS), issue: issueId.optional() }),
  agreement: kindSchema({
    ...agreementFields,
    agreement: agreementId,
    between: nonEmptyList(partyId),
    scope: z.enum(SCOPES),
    terms: list(term),
  }),
  ratification: kindSchema({ ...agreementFields, agreement: agreementId, outcome: z.enum(OUTCOMES) }),
  implementation: kindSchema({ ...agreementFields, agreement: agreementId, terms: list(term) }),
  violation: kindSchema({ ...agreementFields, agreement: agreementId, by: oneOrMore(partyId).optional() }),
  pressure: kindSchema({ measure: nameText(60), until: edtf.optional(), ends: z.boolean().optional() }),
  suspension: kindSchema(maybeAgreement),
  resumption: kindSchema(maybeAgreement),
  breakdown: kindSchema(maybeAgreement),
  conclusion: kindSchema({}),
  'no-comment': kindSchema({
    claim: claimId.optional(),
    issue: issueId.optional(),
    proposal: proposalId.optional(),
    agreement: agreementId.optional(),
    report: reportId.optional(),
  }).superRefine(atMostOneOf('claim', 'issue', 'proposal', 'agreement', 'report')),
} as const satisfies Record<Kind, z.ZodType>;

/** A report that has been read: its data with `kind`, with a reportId, and with the marks that it was recorded with. */
export type Report = {
  [K in Kind]: { readonly kind: K; readonly reportId: z.infer<typeof reportId>; readonly marks?: Marks } & Readonly<
    Omit<z.infer<(typeof reportSchemas)[K]>, 'reportId'>
  >;
}[Kind];
