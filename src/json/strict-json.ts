/**
 * JSON without what a reader could understand in two ways: no key twice in one object, no `__proto__`, no half
 * characters, no number that would be kept as another, and no nesting beyond what any event has. JSON.parse lets all of
 * these pass.
 */
import type { JsonValue } from '../../events/envelope.js';
import { inexactNumber } from '../../decisions/exact-number.js';
import { pointerOf } from '../../decisions/pointer.js';
import { problem, problemOfFields } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';

const MAX_DEPTH = 32;

const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const BACKSLASH = 0x5c;

/** An object or a list that has been opened: the keys seen in an object, and the key or index where the scan stands. */
interface Frame {
  readonly keys: Set<string> | undefined;
  at: string | number;
}

const refuse = (detail: string, path: readonly PropertyKey[]): never => {
  throw new Refused(problemOfFields('invalid-json', [{ pointer: pointerOf(path), detail }]));
};

/** The index after the string that begins at `start`. The text is known to be JSON. */
function afterString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  for (;;) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
}

const isKey = (text: string, index: number): boolean => {
  let next = index;
  while (text.charCodeAt(next) <= 0x20) next += 1;
  return text.charCodeAt(next) === COLON;
};

function enterKey(frames: readonly Frame[], quoted: string): void {
  const key = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  const frame = frames.at(-1);
  if (!frame?.keys) return;
  frame.at = key;
  const path = frames.map(({ at }) => at);
  if (key === '__proto__') refuse('must not be called __proto__', path);
  if (frame.keys.size === frame.keys.add(key).size) refuse('is there twice', path);
}

const beginsNumber = (code: number): boolean => code === MINUS || (code >= DIGIT_0 && code <= DIGIT_9);
/** `.`, `e`, `E` and `+`. */
const OTHERS_IN_NUMBERS: ReadonlySet<number> = new Set([0x2e, 0x65, 0x45, 0x2b]);

/** The index after the number that begins at `start`. The text is known to be JSON. */
function afterNumber(text: string, start: number): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); beginsNumber(code) || OTHERS_IN_NUMBERS.has(code); code = text.charCodeAt(end))
    end += 1;
  return end;
}

/** A number of so few characters, and without an exponent, is kept as it is written. */
const SHORT = /^[-\d.]{1,15}$/;

function refuseInexact(number: string, frames: readonly Frame[]): void {
  const detail = SHORT.test(number) ? undefined : inexactNumber(number);
  if (detail === undefined) return;
  refuse(
    detail,
    frames.map(({ at }) => at),
  );
}

/** Looks at what is between the strings, and at the strings that are keys. The text is known to be JSON. */
function scan(text: string, exactNumbers: boolean): void {
  const frames: Frame[] = [];
  const open = (frame: Frame) => {
    if (frames.push(frame) > MAX_DEPTH) refuse(`is nested deeper than ${MAX_DEPTH} levels`, []);
  };
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      const end = afterString(text, i);
      if (isKey(text, end)) enterKey(frames, text.slice(i, end));
      i = end - 1;
    } else if (code === OPEN_OBJECT) open({ keys: new Set(), at: '' });
    else if (code === OPEN_LIST) open({ keys: undefined, at: 0 });
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) frames.pop();
    else if (code === COMMA) {
      const frame = frames.at(-1);
      if (typeof frame?.at === 'number') frame.at += 1;
    } else if (beginsNumber(code)) {
      const end = afterNumber(text, i);
      if (exactNumbers) refuseInexact(text.slice(i, end), frames);
      i = end - 1;
    }
  }
}

const ESCAPED_SURROGATE = /\\u[dD][89a-fA-F]/;

// Only an escape can bring one in: the text was decoded from UTF-8, which has none.
function refuseHalfCharacters(text: string): void {
  if (!ESCAPED_SURROGATE.test(text) && text.isWellFormed()) return;
  JSON.parse(text, (key, value: unknown) => {
    if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
      refuse('holds half a surrogate pair', [key]);
    return value;
  });
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new Refused(problem('invalid-json', `not JSON: ${(error as SyntaxError).message}`), { cause: error });
  }
}

/**
 * The value of a JSON text. Throws `Refused` where it is no JSON, or could be read in two ways.
 * @param exactNumbers false for what a store has kept already: it is read as it was stored
 */
export function parseStrictly(text: string, { exactNumbers = true } = {}): JsonValue {
  const value = parsed(text);
  scan(text, exactNumbers);
  refuseHalfCharacters(text);
  return value;
}
