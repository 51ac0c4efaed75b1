/** Terms in words: what is counted, and how much of it. The same in the charts, above their tables and in files. */
import { unitInWords } from '../../events/words/amount-words.js';
import { nameInWords } from '../../events/words/name-words.js';
import { capital } from '../words.js';

interface Counted {
  readonly item: string;
  readonly unit: string | null;
  readonly basis: string | null;
}
interface Told {
  readonly quantity?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** @example termName({ item: 'palestinian-prisoners', unit: 'person', basis: null }) // 'Palestinian prisoners, people' */
export const termName = ({ item, unit, basis }: Counted): string =>
  [
    capital(nameInWords(item)),
    ...(unit === null ? [] : [unitInWords(unit)]),
    ...(basis === null ? [] : [nameInWords(basis)]),
  ].join(', ');

const number = (value: number | undefined): string => value?.toLocaleString('en-GB') ?? '';

/** `6,000`, `at least 20`, `2–3`: a number without its unit, which stands in the name. */
export function termAmount({ quantity, min, max }: Told): string {
  if (quantity !== undefined) return number(quantity);
  if (min === undefined) return `up to ${number(max)}`;
  return max === undefined ? `at least ${number(min)}` : `${number(min)}–${number(max)}`;
}
