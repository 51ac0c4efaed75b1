/** The two sides of a comparison, as an address names them: fields of `from.` and `to.`, and of both. */
import { BOUNDS, lensIn } from './page-context.js';

export type Side = 'from' | 'to';
export const SIDES = ['from', 'to'] as const;

/** The lens of one side: its fields begin with `from.` or `to.`. */
export const lensOfSide = (query: URLSearchParams, side: Side): URLSearchParams =>
  lensIn(
    new URLSearchParams(
      [...query].flatMap(([name, value]): [string, string][] =>
        name.startsWith(`${side}.`) ? [[name.slice(side.length + 1), value]] : [],
      ),
    ),
  );

/**
 * The query with a side for each field of the lens. A field that is given without one, such as `withoutOrigin=Reuters`, is
 * of both sides, but a moment is that of the later one, and a comparison from the start has nothing on its earlier side.
 * What a side has of its own stays.
 */
export function withSides(query: URLSearchParams): URLSearchParams {
  const plain = [...lensIn(query)];
  const named = new URLSearchParams(
    [...query].filter(([name, value]) => !plain.some(([one, of]) => one === name && of === value)),
  );
  const isFromStart = query.get('from') !== 'now' && lensOfSide(query, 'from').size === 0;
  const takes = (side: Side, name: string): boolean =>
    !query.has(`${side}.${name}`) && (side === 'to' || !(isFromStart || BOUNDS.includes(name)));
  const sided = plain.flatMap(([name, value]) =>
    SIDES.filter((side) => takes(side, name)).map((side): [string, string] => [`${side}.${name}`, value]),
  );
  return new URLSearchParams([...named, ...sided]);
}
