/** Checks what an endpoint answers: what does not hold is dropped and counted. Nothing of it is taken on trust. */
import type { Candidate, Span } from '../../../events/intake/candidate.js';
import type { Known } from '../../../intake/known.js';
import { quotedCandidate, unknownNames } from '../proposing/quoted-candidate.js';
import { answeredCandidate, endpointAnswer, type AnsweredCandidate } from './answer-schema.js';

/** What holds of an answer. */
export interface CheckedAnswer {
  readonly candidates: readonly Candidate[];
  /** How many candidates were dropped. */
  readonly dropped: number;
}

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

function candidateOf(
  answered: AnsweredCandidate,
  n: number,
  { text, sentences, known }: { text: string; sentences: readonly Span[]; known: Known },
): Candidate | undefined {
  const numbers = [...new Set(answered.sentences)].toSorted((a, b) => a - b);
  const spans = numbers.flatMap((number) => sentences[number - 1] ?? []);
  if (spans.length < numbers.length || !isQuoted(text, spans, answered.quotation)) return undefined;
  if (unknownNames(answered, known).length > 0) return undefined;
  return quotedCandidate(answered, `e-${n}`, spans, { text, by: 'the endpoint' });
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
