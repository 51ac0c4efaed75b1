/** A value as a cell, and back. What no cell of its column can hold as such stands there as JSON. */
import { inexactNumber } from '../../decisions/exact-number.js';
import type { JsonValue } from '../../events/envelope.js';
import type { Shape } from './column-shapes.js';
import { guarded, isLikeJson, isNull, NUMBER, unguarded } from './guard.js';

/** What a cell holds, or what is wrong with it. */
export type Read = { readonly value: JsonValue } | { readonly wrong: string };

/** Reads JSON strictly. */
export type ParseJson = (text: string) => Read;

const SEPARATOR = ';';

const isJson = (text: string): boolean => /^[[{]/.test(text);

const isPlainItem = (item: JsonValue): item is string =>
  typeof item === 'string' && item !== '' && item.trim() === item && !item.includes(SEPARATOR);

/** `a; b` where that can be told apart again; undefined for other lists. */
function plainList(items: readonly JsonValue[]): string | undefined {
  if (items.length === 0 || !items.every(isPlainItem)) return undefined;
  const joined = items.join(`${SEPARATOR} `);
  return isJson(joined) || isNull(joined) ? undefined : guarded(joined, isNull);
}

/** The cell of a value. It is never empty. */
export function cellOf(shape: Shape, value: JsonValue): string {
  const type = 'cell' in shape ? shape.cell : undefined;
  if (typeof value === 'string') {
    if (type === 'text') return guarded(value, isNull);
    if (type === 'any') return guarded(value, isLikeJson);
  }
  const list = type === 'list' && Array.isArray(value) ? plainList(value as readonly JsonValue[]) : undefined;
  return list ?? JSON.stringify(value);
}

function numberIn(text: string): Read {
  if (!NUMBER.test(text)) return { wrong: 'is not a number: write it as 1250.5, without signs between thousands' };
  const inexact = inexactNumber(text);
  return inexact === undefined ? { value: Number(text) } : { wrong: inexact };
}

function booleanIn(text: string): Read {
  const word = text.toLowerCase();
  return word === 'true' || word === 'false' ? { value: word === 'true' } : { wrong: 'takes true or false' };
}

const listIn = (text: string): Read => ({
  value: text
    .split(SEPARATOR)
    .map((item) => item.trim())
    .filter((item) => item !== ''),
});

function anyIn(text: string): Read {
  if (NUMBER.test(text)) return numberIn(text);
  return isLikeJson(text) ? booleanIn(text) : { value: text };
}

/**
 * The value of a cell that is not empty.
 * @param shape what stands at the column's path
 */
export function valueOf(shape: Shape, cell: string, parse: ParseJson): Read {
  const type = 'cell' in shape ? shape.cell : undefined;
  const { text, isText } = unguarded(cell, type === 'any' ? isLikeJson : isNull);
  if (isText && type === 'any') return { value: text };
  if (!isText && isNull(text)) return { value: null };
  switch (type) {
    case 'text':
      return { value: text };
    case 'number':
      return numberIn(text.trim());
    case 'boolean':
      return booleanIn(text.trim());
    case 'list':
      return !isText && isJson(text) ? parse(text) : listIn(text);
    case 'any':
      return isJson(text) ? parse(text) : anyIn(text);
    case undefined:
      return isJson(text) ? parse(text) : { wrong: 'takes JSON; its parts have columns of their own' };
  }
}
