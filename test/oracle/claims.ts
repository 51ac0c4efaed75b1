/** Claims and the words on them: section 4, "Claims". */
import { text } from './json.js';
import { affirms, isAct, ofTalks, hasStanding, type VoicedReport } from './voices.js';
import { takesBackSaid, withdrawalsOf } from './bargaining/withdrawals.js';

/** What is read of the claims: the reports so far, and how many of them no longer count for `talks`. */
export interface Reading {
  readonly reports: readonly VoicedReport[];
  readonly talksFrom: number;
}

export type Stance = 'confirms' | 'denies';

const reportsOn = (claim: string, { reports, talksFrom }: Reading): readonly VoicedReport[] =>
  claim === 'talks' ? reports.slice(talksFrom) : reports;

const names = ({ data }: VoicedReport, claim: string): boolean => text(data, 'claim') === claim;

/** What the report says of the claim, whoever says it. */
export function stanceIn(report: VoicedReport, claim: string): Stance | null {
  if (report.kind === 'denial' && names(report, claim)) return 'denies';
  if (report.kind === 'confirmation' && names(report, claim)) return 'confirms';
  return claim === 'talks' && isAct(report) ? 'confirms' : null;
}

// Taking back an offer by its report, say, leaves the word on the talks that making it gave.
const OF_THE_TALKS = ['implementation', 'contact', 'involvement', 'suspension', 'resumption', 'assessment', 'refusal'];

/** Whether the word, or the position, on the talks that the report gave goes when that report is taken back. */
export const goesWithItsReport = (said: VoicedReport): boolean =>
  OF_THE_TALKS.includes(said.kind) || (['confirmation', 'denial'].includes(said.kind) && ofTalks(said));

/** Whether the withdrawal takes back what the party said of the claim in that report. */
export const takesBackWord = (withdrawal: VoicedReport, party: string, said: VoicedReport, claim: string): boolean =>
  names(withdrawal, claim) ||
  ((claim !== 'talks' || goesWithItsReport(said)) && takesBackSaid(withdrawal, party, said));

/** The report that holds the party's word, unless withdrawn since. */
export function wordOn(claim: string, party: string, reading: Reading): VoicedReport | null {
  const reports = reportsOn(claim, reading);
  const last = reports.findLastIndex(
    (report) => report.declaresFor.includes(party) && stanceIn(report, claim) !== null,
  );
  const word = reports[last];
  if (!word) return null;
  const later = withdrawalsOf(party, reports.slice(last + 1));
  return later.some((withdrawal) => takesBackWord(withdrawal, party, word, claim)) ? null : word;
}

export const partiesIn = (reports: readonly VoicedReport[]): string[] => [
  ...new Set(reports.flatMap(({ parties }) => parties)),
];

interface Word {
  readonly party: string;
  readonly stance: Stance | null;
}

/** The words of those parties whose word has standing. */
const standingWords = (claim: string, reading: Reading): Word[] =>
  partiesIn(reading.reports).flatMap((party) => {
    const word = wordOn(claim, party, reading);
    return word && hasStanding(word, party) ? [{ party, stance: stanceIn(word, claim) }] : [];
  });

const isReportedOf = (claim: string, reading: Reading): boolean =>
  reportsOn(claim, reading).some(
    (report) => (names(report, claim) && report.kind !== 'no-comment') || (claim === 'talks' && affirms(report)),
  );

/** The party that the claim is about: the first that a report gives. */
const aboutOf = (claim: string, { reports }: Reading): string | null => {
  const report = reports.find((r) => names(r, claim) && text(r.data, 'about') !== null);
  return report && claim !== 'talks' ? text(report.data, 'about') : null;
};

function valueAbout(claim: string, about: string, reading: Reading): string | null {
  const own = wordOn(claim, about, reading);
  const others = standingWords(claim, reading).filter(({ party }) => party !== about);
  const [confirmed, denied] = (['confirms', 'denies'] as const).map((stance) =>
    others.some((word) => word.stance === stance),
  );
  if (own && stanceIn(own, claim) === 'confirms') return denied ? 'contested' : 'confirmed';
  if (own) return confirmed ? 'contested' : 'denied';
  if (confirmed) return denied ? 'contested' : 'alleged';
  return null;
}

function valueByWords(claim: string, reading: Reading): string | null {
  const stances = standingWords(claim, reading).map(({ stance }) => stance);
  const [confirmed, denied] = [stances.includes('confirms'), stances.includes('denies')];
  if (confirmed) return denied ? 'contested' : 'confirmed';
  return denied ? 'denied' : null;
}

export function valueOf(claim: string, reading: Reading): string {
  const about = aboutOf(claim, reading);
  const value = about === null ? valueByWords(claim, reading) : valueAbout(claim, about, reading);
  return value ?? (isReportedOf(claim, reading) ? 'unconfirmed' : 'unreported');
}

/** Every claim that a report has brought into being. */
export const claimIds = (reports: readonly VoicedReport[]): string[] => [
  ...new Set([
    'talks',
    ...reports.flatMap(({ kind, data }) => (kind === 'no-comment' ? [] : (text(data, 'claim') ?? []))),
  ]),
];

export const claimsOf = (reading: Reading): Record<string, string> =>
  Object.fromEntries(claimIds(reading.reports).map((claim) => [claim, valueOf(claim, reading)]));

/** Who with standing denies the talks. */
export const deniers = (reading: Reading): string[] =>
  standingWords('talks', reading)
    .filter(({ stance }) => stance === 'denies')
    .map(({ party }) => party)
    .toSorted();
