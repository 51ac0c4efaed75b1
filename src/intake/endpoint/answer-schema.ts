/** What an endpoint is asked for, and what of its answer is looked at. */
import { z } from 'zod';
import { ATTRIBUTIONS, CAPACITIES, KINDS } from '../../../events/vocabulary.js';
import type { Known } from '../../../intake/known.js';

const MOST_CANDIDATES = 100;
const slugs = z.string().max(100);

const answered = z.object({
  sentences: z.array(z.int().positive()).min(1).max(20),
  quotation: z.string().min(1).max(8000),
  kind: z.enum(KINDS),
  party: slugs.nullish(),
  speaker: z.object({ name: z.string().max(200).nullish(), capacity: z.enum(CAPACITIES) }).nullish(),
  attribution: z.enum(ATTRIBUTIONS).nullish(),
  claim: slugs.nullish(),
  issue: slugs.nullish(),
  proposal: slugs.nullish(),
  agreement: slugs.nullish(),
  occurredAt: z.string().max(80).nullish(),
});
/** One thing that an endpoint finds worth recording. */
export type AnsweredCandidate = z.infer<typeof answered>;

/** Each candidate is checked by itself: one that is wrong takes none of the others with it. */
export const endpointAnswer = z.object({ candidates: z.array(z.unknown()).max(MOST_CANDIDATES) });
export const answeredCandidate = answered;

const oneOf = (known: readonly string[]): object => ({ anyOf: [{ type: 'null' }, { enum: known.slice(0, 500) }] });

/** The JSON schema of the answer, with what the record knows as enumerations. */
export function schemaFor({ parties, claims, issues, proposals, agreements }: Known): object {
  const { $schema: _, ...shape } = z.toJSONSchema(answered, { io: 'input' }) as Record<string, unknown>;
  const properties = {
    ...(shape['properties'] as Record<string, object>),
    party: oneOf(parties.map(({ party }) => party)),
    claim: oneOf(claims.map(({ claim }) => claim)),
    issue: oneOf(issues.map(({ issue }) => issue)),
    proposal: oneOf(proposals.map(({ proposal }) => proposal)),
    agreement: oneOf(agreements.map(({ agreement }) => agreement)),
  };
  const item = { ...shape, properties, required: Object.keys(properties), additionalProperties: false };
  return {
    type: 'object',
    properties: { candidates: { type: 'array', items: item, maxItems: MOST_CANDIDATES } },
    required: ['candidates'],
    additionalProperties: false,
  };
}
