/**
 * The walk over what a lens lets count, beside the walk over all reports: where both are in the same state, what comes next
 * is known from the other. A report is gone over only where they are not, or where it reads what they differ in.
 */
import type { Claim } from '../claims/claims.js';
import type { PlacedReport } from '../record/placed-report.js';
import { isSameState } from '../threads/same-state.js';
import type { PhaseMachine } from './phase-machine.js';
import { endsTalks, isSameBesides, type Firing, type PhaseState } from './phase-state.js';
import type { PhaseCourse, PhaseWalk, Run } from './phase-walk.js';
import { isSameHold, saidOtherwise, talkedIn, type Stretch } from './stretch.js';
import { WordsAside } from './words-aside.js';

const NOTHING_FIRED: readonly Firing[] = [];

/** Which reports mean something else than in the other walk, by later reports that they look ahead to. */
export interface ReadsAhead {
  /** Whether some report of a stretch does. */
  readonly differsIn: (stretch: Stretch) => boolean;
  /** Whether a report does, after this state. */
  readonly differsFor: (t: PlacedReport, before: PhaseState) => boolean;
}

/** Goes over runs of reports in order. */
class LensWalk {
  /** As it is here, but for what fired last, what has been said of the talks, and the words that are set aside. */
  #state: PhaseState;
  /** As the other walk has it at this place. */
  #known: PhaseState;
  #fired: PhaseState['fired'];
  readonly #aside: WordsAside;
  readonly stretches: Pick<Stretch, 'firings'>[] = [];
  /** The runs in which something else may be said of the talks than in the other walk, in order. */
  readonly talkingOtherwise: number[] = [];

  constructor(
    private readonly machine: PhaseMachine,
    start: PhaseState,
    private readonly reading: ReadsAhead | undefined,
  ) {
    [this.#state, this.#known, this.#fired] = [start, start, start.fired];
    this.#aside = new WordsAside(machine);
  }

  /** The state after the last report, but for what has been said of the talks. */
  end(): PhaseState {
    const { agreements } = this.#state;
    return { ...this.#state, fired: this.#fired, agreements: this.#aside.withAll(agreements) };
  }

  /** @param was over the same reports, or nearly the same; undefined where the other walk has none */
  take(run: Run, was: Stretch | undefined): void {
    if (run.reports.length === 0) return this.#skip(was);
    if (was) this.#meet(was.walked.before);
    const reading = was && this.reading?.differsIn(was) ? this.reading : undefined;
    if (was && !reading && this.#state === this.#known && passes(run, was) && !this.#aside.areReadIn(was))
      this.#pass(run, was);
    else this.#goOver(run, was, reading);
  }

  /** Nothing of the run is here. */
  #skip(was: Stretch | undefined): void {
    if (!was || was.talking.length > 0) this.#talksOtherwise();
    this.stretches.push({ firings: NOTHING_FIRED });
  }

  #pass({ lacking, reports }: Run, was: Stretch): void {
    if (reports !== was.reports && lacking?.gone.some((t) => was.talking.includes(t))) this.#talksOtherwise();
    if (was.firings.length > 0) this.#fired = was.after.fired;
    this.#state = this.#known = was.walked.after;
    this.stretches.push(was);
  }

  /** @param reading undefined where no report of the run means anything else */
  #goOver({ reports }: Run, was: Stretch | undefined, reading: ReadsAhead | undefined): void {
    const firings: Firing[] = [];
    const here = new Set(reports);
    const before = was?.reports ?? [];
    let at = 0;
    let saysOtherwise = !was || reading !== undefined;
    const passGone = () => {
      for (let t = before[at]; t && !here.has(t); t = before[(at += 1)]) {
        this.#meet(was?.moving.get(t) ?? this.#known);
        saysOtherwise ||= was?.talking.includes(t) === true;
      }
    };
    const sameFrom = reports.length - countAlikeAtEnd(reports, before);
    for (const [i, t] of reports.entries()) {
      passGone();
      if (was && !reading && i >= sameFrom && this.#state === this.#known && !this.#aside.areReadIn(was)) {
        firings.push(...this.#passRest(reports, i, was));
        break;
      }
      const isKnown = t === before[at];
      if (isKnown) at += 1;
      else saysOtherwise = true;
      firings.push(...this.#step(t, isKnown ? (was?.moving.get(t) ?? this.#known) : undefined, reading));
      if (was && !isKnown) this.#meet(this.#known);
    }
    passGone();
    if (was) this.#meet(was.walked.after);
    if (saysOtherwise || !hasFiredAlike(firings, was?.firings ?? NOTHING_FIRED)) this.#talksOtherwise();
    this.stretches.push({ firings });
  }

  /**
   * What comes next in a run is the same as in the other walk.
   * @param from the first of the reports that do
   * @returns what fires on them
   */
  #passRest(reports: Run['reports'], from: number, { firings, walked, after }: Stretch): readonly Firing[] {
    this.#state = this.#known = walked.after;
    const first = firings.findIndex(({ report }) => reports.indexOf(report, from) >= 0);
    if (first < 0) return NOTHING_FIRED;
    this.#fired = after.fired;
    return firings.slice(first);
  }

  /**
   * @param known the state after the report in the other walk; undefined where it is not there
   * @returns what fires on it
   */
  #step(t: PlacedReport, known: PhaseState | undefined, reading: ReadsAhead | undefined): readonly Firing[] {
    const isAlike =
      known !== undefined &&
      this.#state === this.#known &&
      !this.#aside.areReadBy(t, this.#state.agreements.standing) &&
      !reading?.differsFor(t, this.#state);
    const before = isAlike ? this.#state : this.#withRead(t);
    const after = isAlike ? known : this.machine.moved(before, t);
    this.#state = after;
    if (isAlike) this.#known = after;
    else if (known) this.#meet(known);
    if (after.fired === before.fired) return NOTHING_FIRED;
    return (this.#fired = after.fired);
  }

  #withRead(t: PlacedReport): PhaseState {
    const agreements = this.#aside.withReadBy(t, this.#state.agreements);
    return agreements === this.#state.agreements ? this.#state : { ...this.#state, agreements };
  }

  /** The other walk goes on to a state. Where nothing but words differs that nobody need read, they are set aside. */
  #meet(known: PhaseState): void {
    this.#known = known;
    const state = this.#state;
    if (state === known || !isSameBesides(state, known) || !isSameHold(state.agreements, known.agreements)) return;
    const otherwise = saidOtherwise(state.agreements, known.agreements);
    if (!otherwise) return;
    for (const { agreement, words, other } of otherwise) this.#aside.put(agreement, words, other);
    this.#state = known;
  }

