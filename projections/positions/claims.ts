/** Claims: each party's word on each of them, and what follows from the words of those with standing. */
import { z } from 'zod';
import { claimId, partyId, reportId, TALKS, type ClaimId, type PartyId } from '../../events/ids.js';
import type { Kind } from '../../events/vocabulary.js';
import { becauseOf, withBecause, type Because } from '../report-index/because.js';
import { affirmsTalks, subjectFieldsOf } from '../record/kinds.js';
import { StatementIndex } from './statement-index.js';
import type { Place, PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { phaseRunOf, type PhaseRun } from '../phase/phase-machine.js';
import { withdrawalTargetOf } from './withdrawals.js';

export const CLAIM_VALUES = ['confirmed', 'denied', 'contested', 'alleged', 'unconfirmed', 'unreported'] as const;
export type ClaimValue = (typeof CLAIM_VALUES)[number];

export const claimAnswer = z.strictObject({
  claim: claimId,
  text: z.string().nullable(),
  about: partyId.nullable().meta({ description: 'The party of which it is a claim: its own word decides.' }),
  value: z.enum(CLAIM_VALUES),
  words: z.array(
    z.strictObject({
      party: partyId,
      word: z.enum(['confirms', 'denies']),
      since: z.string(),
      standing: z.boolean(),
      report: reportId,
    }),
  ),
  because: z.array(reportId),
  reason: z.string().optional(),
});
export type ClaimAnswer = z.infer<typeof claimAnswer>;

type WordValue = 'confirms' | 'denies';

/** A party's latest declared word, and the report with which it began to say so. */
interface Word {
  readonly says: WordValue;
  readonly by: PlacedReport;
  readonly from: PlacedReport;
}

/** A claim as the reports so far have it. */
interface Claim {
  readonly claim: ClaimId;
  text: string | undefined;
  about: PartyId | undefined;
  reported: boolean;
  readonly words: Map<PartyId, Word>;
  value: ClaimValue;
  /** Where the value began to be what it is, unbroken. */
  since: Place | undefined;
}

const newClaim = (claim: ClaimId): Claim => ({
  claim,
  text: undefined,
  about: undefined,
  reported: false,
  words: new Map(),
  value: 'unreported',
  since: undefined,
});

/** From the words of those with standing: who confirms and who denies. */
function heard({ words }: Claim, but?: PartyId): { confirmed: boolean; denied: boolean } {
  let [confirmed, denied] = [false, false];
  for (const [party, { says, by }] of words) {
    if (party === but || !by.standing) continue;
    if (says === 'confirms') confirmed = true;
    else denied = true;
  }
  return { confirmed, denied };
}

function valueOf(claim: Claim): ClaimValue {
  if (claim.about !== undefined && claim.claim !== TALKS) return valueAbout(claim, claim.about);
  const { confirmed, denied } = heard(claim);
  if (confirmed && denied) return 'contested';
  if (confirmed) return 'confirmed';
  if (denied) return 'denied';
  return claim.reported ? 'unconfirmed' : 'unreported';
}

/** Of a claim about a party its own word decides, whatever its role, unless another with standing contradicts it. */
function valueAbout(claim: Claim, party: PartyId): ClaimValue {
  const { confirmed, denied } = heard(claim, party);
  const own = claim.words.get(party)?.says;
  if (own === 'confirms') return denied ? 'contested' : 'confirmed';
  if (own === 'denies') return confirmed ? 'contested' : 'denied';
  if (confirmed) return denied ? 'contested' : 'alleged';
  return claim.reported ? 'unconfirmed' : 'unreported';
}

/** Acts that give a party no position but that the talks go on: only these are taken back with their report. */
const GIVES_ONLY_TALKS: ReadonlySet<Kind> = new Set<Kind>([
  'contact',
  'involvement',
  'implementation',
  'suspension',
  'resumption',
  'assessment',
]);

/** Whether a withdrawal takes back the word that this report gave. */
function takesBack(t: PlacedReport, claim: ClaimId, { by }: Word, counted: CountedReports): boolean {
  const { report } = t;
  if (report.kind !== 'withdrawal') return false;
  if (report.claim !== undefined) return report.claim === claim;
  const withdrawn = withdrawalTargetOf(t, counted);
  if (withdrawn.onlyOffer || withdrawn.development !== by.development) return false;
  return subjectFieldsOf(by.report).claim === claim || GIVES_ONLY_TALKS.has(by.report.kind);
}

class Claims {
  readonly all = new Map<ClaimId, Claim>([[TALKS, newClaim(TALKS)]]);
  private readonly statements: StatementIndex<ClaimId>;

  constructor(private readonly counted: CountedReports) {
    this.statements = new StatementIndex(counted);
  }

  take(t: PlacedReport): void {
    const { report } = t;
    const { claim } = subjectFieldsOf(report);
    if (claim !== undefined) this.tell(t, claim);
    if (report.kind === 'confirmation' && claim !== undefined) this.say(t, claim, 'confirms');
    else if (affirmsTalks(report)) this.say(t, TALKS, 'confirms');
    else if (report.kind === 'denial' && claim !== undefined) this.say(t, claim, 'denies');
    else if (report.kind === 'withdrawal' && t.declares) this.withdraw(t);
  }

  /** The talks collapsed, or the negotiation is over: what was said of them before no longer counts. */
  endTalks(): void {
    const talks = this.of(TALKS);
    this.all.set(TALKS, { ...newClaim(TALKS), text: talks.text, about: talks.about });
  }

  private of(claim: ClaimId): Claim {
    const known = this.all.get(claim) ?? newClaim(claim);
    this.all.set(claim, known);
    return known;
  }

  /** What any report of a claim tells of it: of a single-valued field, the first in order. */
  private tell(t: PlacedReport, id: ClaimId): void {
    const claim = this.of(id);
    const telling = t.report as { claimText?: string; about?: PartyId };
    claim.text ??= telling.claimText;
    claim.about ??= telling.about;
    claim.reported = true;
    this.settle(claim, t);
  }

  private say(t: PlacedReport, id: ClaimId, says: WordValue): void {
    const claim = this.of(id);
    claim.reported = true;
    const { party } = t.report;
    const before = party === undefined ? undefined : claim.words.get(party);
    const from = before?.says === says ? before.from : t;
    if (t.declares && party !== undefined) {
      claim.words.set(party, { says, by: t, from });
      this.statements.add(t, id, { claim: id });
    }
    this.settle(claim, t);
  }

  private withdraw(t: PlacedReport): void {
    const party = t.report.party as PartyId;
    for (const id of this.statements.withdrawnBy(withdrawalTargetOf(t, this.counted))) {
      const claim = this.of(id);
      const word = claim.words.get(party);
      if (word && takesBack(t, id, word, this.counted)) claim.words.delete(party);
      this.settle(claim, t);
    }
  }

  private settle(claim: Claim, t: PlacedReport): void {
    const value = valueOf(claim);
    if (value !== claim.value) claim.since = t.place;
    claim.value = value;
  }
}

/** Every claim that the reports name, and `talks`, as they have it after the last of them. */
export function claimsOf(
  counted: CountedReports,
  run: PhaseRun = phaseRunOf(counted, counted.reports),
): ReadonlyMap<ClaimId, Claim> {
  const over = new Set(
    run.firings.filter(({ rule }) => rule === 'collapsed' || rule === 'concluded').map(({ step }) => step),
  );
  const claims = new Claims(counted);
  run.reports.forEach((t, step) => {
    claims.take(t);
    if (over.has(step)) claims.endTalks();
  });
  return claims.all;
}

/** Whether a report may give a word on the talks, or take one back. */
const concernsTalks = ({ report }: PlacedReport): boolean =>
  subjectFieldsOf(report).claim === TALKS || report.kind === 'withdrawal' || affirmsTalks(report);

/** The claim `talks`, which begins anew with each collapse or conclusion. */
export function talksClaimOf(counted: CountedReports, run: PhaseRun): Claim {
  const claims = new Claims(counted);
  for (let step = run.latest('collapsed', 'concluded') + 1; step < run.reports.length; step += 1) {
    const t = run.reports[step] as PlacedReport;
    if (concernsTalks(t)) claims.take(t);
  }
  return claims.all.get(TALKS) ?? newClaim(TALKS);
}

/** The parties with standing that deny it, in order of their names. */
export const partiesDenying = ({ words }: Claim): PartyId[] =>
  [...words].flatMap(([party, { says, by }]) => (says === 'denies' && by.standing ? [party] : [])).toSorted();

const holdersOf = (claim: Claim) => [...claim.words.values()].flatMap(({ by, from }) => [from.id, by.id]);

/** The reports that tell of a claim, those that hold a word on it first of all. */
export function becauseOfClaim(counted: CountedReports, claim: Claim, holds: (kept: Claim) => boolean): Because {
  const teller = counted.reports.find((t) => subjectFieldsOf(t.report).claim === claim.claim);
  const trail = new Set([...holdersOf(claim), ...(teller ? [teller.id] : [])]);
  return becauseOf(counted, trail, (kept) => holds(claimsOf(kept).get(claim.claim) ?? newClaim(claim.claim)));
}

/** One claim, explained. */
export const claimAnswerOf = (counted: CountedReports, claim: Claim): ClaimAnswer => ({
  claim: claim.claim,
  text: claim.text ?? null,
  about: (claim.claim === TALKS ? undefined : claim.about) ?? null,
  value: claim.value,
  words: [...claim.words].map(([party, { says, by, from }]) => ({
    party,
    word: says,
    since: from.place.text,
    standing: by.standing,
    report: by.id,
  })),
  ...withBecause(becauseOfClaim(counted, claim, (kept) => kept.value === claim.value)),
});

export const claimAnswersOf = (counted: CountedReports): ClaimAnswer[] =>
  [...claimsOf(counted).values()].map((claim) => claimAnswerOf(counted, claim));
