/** The run through the phase table, one report after the other. */
import { boundParties } from './agreements.js';
import { momentOf, movesThePhase, type Step, type Talks, type Run } from './phase.js';
import { LOWEST_FIRST, type Row } from './rules.js';
import { isPrincipal } from './voices.js';

function moved(now: Step, row: Row | undefined): Run {
  const { run, step } = now;
  if (!row) return run;
  const phase = row.to(now);
  return { ...run, phase, firings: [...run.firings, { rule: row.rule, from: run.phase, to: phase, step }] };
}

/** At most one rule, the lowest row that applies; only `offer-tabled` may follow `contact-confirmed`. */
function fired(now: Step): Run {
  if (!movesThePhase(now)) return now.run;
  const applies = (row: Row, then: Step) => row.from(then.run.phase) && row.fires(then);
  const row = LOWEST_FIRST.find((r) => applies(r, now));
  const run = moved(now, row);
  if (row?.rule !== 'contact-confirmed') return run;
  const then = { ...now, run };
  const offered = LOWEST_FIRST.find((r) => r.rule === 'offer-tabled' && applies(r, then));
  return moved(then, offered);
}

function stepOf(run: Run, step: number): Step | null {
  const { reports, parties, roleOf } = run.talks;
  const report = reports[step];
  if (!report) return null;
  const principals = parties.filter((party) => isPrincipal(roleOf(party, report.place.at)));
  const bound = boundParties(momentOf(run, step + 1));
  return {
    run,
    report,
    step,
    principals,
    bound,
    allBound: principals.length > 0 && principals.every((p) => bound.includes(p)),
  };
}

function next(run: Run, step: number): Run {
  const now = stepOf(run, step);
  if (!now) return run;
  const after = fired(now);
  // A collapse, or a breakdown, can leave nobody bound by the end of the step.
  const bound = boundParties(momentOf(after, step + 1));
  return {
    ...after,
    everBound: [...new Set([...run.everBound, ...now.bound, ...bound])],
    allBound: now.principals.length > 0 && now.principals.every((p) => bound.includes(p)),
  };
}

export function runOf(talks: Talks): Run {
  const start: Run = { talks, phase: 'unreported', firings: [], everBound: [], allBound: false };
  return talks.reports.reduce((run, _, step) => next(run, step), start);
}
