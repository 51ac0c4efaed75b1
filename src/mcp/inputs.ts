/** What the tools take: the parameters of the HTTP interface as values and not as the texts of a query. */
import { z } from 'zod';
import { negotiationId } from '../../events/ids.js';
import { lensSchema } from '../../projections/record/lens.js';
import type { LensFields } from '../../packages/client/src/query.js';

/** A parameter that is preprocessed takes a text and makes a number or a list of it: a tool takes the number or the list. */
function meant(field: z.ZodType): z.ZodType {
  const inner = field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field;
  const isPreprocessed = inner instanceof z.ZodPipe && inner.in instanceof z.ZodTransform;
  const value = isPreprocessed ? (inner.out as z.ZodType) : inner;
  const meta = field.meta();
  return (meta === undefined ? value : value.meta(meta)).optional();
}

/** The fields of parameters that a tool takes, all of them optional. */
export const fieldsOf = <S extends z.ZodRawShape>(shape: S): { [F in keyof S]: z.ZodOptional<z.ZodType> } =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, meant(field as z.ZodType)])) as never;

export const lens = z
  .strictObject(fieldsOf(lensSchema.shape))
  .optional()
  .meta({ description: 'Which reports count; all of them, as they stand now, where nothing is given.' });

/** The lens as it was given: the schema has checked its fields. */
export const lensOf = (given: z.infer<typeof lens>): LensFields => (given ?? {}) as LensFields;

export const negotiation = negotiationId.meta({ description: 'The slug of the talks, as list_talks gives it.' });

/** A page of a listing. */
export const page = {
  limit: z.int().min(1).max(50).optional().meta({ description: 'How many at most, up to 50; 20 where not given.' }),
  cursor: z.string().max(300).optional().meta({ description: '`next` of the page before.' }),
} as const;
export const USUAL_LIMIT = 20;
