/** The columns of the table of events: those of the envelope, and one for each field of the data by its dotted path. */
import { meantField } from '../../decisions/synonyms.js';
import type { FieldError } from '../problem.js';
import { ALL_SHAPES, columnNames, inside, shapeAt, type Shape } from './column-shapes.js';

/** Columns of the envelope that come before the data, as people sort by them. */
export const FIRST = ['revision', 'recordedAt', 'recorder', 'type'] as const;
/** Those behind the data. */
export const LAST = ['stream', 'position', 'id', 'schemaVersion', 'correlationId', 'causationId', 'hash'] as const;
/** Why an event is damaged; and the whole data of one that no columns can hold, as JSON. Left out where nothing needs them. */
export const RARE = ['damaged', 'data'] as const;

export type EnvelopeColumn = (typeof FIRST | typeof LAST | typeof RARE)[number];
export const ENVELOPE: ReadonlySet<string> = new Set([...FIRST, ...LAST, ...RARE]);

/** A name, or the number of an item. What is neither is no column: `__proto__` is not. */
const SEGMENT = /^(?:[A-Za-z][\w-]{0,59}|0|[1-9]\d{0,2})$/;

export const isSegment = (name: string): boolean => SEGMENT.test(name);

/** An export has so many columns for parts of fields; a field that needs more stands as JSON in one. */
export const MOST_PARTS = 1_000;
/** The most columns of a table: those of an export whose fields need all that there may be. */
export const MOST_COLUMNS = ENVELOPE.size + MOST_PARTS + ('fields' in ALL_SHAPES ? ALL_SHAPES.fields.size : 0);
/** How deep a path goes: what is deeper stands as JSON. */
const DEEPEST = 32;

/** The path of a column of the data; undefined where no event has such a field. */
export function pathOfColumn(name: string): readonly string[] | undefined {
  const path = name.split('.', DEEPEST + 1);
  return path.length <= DEEPEST && path.every(isSegment) && shapeAt(ALL_SHAPES, path) ? path : undefined;
}

const KNOWN: readonly string[] = [...FIRST, ...LAST, ...columnNames()];

/** The column that was probably meant by an unknown one. */
export const meantColumn = (given: string): string | undefined => meantField(KNOWN, given);

export const unknownColumn = (column: string): FieldError => {
  const nearest = meantColumn(column);
  return { column, detail: 'is no column', ...(nearest === undefined ? {} : { nearest }) };
};

const UNKNOWN = Number.MAX_SAFE_INTEGER;

/** Where each field stands in the schemas: at every level of the path. */
function places(path: readonly string[]): number[] {
  let shape: Shape | undefined = ALL_SHAPES;
  return path.map((segment) => {
    const fields: readonly string[] = shape && 'fields' in shape ? [...shape.fields.keys()] : [];
    shape = shape && inside(shape, segment);
    if (/^\d+$/.test(segment)) return Number(segment);
    const at = fields.indexOf(segment);
    return at === -1 ? UNKNOWN : at;
  });
}

/** Columns of the data in the order in which the schemas have the fields. */
export function inOrder(names: Iterable<string>): string[] {
  const all = [...names].map((name) => ({ name, at: places(name.split('.')) }));
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const differs = a.findIndex((place, i) => place !== b[i]);
    return differs === -1 ? a.length - b.length : (a[differs] ?? 0) - (b[differs] ?? -1);
  };
  return all.toSorted((a, b) => compare(a.at, b.at) || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}
