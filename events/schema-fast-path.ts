/**
 * A fast path past zod for values that are valid and that parsing would not change. Every event of a log is checked when
 * it is read: this looks only at the fields that are there and copies nothing, while zod visits every field of the schema.
 */
// oxlint-disable no-underscore-dangle -- `_zod` is zod's documented interface for libraries
import type { z } from 'zod';

/**
 * True where the value is valid and parsing would return it unchanged. False means “not known”: then parse with zod,
 * which may still accept the value and otherwise says what is wrong.
 */
export type SchemaCheck = (value: unknown) => boolean;

type Schema = z.core.$ZodType;
type Def = z.core.$ZodTypes['_zod']['def'];
type Shape = z.core.$ZodObjectDef['shape'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Schemas without a fast check are left to zod. It copies objects; a text or a number that it changes is not accepted. */
const askZod =
  (schema: Schema): SchemaCheck =>
  (value) => {
    const result = schema._zod.run({ value, issues: [] }, {});
    if (result instanceof Promise || result.issues.length > 0) return false;
    return result.value === value || typeof value === 'object';
  };

const isOptional = (schema: Schema): boolean => schema._zod.optin === 'optional';

/** A strict object: no field outside the shape, and every required field. */
function objectCheck(shape: Shape): SchemaCheck {
  const fields = new Map(Object.entries(shape).map(([key, schema]) => [key, fastCheckOf(schema)]));
  const required = Object.keys(shape).filter((key) => !isOptional(shape[key] as Schema));
  return (value) => {
    if (!isObject(value)) return false;
    for (const key of required) if (value[key] === undefined) return false;
    for (const key in value) if (fields.get(key)?.(value[key]) !== true) return false;
    return true;
  };
}

function unionCheck(options: readonly Schema[]): SchemaCheck {
  const accepts = options.map(fastCheckOf);
  return (value) => accepts.some((one) => one(value));
}

function arrayCheck(element: Schema): SchemaCheck {
  const accepts = fastCheckOf(element);
  return (value) => Array.isArray(value) && value.every((item) => accepts(item));
}

type CheckByType = {
  readonly [T in Def['type']]?: (def: Extract<Def, { type: T }>, schema: Schema) => SchemaCheck | undefined;
};

const oneOf = (_: Def, { _zod }: Schema): SchemaCheck | undefined => {
  const values = _zod.values as ReadonlySet<unknown> | undefined;
  return values && ((value) => values.has(value));
};

/** The fast checks, for the types that events use. Formats that zod checks itself have none. */
const CHECKS: CheckByType = {
  string: (def) => ('format' in def ? undefined : (value) => typeof value === 'string'),
  number: (def) => {
    if ('format' in def) return def.format === 'safeint' ? Number.isSafeInteger : undefined;
    return (value) => typeof value === 'number' && Number.isFinite(value);
  },
  boolean: () => (value) => typeof value === 'boolean',
  enum: oneOf,
  literal: oneOf,
  optional: ({ innerType }) => fastCheckOf(innerType),
  array: ({ element }) => arrayCheck(element),
  object: ({ catchall, shape }) => (catchall?._zod.def.type === 'never' ? objectCheck(shape) : undefined),
  union: ({ options }) => unionCheck(options),
};

/** Runs a schema's refinements as zod does, up to the first that reports an issue. */
function checksHold(checks: readonly z.core.$ZodCheck[]): SchemaCheck {
  const issues: z.core.$ZodRawIssue[] = [];
  return (value) => {
    const payload = { value: value as never, issues };
    for (const { _zod } of checks) {
      void _zod.check(payload);
      if (issues.length === 0) continue;
      issues.length = 0;
      return false;
    }
    // A refinement may replace the value.
    return payload.value === value;
  };
}

/**
 * The fast check of a schema. Make it once and keep it: it walks the whole schema.
 * @example
 * const check = fastCheckOf(z.strictObject({ id: z.string() }));
 * check({ id: 'a' }); // true
 * check({ id: 1 }); // false
 */
export function fastCheckOf(schema: Schema): SchemaCheck {
  const def = schema._zod.def as Def;
  const accepts = CHECKS[def.type]?.(def as never, schema);
  if (!accepts) return askZod(schema);
  const checks = def.checks ?? [];
  if (checks.length === 0) return accepts;
  const refinementsHold = checksHold(checks);
  return (value) => accepts(value) && refinementsHold(value);
}
