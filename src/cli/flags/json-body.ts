/** A JSON body from flags, from a document, or from both: a flag then sets its field of the document. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Option, type Command } from 'commander';
import type { Options } from '../command-context.js';
import { CommandFailure, messageOf, usageError } from '../command-failure.js';
import type { ProcessIo } from '../process-io.js';
import type { Field } from './fields.js';
import { attributeNameOf } from './option.js';

export type Json = { [field: string]: unknown };

export const jsonFile = (): Option =>
  new Option('--json-file <file>', 'a JSON document to send; - reads it from standard input');

export const addJsonFile = (command: Command): Command => command.addOption(jsonFile());

/** A whole file; `-` is standard input. */
export async function contentOf(file: string, { stdin }: ProcessIo): Promise<string> {
  try {
    return file === '-' ? await text(stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailure([messageOf(error)], undefined, { cause: error });
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The document that `--json-file` names; an empty one where there is none. */
export async function documentOf({ jsonFile: file }: Options, io: ProcessIo): Promise<Json> {
  if (typeof file !== 'string') return {};
  const content = await contentOf(file, io);
  try {
    const value: unknown = JSON.parse(content);
    if (isObject(value)) return value;
  } catch (error) {
    throw new CommandFailure([`${file} is not JSON: ${messageOf(error)}`], undefined, { cause: error });
  }
  throw usageError(`${file} must hold a JSON object`);
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
export function applyFlags(body: Json, options: Options, fields: readonly Field[]): Json {
  for (const field of fields) {
    const value = options[attributeNameOf(field)];
    if (value !== undefined) setAt(body, field.path, value);
  }
  return body;
}
