/**
 * On which groups of reports the lifecycle of an offer depends: those that put, name or counter it; those that name a
 * report of these, to answer a demand or to withdraw; and those that name a report of those, to withdraw an answer.
 */
import type { ReportId } from '../../events/ids.js';
import type { ReportGroup } from './report-group.js';

/** `proposal:` and its slug; or `demand:` and a report of the group that makes the demand. */
export type OfferKey = string;

/** Where to look for groups. */
export interface GroupsByOffer {
  groupOf(id: ReportId): ReportGroup | undefined;
  /**
   * The groups of which any version of a report has this key.
   * @param key `proposal:` and a slug, or `report:` and an id
   */
  groupsNaming(key: string): readonly ReportGroup[];
}

const idsIn = ({ entries }: ReportGroup): ReportId[] => entries.map(({ fact }) => fact.report.reportId);

const groupsNamedBy = (groups: GroupsByOffer, group: ReportGroup): ReportGroup[] =>
  [...group.offerKeys].flatMap((key) =>
    key.startsWith('report:') ? (groups.groupOf(key.slice('report:'.length) as ReportId) ?? []) : [],
  );

const groupsThatName = (groups: GroupsByOffer, group: ReportGroup): ReportGroup[] =>
  idsIn(group).flatMap((id) => groups.groupsNaming(`report:${id}`));

/** The given groups with those that are one step away, and two. */
function withinTwoSteps(
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

/** The key of the demand that a group makes. */
export const demandKeyOf = (group: ReportGroup): OfferKey => `demand:${idsIn(group)[0] ?? ''}`;

const offersIn = (group: ReportGroup): OfferKey[] => [
  ...[...group.offerKeys].filter((key) => key.startsWith('proposal:')),
  ...(group.makesDemand ? [demandKeyOf(group)] : []),
];

/** The offers whose lifecycle may depend on a group. */
export const offersDependingOn = (groups: GroupsByOffer, group: ReportGroup): OfferKey[] =>
  [...withinTwoSteps([group], (g) => groupsNamedBy(groups, g))].flatMap(offersIn);

/** The groups on which the lifecycle of an offer may depend. */
export function groupsOfOffer(groups: GroupsByOffer, offer: OfferKey): Set<ReportGroup> {
  const start = offer.startsWith('demand:')
    ? [groups.groupOf(offer.slice('demand:'.length) as ReportId)].flatMap((group) => group ?? [])
    : groups.groupsNaming(offer);
  return withinTwoSteps(start, (group) => groupsThatName(groups, group));
}
