/** The walk through the phase table, one report after the other. */
import { boundParties } from './agreements.js';
import { momentOf, movesThePhase, type Step, type Talks, type Walk } from './phase.js';
import { LOWEST_FIRST, type Row } from './rules.js';
import { isPrincipal } from './voices.js';

function moved(now: Step, row: Row | undefined): Walk {
  const { walk, step } = now;
  if (!row) return walk;
  const phase = row.to(now);
  return { ...walk, phase, firings: [...walk.firings, { rule: row.rule, from: walk.phase, to: phase, step }] };
}

/** At most one rule, the lowest row that applies; only `offer-tabled` may follow `contact-confirmed`. */
function fired(now: Step): Walk {
  if (!movesThePhase(now)) return now.walk;
  const applies = (row: Row, then: Step) => row.from(then.walk.phase) && row.fires(then);
  const row = LOWEST_FIRST.find((r) => applies(r, now));
  const walk = moved(now, row);
  if (row?.rule !== 'contact-confirmed') return walk;
  const then = { ...now, walk };
  const offered = LOWEST_FIRST.find((r) => r.rule === 'offer-tabled' && applies(r, then));
  return moved(then, offered);
}

function stepOf(walk: Walk, step: number): Step | null {
  const { reports, parties, roleOf } = walk.talks;
  const told = reports[step];
  if (!told) return null;
  const principals = parties.filter((party) => isPrincipal(roleOf(party, told.place.at)));
  const bound = boundParties(momentOf(walk, step + 1));
  return {
    walk,
    told,
    step,
    principals,
    bound,
    allBound: principals.length > 0 && principals.every((p) => bound.includes(p)),
  };
}

function next(walk: Walk, step: number): Walk {
  const now = stepOf(walk, step);
  if (!now) return walk;
  const after = fired(now);
  // A collapse, or a breakdown, can leave nobody bound by the end of the step.
  const bound = boundParties(momentOf(after, step + 1));
  return {
    ...after,
    everBound: [...new Set([...walk.everBound, ...now.bound, ...bound])],
    allBound: now.principals.length > 0 && now.principals.every((p) => bound.includes(p)),
  };
}

export function walkOf(talks: Talks): Walk {
  const start: Walk = { talks, phase: 'unreported', firings: [], everBound: [], allBound: false };
  return talks.reports.reduce((walk, _, step) => next(walk, step), start);
}
