/** The data of an event as cells by column, and back. */
import { canonicalJson } from '../../events/canonical.js';
import type { JsonObject, JsonValue } from '../../events/envelope.js';
import type { FieldError } from '../problem.js';
import { cellOf, valueOf, type ParseJson } from './cell.js';
import { ANY, inside, shapeAt, SHAPES, type Shape } from './column-shapes.js';
import { isSegment, pathOfColumn } from './columns.js';

/** A longer list of objects stands as JSON in one cell. */
export const MOST_ITEMS = 12;

export type Cells = ReadonlyMap<string, string>;

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isName = (key: string): boolean => isSegment(key) && !/^\d/.test(key);

/** The parts of a value that have columns of their own; undefined where it stands in one cell. */
function partsOf(shape: Shape, value: JsonValue): [string, JsonValue][] | undefined {
  if ('fields' in shape || 'each' in shape) {
    const parts = isObject(value) ? Object.entries(value) : [];
    return parts.length > 0 && parts.every(([key]) => isName(key)) ? parts : undefined;
  }
  if (!('items' in shape) || !Array.isArray(value)) return undefined;
  const items = value as readonly JsonValue[];
  const isTable = items.length > 0 && items.length <= MOST_ITEMS && items.every(isObject);
  return isTable ? items.map((item, i) => [String(i), item]) : undefined;
}

function put(cells: Map<string, string>, path: string, shape: Shape, value: JsonValue): void {
  const parts = partsOf(shape, value);
  if (!parts) cells.set(path, cellOf(shape, value));
  else for (const [name, part] of parts) put(cells, `${path}.${name}`, inside(shape, name) ?? ANY, part);
}

/** The cells of one field. */
function cellsOfField(type: string, field: string, value: JsonValue): Cells {
  const cells = new Map<string, string>();
  put(cells, field, shapeAt(SHAPES.get(type) ?? ANY, [field]) ?? ANY, value);
  return cells;
}

const parseOwn: ParseJson = (text) => ({ value: JSON.parse(text) as JsonValue });

/** The cells of each field; undefined where the columns cannot hold the data so that it comes back the same. */
export function cellsOfData(type: string, data: JsonObject): ReadonlyMap<string, Cells> | undefined {
  const fields = new Map(Object.entries(data).map(([field, value]) => [field, cellsOfField(type, field, value)]));
  const filled: FilledCell[] = [];
  for (const [column, cell] of [...fields.values()].flatMap((cells) => [...cells])) {
    const path = pathOfColumn(column);
    if (!path) return undefined;
    filled.push({ column, path, cell });
  }
  const read = dataOfCells(type, filled, parseOwn);
  return 'data' in read && canonicalJson(read.data) === canonicalJson(data) ? fields : undefined;
}

/** A field in one cell, whatever is in it. */
export const asOneCell = (value: JsonValue): string => JSON.stringify(value);

/** What is being put together from cells. */
type Parts = Map<string, Parts | { readonly value: JsonValue }>;

const isParts = (part: Parts | { readonly value: JsonValue } | undefined): part is Parts => part instanceof Map;

/** Where a value of this path goes; undefined where another column has taken the place, or stands inside. */
function enter(parts: Parts, path: readonly string[], value: JsonValue): boolean {
  let at = parts;
  for (const segment of path.slice(0, -1)) {
    const next = at.get(segment) ?? new Map();
    if (!isParts(next)) return false;
    at.set(segment, next);
    at = next;
  }
  const last = path.at(-1) ?? '';
  if (at.has(last)) return false;
  at.set(last, { value });
  return true;
}

/** Numbers make a list, in their order; one that is left out is no item. */
function assembled(parts: Parts): JsonValue {
  const entries = [...parts].map(([name, part]) => [name, isParts(part) ? assembled(part) : part.value] as const);
  if (!entries.every(([name]) => /^\d/.test(name))) return Object.fromEntries(entries);
  return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}

const clash = (column: string): FieldError => ({ column, detail: 'says what another column says already' });

/** A cell that is not empty, in a column of the data. */
export interface FilledCell {
  readonly column: string;
  readonly path: readonly string[];
  readonly cell: string;
}

/** The data that cells say, or what is wrong with them. */
export function dataOfCells(
  type: string,
  cells: Iterable<FilledCell>,
  parse: ParseJson,
): { readonly data: JsonObject } | { readonly errors: readonly FieldError[] } {
  const parts: Parts = new Map();
  const errors: FieldError[] = [];
  const ofType = SHAPES.get(type) ?? ANY;
  for (const { column, path, cell } of cells) {
    // What this type does not have is refused later, by its schema.
    const read = valueOf(shapeAt(ofType, path) ?? ANY, cell, parse);
    if ('wrong' in read) errors.push({ column, detail: read.wrong });
    else if (!enter(parts, path, read.value)) errors.push(clash(column));
  }
  if (errors.length > 0) return { errors };
  return { data: parts.size === 0 ? {} : (assembled(parts) as JsonObject) };
}
