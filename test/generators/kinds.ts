/** The kinds of reports, and how often each stands on its own. Written out, not imported: this is the test's own reading. */
import type { Draw, Weighted } from './draw.js';

/** Scenes add those that go together. */
export const KINDS = [
  [14, 'confirmation'],
  [11, 'denial'],
  [9, 'proposal'],
  [8, 'acceptance'],
  [7, 'agreement'],
  [9, 'assessment'],
  [5, 'rejection'],
  [6, 'withdrawal'],
  [6, 'contact'],
  [6, 'demand'],
  [4, 'implementation'],
  [3, 'suspension'],
  [3, 'resumption'],
  [2, 'breakdown'],
  [5, 'refusal'],
  [3, 'concession'],
  [4, 'pressure'],
  [3, 'ratification'],
  [2, 'violation'],
  [3, 'stance'],
  [2, 'endorsement'],
  [2, 'involvement'],
  [1, 'conclusion'],
  [2, 'no-comment'],
  [5, 'overture'],
] as const satisfies Weighted<string>;

export type Kind = (typeof KINDS)[number][1];

export const someKind = (d: Draw): Kind => d.weighted<Kind>(KINDS);
