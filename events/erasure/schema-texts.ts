/** Where a schema has texts, and which of them can be erased. */
// oxlint-disable no-underscore-dangle -- `_zod` is zod's documented interface for libraries
import type { z } from 'zod';
import { isErasable } from './erasable.js';

type Schema = z.core.$ZodType;
type Def = z.core.$ZodTypes['_zod']['def'];

/** A text of a schema. */
export interface SchemaText {
  /** The names of the fields that lead to it; `*` for each item of a list, or each value of a record. */
  readonly path: readonly string[];
  readonly schema: Schema;
  readonly erasable: boolean;
  readonly isUrl: boolean;
}

/** What is inside a schema: the schemas of its parts, by their names. */
function partsOf(def: Def): readonly (readonly [name: string | null, schema: Schema])[] {
  // oxlint-disable-next-line switch-exhaustiveness-check -- of the other types none holds a text
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape);
    case 'array':
      return [['*', def.element]];
    case 'record':
      return [['*', def.valueType]];
    case 'union':
      return def.options.map((option) => [null, option] as const);
    case 'optional':
    case 'nullable':
    case 'readonly':
      return [[null, def.innerType]];
    case 'pipe':
      return [[null, def.out]];
    default:
      // Whatever a JSON value holds is not told by its schema.
      return [];
  }
}

/** Every text of a schema, but for those with a closed list of values. */
export function* textsOf(schema: Schema, path: readonly string[] = []): Generator<SchemaText> {
  const def = schema._zod.def as Def;
  if (def.type === 'string') {
    const isUrl = 'format' in def && def.format === 'url';
    yield { path, schema, erasable: isErasable(schema), isUrl };
  }
  for (const [name, part] of partsOf(def)) yield* textsOf(part, name === null ? path : [...path, name]);
}
