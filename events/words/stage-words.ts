/** The stages of agreements (PA-X) in words. */
import type { STAGES } from '../vocabulary.js';

const WORDS: Readonly<Record<(typeof STAGES)[number], string>> = {
  Pre: 'pre-negotiation',
  SubPar: 'partial substance',
  SubComp: 'comprehensive substance',
  Imp: 'implementation',
  Ren: 'renewal',
  Cea: 'ceasefire',
  Other: 'other',
};

/** `Cea` → `ceasefire`; what is no stage, as it is. */
export const stageInWords = (stage: string): string =>
  Object.hasOwn(WORDS, stage) ? WORDS[stage as keyof typeof WORDS] : stage;
