/** Held stances: what each party's stance on each subject is, as it declares it and as others attribute it. */
import { TALKS, type PartyId } from '../../events/ids.js';
import type { Term } from '../../events/report.js';
import type { SubjectFields } from '../record/kinds.js';
import { knownOffersIn, type KnownOffers } from './known-offers.js';
import { StatementIndex } from './statement-index.js';
import { stancesOf, type GivenStance, type StanceName } from './stances.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import {
  isActOnlyOfTalks,
  ofEachParty,
  withdrawalTargetOf,
  withdrawsWordOnReport,
  type WithdrawalTarget,
} from './withdrawals.js';

/** The stance that a party holds after some reports. */
export interface HeldStance {
  readonly stance: StanceName;
  readonly terms: readonly Term[];
  readonly conditions: readonly string[];
  /** The report that began its unbroken run. */
  readonly from: PlacedReport;
  /** The report that last restated it. */
  readonly by: PlacedReport;
  /** The index of that report among the counted ones. */
  readonly step: number;
  /** How often the party changed from one stance to another. */
  readonly reversals: number;
  /** The first report of the run that is later than the party's own declared word; null where there is none. */
  readonly later: PlacedReport | null;
  /** The stance as the last report gave it. */
  readonly given: GivenStance;
  /** The reports that the first of the run needs, and those that ended the stance before it. */
  readonly trail: readonly PlacedReport[];
}

/** Whether it only follows from an act in the talks: terms and conditions of the act are not about `talks`. */
const followsFromAct = ({ report }: PlacedReport, { subject }: GivenStance): boolean =>
  'claim' in subject && subject.claim === TALKS && report.kind !== 'confirmation' && report.kind !== 'denial';

const conditionsIn = (t: PlacedReport, given: GivenStance): readonly string[] =>
  t.report.kind === 'acceptance' && !followsFromAct(t, given) ? (t.report.conditions ?? []) : [];

/** The terms of a stance. Another report of the same development need not repeat them. */
const termsIn = (t: PlacedReport, given: GivenStance, run: HeldStance | null): readonly Term[] => {
  if (followsFromAct(t, given)) return [];
  const own = t.report.terms ?? [];
  return own.length || run?.by.development !== t.development ? own : run.terms;
};

/** Whether a stance is a word: on a claim only `confirms` and `denies` are. */
const isWord = ({ subject, stance }: GivenStance): boolean =>
  !('claim' in subject) || stance === 'confirms' || stance === 'denies';

/** Refusals towards different parties are different stances. */
export const isSameStance = (held: HeldStance, { stance, to }: GivenStance): boolean =>
  held.stance === stance && held.given.to.join() === to.join();

/** Who says that it is ready to talk, while it says that it talks, takes nothing back. */
const leavesStanding = (held: HeldStance | null, { stance }: GivenStance): boolean =>
  stance === 'ready' && held?.stance === 'confirms';

const reportsBehind = ({ by, given }: HeldStance): PlacedReport[] => [by, ...given.rests];

/** The stances of one party on one subject, one after another. */
class StanceTrack {
  held: HeldStance | null = null;
  private latest: StanceName | undefined;
  private reversals = 0;
  private ended: readonly PlacedReport[] = [];

  take(t: PlacedReport, step: number, given: GivenStance): void {
    if (leavesStanding(this.held, given)) return;
    const { stance } = given;
    if (this.latest !== undefined && this.latest !== stance) this.reversals += 1;
    this.latest = stance;
    const run = this.held && isSameStance(this.held, given) ? this.held : null;
    if (this.held && !run) this.ended = reportsBehind(this.held);
    this.held = {
      stance,
      terms: termsIn(t, given, run),
      conditions: conditionsIn(t, given),
      from: run?.from ?? t,
      by: t,
      step,
      reversals: this.reversals,
      later: run?.later ?? t,
      given,
      trail: run?.trail ?? [...given.rests, ...this.ended],
    };
  }

  /** The party has declared its word: what is attributed so far is no longer later than that. */
  wordDeclared(): void {
    if (this.held?.later) this.held = { ...this.held, later: null };
  }

