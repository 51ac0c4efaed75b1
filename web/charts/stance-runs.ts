/** Which positions are drawn, in which order, and which turns of them as one. */
import type { StanceRow, StanceTurn } from './picture-words.js';

/** Offers and what is put in them are shown by their own bars. */
export const isOnlyOfOwnOffer = ({ subject, turns }: StanceRow): boolean =>
  'proposal' in subject && turns.every(({ declared, attributed }) => (declared ?? attributed)?.stance === 'proposes');

export const rankOf = ({ subject, turns }: StanceRow): number =>
  ('claim' in subject && subject.claim === 'talks' ? 1_000_000 : 0) + turns.length + ('issue' in subject ? 0.5 : 0);

interface Run {
  readonly turn: StanceTurn;
  readonly held: NonNullable<StanceTurn['declared']>;
  readonly to: string | null;
}

/** Turns in which the same is said one after another, as one. */
export function runsOf(
  turns: readonly StanceTurn[],
  whose: 'declared' | 'attributed',
  lookOf: (turn: StanceTurn) => boolean,
): Run[] {
  const runs: Run[] = [];
  for (const turn of turns) {
    const held = turn[whose];
    if (!held) continue;
    const before = runs.at(-1);
    const goesOn =
      before?.to === turn.from &&
      before.held.stance === held.stance &&
      before.held.to.join() === held.to.join() &&
      lookOf(before.turn) === lookOf(turn);
    if (before && goesOn) runs[runs.length - 1] = { ...before, to: turn.to };
    else runs.push({ turn, held, to: turn.to });
  }
  return runs;
}
