/**
 * A quick yes: whether a value is surely what a schema would take, just as it is. It looks at the fields that are there
 * and copies nothing, where zod goes through all that there could be; every event of a log passes here when it is read.
 * What it does not say yes to, the schema itself has to look at, which can also say what is wrong.
 */
// oxlint-disable no-underscore-dangle -- zod's name for what libraries may build on
import type { z } from 'zod';

export type SchemaCheck = (value: unknown) => boolean;

type Schema = z.core.$ZodType;
type Def = z.core.$ZodTypes['_zod']['def'];
type Shape = z.core.$ZodObjectDef['shape'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is not known here is left to zod, which copies objects: of a text or a number that it changed, this is no yes. */
const askZod =
  (schema: Schema): SchemaCheck =>
  (value) => {
    const result = schema._zod.run({ value, issues: [] }, {});
    if (result instanceof Promise || result.issues.length > 0) return false;
    return result.value === value || typeof value === 'object';
  };

const isOptional = (schema: Schema): boolean => schema._zod.optin === 'optional';

/** No field besides those of the shape, and all of them that must be there. */
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
  const fits = options.map(fastCheckOf);
  return (value) => fits.some((one) => one(value));
}

function arrayCheck(element: Schema): SchemaCheck {
  const fits = fastCheckOf(element);
  return (value) => Array.isArray(value) && value.every((item) => fits(item));
}

type CheckByType = {
  readonly [T in Def['type']]?: (def: Extract<Def, { type: T }>, schema: Schema) => SchemaCheck | undefined;
};

const oneOf = (_: Def, { _zod }: Schema): SchemaCheck | undefined => {
  const values = _zod.values as ReadonlySet<unknown> | undefined;
  return values && ((value) => values.has(value));
};

/** By the type alone. Of what events are not made of, and of formats that zod checks by itself, there is nothing here. */
const BY_TYPE: CheckByType = {
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

/** The checks as zod runs them, until the first that finds something. */
function checksHold(checks: readonly z.core.$ZodCheck[]): SchemaCheck {
  const found: z.core.$ZodRawIssue[] = [];
  return (value) => {
    const payload = { value: value as never, issues: found };
    for (const { _zod } of checks) {
      void _zod.check(payload);
      if (found.length === 0) continue;
      found.length = 0;
      return false;
    }
    // A check may put another value in its place.
    return payload.value === value;
  };
}

export function fastCheckOf(schema: Schema): SchemaCheck {
  const def = schema._zod.def as Def;
  const fits = BY_TYPE[def.type]?.(def as never, schema);
  if (!fits) return askZod(schema);
  const checks = def.checks ?? [];
  if (checks.length === 0) return fits;
  const hold = checksHold(checks);
  return (value) => fits(value) && hold(value);
}
