/** Languages by their names, for names in several languages: nobody has to know a code. */

const LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'Arabic',
  am: 'Amharic',
  bn: 'Bengali',
  zh: 'Chinese',
  nl: 'Dutch',
  en: 'English',
  fr: 'French',
  de: 'German',
  el: 'Greek',
  he: 'Hebrew',
  hi: 'Hindi',
  id: 'Indonesian',
  it: 'Italian',
  ja: 'Japanese',
  ko: 'Korean',
  ku: 'Kurdish',
  my: 'Burmese',
  ps: 'Pashto',
  fa: 'Persian',
  pl: 'Polish',
  pt: 'Portuguese',
  ru: 'Russian',
  sr: 'Serbian',
  so: 'Somali',
  es: 'Spanish',
  sw: 'Swahili',
  ti: 'Tigrinya',
  tr: 'Turkish',
  uk: 'Ukrainian',
  ur: 'Urdu',
  vi: 'Vietnamese',
};

/** The names, in the order of the alphabet. */
export const LANGUAGE_NAMES: readonly string[] = Object.values(LANGUAGES).toSorted();

/** The name of a language; its code where it has no name here. */
export const languageName = (code: string): string => LANGUAGES[code] ?? code;

/** The code of a language by its name; what is no name here stands as it was typed, as a code. */
export function languageCode(typed: string): string {
  const text = typed.trim();
  const named = Object.entries(LANGUAGES).find(([, name]) => name.toLowerCase() === text.toLowerCase());
  return named?.[0] ?? text;
}
