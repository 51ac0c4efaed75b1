/** Claims: each party's word on each claim, and the value that follows from the words of parties with standing. */
import { TALKS, type ClaimId, type PartyId } from '../../events/ids.js';
import { isActInTheTalks } from '../record/kinds.js';
import { inOrder } from '../record/order.js';
import type { Place, PlacedReport } from '../record/placed-report.js';
import type { Surroundings } from '../threads/surroundings.js';
import { threadReading } from '../threads/thread-reading.js';
import type { Threads } from '../threads/threads.js';
import {
  isActOnlyOfTalks,
  ofEachParty,
  withdrawalTargetOf,
  type InRecord,
  type WithdrawalTarget,
} from '../threads/withdrawals.js';

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

/** A claim after some reports. It never changes. */
export interface Claim {
  readonly claim: ClaimId;
  readonly text: string | undefined;
  readonly about: PartyId | undefined;
  /** Whether any report names it. */
  readonly reported: boolean;
  readonly words: ReadonlyMap<PartyId, Word>;
  readonly value: ClaimValue;
  /** The place from which it has had this value without a break. */
  readonly since: Place | undefined;
  /** The first report that names it. */
  readonly first: PlacedReport | undefined;
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
  first: undefined,
});

/** Whether any party with standing confirms the claim, and whether any denies it; one party may be left out. */
function wordsWithStanding(
  { words }: Pick<Claim, 'words'>,
  without?: PartyId,
): { confirmed: boolean; denied: boolean } {
  let [confirmed, denied] = [false, false];
  for (const [party, { says, standing }] of words) {
    if (party === without || !standing) continue;
    if (says === 'confirms') confirmed = true;
    else denied = true;
  }
  return { confirmed, denied };
}

