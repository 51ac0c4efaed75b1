/** The role of a party in the talks, from the sentences that name it. */
import type { Role } from '../../events/vocabulary.js';

const near = (name: string, words: string): RegExp => {
  const safe =
    name
      .slice(0, 40)
      .replaceAll(/[^\p{L}\p{N} ]/gu, '.')
      .split(' ')[0] ?? '';
  return new RegExp(
    `(?:\\b${safe}\\w*\\W+(?:[\\w’'-]+\\W+){0,8}(?:${words}))|(?:(?:${words})\\W+(?:[\\w’'-]+\\W+){0,3}${safe})`,
    'iu',
  );
};

const ROLES_BY_WORDS: readonly (readonly [Role, string])[] = [
  ['mediator', 'mediat(?:e|es|ed|ing|or|ors|ion)|broker(?:s|ed|ing)?'],
  ['host', 'host(?:s|ed|ing)?'],
  ['guarantor', 'guarant(?:or|ors|ee|ees|eed)'],
  ['facilitator', 'facilitat(?:e|es|ed|ing|or|ors|ion)'],
  ['observer', 'observ(?:er|ers|es|ed|ing)'],
  ['supporter', 'support(?:s|ed|ing)?|welcom(?:e|es|ed)|back(?:s|ed|ing)|urg(?:e|es|ed)'],
];

/** How many of those named most often are taken for principals where nothing says otherwise. */
const PRINCIPALS = 2;

/** @param rank its place among the parties named most often */
export function roleOf(
  name: string,
  sentences: readonly string[],
  rank: number,
): { readonly role: Role; readonly says: string } {
  for (const [role, words] of ROLES_BY_WORDS) {
    const pattern = near(name, words);
    const hits = sentences.filter((sentence) => pattern.test(sentence.slice(0, 1000))).length;
    if (hits > 0 && (rank >= PRINCIPALS || hits >= 2))
      return { role, says: `in ${hits === 1 ? 'a sentence' : `${hits} sentences`} with words of the role ${role}` };
  }
  if (rank < PRINCIPALS + 1) return { role: 'principal', says: 'among those named most often' };
  return { role: 'observer', says: 'named, and nothing says in which role' };
}
