/** The role of a party in the talks, from the sentences that name it. */
import type { Role } from '../../events/vocabulary.js';
import { COUNTRIES } from '../data/countries.js';
import type { Named } from './names.js';

/** How often the words of a role are said of a party, and how often it is said to bargain. */
export interface Evidence {
  readonly third: readonly (readonly [Role, number])[];
  readonly bargains: number;
  readonly supports: number;
  /** How often talks are said to take place there. */
  readonly holds: number;
}

const escaped = (form: string): string => form.replaceAll(/[^\p{L}\p{N} ]/gu, '.');
const formsOf = ({ forms }: Named): string =>
  `(?:${[...forms]
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 8)
    .map(escaped)
    .join('|')})`;

/** Verbs, and nouns for who does it, of each role. */
const THIRD: readonly (readonly [Role, string, string])[] = [
  ['mediator', 'mediat(?:e|es|ed|ing)|broker(?:s|ed|ing)?|shuttl(?:e|es|ed|ing)|go-between', 'mediat(?:or|ors|ion)'],
  [
    'host',
    `host(?:s|ed|ing)?(?: and [\\p{Ll}]+)? (?:[\\p{Ll}’'-]+ ){0,4}(?:talks|negotiations?|rounds?|meetings?|delegations?|dialogue|both|them|it)|hosted`,
    'host government|hospitality',
  ],
  ['guarantor', 'guarantee(?:s|d|ing)|underwr(?:ite|ites|ote)', 'guarantors?'],
  ['facilitator', 'facilitat(?:e|es|ed|ing)', 'facilitat(?:or|ors|ion)'],
];

const OTHERS = `(?:(?:the )?\\p{Lu}[\\p{L}'’.-]*(?: \\p{Lu}[\\p{L}'’.-]*)*(?:, and |, | and ))*`;

/** The ways in which a role is told: “X mediates”, “mediated by Y and X”, “the mediators, X and Y”, “X’s mediation”. */
function patternsOf(forms: string, verbs: string, nouns: string): RegExp[] {
  const has = `\\b${forms}\\b(?:['’]s?)?`;
  return [
    `(?<!\\b(?:with|between|against|to|of|from|by|on|about) )${has}(?:, [^,.;]{1,70},)?(?: [\\p{Ll}’'-]+){0,5}? (?:${verbs})\\b(?! by\\b)`,
    `${has},? (?:which|who|whose \\p{Ll}+) (?:[\\p{Ll}’'-]+ ){0,4}(?:${verbs})\\b`,
    `\\b(?:${verbs}|${nouns}|auspices|good offices)(?: \\p{Ll}+)?,? (?:by|of|from|in|like|such as|including) (?:the )?${OTHERS}(?:the )?${forms}\\b`,
    `\\b(?:${nouns})(?:,|:| –| -)? (?:the )?${OTHERS}(?:the )?${forms}\\b`,
    `${has}(?: (?:chief|senior|own|joint|lead))? (?:${nouns})\\b`,
    `${has}(?:,? and [\\p{Lu}][^,.;]{1,40})?, (?:which|who) (?:are|is|act|serve|serves) (?:as )?(?:the |a )?(?:${nouns})\\b`,
    `${has}[ -](?:mediated|brokered|hosted|led|sponsored)\\b`,
    `${has}[^.;]{0,60}\\b(?:as|role of|is|was|remains) (?:a |an |the |chief |joint )*(?:${nouns})\\b`,
  ].map((source) => new RegExp(source, 'u'));
}

const DEALS =
  'talks|negotiations?|deal|agreement|accord|truce|ceasefire|cease-fire|pact|contract|treaty|dispute|war|conflict|fighting|bargaining|exchange|dialogue';
const BARGAINS =
  'offer|offers|offered|proposal|proposals|proposed|demand|demands|demanded|counteroffer|negotiators|negotiating|bargaining|delegation|strike|concession|concessions|rejected|accepted|agreed|signed|walked out|refused|insists|insisted';

function bargainsOf(forms: string): RegExp[] {
  const f = `(?:the )?${forms}`;
  return [
    `\\bbetween ${f}\\b`,
    `\\bbetween [^.;]{2,60} and ${f}\\b`,
    `\\b(?:${DEALS}) with ${f}\\b`,
    `\\b${forms}\\b(?:['’]s?)? (?:\\p{Ll}+ ){0,2}(?:${BARGAINS})\\b`,
    `\\b${forms}\\b and (?:the )?\\p{Lu}[^.;,]{1,40} (?:met|agreed|signed|resumed|began|ended|held|reached|exchanged|accuse)`,
    `\\p{Lu}\\p{L}+ and ${f}\\b (?:met|agreed|signed|resumed|began|ended|held|reached|exchanged|accuse)`,
  ].map((source) => new RegExp(source, 'u'));
}

