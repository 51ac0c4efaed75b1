/** What a query string may hold: the lens, and a route's own parameters beside it. */
import { z } from 'zod';
import { edtf, spanOf } from '../../events/dates.js';
import { historyQuery } from '../../projections/history/history.js';
import { lensSchema, type Lens } from '../../projections/record/lens.js';
import { CLOCKS } from '../../projections/compare/replay.js';
import { pageQuery } from '../queries/page.js';

/** A route with parameters of its own takes the lens beside them. */
export const historyParameters = z.strictObject({ ...lensSchema.shape, ...historyQuery.shape, ...pageQuery });

/** The part of a route's parameters that is the lens. */
export function lensOf(parameters: Readonly<Record<string, unknown>>): Lens {
  const fields = Object.entries(parameters).filter(([name]) => Object.hasOwn(lensSchema.shape, name));
  return Object.fromEntries(fields) as Lens;
}

type LensShape = typeof lensSchema.shape;
type Prefixed<P extends string> = { [F in keyof LensShape as `${P}.${F}`]: LensShape[F] };

/** The lens as one end of a comparison: every field with a prefix. */
const prefixed = <P extends string>(prefix: P): Prefixed<P> =>
  Object.fromEntries(
    Object.entries(lensSchema.shape).map(([field, schema]) => [`${prefix}.${field}`, schema]),
  ) as Prefixed<P>;

export const changesParameters = z.strictObject({
  from: z.enum(['start', 'now']).optional().meta({
    description: 'Where no field of `from.` is given: `start`, the empty record, or `now`.',
  }),
  ...prefixed('from'),
  ...prefixed('to'),
});

/** One end of a comparison; undefined where no field of it is given. */
export function endOf(parameters: Readonly<Record<string, unknown>>, prefix: 'from' | 'to'): Lens | undefined {
  const fields = Object.entries(parameters)
    .filter(([name]) => name.startsWith(`${prefix}.`))
    .map(([name, value]) => [name.slice(prefix.length + 1), value]);
  return fields.length === 0 ? undefined : (Object.fromEntries(fields) as Lens);
}

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const milestones = flag.optional().meta({ description: 'true: only changes of the status itself.' });
const clock = z.enum(CLOCKS).optional();

export const adjacentChangeParameters = z.strictObject({
  ...lensSchema.shape,
  clock: clock.meta({ description: 'That of the lens’s own bound, else `reported`.' }),
  milestones,
});

export const timelineParameters = z.strictObject({
  ...lensSchema.shape,
  clock: clock.meta({ description: '`reported` unless given.' }),
});

const FASTER = 'must be a number above 0: how many times faster than it happened';
const speed = z
  .string()
  .regex(/^\d{1,10}(\.\d{1,6})?$/, { error: FASTER })
  .transform(Number)
  .pipe(z.number().positive({ error: FASTER }));

const step = z
  .string()
  .regex(/^\d{1,9}$/, { error: 'must be the number of a step' })
  .transform(Number);

/** This is asked of dates that have been refused already, too: those are before and after nothing. */
function isBefore(one: string | undefined, other: string | undefined): boolean {
  const [end, begin] = [one, other].map((text) => (text === undefined ? null : spanOf(text)));
  return Boolean(end && begin && end.last < begin.first);
}

export const replayParameters = z
  .strictObject({
    ...lensSchema.shape,
    clock: clock.meta({ description: '`recorded` unless given: the order of the log.' }),
    from: edtf.optional().meta({ description: 'The first moment, on the clock.' }),
    to: edtf.optional().meta({ description: 'The last moment, on the clock.' }),
    milestones,
    speed: speed.optional().meta({
      description: 'How many times faster than it happened, a silence never longer than 5 s; 86400: a day a second.',
    }),
    status: flag.optional().meta({ description: 'false: without the status after each step.' }),
    after: step.optional().meta({ description: 'Only the steps after this one.' }),
  })
  .refine(({ from, to }) => !isBefore(to, from), {
    error: 'must not be earlier than from',
    path: ['to'],
  });

export const recordParameters = z.strictObject({
  dryRun: flag.optional().meta({ description: 'true: only tell what it would change.' }),
});
export const importParameters = z.strictObject({
  ...recordParameters.shape,
  atomic: flag.optional().meta({ description: 'true: all lines or none.' }),
});
export type RecordParameters = z.infer<typeof recordParameters>;
export type ImportParameters = z.infer<typeof importParameters>;
