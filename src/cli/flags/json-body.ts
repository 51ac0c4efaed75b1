/** Makes a JSON body from a document, from flags, or from both: a flag then sets its field in the document. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Option, type Command } from 'commander';
import type { Options } from '../command-context.js';
import { CommandFailure, messageOf, usageError } from '../command-failure.js';
import { parseStrictly } from '../../json/strict-json.js';
import { Refused } from '../../problems/refused.js';
import type { ProcessIo } from '../process-io.js';
import type { Field } from './fields.js';
import { attributeNameOf } from './option.js';

/** A JSON object that can be changed. */
export type Json = { [field: string]: unknown };

/** The flag `--json-file`. */
export const jsonFile = (): Option =>
  new Option('--json-file <file>', 'a JSON document to send; - reads it from standard input');

/** Adds `--json-file` to a command. */
export const addJsonFile = (command: Command): Command => command.addOption(jsonFile());

/**
 * The content of a file; `-` is standard input.
 * @throws CommandFailure where it cannot be read
 */
export async function contentOf(file: string, { stdin }: ProcessIo): Promise<string> {
  try {
    return file === '-' ? await text(stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailure([messageOf(error)], undefined, { cause: error });
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The document of `--json-file`; an empty object where the flag is not given.
 * @throws CommandFailure where the file is not a JSON object
 */
export async function documentOf({ jsonFile: file }: Options, io: ProcessIo): Promise<Json> {
  if (typeof file !== 'string') return {};
  const content = await contentOf(file, io);
  try {
    const value: unknown = parseStrictly(content);
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new CommandFailure([`${file}: ${error.problem.detail}`], undefined, { cause: error });
  }
  throw usageError(`${file} must hold a JSON object`);
}

/** Sets the field at a path, and creates the objects on the way. */
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

/** Sets the fields that flags gave; returns the same body. */
export function applyFlags(body: Json, options: Options, fields: readonly Field[]): Json {
  for (const field of fields) {
    const value = options[attributeNameOf(field)];
    if (value !== undefined) setAt(body, field.path, value);
  }
  return body;
}