  end(by: PlacedReport): void {
    if (this.held) this.ended = [...reportsBehind(this.held), by];
    this.held = null;
  }
}

/** The two tracks of one party on one subject. */
export interface StancePair {
  readonly party: PartyId;
  readonly subject: SubjectOrReport;
  /** What it is held by. */
  readonly key: string;
  readonly declared: StanceTrack;
  readonly attributed: StanceTrack;
}

/** Whether it says of the talks that they go on, or will not, and nothing else. */
const isOnlyOfTalks = ({ report, subjects }: PlacedReport): boolean =>
  subjects.claim === TALKS || report.kind === 'refusal' || isActOnlyOfTalks(report);

/** Whether a withdrawal ends a held stance. */
function ends(withdrawn: WithdrawalTarget, about: SubjectFields, held: HeldStance, counted: CountedReports): boolean {
  const { claim, proposal, agreement, development, onlyOffer } = withdrawn;
  if (claim !== undefined) return about.claim === claim;
  if (agreement !== undefined) return about.agreement === agreement;
  if (proposal !== undefined && onlyOffer)
    return held.by.report.kind === 'proposal' && held.by.report.proposal === proposal && about.claim === undefined;
  if (proposal !== undefined) {
    const onItsIssue = about.issue !== undefined && held.by.subjects.proposal === proposal;
    return about.proposal === proposal || onItsIssue;
  }
  const isOfTalks = about.claim === TALKS;
  if (withdrawsWordOnReport(held.by, withdrawn, counted)) return !isOfTalks;
  if (held.by.development !== development) return false;
  return onlyOffer ? held.by.report.kind === 'demand' : !isOfTalks || isOnlyOfTalks(held.by);
}

/** Folds reports, in order, into tracks: by party, and by subject in the order in which reports first give them. */
export class StanceTracks {
  readonly parties = new Map<PartyId, Map<string, StancePair>>();
  private readonly knownOffers: KnownOffers;
  private readonly statements: StatementIndex<StancePair>;

  constructor(private readonly counted: CountedReports) {
    this.knownOffers = knownOffersIn(counted);
    this.statements = new StatementIndex(counted);
  }

  take(t: PlacedReport, step: number): void {
    if (t.report.kind === 'withdrawal') {
      for (const one of ofEachParty(t)) this.withdraw(one);
      return;
    }
    for (const at of t.parties)
      for (const given of stancesOf(t, at, this.knownOffers)) this.takeStance(t, step, at.party, given);
  }

  private takeStance(t: PlacedReport, step: number, party: PartyId, given: GivenStance): void {
    const row = this.row(party, given.subject, given.key);
    for (const issue of given.answers) this.row(party, { issue });
    (t.declares ? row.declared : row.attributed).take(t, step, given);
    this.statements.add(t, row, row.subject);
    if (t.declares && isWord(given)) row.attributed.wordDeclared();
  }

  private row(party: PartyId, about: SubjectOrReport, key: string = subjectKey(about)): StancePair {
    const rows = this.parties.get(party) ?? new Map<string, StancePair>();
    this.parties.set(party, rows);
    const row = rows.get(key) ?? {
      party,
      subject: about,
      key,
      declared: new StanceTrack(),
      attributed: new StanceTrack(),
    };
    rows.set(key, row);
    return row;
  }

  private withdraw(t: PlacedReport): void {
    const withdrawn = withdrawalTargetOf(t, this.counted);
    const parties = new Set(t.parties.map(({ party }) => party));
    for (const { subject: about, declared, attributed, party } of this.statements.withdrawnBy(withdrawn))
      for (const track of t.declares ? [declared, attributed] : [attributed])
        if (parties.has(party) && track.held && ends(withdrawn, about, track.held, this.counted)) track.end(t);
  }
}

/** The stances after the last counted report. */
export function heldStancesOf(counted: CountedReports): StanceTracks {
  const heldStances = new StanceTracks(counted);
  counted.reports.forEach((t, step) => heldStances.take(t, step));
  return heldStances;
}
