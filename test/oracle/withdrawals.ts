/** What a withdrawal takes back: the party's own earlier word, named by its subject or by the report that gave it. */
import { text } from './json.js';
import type { Published } from './published.js';
import type { VoicedReport } from './voices.js';

/** Every report that the cut leaves, counted or not, by id. */
export type Known = ReadonlyMap<string, Published & { readonly development: string }>;

/** The party's declared withdrawals among these reports. */
export const withdrawalsOf = (party: string | null, reports: readonly VoicedReport[]): VoicedReport[] =>
  reports.filter((report) => report.kind === 'withdrawal' && report.declares && report.party === party);

const namedIn = (withdrawal: VoicedReport, known: Known) => known.get(text(withdrawal.data, 'report') ?? '');

const OFFERS = ['proposal', 'demand'];

/**
 * Whether it names, by `report`, a report of the development that gave the word, by the same party. Where that report
 * put an offer, it is the offer that is withdrawn (docs/rules.md).
 */
export function takesBackReport(withdrawal: VoicedReport, word: VoicedReport, known: Known): boolean {
  const named = namedIn(withdrawal, known);
  if (!named || OFFERS.includes(named.kind)) return false;
  return named.development === word.development && named.party === word.party;
}

/** The proposal that it withdraws: the one named, or the one that the party put in the report named. */
export function proposalWithdrawn(withdrawal: VoicedReport, known: Known): string | null {
  const named = namedIn(withdrawal, known);
  const put = named?.kind === 'proposal' && named.party === withdrawal.party ? text(named.data, 'proposal') : null;
  return text(withdrawal.data, 'proposal') ?? put;
}
