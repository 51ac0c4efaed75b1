/**
 * Which threads an offer's course depends on: those that put it, name it or counter it, those that name a report of
 * these (they answer a demand, or take something back), and those that name a report of those (they take an answer back).
 */
import type { ReportId } from '../../events/ids.js';
import type { ReportGroup } from './report-group.js';

/** `proposal:slug`, or `demand:` and a report of the thread in which it is made. */
export type OfferKey = string;

export interface GroupsByOffer {
  groupOf(id: ReportId): ReportGroup | undefined;
  /** Those that have ever spoken of a proposal (`proposal:`) or named a report (`report:`). */
  groupsNaming(key: string): readonly ReportGroup[];
}

const idsIn = ({ entries }: ReportGroup): ReportId[] => entries.map(({ fact }) => fact.report.reportId);

const namedBy = (groups: GroupsByOffer, group: ReportGroup): ReportGroup[] =>
  [...group.offerKeys].flatMap((key) =>
    key.startsWith('report:') ? (groups.groupOf(key.slice('report:'.length) as ReportId) ?? []) : [],
  );

const naming = (groups: GroupsByOffer, group: ReportGroup): ReportGroup[] =>
  idsIn(group).flatMap((id) => groups.groupsNaming(`report:${id}`));

/** With what is one step away, and two. */
function withinTwo(
  start: readonly ReportGroup[],
  next: (group: ReportGroup) => readonly ReportGroup[],
): Set<ReportGroup> {
  const found = new Set(start);
  for (let step = 0, last = [...found]; step < 2; step += 1) {
    last = last.flatMap(next).filter((group) => !found.has(group));
    for (const group of last) found.add(group);
  }
  return found;
}

/** The key of what is demanded in a thread. */
export const demandIn = (group: ReportGroup): OfferKey => `demand:${idsIn(group)[0] ?? ''}`;

const offersIn = (group: ReportGroup): OfferKey[] => [
  ...[...group.offerKeys].filter((key) => key.startsWith('proposal:')),
  ...(group.makesDemand ? [demandIn(group)] : []),
];

/** The offers whose course may depend on a thread. */
export const offersTouchedBy = (groups: GroupsByOffer, group: ReportGroup): OfferKey[] =>
  [...withinTwo([group], (t) => namedBy(groups, t))].flatMap(offersIn);

/** The threads on which the course of an offer may depend. */
export function groupsOfOffer(groups: GroupsByOffer, offer: OfferKey): Set<ReportGroup> {
  const start = offer.startsWith('demand:')
    ? [groups.groupOf(offer.slice('demand:'.length) as ReportId)].flatMap((group) => group ?? [])
    : groups.groupsNaming(offer);
  return withinTwo(start, (group) => naming(groups, group));
}
