/** The run through the phase table, one report after the other. */
import { bonds } from './talks/agreements.js';
import { boundAt, momentOf, movesThePhase, principalsAt, type Run, type Step, type Talks } from './talks/phase.js';
import { LOWEST_FIRST, type Row } from './talks/rules.js';

function moved(now: Step, row: Row | undefined): Run {
  const { run, step } = now;
  if (!row) return run;
  const phase = row.to(now);
  return { ...run, phase, firings: [...run.firings, { rule: row.rule, from: run.phase, to: phase, step }] };
}

/** At most one rule, the lowest row that applies; only these two may follow `contact-confirmed`. */
function fired(now: Step): Run {
  if (!movesThePhase(now)) return now.run;
  const applies = (row: Row, then: Step) => row.from(then) && row.fires(then);
  const row = LOWEST_FIRST.find((r) => applies(r, now));
  const run = moved(now, row);
  if (row?.rule !== 'contact-confirmed') return run;
  const then = { ...now, run };
  const following = LOWEST_FIRST.filter(({ rule }) => ['in-session', 'offer-tabled'].includes(rule));
  return moved(
    then,
    following.find((r) => applies(r, then)),
  );
}

function next(before: Run, step: number): Run {
  const report = before.talks.reports[step];
  if (!report) return before;
  const run = { ...before, phases: [...before.phases, before.phase] };
  const principals = principalsAt(run.talks, report.place.at);
  const now = momentOf(run, step + 1);
  const after = fired({ run, report, step, principals, bound: boundAt(now, principals) });
  return {
    ...after,
    // Who is bound and becomes a principal later is a principal that had been bound.
    everBound: [...new Set([...run.everBound, ...bonds(now).map(({ party }) => party)])],
    // A collapse can leave nobody bound by the end of the step.
    bound: boundAt(momentOf(after, step + 1), principals),
  };
}

export function runOf(talks: Talks): Run {
  const start: Run = {
    talks,
    phase: 'unreported',
    phases: [],
    firings: [],
    everBound: [],
    bound: { parties: [], all: false, inPart: false },
  };
  return talks.reports.reduce((run, _, step) => next(run, step), start);
}