const SUPPORTS = (forms: string) =>
  new RegExp(
    `\\b${forms}\\b(?:['’]s?)?(?: [\\p{Ll}-]+){0,3} (?:support(?:s|ed|ing)?|welcom(?:e|es|ed)|back(?:s|ed|ing)|urg(?:e|es|ed)|endors(?:e|es|ed)|hail(?:s|ed))\\b`,
    'u',
  );

/** “Met in Doha”, “the talks in Oman”: of a country, by its name or its capital. */
function holdsOf(named: Named): RegExp[] {
  if (!named.isCountry) return [];
  const capital = COUNTRIES.find(({ name }) => name === named.name)?.capital ?? '';
  const place = [named.name, capital].filter(Boolean).map(escaped).join('|');
  const sitting =
    'talks|negotiations|met|meet|meets|meeting|round|rounds|summit|sign|signed|resume|resumed|delegations|dialogue|mediators';
  return [
    new RegExp(`\\b(?:${sitting})\\b[^.;]{0,90}\\bin (?:the )?(?:\\p{Lu}\\p{L}+, )?(?:${place})\\b(?!['’])`, 'u'),
    new RegExp(`^(?:${capital.toUpperCase() || '-'})[,/ (]`, 'u'),
  ];
}

const LONGEST = 1000;
const countIn = (sentences: readonly string[], patterns: readonly RegExp[]): number =>
  sentences.filter((sentence) => patterns.some((pattern) => pattern.test(sentence.slice(0, LONGEST)))).length;

/**
 * What the sentences say of the role of a party.
 * @param sentences those that name it
 * @param all those of the whole text, whose talks may be held where it has its seat
 */
export function evidenceOf(named: Named, sentences: readonly string[], all: readonly string[]): Evidence {
  const forms = formsOf(named);
  const third = THIRD.map(
    ([role, verbs, nouns]) => [role, countIn(sentences, patternsOf(forms, verbs, nouns))] as const,
  );
  return {
    third: third.filter(([, hits]) => hits > 0).toSorted((a, b) => b[1] - a[1]),
    bargains: countIn(sentences, bargainsOf(forms)),
    supports: countIn(sentences, [SUPPORTS(forms)]),
    holds: countIn(all, holdsOf(named)),
  };
}

export interface RoleRead {
  readonly role: Role;
  readonly says: string;
}

/** How many of those that are no third parties are principals, however often they are named. */
const PRINCIPALS = 2;
const STAKEHOLDER = /\b(?:Federation|Association|Associations|Chamber|Families|Teachers|Farmers|Conference)\b/;

/** Bodies of states, which seldom bargain themselves. */
const BETWEEN_STATES =
  /^(?:United Nations|UN|U\.N\.|African Union|AU|Arab League|NATO|ASEAN|Red Cross|ICRC|IAEA|International .*)$/;

/** The role of a third party, where it is told more often than that the party bargains. */
const thirdOf = ({ third: [first], bargains }: Evidence) => (first && first[1] * 2 > bargains ? first : undefined);

const inSentences = (hits: number): string => (hits === 1 ? 'in a sentence' : `in ${hits} sentences`);

/**
 * The roles of parties, by rank.
 * @param ranked those named most often first, each with what is said of its role
 */
export function rolesOf(ranked: readonly { readonly named: Named; readonly evidence: Evidence }[]): RoleRead[] {
  let principals = 0;
  // The second of those named most often that are no third parties: whoever is named nearly as often is at the table too.
  const often = ranked.filter(({ evidence }) => !thirdOf(evidence)).map(({ named }) => named.times);
  const second = often[1] ?? often[0] ?? 0;
  return ranked.map(({ named, evidence }) => {
    const third = thirdOf(evidence);
    if (third) return { role: third[0], says: `${inSentences(third[1])} with words of the role ${third[0]}` };
    if (evidence.holds > 0 && (evidence.bargains === 0 || principals >= PRINCIPALS) && named.times < second)
      return { role: 'host', says: `${inSentences(evidence.holds)} of talks there` };
    const isAmongMost = principals < PRINCIPALS && named.times >= 2 && !BETWEEN_STATES.test(named.name);
    const isBargaining = evidence.bargains >= 2 && named.times * 2 >= second;
    const isAsOften = evidence.bargains >= 1 && named.times * 3 >= second * 2 && !BETWEEN_STATES.test(named.name);
    if (isAmongMost || isBargaining || isAsOften) {
      principals += 1;
      const says =
        evidence.bargains > 0
          ? `${inSentences(evidence.bargains)} of what it bargains over`
          : 'among those named most often';
      return { role: 'principal', says };
    }
    if (evidence.supports > 0)
      return { role: 'supporter', says: `${inSentences(evidence.supports)} with words of the role supporter` };
    if (STAKEHOLDER.test(named.name)) return { role: 'stakeholder', says: 'speaks for those whom the talks concern' };
    return { role: 'observer', says: 'named, and nothing says in which role' };
  });
}
