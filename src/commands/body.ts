/** The body of a write whose negotiation the path names. */
import type { JsonObject } from '../../events/envelope.js';
import { problemOfFields, type FieldError } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';

const refuse = (error: FieldError): never => {
  throw new Refused(problemOfFields('invalid-request', [error]));
};

const isObject = (body: unknown): body is JsonObject =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

/** The body's fields with those that the path gives; where the body repeats one, it must say the same. */
export function dataFrom(body: unknown, path: Readonly<Record<string, string>> = {}): JsonObject {
  if (!isObject(body)) return refuse({ pointer: '', detail: 'must be a JSON object' });
  for (const [field, value] of Object.entries(path))
    if (Object.hasOwn(body, field) && body[field] !== value)
      refuse({ pointer: `/${field}`, detail: `must be ${value}, as in the path, or be left out` });
  return { ...body, ...path };
}
