/** What query strings are made of: the lens, and small values that several routes take beside it. */
import { z } from 'zod';
import { CLOCKS } from '../projections/compare/clocks.js';
import { lensSchema, type Lens } from '../projections/record/lens.js';

export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const clock = z.enum(CLOCKS).optional();

export const milestones = flag.optional().meta({ description: 'true: only changes of the status itself.' });

/** The part of a route's parameters that is the lens. */
export function lensOf(parameters: Readonly<Record<string, unknown>>): Lens {
  const fields = Object.entries(parameters).filter(([name]) => Object.hasOwn(lensSchema.shape, name));
  return Object.fromEntries(fields) as Lens;
}

type LensShape = typeof lensSchema.shape;
type Prefixed<P extends string> = { [F in keyof LensShape as `${P}.${F}`]: LensShape[F] };

/** The fields of the lens as one end of a comparison has them: `from.reportedBy`. */
export const prefixedLens = <P extends string>(prefix: P): Prefixed<P> =>
  Object.fromEntries(
    Object.entries(lensSchema.shape).map(([field, schema]) => [`${prefix}.${field}`, schema]),
  ) as Prefixed<P>;

/** The lens of one end of a comparison; undefined where no field of it is given. */
export function endOf(parameters: Readonly<Record<string, unknown>>, prefix: 'from' | 'to'): Lens | undefined {
  const fields = Object.entries(parameters)
    .filter(([name]) => name.startsWith(`${prefix}.`))
    .map(([name, value]) => [name.slice(prefix.length + 1), value]);
  return fields.length === 0 ? undefined : (Object.fromEntries(fields) as Lens);
}
