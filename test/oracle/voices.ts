/** Who declares, who has standing, and what is an act in the talks: section 4, "Declared and attributed". */
import { flag, object, text, texts } from './json.js';
import type { Published, When } from './published.js';
import type { RoleOf } from './registry.js';

/** Every report that the cut leaves, counted or not, by id. */
export type Known = ReadonlyMap<string, Placed>;

export interface Placed extends Published {
  readonly development: string;
}

/** A report where it stands among those that count. */
export interface VoicedReport extends Placed {
  readonly place: When;
  /** The parties whose position it declares: all of those whose words they are, or none. */
  readonly declaresFor: readonly string[];
  /** Those of them who have standing at its place, by role. */
  readonly principals: readonly string[];
  readonly thirds: readonly string[];
  readonly declares: boolean;
  readonly standing: boolean;
  /** The report that it names in `report`. */
  readonly named: Placed | null;
}

/** The parties for which it declares, and whose word is heard there. */
export const heardFor = ({ principals, thirds }: VoicedReport): readonly string[] => [...principals, ...thirds];

const THIRD = ['mediator', 'facilitator', 'guarantor', 'host'];

export const isThird = (role: string | null): boolean => role !== null && THIRD.includes(role);
export const isPrincipal = (role: string | null): boolean => role === 'principal';

/** The party that an official speaks for. */
export const officialOf = ({ capacity, party, data }: Published): string | null =>
  capacity === 'official' ? (text(object(data, 'speaker'), 'party') ?? party) : null;

/** The speaker is an official, and speaks for any of those whose words these are. */
const declares = (report: Published): boolean => {
  const party = officialOf(report);
  return party !== null && report.parties.includes(party);
};

export function voicedReport(report: Placed, place: When, roleOf: RoleOf, known: Known): VoicedReport {
  const declaresFor = declares(report) ? report.parties : [];
  const principals = declaresFor.filter((party) => isPrincipal(roleOf(party, place.at)));
  const thirds = declaresFor.filter((party) => isThird(roleOf(party, place.at)));
  return {
    ...report,
    place,
    declaresFor,
    principals,
    thirds,
    declares: declaresFor.length > 0,
    standing: principals.length + thirds.length > 0,
    named: known.get(text(report.data, 'report') ?? '') ?? null,
  };
}

export const hasStanding = (report: VoicedReport, party: string): boolean =>
  report.principals.includes(party) || report.thirds.includes(party);

const ALWAYS_ACTS = [
  'contact',
  'proposal',
  'acceptance',
  'concession',
  'agreement',
  'implementation',
  'suspension',
  'resumption',
];

export const acceptsOverture = ({ kind, named }: VoicedReport): boolean =>
  kind === 'acceptance' && named?.kind === 'overture';

export function isAct(report: VoicedReport): boolean {
  const { kind, data } = report;
  if (kind === 'involvement') return !flag(data, 'ends');
  if (kind === 'assessment') return text(data, 'outlook') !== 'remote';
  return ALWAYS_ACTS.includes(kind) && !acceptsOverture(report);
}

export const ofTalks = ({ data }: VoicedReport): boolean => text(data, 'claim') === 'talks';

export const confirmsTalks = (report: VoicedReport): boolean => report.kind === 'confirmation' && ofTalks(report);

/** A confirmation of the talks, or an act in them. */
export const affirms = (report: VoicedReport): boolean => confirmsTalks(report) || isAct(report);

export const hasConditions = ({ data }: VoicedReport): boolean =>
  Array.isArray(data['conditions']) && data['conditions'].length > 0;

/** An assessment of the talks, not of one issue. */
export const assessesTalks = ({ kind, data }: VoicedReport, ...outlooks: string[]): boolean =>
  kind === 'assessment' &&
  text(data, 'issue') === null &&
  (outlooks.length === 0 || outlooks.includes(text(data, 'outlook') ?? ''));

/** A refusal names nobody, or every other principal where there is one, or a third party in the talks. */
export function refusesAll(report: VoicedReport, principals: readonly string[], roleOf: RoleOf): boolean {
  const to = texts(report.data, 'to');
  const others = principals.filter((party) => !report.parties.includes(party));
  return (
    report.kind === 'refusal' &&
    (to.length === 0 ||
      to.some((party) => isThird(roleOf(party, report.place.at))) ||
      (others.length > 0 && others.every((party) => to.includes(party))))
  );
}

export const distinctOrigins = (reports: readonly VoicedReport[]): string[] =>
  [...new Set(reports.map(({ origin }) => origin))].toSorted();
