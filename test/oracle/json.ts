/** Plain JSON and how the oracle reads it: a field that is missing, or is something else, is simply not there. */
import type { JsonObject, JsonValue } from '../../events/envelope.js';

export type Json = JsonObject;

export const isObject = (value: JsonValue | undefined): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: JsonValue): value is string => typeof value === 'string';

export const text = (data: Json, field: string): string | null => {
  const value = data[field];
  return typeof value === 'string' ? value : null;
};

export const number = (data: Json, field: string): number | null => {
  const value = data[field];
  return typeof value === 'number' ? value : null;
};

export const list = (data: Json, field: string): readonly JsonValue[] => {
  const value = data[field];
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
};

export const texts = (data: Json, field: string): readonly string[] => list(data, field).filter(isText);

/** A repeatable field of the lens: one, or several. */
export const oneOrMore = (data: Json, field: string): readonly string[] => {
  const one = text(data, field);
  return one === null ? texts(data, field) : [one];
};

export const objects = (data: Json, field: string): readonly Json[] => list(data, field).filter(isObject);

export const object = (data: Json, field: string): Json => {
  const value = data[field];
  return isObject(value) ? value : {};
};

export const flag = (data: Json, field: string): boolean => data[field] === true;
