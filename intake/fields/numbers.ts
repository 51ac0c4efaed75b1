/** Numbers as the news writes them. */

const WORDS: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, i) => [word, i] as const),
);
const TENS: ReadonlyMap<string, number> = new Map(
  'thirty forty fifty sixty seventy eighty ninety hundred'.split(' ').map((word, i) => [word, 30 + 10 * i] as const),
);
const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['m', 1e6],
  ['bn', 1e9],
]);

export const scaleOf = (word: string): number | undefined => SCALES.get(word.toLowerCase());

/** `1,250` → 1250, `five` → 5, `thirty-four` → 34; null where it is no number. */
export function numberOf(word: string): number | null {
  const lower = word.toLowerCase();
  const plain = WORDS.get(lower) ?? TENS.get(lower);
  if (plain !== undefined) return plain;
  const [tens, ones] = lower.split('-');
  if (ones !== undefined && TENS.has(tens ?? '') && WORDS.has(ones))
    return (TENS.get(tens ?? '') ?? 0) + (WORDS.get(ones) ?? 0);
  if (ones !== undefined && tens === 'twenty' && WORDS.has(ones)) return 20 + (WORDS.get(ones) ?? 0);
  if (!/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/.test(lower)) return null;
  const value = Number(lower.replaceAll(',', ''));
  return Number.isSafeInteger(value) || value < 1e9 ? value : null;
}
