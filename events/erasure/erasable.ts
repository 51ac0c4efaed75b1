/** Marks texts in schemas that can be erased: free texts, which no rule reads. */
import { z } from 'zod';

/** By schema object. Only schemas are in it, once each, from the moment that they are made. */
const marked = z.registry<{ erasable: true }>();

/**
 * Marks a text as one that can be erased. It is stored encrypted, under a key of its own.
 * @example
 * const note = erasable(prose(4000)).optional();
 */
export function erasable<S extends z.ZodType>(schema: S): S {
  marked.add(schema, { erasable: true });
  return schema;
}

export const isErasable = (schema: z.core.$ZodType): boolean => marked.has(schema);
