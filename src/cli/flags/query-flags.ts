/** Flags that become query parameters: those of the lens, and those of one call. */
import type { Command } from 'commander';
import { lensSchema } from '../../../projections/record/lens.js';
import type { Options } from '../command-context.js';
import { fieldsOf, type Field } from './fields.js';
import { attributeNameOf, optionFor } from './option.js';

/** Every field of the lens. */
export const LENS = fieldsOf(lensSchema.shape);

/** Adds an option for each field, under a heading of the help. */
export function addFields(command: Command, fields: readonly Field[], group: string): Command {
  for (const field of fields) command.addOption(optionFor(field).helpGroup(group));
  return command;
}

/** The heading of the lens in the help. */
export const LENS_GROUP = 'Lens (which reports count):';
/** Adds the flags of the lens. */
export const addLens = (command: Command): Command => addFields(command, LENS, LENS_GROUP);

/** Adds the lens of one end of a comparison: `--from-reported-by`. */
export function addEndLens(command: Command, end: 'from' | 'to'): Command {
  for (const field of LENS)
    command.addOption(optionFor(field, { prefix: `${end}-` }).helpGroup(`Lens of the ${end} end:`));
  return command;
}

type ParameterValue = string | number | boolean;

/**
 * Appends a parameter, once for each value of a list; nothing where the value is undefined.
 * @param value as the option's parser returned it
 */
export function putParameter(query: URLSearchParams, name: string, value: unknown): void {
  const values = value as ParameterValue | readonly ParameterValue[] | undefined;
  for (const item of [values ?? []].flat()) query.append(name, String(item));
}

/** The parameters given by flags, appended to `query`. */
export function queryFrom(
  options: Options,
  fields: readonly Field[] = LENS,
  query: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  for (const field of fields) putParameter(query, field.path.join('.'), options[attributeNameOf(field)]);
  return query;
}

/** The same for one end of a comparison: `from.reportedBy`. */
export function putEndLens(options: Options, end: 'from' | 'to', query: URLSearchParams): URLSearchParams {
  for (const field of LENS)
    putParameter(query, `${end}.${field.path.join('.')}`, options[attributeNameOf(field, `${end}-`)]);
  return query;
}

/** Sets a parameter to `true` where the flag is given. */
export function putFlag(query: URLSearchParams, name: string, value: unknown): URLSearchParams {
  if (value === true) query.set(name, 'true');
  return query;
}