  #talksOtherwise(): void {
    this.talkingOtherwise.push(this.stretches.length);
  }
}

/** Whether a run is a stretch, or lacks nothing of it that moves anything. */
const passes = ({ reports, lacking }: Run, was: Stretch): boolean =>
  reports === was.reports || (lacking?.of === was.reports && !lacking.gone.some((t) => was.moving.has(t)));

/** How many of the last reports are the same. */
function countAlikeAtEnd(a: Run['reports'], b: Run['reports']): number {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

const hasFiredAlike = (a: readonly Firing[], b: readonly Firing[]): boolean =>
  a.length === b.length && a.every(({ rule, report }, i) => rule === b[i]?.rule && report === b[i]?.report);

/** What a walk under a lens leaves to be told. */
interface Walked extends Pick<PhaseCourse, 'stretches'> {
  /** The runs in which something else may be said of the talks than in the whole walk, in order. */
  readonly talkingOtherwise: readonly number[];
}

/**
 * The claim `talks`: from where the talks last ended, or from the first report that says something else of them. Nothing that
 * is said later in the whole walk matters.
 * @param runs in order; the last has a report
 * @param whole the walk over all reports
 */
function talksUnder(runs: readonly Run[], walked: Walked, machine: PhaseMachine, whole: PhaseWalk): Claim {
  const { stretches, talkingOtherwise } = walked;
  const knownBefore = (run: number): Claim | undefined => whole.stretches[run]?.before.talksClaim;
  const knownAtEnd = runs.length === 0 ? whole.start.talksClaim : whole.stretches[runs.length - 1]?.after.talksClaim;
  // The talks last ended in both walks alike, where nothing else is said of them in that run.
  const ending = lastEnding(stretches);
  const first = talkingOtherwise.find((run) => run >= ending);
  if (first === undefined) return knownAtEnd ?? whole.start.talksClaim;
  let claim = knownBefore(first) ?? whole.start.talksClaim;
  let next = 0;
  for (let run = first; run < runs.length; run += 1) {
    while ((talkingOtherwise[next] ?? Infinity) < run) next += 1;
    const otherwise = talkingOtherwise[next];
    if (otherwise !== run && isSameState(claim, knownBefore(run))) {
      if (otherwise === undefined) return knownAtEnd ?? claim;
      [run, claim] = [otherwise, knownBefore(otherwise) ?? claim];
    }
    const { reports } = runs[run] as Run;
    claim = talkedIn(claim, { reports, firings: stretches[run]?.firings ?? [] }, machine).talksClaim;
  }
  return claim;
}

/** The last run in which the talks ended: what was said before counts no longer. */
const lastEnding = (stretches: Walked['stretches']): number =>
  stretches.findLastIndex(({ firings }) => firings.some(endsTalks));

/**
 * Walks over what a lens lets count.
 * @param runs in order: those of the other walk, each with other reports or with fewer; one alone where that has none
 * @param whole the walk over all reports
 * @param reading undefined where none of the same reports means anything else
 */
export function walkUnder(
  runs: readonly Run[],
  machine: PhaseMachine,
  whole: PhaseWalk,
  reading?: ReadsAhead,
): PhaseCourse {
  const walk = new LensWalk(machine, whole.start, reading);
  const here = runs.slice(0, runs.findLastIndex(({ reports }) => reports.length > 0) + 1);
  for (const [at, run] of here.entries()) walk.take(run, whole.stretches[at]);
  const talksClaim = talksUnder(here, walk, machine, whole);
  return { stretches: walk.stretches, end: { ...walk.end(), talksClaim } };
}
