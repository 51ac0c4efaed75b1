/** What a query string may hold: the lens, and a route's own parameters beside it. */
import { z } from 'zod';
import { historyQuery } from '../../projections/history.js';
import { lensSchema, type Lens } from '../../projections/lens.js';
import { pageQuery } from '../readings/page.js';

/** A route with parameters of its own takes the lens beside them. */
export const historyParameters = z.strictObject({ ...lensSchema.shape, ...historyQuery.shape, ...pageQuery });

/** The part of a route's parameters that is the lens. */
export function lensOf(parameters: Readonly<Record<string, unknown>>): Lens {
  const fields = Object.entries(parameters).filter(([name]) => Object.hasOwn(lensSchema.shape, name));
  return Object.fromEntries(fields) as Lens;
}

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const recordParameters = z.strictObject({
  dryRun: flag.optional().meta({ description: 'true: only tell what it would change.' }),
});
export const importParameters = z.strictObject({
  ...recordParameters.shape,
  atomic: flag.optional().meta({ description: 'true: all lines or none.' }),
});
export type RecordParameters = z.infer<typeof recordParameters>;
export type ImportParameters = z.infer<typeof importParameters>;
