/** Lenses that cut a history somewhere: their bounds, sources and parties are mostly its own. */
import fc from 'fast-check';
import { ORIGINS, PUBLISHERS } from './cast.js';
import { DAYS, dateText } from './dates.js';
import { present, type Fields, type History } from './line.js';

const seldom = <T>(arbitrary: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ withCrossShrink: true }, { weight: 4, arbitrary: fc.constant(undefined) }, { weight, arbitrary });

const few = <T>(pool: readonly T[]): fc.Arbitrary<T[]> =>
  fc.subarray([...pool], { minLength: Math.min(1, pool.length), maxLength: Math.min(2, pool.length) });

/** The dates of the history itself, where things turn; else any other, in each form. */
function bound({ lines }: History): fc.Arbitrary<string> {
  const told = lines.flatMap(({ data }) => [data['reportedAt'], data['occurredAt']]);
  const dates = [...new Set(told.filter((date) => typeof date === 'string'))];
  const form = fc.constantFrom('instant', 'day', 'month', 'offset', 'year');
  const any = fc.tuple(fc.nat(2 * DAYS + 32), form).map(([tick, written]) => dateText(tick, written));
  return dates.length
    ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...dates) }, { weight: 1, arbitrary: any })
    : any;
}

const registered = ({ opened, lines }: History): string[] => {
  const added = lines.filter(({ type }) => type === 'PartyAdded').map(({ data }) => data);
  return [...(opened.data['parties'] as Fields[]), ...added].map(({ party }) => String(party));
};

/** Any combination of the fields that choose which reports count; most have one or two, some none. */
export function lens(h: History): fc.Arbitrary<Fields> {
  const tables = (h.opened.data['tables'] ?? []) as string[][];
  return fc
    .record({
      reportedBy: seldom(bound(h), 2),
      happenedBy: seldom(bound(h)),
      withoutSource: seldom(few(PUBLISHERS)),
      withoutOrigin: seldom(few([...new Set([...ORIGINS, ...PUBLISHERS])])),
      withoutParty: seldom(few(registered(h))),
      onlyAttribution: seldom(fc.constantFrom('unattributed', 'deep-background', 'on-background', 'on-the-record')),
      minReliability: seldom(fc.constantFrom('F', 'E', 'D', 'C', 'B', 'A')),
      minCredibility: seldom(fc.constantFrom(6, 5, 4, 3, 2, 1)),
      table: tables.length ? seldom(fc.constantFrom(...tables), 2) : fc.constant(undefined),
    })
    .map(present);
}

/** Any revision of a negotiation's stream that holds so many events, the opening (revision 0) among them. */
export const revisionLens = (events: number): fc.Arbitrary<{ revision: number }> =>
  fc.record({ revision: fc.nat(Math.max(0, events - 1)) });

/** A bound on the third clock, at or within the day of one of the times at which the store recorded an event. */
export const recordedLens = (recordedAt: readonly [string, ...string[]]): fc.Arbitrary<{ recordedBy: string }> =>
  fc
    .tuple(fc.constantFrom(...recordedAt), fc.boolean())
    .map(([at, wholeDay]) => ({ recordedBy: wholeDay ? at.slice(0, 10) : at }));
