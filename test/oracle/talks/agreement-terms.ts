/** What any counted report of an agreement says of it (section 1). */
import { text, texts } from '../json.js';
import type { RoleOf } from '../registry.js';
import { isPrincipal, isThird, type VoicedReport } from '../voices.js';

/** A `no-comment` brings nothing into being, and says nothing of anything. */
export const reportsOf = (agreement: string, reports: readonly VoicedReport[]): VoicedReport[] =>
  reports.filter(({ kind, data }) => kind !== 'no-comment' && text(data, 'agreement') === agreement);

/** In the order of their first counted reports. */
export const agreementIds = (reports: readonly VoicedReport[]): string[] => [
  ...new Set(reports.flatMap(({ kind, data }) => (kind === 'no-comment' ? [] : (text(data, 'agreement') ?? [])))),
];

/** A single-valued one: the first in order. */
export function firstGiven(agreement: string, field: string, reports: readonly VoicedReport[]): string | null {
  const first = reportsOf(agreement, reports).find(({ data }) => text(data, field) !== null);
  return first ? text(first.data, field) : null;
}

export const givenByAny = (agreement: string, field: string, reports: readonly VoicedReport[]): string[] => [
  ...new Set(reportsOf(agreement, reports).flatMap(({ data }) => texts(data, field))),
];

/** Those in its `between` who hold such a role at the place of a report that names them so. */
const between = (
  agreement: string,
  reports: readonly VoicedReport[],
  roleOf: RoleOf,
  isSuch: (role: string | null) => boolean,
): string[] =>
  givenByAny(agreement, 'between', reports).filter((party) =>
    reportsOf(agreement, reports).some(
      ({ data, place }) => texts(data, 'between').includes(party) && isSuch(roleOf(party, place.at)),
    ),
  );

export const principalsOf = (agreement: string, reports: readonly VoicedReport[], roleOf: RoleOf): string[] =>
  between(agreement, reports, roleOf, isPrincipal);

/** The principals in its `between`, with the third parties in it where fewer than two are principals. */
export function membersOf(agreement: string, reports: readonly VoicedReport[], roleOf: RoleOf): string[] {
  const principals = principalsOf(agreement, reports, roleOf);
  if (principals.length >= 2) return principals;
  return [...new Set([...principals, ...between(agreement, reports, roleOf, isThird)])];
}

/** An agreement with all that extend it, or that it extends, however far. */
export function chainOf(agreement: string, reports: readonly VoicedReport[]): string[] {
  const chain = new Set([agreement]);
  const links = agreementIds(reports).map((id) => [id, firstGiven(id, 'extends', reports)] as const);
  const grow = () =>
    links.forEach(([id, extended]) => {
      if (extended === null) return;
      if (chain.has(id)) chain.add(extended);
      if (chain.has(extended)) chain.add(id);
    });
  links.forEach(grow);
  return [...chain];
}
