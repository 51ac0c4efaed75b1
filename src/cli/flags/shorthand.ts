/** Flags whose value is a small object: `dockers:principal:Dockers’ Union`, `prisoners:36:person`, or JSON. */
import { Option } from 'commander';
import { jsonOf, numberOf } from './exact-json.js';
import type { Json } from './json-body.js';

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** The last name takes the rest, colons included. Empty parts are left out. */
function partsOf(names: readonly string[], text: string): Json {
  const parts = text.split(':');
  const last = parts.slice(names.length - 1).join(':');
  const values = [...parts.slice(0, names.length - 1), last];
  const given = names.flatMap((name, i) => (values[i] === undefined || values[i] === '' ? [] : [[name, values[i]]]));
  return Object.fromEntries(given) as Json;
}

const numbered = (name: string, value: unknown): unknown =>
  name === 'quantity' && typeof value === 'string' && NUMBER.test(value) ? numberOf(value) : value;

function read(names: readonly string[], text: string): Json {
  if (text.startsWith('{')) return jsonOf(text) as Json;
  return Object.fromEntries(Object.entries(partsOf(names, text)).map(([name, value]) => [name, numbered(name, value)]));
}

/**
 * A repeatable option for such objects.
 * @param names the fields, in the order of their values
 */
export const shorthand = (flag: string, names: readonly string[], description: string): Option =>
  new Option(`--${flag} <${names.join(':')}>`, `${description}, or as JSON (repeatable)`).argParser(
    (text: string, before: Json[] | undefined) => [...(before ?? []), read(names, text)],
  );
