/** Claims and the words on them: section 4, "Claims". */
import { text } from './json.js';
import { affirms, confirmsTalks, isAct, type VoicedReport } from './voices.js';
import { takesBackReport, withdrawalsOf, type Known } from './withdrawals.js';

/** What is read of the claims: the reports so far, and how many of them no longer count for `talks`. */
export interface Reading {
  readonly reports: readonly VoicedReport[];
  readonly talksFrom: number;
  readonly known: Known;
}

type Stance = 'confirms' | 'denies';

const reportsOn = (claim: string, { reports, talksFrom }: Reading): readonly VoicedReport[] =>
  claim === 'talks' ? reports.slice(talksFrom) : reports;

const names = ({ data }: VoicedReport, claim: string): boolean => text(data, 'claim') === claim;

function stanceIn(report: VoicedReport, claim: string): Stance | null {
  if (!report.declares) return null;
  if (report.kind === 'denial' && names(report, claim)) return 'denies';
  if (report.kind === 'confirmation' && names(report, claim)) return 'confirms';
  return claim === 'talks' && isAct(report) ? 'confirms' : null;
}

// Taking back an offer by its report, say, leaves the word on the talks that making it gave.
const ACTS_ALONE = ['implementation', 'contact', 'involvement', 'suspension', 'resumption', 'assessment'];

const givesNothingElse = (word: VoicedReport, claim: string): boolean =>
  names(word, claim) || (ACTS_ALONE.includes(word.kind) && !confirmsTalks(word));

/** The report that holds the party's word, unless withdrawn since. */
export function wordOn(claim: string, party: string, reading: Reading): VoicedReport | null {
  const reports = reportsOn(claim, reading);
  const last = reports.findLastIndex((report) => report.party === party && stanceIn(report, claim) !== null);
  const word = reports[last];
  if (!word) return null;
  const withdrawn = withdrawalsOf(party, reports.slice(last + 1)).some(
    (withdrawal) =>
      names(withdrawal, claim) || (givesNothingElse(word, claim) && takesBackReport(withdrawal, word, reading.known)),
  );
  return withdrawn ? null : word;
}

const partiesOf = ({ reports }: Reading): string[] => [...new Set(reports.flatMap(({ party }) => party ?? []))];

/** The words of those parties whose word has standing. */
const standingWords = (claim: string, reading: Reading): VoicedReport[] =>
  partiesOf(reading).flatMap((party) => {
    const word = wordOn(claim, party, reading);
    return word?.standing ? [word] : [];
  });

const isReportedOf = (claim: string, reading: Reading): boolean =>
  reportsOn(claim, reading).some((report) => names(report, claim) || (claim === 'talks' && affirms(report)));

/** The party that the claim is about: the first that a report gives. */
const aboutOf = (claim: string, { reports }: Reading): string | null => {
  const report = reports.find((r) => names(r, claim) && text(r.data, 'about') !== null);
  return report && claim !== 'talks' ? text(report.data, 'about') : null;
};

function valueAbout(claim: string, about: string, reading: Reading): string | null {
  const own = wordOn(claim, about, reading);
  const others = standingWords(claim, reading).filter(({ party }) => party !== about);
  const [confirmed, denied] = (['confirms', 'denies'] as const).map((stance) =>
    others.some((word) => stanceIn(word, claim) === stance),
  );
  if (own && stanceIn(own, claim) === 'confirms') return denied ? 'contested' : 'confirmed';
  if (own) return confirmed ? 'contested' : 'denied';
  if (confirmed) return denied ? 'contested' : 'alleged';
  return null;
}

function valueByWords(claim: string, reading: Reading): string | null {
  const stances = standingWords(claim, reading).map((word) => stanceIn(word, claim));
  const [confirmed, denied] = [stances.includes('confirms'), stances.includes('denies')];
  if (confirmed) return denied ? 'contested' : 'confirmed';
  return denied ? 'denied' : null;
}

export function valueOf(claim: string, reading: Reading): string {
  const about = aboutOf(claim, reading);
  const value = about === null ? valueByWords(claim, reading) : valueAbout(claim, about, reading);
  return value ?? (isReportedOf(claim, reading) ? 'unconfirmed' : 'unreported');
}

export const claimsOf = (reading: Reading): Record<string, string> => {
  const named = reading.reports.flatMap(({ data }) => text(data, 'claim') ?? []);
  return Object.fromEntries([...new Set(['talks', ...named])].map((claim) => [claim, valueOf(claim, reading)]));
};

/** Who with standing denies the talks. */
export const deniers = (reading: Reading): string[] =>
  standingWords('talks', reading)
    .filter((word) => stanceIn(word, 'talks') === 'denies')
    .flatMap(({ party }) => party ?? [])
    .toSorted();
