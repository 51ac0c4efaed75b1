/** Whether a number is kept as it was written: JSON's numbers are kept in 64 bits, which round what has more digits. */

const NUMBER = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** A number's digits without zeros at the ends, and the power of ten of its last digit; no digits for zero. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

function withoutZerosAtTheEnds(text: string): { readonly digits: string; readonly dropped: number } {
  let [start, end] = [0, text.length];
  while (text[start] === '0') start += 1;
  while (end > start && text[end - 1] === '0') end -= 1;
  return { digits: text.slice(start, end), dropped: text.length - end };
}

function digitsOf(text: string): Digits | undefined {
  const [, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (whole === '') return undefined;
  const { digits, dropped } = withoutZerosAtTheEnds(whole + fraction);
  return { digits, exponent: digits === '' ? 0 : Number(exponent) - fraction.length + dropped };
}

const isBeyondIntegers = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

function isKept(text: string, value: number): boolean {
  if (!Number.isFinite(value) || isBeyondIntegers(value)) return false;
  const [written, kept] = [digitsOf(text), digitsOf(String(value))];
  return written !== undefined && written.digits === kept?.digits && written.exponent === kept.exponent;
}

const LONGEST_SHOWN = 40;
const shown = (text: string): string => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);

const RANGE = 'whole numbers go from -9007199254740991 to 9007199254740991';

function reason(value: number): string {
  if (!Number.isFinite(value)) return 'it is too large';
  return isBeyondIntegers(value) ? RANGE : `it would be kept as ${value}`;
}

/**
 * Why a number cannot be kept exactly; undefined where it can.
 * @param text as JSON writes a number
 * @example inexactNumber('0.10') // undefined
 * @example inexactNumber('0.10000000000000000001') // '0.10000000000000000001 cannot be kept exactly: it would be kept as 0.1'
 */
export function inexactNumber(text: string): string | undefined {
  const value = Number(text);
  return isKept(text, value) ? undefined : `${shown(text)} cannot be kept exactly: ${reason(value)}`;
}
