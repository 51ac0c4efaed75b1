/** Who declares, who has standing, and what is an act in the talks: section 4, "Declared and attributed". */
import { flag, object, text } from './json.js';
import type { Published, When } from './published.js';
import type { RoleOf } from './registry.js';

/** A report where it stands among those that count. */
export interface VoicedReport extends Published {
  readonly place: When;
  readonly development: string;
  readonly declares: boolean;
  /** The role of its party at its place. */
  readonly role: string | null;
  readonly standing: boolean;
}

const THIRD = ['mediator', 'facilitator', 'guarantor', 'host'];

export const isThird = (role: string | null): boolean => role !== null && THIRD.includes(role);
export const isPrincipal = (role: string | null): boolean => role === 'principal';

/** The speaker is an official, and speaks for the report's party. */
function declares({ party, capacity, data }: Published): boolean {
  const spokenFor = text(object(data, 'speaker'), 'party') ?? party;
  return party !== null && capacity === 'official' && spokenFor === party;
}

export function voicedReport(report: Published, place: When, development: string, roleOf: RoleOf): VoicedReport {
  const role = report.party === null ? null : roleOf(report.party, place.at);
  const declared = declares(report);
  const standing = declared && (isPrincipal(role) || isThird(role));
  return { ...report, place, development, declares: declared, role, standing };
}

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

export function isAct({ kind, data }: VoicedReport): boolean {
  if (kind === 'involvement') return !flag(data, 'ends');
  if (kind === 'assessment') return text(data, 'outlook') !== 'remote';
  return ALWAYS_ACTS.includes(kind);
}

export const confirmsTalks = ({ kind, data }: VoicedReport): boolean =>
  kind === 'confirmation' && text(data, 'claim') === 'talks';

/** A confirmation of the talks, or an act in them. */
export const affirms = (report: VoicedReport): boolean => confirmsTalks(report) || isAct(report);

export const hasConditions = ({ data }: VoicedReport): boolean =>
  Array.isArray(data['conditions']) && data['conditions'].length > 0;

export const distinctOrigins = (reports: readonly VoicedReport[]): string[] =>
  [...new Set(reports.map(({ origin }) => origin))].toSorted();
