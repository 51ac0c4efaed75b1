/** Terms that collide: few items, few quantities. */
import type { Draw } from './draw.js';
import { present, type Fields } from './line.js';

const QUANTITIES = [13, 36, 50, 150] as const;

function item(d: Draw): Fields {
  return d.weighted<Fields>([
    [50, { item: 'hostages', unit: 'person' }],
    [20, { item: 'pay', unit: 'percent' }],
    [10, { item: 'pay', unit: 'percent', basis: 'compounded' }],
    [8, { item: 'pay', unit: 'dollar', per: 'hour' }],
    [7, { item: 'truce', unit: 'day' }],
    [5, { item: 'release-list' }],
  ]);
}

function amount(d: Draw): Fields {
  const [quantity, step] = [d.pick(QUANTITIES), d.upTo(20)];
  return d.weighted<Fields>([
    [78, { quantity }],
    [6, { min: quantity, max: quantity + step }],
    [4, { min: quantity }],
    [4, { max: quantity }],
    [4, { quantity: quantity + step }],
    [4, { text: 'as many as there are' }],
  ]);
}

const keyOf = ({ item: of, unit, per, basis }: Fields): string => JSON.stringify([of, unit, per, basis]);

/** No report says two things of one item. */
const onlyOnce = (terms: readonly Fields[]): Fields[] =>
  terms.filter((term, i) => !terms.slice(0, i).some((earlier) => keyOf(earlier) === keyOf(term)));

export const termsOf = (d: Draw, cumulative = false): Fields[] =>
  onlyOnce(
    Array.from(
      {
        length: d.weighted([
          [72, 1],
          [28, 2],
        ] as const),
      },
      () => present({ ...item(d), ...amount(d), cumulative: cumulative && d.chance(50) ? true : undefined }),
    ),
  );
