/** Small objects on one line: `dockers:principal:Dockers’ Union`, `prisoners:36:person`, or as JSON. */
import { InvalidArgumentError, Option } from 'commander';
import type { Json } from './json-body.js';

const NUMBER = /^-?\d+(?:\.\d+)?$/;

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new InvalidArgumentError('It is not JSON.');
  }
}

/** The last name takes the rest, colons included; what is left empty is left out. */
function partsOf(names: readonly string[], text: string): Json {
  const parts = text.split(':');
  const last = parts.slice(names.length - 1).join(':');
  const values = [...parts.slice(0, names.length - 1), last];
  const given = names.flatMap((name, i) => (values[i] === undefined || values[i] === '' ? [] : [[name, values[i]]]));
  return Object.fromEntries(given) as Json;
}

const numbered = (name: string, value: unknown): unknown =>
  name === 'quantity' && typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;

function read(names: readonly string[], text: string): Json {
  if (text.startsWith('{')) return jsonOf(text);
  return Object.fromEntries(Object.entries(partsOf(names, text)).map(([name, value]) => [name, numbered(name, value)]));
}

/** An option that may be given several times, each time with one such object. */
export const shorthand = (flag: string, names: readonly string[], description: string): Option =>
  new Option(`--${flag} <${names.join(':')}>`, `${description}, or as JSON (repeatable)`).argParser(
    (text: string, before: Json[] | undefined) => [...(before ?? []), read(names, text)],
  );
