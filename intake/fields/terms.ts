/** Quantities that a sentence tells, with their unit: 36 prisoners, 62 percent, 4 dollars an hour, at least 45 days. */
import type { Term } from '../../events/report.js';
import type { Token } from '../text/tokens.js';
import { numberOf, scaleOf } from './numbers.js';

const MOST = 6;
const CURRENCIES: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  dollar: 'USD',
  euro: 'EUR',
  pound: 'GBP',
  yen: 'JPY',
};
const TIMES = /^(?:minute|hour|day|week|month|year)$/;
const PERCENT = /^(?:percent|%|pct)$/;
/** Nouns that count people. */
const PEOPLE =
  /^(?:person|people|hostage|prisoner|captive|detainee|soldier|worker|employee|member|civilian|woman|man|child|refugee|troop|fighter|inmate|national|body|job|militant|volunteer|voter|delegate)$/;
/** Numbers of these say nothing of what is bargained over. */
const NO_TERM =
  /^(?:side|party|country|official|diplomat|source|time|round|people|person|a\.m\.|p\.m\.|o'clock|sides|minister|delegation|leader|government|negotiator)$/;
const MONTH =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)\.?$/i;

interface Bounds {
  readonly quantity?: number;
  readonly min?: number;
  readonly max?: number;
}

/** “At least 4”, “up to 50”, “more than 500”. */
function boundsOf(tokens: readonly Token[], at: number, value: number): Bounds {
  const before = tokens.slice(Math.max(0, at - 3), at).map(({ lower }) => lower).join(' '); // prettier-ignore
  if (/\b(?:at least|more than|over|no fewer than|no less than)$/.test(before)) return { min: value };
  if (/\b(?:up to|at most|less than|fewer than|no more than|under)$/.test(before)) return { max: value };
  return { quantity: value };
}

/** “A year”, “per day”, “an hour”. */
function perAt(tokens: readonly Token[], at: number): string | undefined {
  const [article, noun] = [tokens[at]?.lower ?? '', tokens[at + 1]?.lemma ?? ''];
  return /^(?:a|an|per|each|every)$/.test(article) && (TIMES.test(noun) || noun === 'subscriber' || noun === 'person')
    ? noun
    : undefined;
}

/** The noun that is counted: the last of the adjectives and nouns that follow. */
function countedAt(tokens: readonly Token[], at: number): { readonly noun: Token; readonly to: number } | null {
  let to = at;
  while (to < tokens.length && to < at + 4 && /^(?:ADJ|NOUN|PROPN)$/.test(tokens[to]?.pos ?? '')) to += 1;
  const noun = tokens[to - 1];
  return to > at && noun?.pos === 'NOUN' ? { noun, to } : null;
}

const slug = (words: string): string =>
  words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80) || 'amount';

/** What a share or a sum is of: the last noun before it that is no time. */
function nounBefore(tokens: readonly Token[], at: number): string {
  const found = tokens
    .slice(Math.max(0, at - 6), at)
    .findLast(({ pos, lemma }) => pos === 'NOUN' && !TIMES.test(lemma) && lemma.length > 2);
  return found ? slug(found.lemma) : 'amount';
}

function termAt(tokens: readonly Token[], at: number): { readonly term: Term; readonly to: number } | null {
  const token = tokens[at] as Token;
  const own = numberOf(token.word);
  if (own === null || MONTH.test(tokens[at - 1]?.word ?? '') || MONTH.test(tokens[at + 1]?.word ?? '')) return null;
  const scale = scaleOf(tokens[at + 1]?.word ?? '');
  const value = Math.round(own * (scale ?? 1) * 1e6) / 1e6;
  let next = at + (scale === undefined ? 1 : 2);
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return null;
  const sign = CURRENCIES[tokens[at - 1]?.word ?? ''];
  const bounds = boundsOf(tokens, sign ? at - 1 : at, value);
  const following = tokens[next]?.lemma ?? '';
  const isPercent = PERCENT.test(following) || (following === 'per' && tokens[next + 1]?.lower === 'cent');
  if (isPercent) next += following === 'per' ? 2 : 1;
  const currency = sign ?? CURRENCIES[following];
  if (!sign && currency) next += 1;
  const per = perAt(tokens, next);
  const rest = per ? { per } : {};
  if (isPercent) return { term: { item: nounBefore(tokens, at), ...bounds, unit: 'percent', ...rest }, to: next };
  if (currency) return { term: { item: nounBefore(tokens, at), ...bounds, unit: currency, ...rest }, to: next };
  // A year by itself is a date.
  if (own >= 1500 && own <= 2100 && /^\d{4}$/.test(token.word)) return null;
  const counted = countedAt(tokens, next);
  if (!counted || NO_TERM.test(counted.noun.lemma) || NO_TERM.test(counted.noun.lower)) return null;
  const { lemma, lower } = counted.noun;
  if (TIMES.test(lemma)) return { term: { item: 'duration', ...bounds, unit: lemma }, to: counted.to };
  const unit = PEOPLE.test(lemma) ? 'person' : lemma.slice(0, 60);
  return { term: { item: slug(lower), ...bounds, unit, ...rest }, to: counted.to };
}

/** The terms in a stretch of tokens, each with its words. */
export function termsIn(tokens: readonly Token[], textAt: (start: number, end: number) => string): Term[] {
  const found: Term[] = [];
  for (let at = 0; at < tokens.length && found.length < MOST; at += 1) {
    const hit = termAt(tokens, at);
    if (!hit) continue;
    const words = textAt(tokens[at]?.start ?? 0, tokens[hit.to - 1]?.end ?? 0).replaceAll(/[\s\p{Cc}]+/gu, ' ');
    found.push({ ...hit.term, ...(words.trim() ? { text: words } : {}) });
    at = Math.max(at, hit.to - 1);
  }
  return found;
}
