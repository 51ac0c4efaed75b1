/** One line of a story file, `{"type": …, "data": {…}}`, or of the export of a negotiation, which says more. */
import { exportedLine, storyLine } from '../../../answers/import.js';
import { SOURCES_STREAM } from '../../../events/envelope.js';
import type { JsonObject } from '../../../events/envelope.js';
import { marksIn, withoutMarks } from '../../../events/erasure/marks.js';
import { EVENT_TYPES, kindOfType } from '../../../events/event-types.js';
import { upcast } from '../../../events/upcast.js';
import { parseStrictly } from '../../json/strict-json.js';
import { meantType } from '../../../decisions/synonyms.js';
import { negotiationOf } from '../../projector/memory-image.js';
import { problemOfFields, type FieldError, type Problem } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';
import { problemOfBody } from '../../problems/refusal-problem.js';
import type { EventProposal } from '../../../decisions/decide.js';

/** What a line proposes, and how it says so. */
export interface StoryLine extends EventProposal {
  readonly form: 'story' | 'export' | 'coded';
}

export type ReadLine = StoryLine | { readonly problem: Problem };

const WHOLE_LOG = 'this is a whole log, or part of one: import that with `parley import --log` (POST /v1/log)';

const wrong = (pointer: string, detail: string, meant?: string): { readonly problem: Problem } => {
  const error: FieldError = { pointer, detail, ...(meant === undefined ? {} : { nearest: meant }) };
  return { problem: problemOfFields('invalid-request', [error]) };
};

/** It would destroy what it names; what it says of another log it cannot say of this one. */
const NOT_IMPORTED = 'an erasure is recorded by `parley erase` alone';

const unknownType = (type: string) => wrong('/type', 'is no event type', meantType(type));

/** Marks are made anew: those that an export holds tell only what belongs together where texts were erased. */
function proposed(type: string, data: unknown, form: StoryLine['form']): StoryLine {
  if (!isObject(data)) return { type, data, form };
  const given = data as JsonObject;
  return { type, data: withoutMarks(given), marks: kindOfType(type) && marksIn(given), form };
}

function storyLineOf(value: unknown): ReadLine {
  const read = storyLine.safeParse(value);
  if (!read.success) return { problem: problemOfBody(read.error.issues, { schema: storyLine, given: value }) };
  const { type, data } = read.data;
  if (type === 'EntryErased') return wrong('/type', NOT_IMPORTED);
  return EVENT_TYPES.includes(type) ? proposed(type, data, 'story') : unknownType(type);
}

/** The event is recorded anew: it keeps its own id and its data, and gets another place, time and recorder. */
function exportedLineOf(value: unknown): ReadLine {
  const read = exportedLine.safeParse(value);
  if (!read.success) return { problem: problemOfBody(read.error.issues, { schema: exportedLine, given: value }) };
  const { type, data, stream, schemaVersion } = read.data;
  if (stream !== SOURCES_STREAM && negotiationOf(stream) === undefined)
    return wrong('/stream', `${stream} is of no negotiation: ${WHOLE_LOG}`);
  if (type === 'EntryErased') return wrong('/type', NOT_IMPORTED);
  if (!EVENT_TYPES.includes(type)) return unknownType(type);
  const current = upcast(type, data as never, schemaVersion);
  if (!current) return wrong('/schemaVersion', `${schemaVersion} is of a newer Parley than this`);
  return proposed(type, current, 'export');
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isExported = (value: unknown): boolean => isObject(value) && Object.hasOwn(value, 'stream');

/** The line that a value states, or why it states none. */
export function readLineValue(value: unknown): ReadLine {
  if (isExported(value)) return exportedLineOf(value);
  if (isObject(value) && value['end'] === true) return wrong('/end', WHOLE_LOG);
  return storyLineOf(value);
}

/** What an export holds was stored once: a number in it is read as it was stored. */
function valueOf(text: string): unknown {
  try {
    return parseStrictly(text);
  } catch (error) {
    const stored = parseStrictly(text, { exactNumbers: false });
    if (isExported(stored)) return stored;
    throw error;
  }
}

/** The line that the text states, or why it states none. */
export function readStoryLine(text: string): ReadLine {
  try {
    return readLineValue(valueOf(text));
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
