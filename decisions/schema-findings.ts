/** What a schema found wrong, in the words of a problem document. */
import type { z } from 'zod';
import { nearest } from './nearest.js';
import { pointerOf } from './pointer.js';
import { problemOfFields, type FieldError, type Problem } from '../answers/problem.js';
import { fieldsAt } from './schema-fields.js';

type Issue = z.core.$ZodIssue;

/** What was checked, by what, and how its places are named. */
export interface Checked {
  readonly schema: z.core.$ZodType;
  readonly given: unknown;
  /** `body` where not given: places are then JSON pointers, else names of parameters. */
  readonly place?: 'body' | 'parameters';
  /** Where in the body or among the parameters what was checked stands; fields it has beside the schema's. */
  readonly under?: readonly PropertyKey[];
  readonly besides?: readonly string[];
}

interface Found {
  readonly path: readonly PropertyKey[];
  readonly detail: string;
  readonly nearest?: string | undefined;
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

const bound = (origin: string, limit: number | bigint): string =>
  origin === 'string' ? `${limit} characters` : origin === 'array' ? `${limit} items` : String(limit);

/** Of the ways in which a value could have been right, the one that it came nearest to. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((i) => i.path.length));
  return branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

function unknownTerm(issue: Issue & { code: 'invalid_value' }, given: unknown): Found {
  const values = [...new Set(issue.values.map(String))];
  const meant = typeof given === 'string' ? nearest(values, given) : undefined;
  return {
    path: issue.path,
    detail: `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`,
    nearest: meant,
  };
}

function unknownFields(issue: Issue & { code: 'unrecognized_keys' }, { schema, besides = [] }: Checked): Found[] {
  const known = fieldsAt(schema, issue.path);
  if (issue.path.length === 0) known.push(...besides);
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    detail: 'is no field here',
    nearest: nearest(known, key),
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
      return [
        {
          path,
          detail: `must ${issue.inclusive === false ? 'be more than' : 'have or be at least'} ${bound(issue.origin, issue.minimum)}`,
        },
      ];
    case 'too_big':
      return [
        {
          path,
          detail: `must ${issue.inclusive === false ? 'be less than' : 'have or be at most'} ${bound(issue.origin, issue.maximum)}`,
        },
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

function named({ path, detail, nearest: meant }: Found, { place = 'body', under = [] }: Checked): FieldError {
  const full = [...under, ...path];
  const where = place === 'body' ? { pointer: pointerOf(full) } : { parameter: String(full[0] ?? '') };
  return { ...where, detail, ...(meant === undefined ? {} : { nearest: meant }) };
}

/** Each field that the schema's issues are about. */
export const fieldErrorsOf = (issues: readonly Issue[], checked: Checked): FieldError[] =>
  issues.flatMap((issue) => found(issue, checked)).map((f) => named(f, checked));

/** The problem document for a body, or for parameters, that a schema refused. */
export const problemOfZod = (issues: readonly Issue[], checked: Checked): Problem =>
  problemOfFields(
    checked.place === 'parameters' ? 'invalid-parameter' : 'invalid-request',
    fieldErrorsOf(issues, checked),
  );
