/** A walk is carried on from where it ended: a report that comes last is the only one that is gone over. */
import { walkOver, type PhaseWalk, type Run } from '../../../projections/phase/phase-walk.js';
import { PhaseMachine } from '../../../projections/phase/phase-machine.js';
import type { PhaseState } from '../../../projections/phase/phase-state.js';
import { walkUnder } from '../../../projections/phase/lens-walk.js';
import { newWalk } from '../../../projections/phase/walk-on-index.js';
import type { PlacedReport } from '../../../projections/record/placed-report.js';
import { select } from '../../../projections/report-index/selection.js';
import { countedReports } from '../../../projections/report-index/counted-reports.js';
import { STORY_NAMES, story } from '../story.js';

class CountingMachine extends PhaseMachine {
  walked = 0;

  override moved(before: PhaseState, t: PlacedReport): PhaseState {
    this.walked += 1;
    return super.moved(before, t);
  }
}

function storyOf(name: (typeof STORY_NAMES)[number]) {
  const selection = select(story(name), {}, Date.UTC(2026, 10, 24));
  if (!selection) throw new Error('not opened');
  const { reports } = countedReports(selection);
  const { desk, terms } = selection.reportIndex;
  const published = { get: (id: PlacedReport['report']['reportId']) => selection.reportIndex.publishedReport(id) };
  return { reports, machine: new CountingMachine({ registry: desk.registry, terms, published }) };
}

test.each(STORY_NAMES)(
  'Over %s, told report by report, each is gone over once, and it ends as it does at once',
  (name) => {
    const { reports, machine } = storyOf(name);
    // As an index has them: a full run is never touched again.
    const runsOf = (count: number): Run[] => {
      const full = runs.filter((run) => run.reports.length === 10);
      const rest = reports.slice(full.length * 10, count);
      return rest.length > 0 ? [...full, { reports: rest }] : full;
    };
    let [runs, walk] = [[] as Run[], newWalk()];
    for (let count = 1; count <= reports.length; count += 1) {
      runs = runsOf(count);
      walk = walkOver(runs, machine, walk);
    }
    expect(machine.walked).toBe(reports.length);
    // Against a walk over all at once, from nothing.
    const anew = walkOver([{ reports }], machine, newWalk());
    const { phase, talksClaim, fired } = anew.end;
    expect(walk.end).toMatchObject({ phase, talksClaim, fired });
    const firings = (of: PhaseWalk) =>
      of.stretches.flatMap((s) => s.firings.map(({ rule, report }) => [rule, report.id]));
    expect(firings(walk)).toEqual(firings(anew));
  },
);

const inRuns = (reports: readonly PlacedReport[]): Run[] =>
  reports.flatMap((_, at) => (at % 10 === 0 ? [{ reports: reports.slice(at, at + 10) }] : []));

const lacking = (gone: PlacedReport) => (run: Run) =>
  run.reports.includes(gone)
    ? { reports: run.reports.filter((t) => t !== gone), lacking: { of: run.reports, gone: [gone] } }
    : run;

const comparable = ({ phase, fired, talksClaim, suspension, everBound, binding, agreements }: PhaseState) => ({
  phase,
  fired,
  talksClaim,
  suspension,
  binding,
  everBound: [...everBound].toSorted(),
  standing: [...agreements.standing].toSorted(),
  collapsedBy: agreements.collapsedBy,
  said: agreements.said.values().toSorted((a, b) => (a.agreement < b.agreement ? -1 : 1)),
});

test.each(STORY_NAMES)(
  'Over %s without any one of its reports, few others are gone over, and it ends as from nothing',
  (name) => {
    const { reports, machine } = storyOf(name);
    const runs = inRuns(reports);
    const whole = walkOver(runs, machine, newWalk());
    let walked = 0;
    for (const gone of reports) {
      machine.walked = 0;
      const without = walkUnder(runs.map(lacking(gone)), machine, whole);
      walked += machine.walked;
      const anew = walkOver([{ reports: reports.filter((t) => t !== gone) }], machine, newWalk());
      expect(comparable(without.end)).toEqual(comparable(anew.end));
    }
    expect(walked / reports.length).toBeLessThan(reports.length / 4);
  },
);
