/** The fields of a schema as flags: `withoutSource` is `--without-source`, `source.publisher` is `--publisher`. */
import type { z } from 'zod';
import { pointerOf } from '../../../decisions/pointer.js';
import { formOf, type FlagForm } from './schema-form.js';

type Schema = z.core.$ZodType;
type Shape = Readonly<Record<string, Schema>>;

export interface Field {
  /** Where in the body it stands. */
  readonly path: readonly string[];
  /** Without its hyphens: `without-source`. */
  readonly flag: string;
  readonly form: FlagForm;
  readonly schema: Schema;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A field of an inner object goes by its own name, unless that says too little or is taken: `--speaker-name`. */
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

/** @param but names of fields that are given in another way */
export function fieldsOf(shape: Shape, but: readonly string[] = []): Field[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    if (but.includes(name)) return [];
    const form = formOf(schema);
    return form.fields ? inner(name, form.fields, shape) : [{ path: [name], flag: kebab(name), form, schema }];
  });
}

/** Of the fields, the flag that gave the value at a JSON pointer; an item of a list is its list's. */
export function flagByPointer(fields: readonly Field[]): (pointer: string) => string | undefined {
  const flags = new Map(fields.map(({ path, flag }) => [pointerOf(path), `--${flag}`]));
  return (pointer) => flags.get(pointer) ?? flags.get(pointer.replace(/\/\d+$/, ''));
}
