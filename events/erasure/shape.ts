/**
 * Data whose texts are opened when they are first read have a shape: the same data with another text in the place of each.
 * A schema is checked on it, so that checking opens nothing. The texts themselves were checked when they were recorded.
 */
import type { JsonObject } from '../envelope.js';

const SHAPE = Symbol('shape');

/** What every text that can be erased may be: prose, a name, and an address. */
export const ANY_TEXT = 'https://erased.invalid/';

type Shaped = { readonly [SHAPE]?: JsonObject };

/** Gives the data its shape. It is no part of the data: it is neither listed nor copied. */
export const withShape = (data: JsonObject, shape: JsonObject): JsonObject =>
  Object.defineProperty(data, SHAPE, { value: shape, enumerable: false });

/** The shape of the data; undefined where nothing of it is opened later. */
export const shapeOf = (data: JsonObject): JsonObject | undefined => (data as Shaped)[SHAPE];

/** A copy with a field more that opens nothing. */
export const copyWith = (data: JsonObject, field: string, value: string): object =>
  Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(data),
      [field]: { value, enumerable: true, configurable: true, writable: true },
    },
  );