function valueOf(claim: Omit<Claim, 'value' | 'since'>): ClaimValue {
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
function valueAbout(claim: Omit<Claim, 'value' | 'since'>, party: PartyId): ClaimValue {
  const { confirmed, denied } = wordsWithStanding(claim, party);
  const own = claim.words.get(party)?.says;
  if (own === 'confirms') return denied ? 'contested' : 'confirmed';
  if (own === 'denies') return confirmed ? 'contested' : 'denied';
  if (confirmed) return denied ? 'contested' : 'alleged';
  return claim.reported ? 'unconfirmed' : 'unreported';
}

/** The claim with the value that follows from its words after one more report. */
function valued(claim: Claim, t: PlacedReport): Claim {
  const value = valueOf(claim);
  return value === claim.value ? claim : { ...claim, value, since: t.place };
}

/** After a report that names it. Text and party are the first that any report of the claim gives, in order. */
function named(claim: Claim, t: PlacedReport): Claim {
  const { claimText, about } = t.report as { claimText?: string; about?: PartyId };
  const fields = { text: claim.text ?? claimText, about: claim.about ?? about, first: claim.first ?? t };
  const isSame = fields.text === claim.text && fields.about === claim.about && fields.first === claim.first;
  return isSame && claim.reported ? claim : valued({ ...claim, ...fields, reported: true }, t);
}

/** After a report by which its parties say that it is so, or is not so; only a declared word is theirs. */
function said(claim: Claim, t: PlacedReport, says: WordValue): Claim {
  if (!t.declares) return claim.reported ? claim : valued({ ...claim, reported: true }, t);
  const words = new Map(claim.words);
  for (const { party, standing } of t.parties) {
    const before = words.get(party);
    words.set(party, { says, by: t, from: before?.says === says ? before.from : t, standing });
  }
  return valued({ ...claim, reported: true, words }, t);
}

/** Whether a withdrawal takes back a word on a claim. */
function takesBack(withdrawn: WithdrawalTarget, claim: ClaimId, { by }: Word): boolean {
  if (withdrawn.claim !== undefined) return withdrawn.claim === claim;
  if (withdrawn.onlyOffer || withdrawn.development !== by.development) return false;
  return by.subjects.claim === claim || isActOnlyOfTalks(by.report);
}

/** After a declared withdrawal. */
function withdrawnBy(claim: Claim, t: PlacedReport, counted: InRecord): Claim {
  const words = new Map(claim.words);
  for (const one of ofEachParty(t)) {
    const withdrawn = withdrawalTargetOf(one, counted);
    for (const { party } of one.parties) {
      const word = words.get(party);
      if (word && takesBack(withdrawn, claim.claim, word)) words.delete(party);
    }
  }
  return words.size === claim.words.size ? claim : valued({ ...claim, words }, t);
}

const isWithdrawal = ({ report, declares }: PlacedReport): boolean => report.kind === 'withdrawal' && declares;

/** What a report says of a claim that it names. */
const saidOf = ({ report }: PlacedReport): WordValue | undefined =>
  report.kind === 'confirmation' ? 'confirms' : report.kind === 'denial' ? 'denies' : undefined;

/** After one more report that names the claim, or may withdraw a word on it. */
function afterReport(claim: Claim, t: PlacedReport, counted: InRecord): Claim {
  let next = t.subjects.claim === claim.claim ? named(claim, t) : claim;
  const says = t.subjects.claim === claim.claim ? saidOf(t) : undefined;
  if (says) next = said(next, t, says);
  return isWithdrawal(t) ? withdrawnBy(next, t, counted) : next;
}

interface ClaimEntry {
  readonly claim: ClaimId;
  readonly t: PlacedReport;
  readonly counted: InRecord;
}

/** The claims on which a withdrawal may take back a word, and perhaps others: those that it names, itself or by a report. */
const claimsTakenBack = (t: PlacedReport, around: Surroundings): ClaimId[] =>
  ofEachParty(t)
    .flatMap((one) => withdrawalTargetOf(one, around.counted).development ?? [])
    .flatMap((development) => around.ofDevelopment(development))
    .flatMap(({ subjects }) => subjects.claim ?? []);

/** The claims but for `talks`, on which the words end with the talks. */
export const CLAIMS = threadReading<ClaimEntry, Claim | undefined>({
  start: undefined,

  entriesOf(t, around) {
    const claims = new Set(isWithdrawal(t) ? claimsTakenBack(t, around) : []);
    if (t.subjects.claim !== undefined) claims.add(t.subjects.claim);
    claims.delete(TALKS);
    return [...claims].map((claim) => [claim, { claim, t, counted: around.counted }]);
  },

  take: (known, { claim, t, counted }) => afterReport(known ?? newClaim(claim), t, counted),
});

/** The threads of claims: one for each but `talks`. */
export type ClaimThreads = Threads<ClaimEntry, Claim | undefined>;

/** Compares by the first report that names a claim; `talks` comes first. */
export const claimsInListing = (a: Claim, b: Claim): number =>
  a.first && b.first ? inOrder(a.first, b.first) : a.first ? 1 : -1;

/** Every claim that counted reports name, and `talks`. @param talks that claim */
export function claimsIn(threads: ClaimThreads, talks: Claim): ReadonlyMap<ClaimId, Claim> {
  const others = threads.states().flatMap((claim) => (claim?.first ? [claim] : []));
  return new Map([talks, ...others.toSorted(claimsInListing)].map((claim) => [claim.claim, claim]));
}

/** The claim `talks` after one more report. An act in the talks confirms it. */
export function talksAfter(talks: Claim, t: PlacedReport, { selection }: InRecord): Claim {
  const next = afterReport(talks, t, { selection });
  return isActInTheTalks(t.report, selection.published) ? said(next, t, 'confirms') : next;
}

/** The parties with standing that deny a claim, in the order of their ids. */
export const partiesDenying = ({ words }: Claim): PartyId[] =>
  [...words].flatMap(([party, { says, standing }]) => (says === 'denies' && standing ? [party] : [])).toSorted();
