/**
 * Which columns an event's data has, and how the cells of each are written: read off the schemas of events, so that a
 * new field has its column by itself.
 */
// oxlint-disable no-underscore-dangle -- `_zod` is zod's documented interface for libraries
import type { z } from 'zod';
import { EVENT_TYPES } from '../../events/event-types.js';
import { schemaOf } from '../../events/event.js';

/** What a cell holds. `list`: texts; `any`: what its own form says, as in a merge patch. */
export type CellType = 'text' | 'number' | 'boolean' | 'list' | 'any';

/** What stands at a path of the data: one cell, or columns for what is inside. */
export type Shape =
  | { readonly cell: CellType }
  /** An object: a column for each field. */
  | { readonly fields: ReadonlyMap<string, Shape> }
  /** An object with names of any kind, such as the languages of `names`. */
  | { readonly each: Shape }
  /** A list of objects: columns for each by its number, from 0. */
  | { readonly items: Shape };

type Schema = z.core.$ZodType;
type Def = z.core.$ZodTypes['_zod']['def'];

const cell = (type: CellType): Shape => ({ cell: type });
export const ANY: Shape = cell('any');

const isCell = (shape: Shape, type: CellType): boolean => 'cell' in shape && shape.cell === type;

const ofValues = (values: readonly unknown[]): Shape =>
  values.every((value) => typeof value === 'string') ? cell('text') : ANY;

function ofList(item: Shape): Shape {
  if (isCell(item, 'text')) return cell('list');
  return 'fields' in item ? { items: item } : ANY;
}

function ofUnion(options: readonly Schema[]): Shape {
  const [first, ...others] = options.map(shapeOf);
  const isSame = (other: Shape) => first && 'cell' in first && isCell(other, first.cell);
  return first && others.every(isSame) ? first : ANY;
}

type ShapeByType = { readonly [T in Def['type']]?: (def: Extract<Def, { type: T }>) => Shape };

/** Of the types that events use; others stand as JSON. */
const SHAPE_OF: ShapeByType = {
  string: () => cell('text'),
  number: () => cell('number'),
  boolean: () => cell('boolean'),
  enum: ({ entries }) => ofValues(Object.values(entries)),
  literal: ({ values }) => ofValues(values),
  optional: ({ innerType }) => shapeOf(innerType),
  pipe: ({ out }) => shapeOf(out),
  union: ({ options }) => ofUnion(options),
  array: ({ element }) => ofList(shapeOf(element)),
  record: ({ valueType }) => ({ each: shapeOf(valueType) }),
  object: ({ shape }) => ({
    fields: new Map(Object.entries(shape).map(([name, field]) => [name, shapeOf(field)])),
  }),
};

function shapeOf(schema: Schema): Shape {
  const def = schema._zod.def as Def;
  return SHAPE_OF[def.type]?.(def as never) ?? ANY;
}

/** What fits both. */
function merged(a: Shape, b: Shape): Shape {
  if ('cell' in a && isCell(b, a.cell)) return a;
  if ('items' in a && 'items' in b) return { items: merged(a.items, b.items) };
  if ('each' in a && 'each' in b) return { each: merged(a.each, b.each) };
  if (!('fields' in a && 'fields' in b)) return ANY;
  const fields = new Map(a.fields);
  for (const [name, shape] of b.fields) fields.set(name, merged(fields.get(name) ?? shape, shape));
  return { fields };
}

const PATCH = 'changes';

/** A patch has the fields of everything that can be patched, and may change a report's kind. One in a patch stays JSON. */
function withPatches(shapes: ReadonlyMap<string, Shape>): ReadonlyMap<string, Shape> {
  const all = [...shapes.values()].reduce(merged);
  const patch: Shape =
    'fields' in all ? { fields: new Map([['kind', cell('text')], ...all.fields, [PATCH, ANY]]) } : ANY;
  return new Map(
    [...shapes].map(([type, shape]) => [
      type,
      'fields' in shape && shape.fields.has(PATCH) ? { fields: new Map(shape.fields).set(PATCH, patch) } : shape,
    ]),
  );
}

/** The data of each event type. */
export const SHAPES: ReadonlyMap<string, Shape> = withPatches(
  new Map(EVENT_TYPES.map((type) => [type, shapeOf(schemaOf(type) as Schema)])),
);

/** The data of all event types together: every column that there is. */
export const ALL_SHAPES: Shape = [...SHAPES.values()].reduce(merged);

const isIndex = (segment: string): boolean => /^\d+$/.test(segment);

/** What is inside under this name or number; undefined where nothing is. */
export function inside(shape: Shape, segment: string): Shape | undefined {
  if ('fields' in shape) return shape.fields.get(segment);
  if ('each' in shape) return isIndex(segment) ? undefined : shape.each;
  if ('items' in shape) return isIndex(segment) ? shape.items : undefined;
  if (shape.cell === 'list' && isIndex(segment)) return cell('text');
  return shape.cell === 'any' ? ANY : undefined;
}

/** What stands at a path; undefined where nothing does. */
export const shapeAt = (shape: Shape, path: readonly string[]): Shape | undefined =>
  path.reduce<Shape | undefined>((at, segment) => at && inside(at, segment), shape);

/** The names of columns, with `0` for any number: what an unknown column may have been meant to be. */
export function columnNames(shape: Shape = ALL_SHAPES, path: readonly string[] = []): string[] {
  if ('fields' in shape) return [...shape.fields].flatMap(([name, field]) => columnNames(field, [...path, name]));
  if ('items' in shape) return columnNames(shape.items, [...path, '0']);
  return 'each' in shape ? [] : [path.join('.')];
}
