/** The course of each party's stance on each subject: as it declares it, and as others attribute it. */
import { TALKS, type PartyId } from '../../events/ids.js';
import type { Term } from '../../events/report.js';
import { isActInTheTalks, named, type Named } from '../record/kinds.js';
import { tabledIn, type Tabled } from './known-offers.js';
import { Sayings } from './statement-index.js';
import { stancesOf, type Given, type StanceName } from './stances.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { Told } from '../record/placed-report.js';
import type { View } from '../report-index/view.js';
import { takenBackBy, takesBackWordOnReport, type TakenBack } from './withdrawals.js';

/** A stance that is held. */
export interface Holding {
  readonly stance: StanceName;
  readonly terms: readonly Term[];
  readonly conditions: readonly string[];
  /** The report that began the unbroken run of it. */
  readonly from: Told;
  /** The report that last restated it, and its step in the order. */
  readonly by: Told;
  readonly step: number;
  readonly reversals: number;
  /** The first of the run since the party last declared its word on the subject; null where it has since. */
  readonly later: Told | null;
  readonly given: Given;
  /** Whether it was the only stance that the report gave. */
  readonly alone: boolean;
  /** What the first of the run rests on besides itself, and what ended the stance before it. */
  readonly trail: readonly Told[];
}

/** That the talks go on follows from an act whatever is in it: its terms and conditions are of what it names. */
const isOfTheActAlone = ({ report }: Told, { subject }: Given): boolean =>
  'claim' in subject && subject.claim === TALKS && isActInTheTalks(report);

const conditionsIn = (t: Told, given: Given): readonly string[] =>
  t.report.kind === 'acceptance' && !isOfTheActAlone(t, given) ? (t.report.conditions ?? []) : [];

/** Copies of a report need not repeat its terms. */
const termsIn = (t: Told, given: Given, run: Holding | null): readonly Term[] => {
  if (isOfTheActAlone(t, given)) return [];
  const own = t.report.terms ?? [];
  return own.length || run?.by.development !== t.development ? own : run.terms;
};

/** To refuse talks, or to back them, is no word on whether there are any. */
const isWord = ({ subject, stance }: Given): boolean =>
  !('claim' in subject) || stance === 'confirms' || stance === 'denies';

const restsOf = ({ by, given }: Holding): Told[] => [by, ...given.rests];

class Track {
  held: Holding | null = null;
  private latest: StanceName | undefined;
  private reversals = 0;
  private ended: readonly Told[] = [];

  take(t: Told, step: number, given: Given, alone: boolean): void {
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
  overtake(): void {
    if (this.held?.later) this.held = { ...this.held, later: null };
  }

  end(by: Told): void {
    if (this.held) this.ended = [...restsOf(this.held), by];
    this.held = null;
  }
}

/** Both tracks of a party on a subject. */
export interface Row {
  readonly party: PartyId;
  readonly subject: SubjectOrReport;
  readonly declared: Track;
  readonly attributed: Track;
}

/** Whether a withdrawal ends what a party holds on a subject. */
function ends(taken: TakenBack, about: Named, held: Holding, view: View): boolean {
  const { claim, proposal, agreement, development } = taken;
  if (claim !== undefined) return about.claim === claim;
  if (agreement !== undefined) return about.agreement === agreement;
  if (proposal !== undefined) {
    const onItsIssue = about.issue !== undefined && named(held.by.report).proposal === proposal;
    if (about.proposal === proposal || onItsIssue) return true;
  }
  // An act that gave another position is taken back by that, and leaves the talks as they were.
  const isOfTalks = about.claim === TALKS;
  if (takesBackWordOnReport(held.by, taken, view)) return !isOfTalks;
  return held.by.development === development && (!isOfTalks || held.alone);
}

/** All tracks, by party and then by subject in the order in which the subjects came up. */
export class Tracks {
  readonly parties = new Map<PartyId, Map<string, Row>>();
  private readonly tabled: Tabled;
  private readonly sayings: Sayings<Row>;

  constructor(private readonly view: View) {
    this.tabled = tabledIn(view);
    this.sayings = new Sayings(view);
  }

  take(t: Told, step: number): void {
    const { kind, party } = t.report;
    if (party === undefined) return;
    if (kind === 'withdrawal') return this.withdraw(t, party);
    const all = stancesOf(t, this.tabled);
    for (const given of all) {
      const row = this.row(party, given.subject);
      for (const issue of given.answers) this.row(party, { issue });
      (t.declares ? row.declared : row.attributed).take(t, step, given, all.length === 1);
      this.sayings.add(t, row, row.subject);
      if (t.declares && isWord(given)) row.attributed.overtake();
    }
  }

  private row(party: PartyId, about: SubjectOrReport): Row {
    const rows = this.parties.get(party) ?? new Map<string, Row>();
    this.parties.set(party, rows);
    const key = subjectKey(about);
    const row = rows.get(key) ?? { party, subject: about, declared: new Track(), attributed: new Track() };
    rows.set(key, row);
    return row;
  }

  private withdraw(t: Told, party: PartyId): void {
    const taken = takenBackBy(t, this.view);
    for (const { subject: about, declared, attributed, ...row } of this.sayings.takenBack(taken))
      for (const track of t.declares ? [declared, attributed] : [attributed])
        if (row.party === party && track.held && ends(taken, about, track.held, this.view)) track.end(t);
  }
}

export function tracksOf(view: View): Tracks {
  const tracks = new Tracks(view);
  view.reports.forEach((t, step) => tracks.take(t, step));
  return tracks;
}
