/** Claims: each party's word on each claim, and the value that follows from the words of parties with standing. */
import { TALKS, type ClaimId, type PartyId } from '../../events/ids.js';
import { affirmsTalks, isActInTheTalks } from '../record/kinds.js';
import { StatementIndex } from './statement-index.js';
import type { Place, PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { phaseRunOf, type PhaseRun } from '../phase/phase-run.js';
import { isActOnlyOfTalks, ofEachParty, withdrawalTargetOf } from './withdrawals.js';

/** `alleged`: others confirm a claim about a party that itself is silent. */
export const CLAIM_VALUES = ['confirmed', 'denied', 'contested', 'alleged', 'unconfirmed', 'unreported'] as const;
export type ClaimValue = (typeof CLAIM_VALUES)[number];

type WordValue = 'confirms' | 'denies';

/** A party's latest declared word on a claim. */
interface Word {
  readonly says: WordValue;
  /** The report that last gave it. */
  readonly by: PlacedReport;
  /** The report with which the party began to say so. */
  readonly from: PlacedReport;
  /** Whether the party had standing where it last said so. */
  readonly standing: boolean;
}

/** A claim after some reports. */
export interface Claim {
  readonly claim: ClaimId;
  text: string | undefined;
  about: PartyId | undefined;
  /** Whether any report names it. */
  reported: boolean;
  readonly words: Map<PartyId, Word>;
  value: ClaimValue;
  /** The place from which it has had this value without a break. */
  since: Place | undefined;
}

/** A claim before the first report. */
export const newClaim = (claim: ClaimId): Claim => ({
  claim,
  text: undefined,
  about: undefined,
  reported: false,
  words: new Map(),
  value: 'unreported',
  since: undefined,
});

/** Whether any party with standing confirms the claim, and whether any denies it; one party may be left out. */
function wordsWithStanding({ words }: Claim, without?: PartyId): { confirmed: boolean; denied: boolean } {
  let [confirmed, denied] = [false, false];
  for (const [party, { says, standing }] of words) {
    if (party === without || !standing) continue;
    if (says === 'confirms') confirmed = true;
    else denied = true;
  }
  return { confirmed, denied };
}

function valueOf(claim: Claim): ClaimValue {
  if (claim.about !== undefined && claim.claim !== TALKS) return valueAbout(claim, claim.about);
  const { confirmed, denied } = wordsWithStanding(claim);
  if (confirmed && denied) return 'contested';
  if (confirmed) return 'confirmed';
  if (denied) return 'denied';
  return claim.reported ? 'unconfirmed' : 'unreported';
}

/**
 * The value of a claim about a party: its own word decides, whatever its role, unless another party with standing contradicts it.
 */
function valueAbout(claim: Claim, party: PartyId): ClaimValue {
  const { confirmed, denied } = wordsWithStanding(claim, party);
  const own = claim.words.get(party)?.says;
  if (own === 'confirms') return denied ? 'contested' : 'confirmed';
  if (own === 'denies') return confirmed ? 'contested' : 'denied';
  if (confirmed) return denied ? 'contested' : 'alleged';
  return claim.reported ? 'unconfirmed' : 'unreported';
}

/** Whether a withdrawal takes back a word on a claim. */
function withdraws(t: PlacedReport, claim: ClaimId, { by }: Word, counted: CountedReports): boolean {
  const { report } = t;
  if (report.kind !== 'withdrawal') return false;
  if (report.claim !== undefined) return report.claim === claim;
  const withdrawn = withdrawalTargetOf(t, counted);
  if (withdrawn.onlyOffer || withdrawn.development !== by.development) return false;
  return by.subjects.claim === claim || isActOnlyOfTalks(by.report);
}

/** Folds reports, in order, into claims. */
class ClaimsFold {
  readonly claims = new Map<ClaimId, Claim>([[TALKS, newClaim(TALKS)]]);
  private readonly statements: StatementIndex<ClaimId>;

  constructor(private readonly counted: CountedReports) {
    this.statements = new StatementIndex(counted);
  }

  take(t: PlacedReport): void {
    const { report } = t;
    const { claim } = t.subjects;
    if (claim !== undefined) this.addFields(t, claim);
    if (report.kind === 'confirmation' && claim !== undefined) this.addWord(t, claim, 'confirms');
    else if (affirmsTalks(report, this.counted.selection.published)) this.addWord(t, TALKS, 'confirms');
    else if (report.kind === 'denial' && claim !== undefined) this.addWord(t, claim, 'denies');
    else if (report.kind === 'withdrawal' && t.declares) this.withdraw(t);
  }

  /** The talks have collapsed, or the negotiation is over: earlier words on `talks` no longer count. */
  endTalks(): void {
    const talks = this.of(TALKS);
    this.claims.set(TALKS, { ...newClaim(TALKS), text: talks.text, about: talks.about });
  }

  private of(claim: ClaimId): Claim {
    const known = this.claims.get(claim) ?? newClaim(claim);
    this.claims.set(claim, known);
    return known;
  }

  /** Text and party are the first that any report of the claim gives, in order. */
  private addFields(t: PlacedReport, id: ClaimId): void {
    const claim = this.of(id);
    const fields = t.report as { claimText?: string; about?: PartyId };
    claim.text ??= fields.claimText;
    claim.about ??= fields.about;
    claim.reported = true;
    this.updateValue(claim, t);
  }

  private addWord(t: PlacedReport, id: ClaimId, says: WordValue): void {
    const claim = this.of(id);
    claim.reported = true;
    if (t.declares) {
      for (const { party, standing } of t.parties) {
        const before = claim.words.get(party);
        claim.words.set(party, { says, by: t, from: before?.says === says ? before.from : t, standing });
      }
      this.statements.add(t, id, { claim: id });
    }
    this.updateValue(claim, t);
  }

  private withdraw(t: PlacedReport): void {
    for (const one of ofEachParty(t)) this.withdrawOne(one);
  }

  private withdrawOne(t: PlacedReport): void {
    for (const id of this.statements.withdrawnBy(withdrawalTargetOf(t, this.counted))) {
      const claim = this.of(id);
      for (const { party } of t.parties) {
        const word = claim.words.get(party);
        if (word && withdraws(t, id, word, this.counted)) claim.words.delete(party);
      }
      this.updateValue(claim, t);
    }
  }

  private updateValue(claim: Claim, t: PlacedReport): void {
    const value = valueOf(claim);
    if (value !== claim.value) claim.since = t.place;
    claim.value = value;
  }
}

/**
 * Every claim that counted reports name, and `talks`, after the last report.
 * @param run the run over all these reports, if there is one already
 */
export function claimsOf(
  counted: CountedReports,
  run: PhaseRun = phaseRunOf(counted, counted.reports),
): ReadonlyMap<ClaimId, Claim> {
  const endings = new Set(
    run.firings.filter(({ rule }) => rule === 'collapsed' || rule === 'concluded').map(({ step }) => step),
  );
  const fold = new ClaimsFold(counted);
  run.reports.forEach((t, step) => {
    fold.take(t);
    if (endings.has(step)) fold.endTalks();
  });
  return fold.claims;
}

/** Whether a report may give a word on `talks`, or withdraw one. */
const concernsTalks = ({ report, subjects }: PlacedReport, { selection }: CountedReports): boolean =>
  subjects.claim === TALKS || report.kind === 'withdrawal' || isActInTheTalks(report, selection.published);

/** The claim `talks` alone, from the reports since the latest collapse or conclusion. */
export function talksClaimOf(counted: CountedReports, run: PhaseRun): Claim {
  const fold = new ClaimsFold(counted);
  for (let step = run.latest('collapsed', 'concluded') + 1; step < run.reports.length; step += 1) {
    const t = run.reports[step] as PlacedReport;
    if (concernsTalks(t, counted)) fold.take(t);
  }
  return fold.claims.get(TALKS) ?? newClaim(TALKS);
}

/** The parties with standing that deny a claim, in the order of their ids. */
export const partiesDenying = ({ words }: Claim): PartyId[] =>
  [...words].flatMap(([party, { says, standing }]) => (says === 'denies' && standing ? [party] : [])).toSorted();
