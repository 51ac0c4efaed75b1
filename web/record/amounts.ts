/** Amounts of terms as people write them: `50`, `2–3`, `at least 5`, `up to 10`. */

export interface Amount {
  readonly quantity?: number;
  readonly min?: number;
  readonly max?: number;
}

const NUMBER = String.raw`-?\d[\d,\u00a0\u202f' ]*(?:\.\d+)?`;
const ONE = new RegExp(`^(${NUMBER})$`);
const RANGE = new RegExp(
  String.raw`^(?:between\s+)?(${NUMBER})\s*(?:–|—|\bto\b|\band\b|(?<=\d)\s*-)\s*(${NUMBER})$`,
  'i',
);
const AT_LEAST = new RegExp(String.raw`^(?:at least|from|min\.?|≥|>=)\s*(${NUMBER})$|^(${NUMBER})\s*\+$`, 'i');
const AT_MOST = new RegExp(String.raw`^(?:at most|up to|max\.?|≤|<=)\s*(${NUMBER})$`, 'i');

/** `1,000` is a thousand: only groups of three digits are told apart by marks. */
function numberIn(text: string): number | undefined {
  const marks = text.trim().replace(/\..*$/, '');
  const grouped = /^-?\d{1,3}(?:[,\u00a0\u202f' ]\d{3})*$|^-?\d+$/.test(marks);
  const plain = text.replaceAll(/[,\u00a0\u202f' ]/g, '');
  const number = Number(plain);
  // More digits than a number holds would be recorded as another one.
  const isExact = Number.isFinite(number) && String(number) === exact(plain);
  return grouped && isExact ? number : undefined;
}

/** As the shortest text of a number has it: `007` → `7`, `1.50` → `1.5`. */
const exact = (text: string): string => {
  const [, sign = '', whole = '', , decimals = ''] = /^(-?)0*(\d+?)(\.(\d*?)0*)?$/.exec(text) ?? [];
  const shortest = decimals === '' ? whole : `${whole}.${decimals}`;
  return shortest === '0' ? '0' : `${sign}${shortest}`;
};

/** What was typed, as the fields of a term; undefined where it is no amount. Nothing was typed: no fields. */
export function amountIn(text: string): Amount | undefined {
  const typed = text.trim();
  if (typed === '') return {};
  const whole = ONE.exec(typed);
  if (whole) return defined({ quantity: numberIn(whole[1] ?? '') });
  const range = RANGE.exec(typed);
  if (range) return defined({ min: numberIn(range[1] ?? ''), max: numberIn(range[2] ?? '') });
  const least = AT_LEAST.exec(typed);
  if (least) return defined({ min: numberIn(least[1] ?? least[2] ?? '') });
  const most = AT_MOST.exec(typed);
  return most ? defined({ max: numberIn(most[1] ?? '') }) : undefined;
}

/** Undefined where one of its numbers could not be read. */
function defined(amount: { [K in keyof Amount]: number | undefined }): Amount | undefined {
  return Object.values(amount).includes(undefined) ? undefined : (amount as Amount);
}

/** The amount of a term as it would be typed. */
export function amountText({ quantity, min, max }: Amount): string {
  if (quantity !== undefined) return String(quantity);
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `at least ${min}`;
  return max === undefined ? '' : `at most ${max}`;
}
