/** Contradictions of attribution: what others say of a party, later than its own word, cannot hold with that word. */
import { TALKS } from '../events/ids.js';
import { between, type Contradiction } from './contradiction.js';
import { positionsOf, type Position } from './positions.js';
import type { StanceName } from './stances.js';
import type { View } from './view.js';
import type { Walk } from './walk.js';

/** Saying yes to a thing, in whatever way: whoever rejects it or denies it cannot be saying so too. */
const SAYING_YES: ReadonlySet<StanceName> = new Set<StanceName>(['accepts', 'agrees', 'ratifies']);
/** Saying that there is such a thing, in words or by the own act of putting it: this leaves one free to turn it down. */
const SAYING_SO: ReadonlySet<StanceName> = new Set<StanceName>(['confirms', 'proposes']);

const rulesOut = (a: StanceName, b: StanceName): boolean =>
  (SAYING_YES.has(a) && (b === 'rejects' || b === 'denies')) || (SAYING_SO.has(a) && b === 'denies');

const cannotHold = (a: StanceName, b: StanceName): boolean => rulesOut(a, b) || rulesOut(b, a);

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
