/** A JSON body from flags, from a document, or from both: a flag then sets its field of the document. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Option, type Command } from 'commander';
import type { Options } from '../context.js';
import { Failed, messageOf, usage } from '../exit.js';
import type { Shell } from '../shell.js';
import type { Field } from './fields.js';
import { keptAs } from './option.js';

export type Json = { [field: string]: unknown };

export const jsonFile = (): Option =>
  new Option('--json-file <file>', 'a JSON document to send; - reads it from standard input');

export const addJsonFile = (command: Command): Command => command.addOption(jsonFile());

/** A whole file; `-` is standard input. */
export async function contentOf(file: string, { stdin }: Shell): Promise<string> {
  try {
    return file === '-' ? await text(stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw new Failed([messageOf(error)], undefined, { cause: error });
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The document that `--json-file` names; an empty one where there is none. */
export async function documentOf({ jsonFile: file }: Options, shell: Shell): Promise<Json> {
  if (typeof file !== 'string') return {};
  const content = await contentOf(file, shell);
  try {
    const value: unknown = JSON.parse(content);
    if (isObject(value)) return value;
  } catch (error) {
    throw new Failed([`${file} is not JSON: ${messageOf(error)}`], undefined, { cause: error });
  }
  throw usage(`${file} must hold a JSON object`);
}

/** Sets a field, making the objects on the way to it. */
export function setAt(body: Json, [first, ...rest]: readonly string[], value: unknown): void {
  if (first === undefined || first === '__proto__') return;
  if (rest.length === 0) {
    body[first] = value;
    return;
  }
  const own = Object.hasOwn(body, first) ? body[first] : undefined;
  const within: Json = isObject(own) ? own : {};
  body[first] = within;
  setAt(within, rest, value);
}

/** Lays what the flags gave over the body. */
export function layFields(body: Json, options: Options, fields: readonly Field[]): Json {
  for (const field of fields) {
    const value = options[keptAs(field)];
    if (value !== undefined) setAt(body, field.path, value);
  }
  return body;
}
