/** The parts of a negotiation's status, each an answer of its own: positions, claims, offers, … */
import { z } from 'zod';
import { contradictionAnswer } from '../projections/contradictions/contradictions.js';
import { agreementAnswer } from '../projections/phase/agreement-answers.js';
import { claimAnswer } from '../projections/positions/claim-answers.js';
import { fulfilmentAnswer } from '../projections/positions/fulfilment.js';
import { demandAnswer, proposalAnswer } from '../projections/positions/offers.js';
import { positionAnswer } from '../projections/positions/positions.js';
import { originAnswer, sourceAnswer } from '../projections/positions/sources.js';
import { termsAnswer } from '../projections/positions/terms.js';
import { answerWith } from './envelope.js';

/** Every part by its name in the path. */
export const PART_ANSWERS = {
  positions: answerWith({ positions: z.array(positionAnswer) }),
  claims: answerWith({ claims: z.array(claimAnswer) }),
  proposals: answerWith({ proposals: z.array(proposalAnswer), demands: z.array(demandAnswer) }),
  agreements: answerWith({ agreements: z.array(agreementAnswer) }),
  contradictions: answerWith({ contradictions: z.array(contradictionAnswer) }),
  terms: answerWith({ terms: z.array(termsAnswer), fulfilment: z.array(fulfilmentAnswer) }),
  sources: answerWith({ sources: z.array(sourceAnswer), origins: z.array(originAnswer) }),
} as const;
export type PartName = keyof typeof PART_ANSWERS;
export type PartAnswer<N extends PartName> = z.infer<(typeof PART_ANSWERS)[N]>;
