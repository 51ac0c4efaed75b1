/** The course of each party's stance on each subject: as it declares it, and as others attribute it. */
import { TALKS, type PartyId } from '../../events/ids.js';
import type { Term } from '../../events/report.js';
import { isActInTheTalks, subjectFieldsOf, type SubjectFields } from '../record/kinds.js';
import { knownOffersIn, type KnownOffers } from './known-offers.js';
import { StatementIndex } from './statement-index.js';
import { stancesOf, type GivenStance, type StanceName } from './stances.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { withdrawalTargetOf, withdrawsWordOnReport, type WithdrawalTarget } from './withdrawals.js';

/** A stance that is held. */
export interface HeldStance {
  readonly stance: StanceName;
  readonly terms: readonly Term[];
  readonly conditions: readonly string[];
  /** The report that began the unbroken run of it. */
  readonly from: PlacedReport;
  /** The report that last restated it, and its step in the order. */
  readonly by: PlacedReport;
  readonly step: number;
  readonly reversals: number;
  /** The first of the run since the party last declared its word on the subject; null where it has since. */
  readonly later: PlacedReport | null;
  readonly given: GivenStance;
  /** Whether it was the only stance that the report gave. */
  readonly alone: boolean;
  /** What the first of the run rests on besides itself, and what ended the stance before it. */
  readonly trail: readonly PlacedReport[];
}

/** That the talks go on follows from an act whatever is in it: its terms and conditions are of what it names. */
const isOfTheActAlone = ({ report }: PlacedReport, { subject }: GivenStance): boolean =>
  'claim' in subject && subject.claim === TALKS && isActInTheTalks(report);

const conditionsIn = (t: PlacedReport, given: GivenStance): readonly string[] =>
  t.report.kind === 'acceptance' && !isOfTheActAlone(t, given) ? (t.report.conditions ?? []) : [];

/** Copies of a report need not repeat its terms. */
const termsIn = (t: PlacedReport, given: GivenStance, run: HeldStance | null): readonly Term[] => {
  if (isOfTheActAlone(t, given)) return [];
  const own = t.report.terms ?? [];
  return own.length || run?.by.development !== t.development ? own : run.terms;
};

/** To refuse talks, or to back them, is no word on whether there are any. */
const isWord = ({ subject, stance }: GivenStance): boolean =>
  !('claim' in subject) || stance === 'confirms' || stance === 'denies';

const restsOf = ({ by, given }: HeldStance): PlacedReport[] => [by, ...given.rests];

class StanceTrack {
  held: HeldStance | null = null;
  private latest: StanceName | undefined;
  private reversals = 0;
  private ended: readonly PlacedReport[] = [];

  take(t: PlacedReport, step: number, given: GivenStance, alone: boolean): void {
    const { stance } = given;
    if (this.latest !== undefined && this.latest !== stance) this.reversals += 1;
    this.latest = stance;
    if (this.held && this.held.stance !== stance) this.ended = restsOf(this.held);
    const run = this.held?.stance === stance ? this.held : null;
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
      alone,
      trail: run?.trail ?? [...given.rests, ...this.ended],
    };
  }

  /** The party has declared its word anew: what was attributed to it before is not later than its word. */
  wordDeclared(): void {
    if (this.held?.later) this.held = { ...this.held, later: null };
  }

  end(by: PlacedReport): void {
    if (this.held) this.ended = [...restsOf(this.held), by];
    this.held = null;
  }
}

/** Both tracks of a party on a subject. */
export interface StancePair {
  readonly party: PartyId;
  readonly subject: SubjectOrReport;
  readonly declared: StanceTrack;
  readonly attributed: StanceTrack;
}

/** Whether a withdrawal ends what a party holds on a subject. */
function ends(withdrawn: WithdrawalTarget, about: SubjectFields, held: HeldStance, counted: CountedReports): boolean {
  const { claim, proposal, agreement, development } = withdrawn;
  if (claim !== undefined) return about.claim === claim;
  if (agreement !== undefined) return about.agreement === agreement;
  if (proposal !== undefined) {
    const onItsIssue = about.issue !== undefined && subjectFieldsOf(held.by.report).proposal === proposal;
    if (about.proposal === proposal || onItsIssue) return true;
  }
  // An act that gave another position is taken back by that, and leaves the talks as they were.
  const isOfTalks = about.claim === TALKS;
  if (withdrawsWordOnReport(held.by, withdrawn, counted)) return !isOfTalks;
  return held.by.development === development && (!isOfTalks || held.alone);
}

/** All tracks, by party and then by subject in the order in which the subjects came up. */
export class StanceTracks {
  readonly parties = new Map<PartyId, Map<string, StancePair>>();
  private readonly knownOffers: KnownOffers;
  private readonly statements: StatementIndex<StancePair>;

  constructor(private readonly counted: CountedReports) {
    this.knownOffers = knownOffersIn(counted);
    this.statements = new StatementIndex(counted);
  }

  take(t: PlacedReport, step: number): void {
    const { kind, party } = t.report;
    if (party === undefined) return;
    if (kind === 'withdrawal') return this.withdraw(t, party);
    const all = stancesOf(t, this.knownOffers);
    for (const given of all) {
      const row = this.row(party, given.subject);
      for (const issue of given.answers) this.row(party, { issue });
      (t.declares ? row.declared : row.attributed).take(t, step, given, all.length === 1);
      this.statements.add(t, row, row.subject);
      if (t.declares && isWord(given)) row.attributed.wordDeclared();
    }
  }

  private row(party: PartyId, about: SubjectOrReport): StancePair {
    const rows = this.parties.get(party) ?? new Map<string, StancePair>();
    this.parties.set(party, rows);
    const key = subjectKey(about);
    const row = rows.get(key) ?? { party, subject: about, declared: new StanceTrack(), attributed: new StanceTrack() };
    rows.set(key, row);
    return row;
  }

  private withdraw(t: PlacedReport, party: PartyId): void {
    const withdrawn = withdrawalTargetOf(t, this.counted);
    for (const { subject: about, declared, attributed, ...row } of this.statements.withdrawnBy(withdrawn))
      for (const track of t.declares ? [declared, attributed] : [attributed])
        if (row.party === party && track.held && ends(withdrawn, about, track.held, this.counted)) track.end(t);
  }
}

export function heldStancesOf(counted: CountedReports): StanceTracks {
  const heldStances = new StanceTracks(counted);
  counted.reports.forEach((t, step) => heldStances.take(t, step));
  return heldStances;
}
