/** Flags made from the fields of a schema: `withoutSource` → `--without-source`, `source.publisher` → `--publisher`. */
import type { z } from 'zod';
import { pointerOf } from '../../../decisions/pointer.js';
import { formOf, type FlagForm } from './schema-form.js';

type Schema = z.core.$ZodType;
type Shape = Readonly<Record<string, Schema>>;

/** A field of a schema that has a flag. */
export interface Field {
  /** The path of the field in the body. */
  readonly path: readonly string[];
  /** The flag without its leading hyphens: `without-source`. */
  readonly flag: string;
  readonly form: FlagForm;
  readonly schema: Schema;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A nested field uses its own name, unless that is `name` or a field of the outer object: then `--speaker-name`. */
function innerFlag(parent: string, name: string, outer: Shape): string {
  return name === 'name' || Object.hasOwn(outer, name) ? kebab(`${parent}-${name}`) : kebab(name);
}

function inner(parent: string, shape: Shape, outer: Shape): Field[] {
  return Object.entries(shape).map(([name, schema]) => ({
    path: [parent, name],
    flag: innerFlag(parent, name, outer),
    form: formOf(schema),
    schema,
  }));
}

/**
 * The fields of a schema, and of the objects in it.
 * @param except names of fields that get no flag
 */
export function fieldsOf(shape: Shape, except: readonly string[] = []): Field[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    if (except.includes(name)) return [];
    const form = formOf(schema);
    return form.fields ? inner(name, form.fields, shape) : [{ path: [name], flag: kebab(name), form, schema }];
  });
}

/** Finds the flag for a JSON pointer. An item of a list has its list's flag. */
export function flagByPointer(fields: readonly Field[]): (pointer: string) => string | undefined {
  const flags = new Map(fields.map(({ path, flag }) => [pointerOf(path), `--${flag}`]));
  return (pointer) => flags.get(pointer) ?? flags.get(pointer.replace(/\/\d+$/, ''));
}
