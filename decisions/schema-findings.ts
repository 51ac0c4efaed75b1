/** What a schema found wrong, as findings in words of our own, with the known field or term that was probably meant. */
import { z } from 'zod';
import { pointerOf } from './pointer.js';
import type { DataFinding, ParameterFinding } from './refusal.js';
import { meantField, meantWord } from './synonyms.js';

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** A value that a schema has refused. */
export interface Checked {
  readonly schema: Schema;
  readonly given: unknown;
  /** The path of the value in what was sent; nothing where it is the whole. */
  readonly under?: readonly PropertyKey[];
  /** Fields that were given beside those of the schema: known names, where one is misspelt. */
  readonly otherFields?: readonly string[];
}

interface Found {
  readonly path: readonly PropertyKey[];
  readonly detail: string;
  readonly nearest?: string | undefined;
}

/** The schema inside `optional`, `nullable`, a default or a pipe. */
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

/** The fields that an object at this place may have: the known names, where one is misspelt. */
function fieldsAt(schema: Schema, path: readonly PropertyKey[]): string[] {
  const there = path.reduce<Schema[]>((schemas, key) => schemas.flatMap((s) => within(s, key)), [schema]);
  return [...new Set(there.flatMap(fieldsOf))];
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    given,
  );
}

const ARTICLES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  int: 'a whole number',
};

const typed = (expected: string): string => `must be ${ARTICLES[expected] ?? `a ${expected}`}`;

/** What is counted, by what it is counted in; other values are compared as numbers. */
const COUNTED: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ['character', 'characters'],
  array: ['item', 'items'],
};

/** What a limit asks for. @param limit of a number, or of what a text or a list has */
function bound(origin: string, limit: number | bigint, is: string): string {
  const counted = COUNTED[origin];
  return counted ? `must have ${is} ${limit} ${counted[Number(limit) === 1 ? 0 : 1]}` : `must be ${is} ${limit}`;
}

/** One is the least that there can be of something: whatever holds none of it is empty. */
function tooSmall({ origin, minimum, inclusive }: Issue & { code: 'too_small' }): string {
  const isEmpty = Number(minimum) === 1 && inclusive !== false;
  if (isEmpty && origin === 'string') return 'must not be blank';
  if (isEmpty && origin === 'array') return 'must not be empty';
  return bound(origin, minimum, inclusive === false ? 'more than' : 'at least');
}

/** Of a union's branches, each with its issues, the one that the value came nearest to. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((i) => i.path.length));
  return branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

function unknownTerm(issue: Issue & { code: 'invalid_value' }, given: unknown): Found {
  const values = [...new Set(issue.values.map(String))];
  const meant = typeof given === 'string' ? meantWord(values, given) : undefined;
  return {
    path: issue.path,
    detail: `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`,
    nearest: meant,
  };
}

function unknownFields(issue: Issue & { code: 'unrecognized_keys' }, { schema, otherFields = [] }: Checked): Found[] {
  const known = fieldsAt(schema, issue.path);
  if (issue.path.length === 0) known.push(...otherFields);
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    detail: 'is no field here',
    nearest: meantField(known, key),
  }));
}

function found(issue: Issue, checked: Checked): Found[] {
  const { path, message } = issue;
  const value = valueAt(checked.given, path);
  if (value === undefined && issue.code !== 'custom' && issue.code !== 'unrecognized_keys')
    return [{ path, detail: 'is required' }];
  switch (issue.code) {
    case 'invalid_type':
      return [{ path, detail: typed(issue.expected) }];
    case 'invalid_value':
      return [unknownTerm(issue, value)];
    case 'unrecognized_keys':
      return unknownFields(issue, checked);
    case 'invalid_union':
      if (issue.errors.length === 0) return [{ path, detail: 'is none of the forms known here' }];
      return likeliest(issue.errors).flatMap((i) => found({ ...i, path: [...path, ...i.path] }, checked));
    case 'too_small':
      return [{ path, detail: tooSmall(issue) }];
    case 'too_big':
      return [
        { path, detail: bound(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most') },
      ];
    case 'invalid_format':
      return [{ path, detail: issue.format === 'url' ? 'must be an http or https URL' : message }];
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return [{ path, detail: message }];
  }
}

const findingOf = ({ detail, nearest: meant }: Found) => ({
  detail,
  ...(meant === undefined ? {} : { nearest: meant }),
  code: 'invalid-data' as const,
});

/** What two rules find of one field in the same words is told once. */
const foundOnce = (issues: readonly Issue[], checked: Checked): Found[] => [
  ...new Map(
    issues.flatMap((issue) => found(issue, checked)).map((f) => [JSON.stringify([f.path, f.detail]), f]),
  ).values(),
];

/** A finding for each field of the data that the issues are about, with its JSON pointer. */
export const dataFindings = (issues: readonly Issue[], checked: Checked): DataFinding[] =>
  foundOnce(issues, checked).map((f) => ({
    pointer: pointerOf([...(checked.under ?? []), ...f.path]),
    ...findingOf(f),
  }));

/** The same of parameters: a finding names the first part of its path. */
export const parameterFindings = (issues: readonly Issue[], checked: Checked): ParameterFinding[] =>
  foundOnce(issues, checked).map((f) => ({
    parameter: String([...(checked.under ?? []), ...f.path][0] ?? ''),
    ...findingOf(f),
  }));
