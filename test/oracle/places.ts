/** Developments, the place that all their reports take, and the order of everything. */
import { text } from './json.js';
import type { Published, When } from './published.js';

/**
 * Reports tied by `corroborates`, however far, carry one development; those too that name one report which is voided, not
 * yet published or not there. It is named by the smallest of their ids.
 */
export function developmentsOf(reports: readonly Published[]): Map<string, string> {
  const ties = reports.flatMap(({ id, data }) => {
    const other = text(data, 'corroborates');
    return other === null ? [] : [[id, other] as const];
  });
  const names = new Map([...reports.map(({ id }) => id), ...ties.flat()].map((id) => [id, id]));
  const spread = (one: string, other: string): boolean => {
    const [a = '', b = ''] = [names.get(one), names.get(other)];
    if (b < a) names.set(one, b);
    return b < a;
  };
  // Smaller names run along the ties until none moves.
  while (ties.map(([a, b]) => [spread(a, b), spread(b, a)]).some((moved) => moved.includes(true)));
  return names;
}

export const isOfTheSection = ({ capacity }: Published): boolean =>
  capacity !== 'former-official' && capacity !== 'commentator';

const orThese = <T>(some: readonly T[], others: readonly T[]): readonly T[] => (some.length ? some : others);

const compareId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The place of a development, by those of its reports that count. */
export function placeOf(reports: readonly Published[]): When | null {
  const voices = orThese(reports.filter(isOfTheSection), reports);
  const sound = orThese(
    voices.filter(({ poor }) => !poor),
    voices,
  );
  const [earliest] = sound.toSorted(
    (a, b) => a.happened.at - b.happened.at || a.reportedAt - b.reportedAt || compareId(a.id, b.id),
  );
  return earliest?.happened ?? null;
}

interface Placed {
  readonly id: string;
  readonly place: When;
  readonly reportedAt: number;
}

/** By place, then by `reportedAt`, then by `reportId`. */
export const inOrder = <T extends Placed>(reports: readonly T[]): T[] =>
  reports.toSorted((a, b) => a.place.at - b.place.at || a.reportedAt - b.reportedAt || compareId(a.id, b.id));
