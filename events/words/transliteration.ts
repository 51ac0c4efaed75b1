/**
 * Letters in the Latin alphabet, for slugs: of the scripts in which talks are most reported here. A name in another
 * script, such as Chinese, keeps nothing of it; slugs then fall back on a short hash (slug-from-title.ts).
 */

/** A script as pairs: `а a б b`. An empty text (`_`) stands for a letter that is not heard. */
const table = (pairs: string): (readonly [string, string])[] => {
  const words = pairs.split(/\s+/).filter(Boolean);
  return words.flatMap((letter, i) => (i % 2 === 0 ? [[letter, words[i + 1]?.replace('_', '') ?? ''] as const] : []));
};

/** Letters that lose no mark by decomposition. */
const LATIN = 'ß ss æ ae œ oe ø o đ d ð d þ th ł l ı i ħ h ŋ ng ə e ŧ t ĸ k ƒ f';

/** BGN/PCGN, with Ukrainian і ї є ґ, Belarusian ў, Serbian and Macedonian letters. */
const CYRILLIC =
  'а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh ' +
  'щ shch ъ _ ы y ь _ э e ю yu я ya і i ї yi є ye ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz ѓ gj ќ kj ѕ dz';

const GREEK = 'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o';

/** Without short vowels, which are not written; Persian and Urdu letters as well. */
const ARABIC =
  'ا a أ a إ i آ a ٱ a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ' +
  'ل l م m ن n ه h و w ي y ى a ة a ء _ ئ y ؤ w ـ _ پ p چ ch ژ zh گ g ک k ی y ے e ہ h ھ h ٹ t ڈ d ڑ r ں n';

const HEBREW =
  'א a ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ ts ץ ts ק k ר r ש sh ת t';

const GEORGIAN_AND_ARMENIAN =
  'ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ' +
  'ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h ' +
  'ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ' +
  'ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f';

const LETTERS: ReadonlyMap<string, string> = new Map(
  [LATIN, CYRILLIC, GREEK, ARABIC, HEBREW, GEORGIAN_AND_ARMENIAN].flatMap((script) => table(script)),
);

/** Digits of any script stand for themselves. */
function digitOf(letter: string): string | undefined {
  const at = letter.codePointAt(0) ?? 0;
  for (const zero of [0x0660, 0x06f0, 0x0966, 0x09e6]) if (at >= zero && at <= zero + 9) return String(at - zero);
  return undefined;
}

/**
 * The letters of a text in the Latin alphabet, in lower case and without marks; what cannot be written so, and all
 * that is no letter or digit, becomes a space. Points and vowel signs are left out.
 * @example latinLetters('Çankaya görüşmeleri') // 'cankaya gorusmeleri'
 * @example latinLetters('حماس') // 'hmas'
 */
export function latinLetters(text: string): string {
  let latin = '';
  // First composed, so that й is the letter and not и with a mark; what has no row is decomposed.
  for (const letter of text.normalize('NFKC').toLowerCase().normalize('NFC')) {
    const known = LETTERS.get(letter);
    if (known !== undefined) latin += known;
    else
      for (const part of letter.normalize('NFKD')) {
        if (/[a-z0-9]/.test(part)) latin += part;
        else if (!/\p{M}/u.test(part) && !/['’ʼ`׳״]/.test(part)) latin += LETTERS.get(part) ?? digitOf(part) ?? ' ';
      }
  }
  return latin;
}
