/** The parts of a reading as they are answered: each with the lens it was read under and what that saw. */
import { z } from 'zod';
import { agreementAnswer } from '../../projections/phase/agreement-answers.js';
import { claimAnswer } from '../../projections/positions/claims.js';
import { contradictionAnswer } from '../../projections/contradictions/contradictions.js';
import { fulfilmentAnswer } from '../../projections/positions/fulfilment.js';
import { demandAnswer, proposalAnswer } from '../../projections/positions/offers.js';
import { positionAnswer } from '../../projections/positions/positions.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import { originAnswer, sourceAnswer } from '../../projections/positions/sources.js';
import { statusAnswer } from '../../projections/status/status-answer.js';
import { termsAnswer } from '../../projections/positions/terms.js';
import { isoOf } from '../../events/dates.js';

const head = statusAnswer.pick({
  negotiation: true,
  title: true,
  lens: true,
  at: true,
  revision: true,
  position: true,
});
type Head = z.infer<typeof head>;

export const headOf = ({ counted: { selection, registry, at } }: LensProjections): Head => ({
  negotiation: registry.negotiation,
  title: registry.title,
  lens: selection.lens,
  at: isoOf(at),
  revision: selection.revision,
  position: String(selection.position),
});

/** The schema of an answer that begins with the lens and what it saw. */
export const answerWith = <S extends z.ZodRawShape>(shape: S) => z.strictObject({ ...head.shape, ...shape });

const part = <S extends z.ZodRawShape>(shape: S, of: (reading: LensProjections) => z.infer<z.ZodObject<S>>) => ({
  answer: answerWith(shape),
  of,
});

/** Every part by its name in the path. */
export const PARTS = {
  positions: part({ positions: z.array(positionAnswer) }, (r) => ({ positions: r.positions() })),
  claims: part({ claims: z.array(claimAnswer) }, (r) => ({ claims: r.claims() })),
  proposals: part({ proposals: z.array(proposalAnswer), demands: z.array(demandAnswer) }, (r) => {
    const { proposals, demands } = r.offers();
    return { proposals, demands };
  }),
  agreements: part({ agreements: z.array(agreementAnswer) }, (r) => ({ agreements: r.agreements() })),
  contradictions: part({ contradictions: z.array(contradictionAnswer) }, (r) => ({
    contradictions: r.contradictions(),
  })),
  terms: part({ terms: z.array(termsAnswer), fulfilment: z.array(fulfilmentAnswer) }, (r) => ({
    terms: r.terms(),
    fulfilment: r.fulfilment(),
  })),
  sources: part({ sources: z.array(sourceAnswer), origins: z.array(originAnswer) }, (r) => r.sources()),
};
export type PartName = keyof typeof PARTS;
