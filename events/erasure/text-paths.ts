/** Where the data of events have texts that can be erased, by event type. */
import type { z } from 'zod';
import { accessSchemas } from '../access.js';
import { changeSchemas } from '../change.js';
import type { JsonObject, JsonValue } from '../envelope.js';
import { reportEventType } from '../event-types.js';
import { intakeSchemas } from '../intake/intake.js';
import { logSchemas } from '../log/log-begun.js';
import { publicationSchemas } from '../publications.js';
import { registrySchemas } from '../registry.js';
import { reportSchemas } from '../report.js';
import { KINDS } from '../vocabulary.js';
import { textsOf } from './schema-texts.js';

/** What stands at the end of a path. An address that was erased is left out; any other text is shown as erased. */
export type TextSort = 'text' | 'url';

/** A tree of fields; `*` stands for each item of a list, or each value of a record. */
export interface TextPaths {
  readonly [field: string]: TextPaths | TextSort;
}

type Growing = { [field: string]: Growing | TextSort };

function add(tree: Growing, [field = '', ...rest]: readonly string[], sort: TextSort): void {
  if (rest.length === 0) {
    tree[field] = sort;
    return;
  }
  const inner = tree[field];
  const branch = typeof inner === 'object' ? inner : {};
  tree[field] = branch;
  add(branch, rest, sort);
}

function pathsOf(schemas: readonly z.ZodType[]): Growing {
  const tree: Growing = {};
  for (const schema of schemas)
    for (const { path, erasable, isUrl } of textsOf(schema)) if (erasable) add(tree, path, isUrl ? 'url' : 'text');
  return tree;
}

const OF_TYPES: readonly (readonly [type: string, schema: z.ZodType])[] = [
  ...KINDS.map((kind) => [reportEventType(kind), reportSchemas[kind]] as const),
  ...[changeSchemas, registrySchemas, accessSchemas, publicationSchemas, intakeSchemas, logSchemas].flatMap((schemas) =>
    Object.entries<z.ZodType>(schemas),
  ),
];

/** The schema of every event type, whatever its stream. */
export const allEventSchemas = (): ReadonlyMap<string, z.ZodType> => new Map(OF_TYPES);

/** A correction may be of anything: what can be erased anywhere can be in it. */
const CHANGES = pathsOf(OF_TYPES.map(([, schema]) => schema));
/** An amendment may be of a correction, which has its changes one step deeper. */
const CHANGES_OF_CHANGES: TextPaths = { ...CHANGES, changes: CHANGES };

function pathsOfType(type: string, schema: z.ZodType): TextPaths {
  const paths = pathsOf([schema]);
  if (type === 'ReportCorrected') return { ...paths, changes: CHANGES };
  return type === 'EntryAmended' ? { ...paths, changes: CHANGES_OF_CHANGES } : paths;
}

const BY_TYPE: ReadonlyMap<string, TextPaths> = new Map(
  OF_TYPES.map(([type, schema]) => [type, pathsOfType(type, schema)]),
);

const NONE: TextPaths = {};

/** None for a type that this version does not know. */
export const textPathsOf = (type: string): TextPaths => BY_TYPE.get(type) ?? NONE;

function* namesIn(paths: TextPaths): Generator<string> {
  for (const [field, path] of Object.entries(paths))
    if (typeof path === 'object') yield* namesIn(path);
    else if (field !== '*') yield field;
}

/** The names of all fields of all types that have a text that can be erased. */
export const namesOfTexts = (): ReadonlySet<string> =>
  new Set([...BY_TYPE.values()].flatMap((paths) => [...namesIn(paths)]));

/** The path of a field; undefined where there is no text in it that can be erased. */
export const pathAt = (paths: TextPaths, field: string): TextPaths | TextSort | undefined =>
  Object.hasOwn(paths, field) ? paths[field] : paths['*'];

/** A place in data: the fields that lead to it, as a JSON pointer (RFC 6901). */
export const pointerTo = (pointer: string, field: string): string =>
  /[~/]/.test(field) ? `${pointer}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}` : `${pointer}/${field}`;

/** The names of the fields in the order in which texts are visited, and their keys stand: that of canonical JSON. */
export function fieldsInOrder(value: JsonObject | readonly JsonValue[]): string[] {
  const fields = Object.keys(value);
  // Stored data are in order but for the numbers of a list, of which 10 comes before 2.
  for (let i = 1; i < fields.length; i += 1)
    if ((fields[i - 1] as string) > (fields[i] as string)) return fields.toSorted();
  return fields;
}

/** What is done with each value that stands where a text can be erased. It answers what takes its place. */
export type AtText = (value: JsonValue, pointer: string, sort: TextSort, holder: object, field: string) => JsonValue;

export const isBranch = (value: JsonValue | undefined): value is JsonObject | readonly JsonValue[] =>
  typeof value === 'object' && value !== null;

function mappedBranch(value: JsonValue, paths: TextPaths, pointer: string, at: AtText): JsonValue {
  if (!isBranch(value)) return value;
  const copy = Array.isArray(value) ? [...(value as JsonValue[])] : { ...(value as JsonObject) };
  const fields = copy as Record<string, JsonValue>;
  for (const field of fieldsInOrder(fields)) {
    const inner = fields[field];
    const path = pathAt(paths, field);
    if (inner === undefined || path === undefined) continue;
    const place = pointerTo(pointer, field);
    if (typeof path === 'object') fields[field] = mappedBranch(inner, path, place, at);
    else {
      const replaced = at(inner, place, path, copy, field);
      if (replaced !== inner) fields[field] = replaced;
    }
  }
  return copy;
}

/** The data with each value in such a place replaced. The places are visited in the same order every time. */
export const mapTexts = (data: JsonObject, paths: TextPaths, at: AtText): JsonObject =>
  mappedBranch(data, paths, '', at) as JsonObject;
