/** A candidate as the log holds it: without any words of the article. */
import { z } from 'zod';
import { partyId } from '../ids.js';
import { CAPACITIES } from '../vocabulary.js';
import { candidate, type Candidate } from './candidate.js';

/** The fields that hold words of the article: they are kept apart from the log. */
const WORDS = { summary: true, quote: true, reasons: true, terms: true, measure: true } as const;

export const recordedCandidate = candidate
  .unwrap()
  .omit(WORDS)
  .extend({ speaker: z.strictObject({ capacity: z.enum(CAPACITIES), party: partyId.optional() }).optional() })
  .readonly();
export type RecordedCandidate = z.infer<typeof recordedCandidate>;

/** The words of a candidate. */
export type CandidateWords = Pick<Candidate, keyof typeof WORDS> & { readonly speakerName?: string };

/** A candidate as it is recorded, and its words. */
export function partsOf(whole: Candidate): { readonly recorded: RecordedCandidate; readonly words: CandidateWords } {
  const { summary, quote, reasons, terms, measure, speaker, ...rest } = whole;
  const { name, ...voice } = speaker ?? {};
  const words = {
    summary,
    reasons,
    ...(quote === undefined ? {} : { quote }),
    ...(terms === undefined ? {} : { terms }),
    ...(measure === undefined ? {} : { measure }),
    ...(name === undefined ? {} : { speakerName: name }),
  };
  const recorded = speaker ? { ...rest, speaker: voice as NonNullable<RecordedCandidate['speaker']> } : rest;
  return { recorded, words };
}

/** The candidate that both make together. */
export function wholeOf(recorded: RecordedCandidate, { speakerName, ...words }: CandidateWords): Candidate {
  const { speaker, ...rest } = recorded;
  if (!speaker) return { ...rest, ...words };
  return { ...rest, ...words, speaker: speakerName === undefined ? speaker : { ...speaker, name: speakerName } };
}
