/** Who speaks, how openly, and where it was published. */
import { everybody, ORIGINS, PUBLISHERS, type Cast, type Party } from './cast.js';
import type { Draw, Weighted } from './draw.js';
import { present, type Fields } from './line.js';

const CAPACITY: Weighted<string> = [
  [64, 'official'],
  [10, 'insider'],
  [8, 'intermediary'],
  [10, 'reporter'],
  [4, 'former-official'],
  [4, 'commentator'],
];
const CAPACITY_OF_NO_PARTY: Weighted<string> = [
  [40, 'reporter'],
  [25, 'intermediary'],
  [15, 'commentator'],
  [15, 'official'],
  [5, 'former-official'],
];
const ATTRIBUTION: Weighted<string> = [
  [58, 'on-the-record'],
  [18, 'on-background'],
  [9, 'deep-background'],
  [15, 'unattributed'],
];
const RELIABILITY: Weighted<string | undefined> = [
  [40, undefined],
  [10, 'A'],
  [14, 'B'],
  [14, 'C'],
  [8, 'D'],
  [4, 'E'],
  [10, 'F'],
];
const CREDIBILITY: Weighted<number | undefined> = [
  [45, undefined],
  [10, 1],
  [15, 2],
  [13, 3],
  [7, 4],
  [4, 5],
  [6, 6],
];

export const capacity = (d: Draw): string => d.weighted(CAPACITY);
export const attribution = (d: Draw): string => d.weighted(ATTRIBUTION);
export const credibility = (d: Draw): number | undefined => d.weighted(CREDIBILITY);

/** One name, as one paper or another writes it. */
function spelled(d: Draw, name: string): string {
  return d.weighted([
    [84, name],
    [6, name.toUpperCase()],
    [5, name.replace(' ', '  ')],
    [5, name.toLowerCase().replace(' ', '')],
  ]);
}

export function sourceOf(d: Draw, origin?: string): Fields {
  const publisher = spelled(d, d.pick(PUBLISHERS));
  const copied = d.chance(40) ? spelled(d, d.pick(ORIGINS)) : undefined;
  return present({ publisher, origin: origin ?? copied, reliability: d.weighted(RELIABILITY) });
}

/** The speaker of a report about `party`; `heard` in so many of a hundred as the party's own official. */
export function speakerOf(d: Draw, cast: Cast, party: Party | undefined, heard = 0): Fields {
  const own = d.chance(heard);
  const name = d.pick([undefined, 'A. Lind', 'B. Moreau', 'a person briefed']);
  const drawn = d.weighted(party === undefined ? CAPACITY_OF_NO_PARTY : CAPACITY);
  const of = d.weighted([
    [84, undefined],
    [6, party],
    [10, d.pick(everybody({ ...cast, newcomer: undefined }))],
  ]);
  return present({ name, capacity: own ? 'official' : drawn, party: own ? undefined : of });
}
