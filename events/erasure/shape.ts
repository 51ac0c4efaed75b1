/**
 * Data whose texts are opened when they are first read have a shape: the same data with another text in the place of each.
 * A schema is checked on it, so that checking opens nothing. The texts themselves were checked when they were recorded.
 */
import type { JsonObject, JsonValue } from '../envelope.js';
import { namesOfTexts } from './text-paths.js';

/** What every text that can be erased may be: prose, a name, and an address. */
const ANY_TEXT = 'https://erased.invalid/';

/** A text, or what opens it. */
export type Text = string | (() => string);

/** What data with such texts bear unseen: it is neither listed nor copied. */
interface Hidden {
  readonly shape: object;
  readonly texts: Map<string, Text>;
}

const HIDDEN = Symbol('hidden');
type Bearing = { readonly [HIDDEN]?: Hidden };

const hiddenOf = (value: JsonValue): Hidden | undefined =>
  typeof value === 'object' && value !== null ? (value as Bearing)[HIDDEN] : undefined;

/** The shape of data; undefined where nothing of it is opened later. */
export const shapeOf = (data: JsonObject): JsonObject | undefined => hiddenOf(data)?.shape as JsonObject | undefined;

function textOf(texts: Map<string, Text>, field: string): string {
  const text = texts.get(field) ?? '';
  if (typeof text === 'string') return text;
  const opened = text();
  texts.set(field, opened);
  return opened;
}

const getterOf = (field: string): PropertyDescriptor => ({
  enumerable: true,
  configurable: true,
  get(this: Required<Bearing>) {
    return textOf(this[HIDDEN].texts, field);
  },
});

/** Objects with the same getters share their form in memory, and are made in half of the time. */
const GETTERS: ReadonlyMap<string, PropertyDescriptor> = new Map(
  [...namesOfTexts()].map((field) => [field, getterOf(field)]),
);

const defineText = (holder: object, field: string): object =>
  Object.defineProperty(holder, field, GETTERS.get(field) ?? getterOf(field));

/** As spreading does it: `__proto__` is a name like others. */
function put(holder: object, field: string, value: JsonValue): void {
  if (field === '__proto__') Object.defineProperty(holder, field, { value, enumerable: true, configurable: true });
  else (holder as Record<string, JsonValue>)[field] = value;
}

/** Makes an object, or a list, and its shape at once, field by field. */
export class ShapedData {
  readonly #data: object;
  readonly #hidden: Hidden;

  constructor(isList: boolean) {
    this.#data = isList ? [] : {};
    this.#hidden = { shape: isList ? [] : {}, texts: new Map() };
    Object.defineProperty(this.#data, HIDDEN, { value: this.#hidden });
  }

  /** A value as it is, which may have a shape itself. */
  value(field: string, value: JsonValue): void {
    put(this.#data, field, value);
    put(this.#hidden.shape, field, (hiddenOf(value)?.shape as JsonObject | undefined) ?? value);
  }

  /** A text, or what opens it when it is first read. */
  text(field: string, text: Text): void {
    this.#hidden.texts.set(field, text);
    defineText(this.#data, field);
    put(this.#hidden.shape, field, ANY_TEXT);
  }

  /** What stands in the place of an erased text; undefined: nothing, though the shape has it. */
  erased(field: string, text: string | undefined): void {
    if (text !== undefined) put(this.#data, field, text);
    put(this.#hidden.shape, field, ANY_TEXT);
  }

  get done(): JsonObject {
    return this.#data as JsonObject;
  }
}

/** A copy with a field more, as which spreading would open every text. Those that are opened are so in both. */
export function copyWith(data: JsonObject, field: string, value: JsonValue): JsonObject {
  const hidden = hiddenOf(data);
  if (!hidden) return { ...data, [field]: value };
  const copy = Object.defineProperty({}, HIDDEN, { value: hidden });
  for (const name of Object.keys(data))
    if (hidden.texts.has(name)) defineText(copy, name);
    else put(copy, name, data[name] ?? null);
  put(copy, field, value);
  return copy;
}
