/** Contradictions of attribution: what others say of a party, later than its own word, cannot hold with that word. */
import { TALKS } from '../events/ids.js';
import { between, type Contradiction } from './contradiction.js';
import { positionsOf, type Position } from './positions.js';
import type { StanceName } from './stances.js';
import type { View } from './view.js';
import type { Walk } from './walk.js';

const INCOMPATIBLE: readonly (readonly [StanceName, StanceName])[] = [
  ['accepts', 'rejects'],
  ['accepts', 'denies'],
  ['confirms', 'denies'],
];

const cannotHold = (a: StanceName, b: StanceName): boolean =>
  INCOMPATIBLE.some(([x, y]) => (a === x && b === y) || (a === y && b === x));

function contradictionIn({ subject, declared, attributed }: Position, talksSince: number): Contradiction[] {
  if (!declared || !attributed?.later || !cannotHold(declared.stance, attributed.stance)) return [];
  // What was said of the talks before they collapsed no longer counts.
  if ('claim' in subject && subject.claim === TALKS && declared.step <= talksSince) return [];
  return [between('attribution', subject, [declared.from, attributed.later])];
}

export function contradictionsOfAttribution(view: View, walk: Walk): Contradiction[] {
  const talksSince = walk.latest('collapsed', 'concluded');
  return positionsOf(view).flatMap((position) => contradictionIn(position, talksSince));
}
