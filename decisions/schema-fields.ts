/** What a schema knows at a place: so that an unknown field can be answered with the one that was meant. */
import { z } from 'zod';

type Schema = z.core.$ZodType;

/** What is inside of `optional`, `nullable`, a default, a pipe. */
function unwrapped(schema: Schema): Schema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrapped(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema;
}

function within(wrapped: Schema, key: PropertyKey): Schema[] {
  const schema = unwrapped(wrapped);
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<PropertyKey, Schema>;
    return Object.hasOwn(shape, key) ? [shape[key] as Schema] : [];
  }
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return schema instanceof z.ZodUnion ? schema.options.flatMap((option) => within(option, key)) : [];
}

function fieldsOf(wrapped: Schema): string[] {
  const schema = unwrapped(wrapped);
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodUnion ? schema.options.flatMap(fieldsOf) : [];
}

/** The fields that an object at this place may have. */
export function fieldsAt(schema: Schema, path: readonly PropertyKey[]): string[] {
  const found = path.reduce<Schema[]>((schemas, key) => schemas.flatMap((s) => within(s, key)), [schema]);
  return [...new Set(found.flatMap(fieldsOf))];
}
