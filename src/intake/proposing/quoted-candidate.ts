/**
 * What a program outside this one finds worth recording in an article: it rests on words that stand there, and names what
 * the record has. Nothing of it is taken on trust.
 */
import { spanOf } from '../../../events/dates.js';
import {
  candidate as candidateSchema,
  type Candidate,
  type Reason,
  type Span,
} from '../../../events/intake/candidate.js';
import type { Kind } from '../../../events/vocabulary.js';
import { cutTo } from '../../../events/words/cut.js';
import { nearest } from '../../../decisions/nearest.js';
import type { FieldError } from '../../../answers/problem.js';
import type { Known } from '../../../intake/known.js';

const LONGEST_SUMMARY = 4000;
/** Nobody has measured how often it is right: nothing of it is asserted. */
const CONFIDENCE = 0.5;

const SUBJECTS = ['claim', 'issue', 'proposal', 'agreement'] as const;
type Speaker = NonNullable<Candidate['speaker']>;
type Named = 'party' | (typeof SUBJECTS)[number];

/** What is said of a passage. */
export interface Quoted extends Partial<Readonly<Record<Named, string | null | undefined>>> {
  readonly quotation: string;
  readonly kind: Kind;
  readonly speaker?:
    { readonly name?: string | null | undefined; readonly capacity: Speaker['capacity'] } | null | undefined;
  readonly attribution?: Candidate['attribution'] | null | undefined;
  readonly occurredAt?: string | null | undefined;
}

/** The slugs that may be named. */
const slugsIn = ({ parties, claims, issues, proposals, agreements }: Known): Record<Named, string[]> => ({
  party: parties.map(({ party }) => party),
  claim: claims.map(({ claim }) => claim),
  issue: issues.map(({ issue }) => issue),
  proposal: proposals.map(({ proposal }) => proposal),
  agreement: agreements.map(({ agreement }) => agreement),
});

/** What it names and the record of the talks does not have. */
export function unknownNames(said: Quoted, known: Known): FieldError[] {
  return Object.entries(slugsIn(known)).flatMap(([field, slugs]) => {
    const given = said[field as Named] ?? '';
    if (given === '' || slugs.includes(given)) return [];
    const meant = nearest(slugs, given);
    const detail = `is no ${field} of these talks`;
    return [{ pointer: `/${field}`, detail, ...(meant === undefined ? {} : { nearest: meant }) }];
  });
}

function subjectsOf(said: Quoted): NonNullable<Candidate['subjects']> {
  const found = SUBJECTS.flatMap((sort) => (said[sort] ? [{ [sort]: said[sort] }] : []));
  return found as unknown as NonNullable<Candidate['subjects']>;
}

/**
 * The candidate; undefined where it holds what none may hold.
 * @param said with names that are known
 * @param evidence where it stands in the text
 * @param by who says so, for the person who reviews it
 */
export function quotedCandidate(
  said: Quoted,
  candidate: string,
  evidence: readonly Span[],
  { text, by }: { readonly text: string; readonly by: string },
): Candidate | undefined {
  const { party, speaker, attribution, occurredAt, kind } = said;
  const reasons: Reason[] = [{ field: 'kind', says: `${by} rests it on “${cutTo(said.quotation, 400)}”` }];
  const name = speaker?.name?.trim();
  const subjects = subjectsOf(said);
  const whole = {
    candidate,
    evidence: evidence.map(({ start, end }) => ({ start, end })),
    kinds: [kind],
    asserted: false,
    confidence: CONFIDENCE,
    ...(party ? { party } : {}),
    // A name that does not stand in the article is invented.
    ...(speaker ? { speaker: { capacity: speaker.capacity, ...(name && text.includes(name) ? { name } : {}) } } : {}),
    ...(attribution ? { attribution } : {}),
    ...(subjects.length > 0 ? { subjects } : {}),
    ...(occurredAt && spanOf(occurredAt) ? { occurredAt } : {}),
    summary: cutTo(evidence.map(({ start, end }) => text.slice(start, end).trim()).join(' '), LONGEST_SUMMARY),
    reasons,
  };
  const read = candidateSchema.safeParse(whole);
  return read.success ? read.data : undefined;
}
