/** Options of commands made from fields. Values are checked by the schema when they are parsed, before any request. */
import { InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { dataFindings } from '../../../decisions/schema-findings.js';
import { numberOf } from './exact-json.js';
import type { Field } from './fields.js';

type Value = string | number | boolean;

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** The word in `--flag <word>`: `date`, `number`, or the last word of the field's name. */
function placeholder({ path, form }: Field): string {
  if (form.takes === 'date') return 'date';
  const word =
    path
      .at(-1)
      ?.match(/[A-Z]?[a-z]+$/)?.[0]
      .toLowerCase() ?? 'text';
  return form.takes === 'number' && word !== 'revision' ? 'number' : word;
}

/** `must be a slug` → `It must be a slug.`; other details are sentences already. */
const sentence = (detail: string): string =>
  detail.startsWith('must') ? `It ${detail}.` : `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`;

/** @throws InvalidArgumentError with what is wrong, and the nearest valid value where there is one */
function check(schema: Field['schema'], given: unknown): void {
  const read = z.safeParse(schema, given);
  if (read.success) return;
  const [{ detail, nearest } = { detail: 'cannot be taken' }] = dataFindings(read.error.issues, { schema, given });
  throw new InvalidArgumentError(`${sentence(detail)}${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`);
}

const items = ({ form }: Field, text: string): Value[] => {
  const texts = form.splitsAtCommas ? text.split(',').map((part) => part.trim()) : [text];
  return form.takes === 'number' ? texts.map((t) => (NUMBER.test(t) ? numberOf(t) : t)) : texts;
};

function readAs(field: Field, text: string, before: unknown): Value | Value[] {
  const [first = '', ...rest] = items(field, text);
  check(field.schema, field.form.repeatable ? [first, ...rest] : first);
  return field.form.repeatable ? [...(Array.isArray(before) ? (before as Value[]) : []), first, ...rest] : first;
}

/** The option of a field. Choices are shown in help and completion; a wrong one gets the schema's own message. */
export function optionFor(field: Field, { prefix = '', description = field.form.description ?? '' } = {}): Option {
  const { flag, form } = field;
  if (form.takes === 'nothing') return new Option(`--${prefix}${flag}`, description);
  const repeatable = form.repeatable ? `${description} (repeatable)`.trim() : description;
  const option = new Option(`--${prefix}${flag} <${placeholder(field)}>`, repeatable);
  option.argParser((text: string, before: unknown) => readAs(field, text, before));
  if (form.choices) option.argChoices = [...form.choices];
  return option;
}

/** The name under which commander stores the flag's value. */
export const attributeNameOf = ({ flag }: Field, prefix = ''): string =>
  new Option(`--${prefix}${flag}`).attributeName();
