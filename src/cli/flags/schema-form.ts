/** What a flag needs to know about the schema of its value. */
import { z } from 'zod';

type Schema = z.core.$ZodType;

/** The form of a flag's value. */
export interface FlagForm {
  /** `nothing`: a boolean, set by the flag itself. */
  readonly takes: 'nothing' | 'text' | 'number' | 'date';
  /** A list: the flag may be given several times. */
  readonly repeatable: boolean;
  /** Items cannot hold commas, so several may be given at once, separated by commas. */
  readonly splitsAtCommas: boolean;
  readonly choices: readonly string[] | undefined;
  readonly description: string | undefined;
  /** The fields, where the schema is an object. */
  readonly fields: Readonly<Record<string, Schema>> | undefined;
}

const TEXT: FlagForm = {
  takes: 'text',
  repeatable: false,
  splitsAtCommas: false,
  choices: undefined,
  description: undefined,
  fields: undefined,
};

const metaOf = (schema: Schema): z.core.GlobalMeta => z.globalRegistry.get(schema) ?? {};

/** The schema inside an optional, nullable, preprocess, pipe or union (its first option). */
function insideOf(schema: Schema): Schema | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return schema.unwrap();
  if (schema instanceof z.ZodPipe) return schema.in instanceof z.ZodTransform ? schema.out : schema.in;
  return schema instanceof z.ZodUnion ? schema.options[0] : undefined;
}

function listOf(schema: z.ZodArray): FlagForm {
  const item = formOf(schema.element);
  return {
    ...item,
    repeatable: true,
    splitsAtCommas: item.takes === 'text' && !z.safeParse(schema.element, 'a,b').success,
  };
}

/** A choice that may be given as a number or as a text is one choice. */
function literalForm({ values }: z.ZodLiteral): FlagForm {
  const all = [...values];
  const takes = all.every((value) => typeof value === 'number') ? 'number' : 'text';
  return { ...TEXT, takes, choices: [...new Set(all.map(String))] };
}

function bareForm(schema: Schema): FlagForm {
  const inside = insideOf(schema);
  if (inside) return formOf(inside);
  if (schema instanceof z.ZodArray) return listOf(schema);
  if (schema instanceof z.ZodObject) return { ...TEXT, fields: schema.shape };
  if (schema instanceof z.ZodEnum) return { ...TEXT, choices: schema.options.map(String) };
  if (schema instanceof z.ZodLiteral) return literalForm(schema);
  if (schema instanceof z.ZodBoolean) return { ...TEXT, takes: 'nothing' };
  if (schema instanceof z.ZodNumber) return { ...TEXT, takes: 'number' };
  // Among the schemas of texts, only that of dates has examples.
  return { ...TEXT, takes: metaOf(schema).examples === undefined ? 'text' : 'date' };
}

/** The form of a schema. The outermost description counts: it says what the value is for, inner ones how it looks. */
export function formOf(schema: Schema): FlagForm {
  const form = bareForm(schema);
  return { ...form, description: metaOf(schema).description ?? form.description };
}
