/** A candidate: a passage of an article that is worth recording, with what could be read of it. A person decides. */
import { z } from 'zod';
import { edtf } from '../edtf.js';
import { agreementId, claimId, issueId, partyId, proposalId, slug } from '../ids.js';
import { speaker, term } from '../report.js';
import { nameText, prose } from '../text.js';
import { ATTRIBUTIONS, KINDS, OUTLOOKS, ROLES, TOWARD } from '../vocabulary.js';

/** A stretch of an article's text: UTF-16 code units, `end` excluded. What stands there is the evidence. */
export const span = z
  .strictObject({ start: z.int().nonnegative(), end: z.int().positive() })
  .refine(({ start, end }) => start < end, { error: 'start must be before end' });
export type Span = Readonly<z.infer<typeof span>>;

/** Why a field has its value, in words for the person who reviews it: “Damascus” is another name of Syria. */
const reason = z.strictObject({ field: z.string().max(40), says: prose(500), at: span.optional() });
export type Reason = Readonly<z.infer<typeof reason>>;

/** How many kinds a candidate ranks at most. */
export const MOST_KINDS = 3;

export const candidate = z
  .strictObject({
    /** Its name within the article. */
    candidate: slug,
    evidence: z.array(span).min(1).max(20),
    /** The likeliest first. None where the language is one that is not read. */
    kinds: z.array(z.enum(KINDS)).max(MOST_KINDS),
    /** The first kind is asserted: its confidence is at or above the calibrated threshold. */
    asserted: z.boolean(),
    /** How likely it is that the first kind and the party are right, from 0 to 1. */
    confidence: z.number().min(0).max(1),
    party: partyId.optional(),
    /** `party` is always named here where somebody speaks for one. */
    speaker: speaker.optional(),
    attribution: z.enum(ATTRIBUTIONS).optional(),
    /** Ranked: subjects of the record that it may be about. */
    subjects: z
      .array(
        z.union([
          z.strictObject({ claim: claimId }),
          z.strictObject({ issue: issueId }),
          z.strictObject({ proposal: proposalId }),
          z.strictObject({ agreement: agreementId }),
        ]),
      )
      .max(6)
      .optional(),
    outlook: z.enum(OUTLOOKS).optional(),
    toward: z.enum(TOWARD).optional(),
    role: z.enum(ROLES).optional(),
    measure: nameText(60).optional(),
    /** Towards whom; and with whom a contact was. */
    to: z.array(partyId).max(20).optional(),
    with: z.array(partyId).max(20).optional(),
    between: z.array(partyId).max(20).optional(),
    terms: z.array(term).max(20).optional(),
    occurredAt: edtf.optional(),
    /** What is said, in one sentence: the evidence's own words, shortened. */
    summary: prose(4000),
    quote: prose(8000).optional(),
    reasons: z.array(reason).max(60),
  })
  .readonly();
export type Candidate = z.infer<typeof candidate>;
