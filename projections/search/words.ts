/** Words: what a text is cut into, for the index and for marks, each with its place in the text as written. */
import { folded } from '../../events/words/folded.js';

/** One word. `start` and `end` count UTF-16 units of the text as written; the end is not part of it. */
export interface Word {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text, in order. */
export interface Words {
  readonly inOrder: readonly Word[];
  /** Words with a hyphen or an apostrophe, as one: `ceasefire` of `cease-fire`. Their parts are in order. */
  readonly joined: readonly Word[];
}

/** Scripts that are written without spaces between words: each of their letters is a word, and words are phrases of them. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const IN_WORD = String.raw`\p{L}\p{M}\p{N}\u00AD\u034F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF`;
const LETTER = `(?:(?![${UNSPACED}])[${IN_WORD}])`;
const HYPHENS = String.raw`\-\u2010-\u2012\u05BE_`;
const APOSTROPHES = String.raw`'\u2018\u2019\u02BC\u05F3`;
/** In Hebrew, between the last two letters of an acronym. */
const GERSHAYIM = String.raw`(?<=\p{Script=Hebrew}\p{M}*)["\u05F4\u201D](?=\p{Script=Hebrew})`;

const NUMBER = String.raw`(?<![\p{L}\p{N}]|\p{Nd}[.,])(?:\p{Nd}{1,3}(?:[,.\u066C'\u2019\u00A0\u2009\u202F]\p{Nd}{3})+(?![.,]?\p{Nd})(?:[.,\u066B]\p{Nd}{1,2})?|\p{Nd}+[.,\u066B]\p{Nd}{1,2})(?![\p{L}\p{N}]|[.,]\p{Nd})`;
const ACRONYM = String.raw`(?<![${IN_WORD}.])(?:(?![${UNSPACED}])\p{L}\.){2,}(?:\p{L}(?![${IN_WORD}]))?`;
const UNSPACED_LETTER = String.raw`[${UNSPACED}]\p{M}*`;
const WORD = `${LETTER}+(?:(?:[${HYPHENS}${APOSTROPHES}]|${GERSHAYIM})${LETTER}+)*`;
const FOUND: Readonly<RegExp> = new RegExp(
  `(?<number>${NUMBER})|(?<acronym>${ACRONYM})|(?<letter>${UNSPACED_LETTER})|(?<word>${WORD})`,
  'gu',
);

/** Few words have one: the others are one part, as they stand. */
const SIGN: Readonly<RegExp> = new RegExp(`[${HYPHENS}${APOSTROPHES}"\\u05F4\\u201D]`, 'u');
const PART: Readonly<RegExp> = new RegExp(`${LETTER}+`, 'gu');
const HEBREW_SIGN: Readonly<RegExp> = /["\u05F4\u201D\u05F3]|(?<=\p{Script=Hebrew}\p{M}*)'(?=\p{Script=Hebrew})/gu;
const POSSESSIVE: Readonly<RegExp> = new RegExp(`[${APOSTROPHES}]s$`, 'iu');
/** French and Italian words that lose their vowel before another: `l’accord`. */
const ELISION: Readonly<RegExp> = new RegExp(`^(?:[cdjlmnst]|qu)[${APOSTROPHES}](?=.)`, 'iu');

const GROUPED: Readonly<RegExp> = /(?<=\p{Nd})[,.\u066C'\u2019\u00A0\u2009\u202F](?=\p{Nd}{3}(?!\p{Nd}))/gu;

/** `1,500` and `1.500` are 1500, `3,5` is 3.5. */
const numberKey = (text: string): string => folded(text.replaceAll(GROUPED, '')).replaceAll(/[,\u066B]/gu, '.');

const word = (key: string, start: number, end: number): Word[] => (key === '' ? [] : [{ key, start, end }]);

function compound(text: string, start: number): Words {
  if (!SIGN.test(text)) return { inOrder: word(folded(text), start, start + text.length), joined: [] };
  const elided = ELISION.exec(text)?.[0].length ?? 0;
  const ending = POSSESSIVE.exec(text)?.[0].length ?? 0;
  const [from, bare] = [start + elided, text.slice(elided, text.length - ending)];
  // A sign within a Hebrew word makes an acronym or another sound: the word stays one.
  const whole = bare.replaceAll(HEBREW_SIGN, '');
  const parts = [...whole.matchAll(PART)];
  if (whole !== bare || parts.length === 1)
    return { inOrder: word(parts.map(([part]) => folded(part)).join(''), from, from + bare.length), joined: [] };
  const inOrder = parts.flatMap((part) => word(folded(part[0]), from + part.index, from + part.index + part[0].length));
  return { inOrder, joined: word(inOrder.map(({ key }) => key).join(''), from, from + bare.length) };
}

/**
 * The words of a text.
 * @example wordsOf('Iran’s cease-fire').inOrder.map((w) => w.key) // ['iran', 'cease', 'fire']
 */
export function wordsOf(text: string): Words {
  const [inOrder, joined]: [Word[], Word[]] = [[], []];
  for (const { 0: found, index, groups = {} } of text.matchAll(FOUND)) {
    const end = index + found.length;
    if (groups['number'] !== undefined) inOrder.push(...word(numberKey(found), index, end));
    else if (groups['acronym'] !== undefined) inOrder.push(...word(folded(found.replaceAll('.', '')), index, end));
    else if (groups['letter'] !== undefined) inOrder.push(...word(folded(found), index, end));
    else {
      const words = compound(found, index);
      inOrder.push(...words.inOrder);
      joined.push(...words.joined);
    }
  }
  return { inOrder, joined };
}
