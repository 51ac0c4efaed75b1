/** The folded form of a word: two spellings that a reader takes for one word fold to one text. */

/**
 * Marks that are written over or under letters, and do not make another letter: accents, harakat, niqqud. Not the marks of
 * other scripts: in Hindi or Japanese they make another sound.
 */
const MARKS: Readonly<RegExp> = new RegExp(
  String.raw`[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u0652\u0656-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u08D3-\u08FF\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]`,
  'gu',
);

/** Signs without a meaning of their own: tatweel, soft hyphens, joiners, bidirectional controls, raised letters such as ʻ. */
const IGNORED: Readonly<RegExp> = new RegExp(
  String.raw`[\u00AD\u02B0-\u02FF\u034F\u0640\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE00-\uFE0F\uFEFF]`,
  'gu',
);

/** Letters with a mark that are letters of their own: taking the mark off would make another word. */
const OWN_LETTERS: Readonly<RegExp> = /[йїў]/gu;
const KEPT: Readonly<Record<string, string>> = { й: '\uE000', ї: '\uE001', ў: '\uE002' };
const RESTORED: Readonly<Record<string, string>> = { '\uE000': 'й', '\uE001': 'ї', '\uE002': 'ў' };

/** Letters that no decomposition takes apart. The hamza on و and ي stays: it makes another word. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
  þ: 'th',
  ς: 'σ',
  آ: 'ا',
  أ: 'ا',
  إ: 'ا',
  ٱ: 'ا',
  ٲ: 'ا',
  ٳ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ة: 'ه',
  ۃ: 'ه',
  ہ: 'ه',
  ە: 'ه',
  ک: 'ك',
};
const TO_FOLD: Readonly<RegExp> = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

const DIGIT: Readonly<RegExp> = /\p{Nd}/gu;

/** The value of a decimal digit of any script: each script has its ten in a row. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

const ASCII = /^\p{ASCII}*$/u;

/**
 * The form in which words are compared: without case, accents, harakat, niqqud and tatweel; one form of alef, yeh and teh
 * marbuta; ss for ß, i for ı; digits of any script as ASCII. It may be empty.
 * @example folded('Straße') // 'strasse'
 * @example folded('الأُمَّــة') // 'الامه'
 */
export function folded(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  return word
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(OWN_LETTERS, (letter) => KEPT[letter] ?? letter)
    .replaceAll(TO_FOLD, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/[^ؤئ]+/gu, (run) => run.normalize('NFD').replaceAll(MARKS, ''))
    .replaceAll(IGNORED, '')
    .normalize('NFC')
    .replaceAll(TO_FOLD, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(DIGIT, digitOf)
    .replaceAll(/[\uE000-\uE002]/gu, (letter) => RESTORED[letter] ?? letter);
}
