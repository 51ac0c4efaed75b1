/** One line of a story file: `{"type": …, "data": {…}}`. */
import { storyLine } from '../../answers/import.js';
import { EVENT_TYPES } from '../../events/event-types.js';
import { parseStrictly } from '../json/strict-json.js';
import { meantType } from '../../decisions/synonyms.js';
import { problemOfFields, type FieldError, type Problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';
import { problemOfBody } from '../problems/refusal-problem.js';
import type { EventProposal } from '../../decisions/decide.js';

const unknownType = (type: string): FieldError => {
  const meant = meantType(type);
  return { pointer: '/type', detail: 'is no event type', ...(meant === undefined ? {} : { nearest: meant }) };
};

function lineOf(value: unknown): EventProposal | { readonly problem: Problem } {
  const read = storyLine.safeParse(value);
  if (!read.success) return { problem: problemOfBody(read.error.issues, { schema: storyLine, given: value }) };
  const { type, data } = read.data;
  if (!EVENT_TYPES.includes(type)) return { problem: problemOfFields('invalid-request', [unknownType(type)]) };
  return { type, data };
}

/** The line that the text states, or why it states none. */
export function readStoryLine(text: string): EventProposal | { readonly problem: Problem } {
  try {
    return lineOf(parseStrictly(text));
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    throw error;
  }
}

/** A problem with an event's data as one with the line that holds it. */
export function inLine(problem: Problem): Problem {
  const { errors } = problem;
  if (!errors || errors.some(({ pointer }) => pointer === undefined)) return problem;
  return problemOfFields(
    problem.code,
    errors.map((error) => ({ ...error, pointer: `/data${error.pointer ?? ''}` })),
  );
}
