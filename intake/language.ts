/** The language of an article. */
import { franc } from 'franc';

/** The languages that the rules read: BCP 47, without region. */
const READ: ReadonlySet<string> = new Set(['en']);
/** ISO 639-3, as franc answers, of the languages that news is most often in. */
const SHORT: Readonly<Record<string, string>> = {
  eng: 'en', sco: 'en', arb: 'ar', heb: 'he', fra: 'fr', deu: 'de', spa: 'es', por: 'pt', ita: 'it', rus: 'ru', ukr: 'uk',
  tur: 'tr', pes: 'fa', prs: 'fa', urd: 'ur', hin: 'hi', ben: 'bn', cmn: 'zh', jpn: 'ja', kor: 'ko', nld: 'nl', pol: 'pl',
  ind: 'id', vie: 'vi', swh: 'sw', amh: 'am', ell: 'el', ron: 'ro', hun: 'hu', ces: 'cs', srp: 'sr', hrv: 'hr', som: 'so',
}; // prettier-ignore
/** Enough to tell a language by. */
const SAMPLE = 4000;
/** Words that are in nearly every stretch of English. */
const ENGLISH: ReadonlySet<string> = new Set(
  'the of and to in that is was with for has have said says no not will'.split(' '),
);

/** Shorter texts are told apart badly by their letters alone. */
function isEnglishByWords(text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return words.length > 0 && words.filter((word) => ENGLISH.has(word)).length / words.length >= 0.15;
}

/** The language as said, else as found: a BCP 47 tag, `und` where it cannot be told. */
export function languageOf(text: string, said?: string): string {
  if (said) return said;
  const sample = text.slice(0, SAMPLE);
  if (isEnglishByWords(sample)) return 'en';
  const found = franc(sample, { minLength: 20 });
  return SHORT[found] ?? found;
}

export const isRead = (language: string): boolean => READ.has(language.toLowerCase().split('-')[0] ?? '');
