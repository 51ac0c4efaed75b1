/** The role of a party in the talks, from the sentences that name it. */
import type { Role } from '../../events/vocabulary.js';

/** Whether words of a role stand soon after the name, where it acts, or just before it: “Qatar mediates”, “mediated by Qatar”. */
function near(name: string, words: string): RegExp {
  const safe =
    name
      .slice(0, 40)
      .split(' ')[0]
      ?.replaceAll(/[^\p{L}\p{N}]/gu, '.') ?? '';
  const acting = `(?<!\\b(?:with|to|between|against|from|of|by|both|in|on) )\\b${safe}\\b\\W+(?:[\\p{Ll}’'-]+\\W+){0,6}(?:${words})\\b`;
  const owning = `\\b${safe}['’]s (?:[\\p{Ll}-]+ )?(?:${words})\\b`;
  return new RegExp(`${acting}|${owning}|\\b(?:${words})\\W+(?:by|of|the|from)?\\W*${safe}\\b`, 'u');
}

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
