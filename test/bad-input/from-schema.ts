/** Values that a JSON schema describes, or nearly: the more valid a request is, the further it gets. */
import fc from 'fast-check';
import { hostileText, hostileValue, KNOWN } from './hostile.js';

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

type Schemas = Readonly<Record<string, JsonSchema>>;

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<string>(...KNOWN) },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-z]{1,8}-[a-z0-9]{1,8}$/) },
  { weight: 1, arbitrary: hostileText },
);
const number = fc.oneof(fc.integer({ min: -2, max: 60 }), fc.double(), fc.maxSafeInteger());

/** @param schemas those that a `$ref` names */
export function fromSchema(schema: JsonSchema, schemas: Schemas = {}): fc.Arbitrary<unknown> {
  const { $ref, const: only, enum: words, oneOf, anyOf } = schema;
  if ($ref !== undefined) return fromSchema(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (only !== undefined) return fc.constant(only);
  if (words) return fc.constantFrom(...words);
  const choices = oneOf ?? anyOf;
  if (choices) return fc.oneof(...choices.map((choice) => fromSchema(choice, schemas)));
  return ofType(schema, schemas);
}

function ofType(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const [type] = [schema.type].flat();
  switch (type) {
    case 'object':
      return objectOf(schema, schemas);
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, schemas), { maxLength: 4 });
    case 'integer':
    case 'number':
      return number;
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return text;
    case undefined:
    default:
      return hostileValue;
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, field]) => [name, fromSchema(field, schemas)] as const);
  const requiredKeys = required.filter((name) => Object.hasOwn(properties, name));
  return fc.record(Object.fromEntries(fields), { requiredKeys });
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The value with something in it replaced, removed or added, `steps` levels down at most. */
function changed(value: unknown, steps: readonly number[], how: number, odd: unknown): unknown {
  const [step, ...rest] = steps;
  if (!isContainer(value) || step === undefined) return odd;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  const into = copy as Record<string, unknown>;
  if (key === undefined || how === 0) into[Array.isArray(copy) ? copy.length : `odd${step}`] = odd;
  else if (how === 1) delete into[key];
  else into[key] = changed(into[key], rest, how, odd);
  return copy;
}

/** The same values, most of them spoilt somewhere. */
export const spoilt = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(values, fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }), fc.nat(5), hostileValue, fc.nat(9))
    .map(([value, steps, how, odd, luck]) => (luck === 0 ? value : changed(value, steps, how, odd)));
