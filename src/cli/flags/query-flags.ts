/** Flags that become parameters of a query: the lens, and what a call takes beside it. */
import type { Command } from 'commander';
import { lensSchema } from '../../../projections/record/lens.js';
import type { Options } from '../command-context.js';
import { fieldsOf, type Field } from './fields.js';
import { attributeNameOf, optionFor } from './option.js';

/** Every field of the lens, from its schema. */
export const LENS = fieldsOf(lensSchema.shape);

export function addFields(command: Command, fields: readonly Field[], group: string): Command {
  for (const field of fields) command.addOption(optionFor(field).helpGroup(group));
  return command;
}

export const LENS_GROUP = 'Lens (which reports count):';
export const addLens = (command: Command): Command => addFields(command, LENS, LENS_GROUP);

/** One end of a comparison: `--from-reported-by`. */
export function addEndLens(command: Command, end: 'from' | 'to'): Command {
  for (const field of LENS)
    command.addOption(optionFor(field, { prefix: `${end}-` }).helpGroup(`Lens of the ${end} end:`));
  return command;
}

type Given = string | number | boolean;

/** @param value what an option's parser has made of what was typed */
export function putParameter(query: URLSearchParams, name: string, value: unknown): void {
  const given = value as Given | readonly Given[] | undefined;
  for (const item of [given ?? []].flat()) query.append(name, String(item));
}

/** The parameters that were given by flags. */
export function queryFrom(
  options: Options,
  fields: readonly Field[] = LENS,
  query: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  for (const field of fields) putParameter(query, field.path.join('.'), options[attributeNameOf(field)]);
  return query;
}

export function putEndLens(options: Options, end: 'from' | 'to', query: URLSearchParams): URLSearchParams {
  for (const field of LENS)
    putParameter(query, `${end}.${field.path.join('.')}`, options[attributeNameOf(field, `${end}-`)]);
  return query;
}

/** Yes or no, sent only where it is yes. */
export function putFlag(query: URLSearchParams, name: string, value: unknown): URLSearchParams {
  if (value === true) query.set(name, 'true');
  return query;
}
