/** Checks what an endpoint answers: what does not hold is dropped and counted. Nothing of it is taken on trust. */
import { spanOf } from '../../../events/dates.js';
import {
  candidate as candidateSchema,
  type Candidate,
  type Reason,
  type Span,
} from '../../../events/intake/candidate.js';
import { cutTo } from '../../../events/words/cut.js';
import type { Known } from '../../../intake/known.js';
import { answeredCandidate, endpointAnswer, type AnsweredCandidate } from './answer-schema.js';

/** What holds of an answer. */
export interface CheckedAnswer {
  readonly candidates: readonly Candidate[];
  /** How many candidates were dropped. */
  readonly dropped: number;
}

const LONGEST_SUMMARY = 4000;
/** An endpoint is not calibrated: nothing of it is asserted. */
const CONFIDENCE = 0.5;

/** The first JSON object in a text: some models wrap it into words. */
function jsonIn(content: string): unknown {
  const [from, to] = [content.indexOf('{'), content.lastIndexOf('}')];
  try {
    return JSON.parse(content.slice(from, to + 1)) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether the words stand in one of the sentences, or in those that follow one another. */
function isQuoted(text: string, spans: readonly Span[], quotation: string): boolean {
  const [first] = spans;
  const last = spans.at(-1);
  const together = first && last ? text.slice(first.start, last.end) : '';
  return /\S/.test(quotation) && together.includes(quotation);
}

/** Of the subjects that it names those that the record knows; `undefined` where it names one that is not known. */
function subjectsOf(answered: AnsweredCandidate, known: Known): Candidate['subjects'] | undefined {
  const found: object[] = [];
  const lists = {
    claim: known.claims.map(({ claim }) => claim as string),
    issue: known.issues.map(({ issue }) => issue as string),
    proposal: known.proposals.map(({ proposal }) => proposal as string),
    agreement: known.agreements.map(({ agreement }) => agreement as string),
  };
  for (const [sort, slugs] of Object.entries(lists)) {
    const slug = answered[sort as keyof typeof lists];
    if (slug === null || slug === undefined || slug === '') continue;
    if (!slugs.includes(slug)) return undefined;
    found.push({ [sort]: slug });
  }
  return found as unknown as NonNullable<Candidate['subjects']>;
}

function candidateOf(
  answered: AnsweredCandidate,
  n: number,
  { text, sentences, known }: { text: string; sentences: readonly Span[]; known: Known },
): Candidate | undefined {
  const numbers = [...new Set(answered.sentences)].toSorted((a, b) => a - b);
  const spans = numbers.flatMap((number) => sentences[number - 1] ?? []);
  if (spans.length < numbers.length || !isQuoted(text, spans, answered.quotation)) return undefined;
  const { party, speaker, attribution, occurredAt, kind } = answered;
  const isKnown = known.parties.some((one) => (one.party as string) === party);
  const subjects = subjectsOf(answered, known);
  if ((party && !isKnown) || !subjects) return undefined;
  const reasons: Reason[] = [{ field: 'kind', says: `the endpoint rests it on “${cutTo(answered.quotation, 400)}”` }];
  const name = speaker?.name?.trim();
  const whole = {
    candidate: `e-${n}`,
    evidence: spans.map(({ start, end }) => ({ start, end })),
    kinds: [kind],
    asserted: false,
    confidence: CONFIDENCE,
    ...(party ? { party } : {}),
    // A name that does not stand in the article is invented.
    ...(speaker ? { speaker: { capacity: speaker.capacity, ...(name && text.includes(name) ? { name } : {}) } } : {}),
    ...(attribution ? { attribution } : {}),
    ...(subjects.length > 0 ? { subjects } : {}),
    ...(occurredAt && spanOf(occurredAt) ? { occurredAt } : {}),
    summary: cutTo(spans.map(({ start, end }) => text.slice(start, end).trim()).join(' '), LONGEST_SUMMARY),
    reasons,
  };
  const read = candidateSchema.safeParse(whole);
  return read.success ? read.data : undefined;
}

/** Undefined where the answer is none at all. @param content what the model wrote */
export function checkedAnswer(
  content: string,
  article: { readonly text: string; readonly sentences: readonly Span[]; readonly known: Known },
): CheckedAnswer | undefined {
  const read = endpointAnswer.safeParse(jsonIn(content));
  if (!read.success) return undefined;
  const candidates: Candidate[] = [];
  for (const one of read.data.candidates) {
    const answered = answeredCandidate.safeParse(one);
    const found = answered.success ? candidateOf(answered.data, candidates.length + 1, article) : undefined;
    if (found) candidates.push(found);
  }
  return { candidates, dropped: read.data.candidates.length - candidates.length };
}
