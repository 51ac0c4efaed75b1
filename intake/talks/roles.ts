/** The role of a party in the talks, from the sentences that name it. */
import type { Role } from '../../events/vocabulary.js';
import { COUNTRIES } from '../data/countries.js';
import type { Named } from './names.js';
import { isPersonsTitle } from './words.js';

/** How often the words of a role are said of a party, and how often it is said to bargain. */
export interface Evidence {
  readonly third: readonly (readonly [Role, number])[];
  readonly bargains: number;
  readonly supports: number;
  /** How often talks are said to take place there. */
  readonly holds: number;
  /** How often it has an envoy, as one has who is sent to the talks of others. */
  readonly sends: number;
  /** Somebody mediates, as the text says. */
  readonly isMediated: boolean;
}

const escaped = (form: string): string => form.replaceAll(/[^\p{L}\p{N} ]/gu, '.');
/** Any of some words as a whole: “U.S.” ends where no word ends. */
const wordsFor = (words: readonly string[]): string =>
  `\\b(?:${words.map((word) => `${escaped(word)}${/[\p{L}\p{N}]$/u.test(word) ? '\\b' : '(?![\\p{L}\\p{N}])'}`).join('|')})`;
const formsOf = ({ forms }: Named): string => wordsFor([...forms].toSorted((a, b) => b.length - a.length).slice(0, 8));

/** Verbs, and nouns for who does it, of each role. */
const THIRD: readonly (readonly [Role, string, string])[] = [
  ['mediator', 'mediat(?:e|es|ed|ing)|broker(?:s|ed|ing)?|shuttl(?:e|es|ed|ing)|go-between', 'mediat(?:or|ors|ion)'],
  [
    'host',
    `host(?:s|ed|ing)?(?: and [\\p{Ll}]+)? (?:[\\p{Ll}’'-]+ ){0,4}(?:talks|negotiations?|rounds?|meetings?|delegations?|dialogue|leaders|both|them|it|the two)|hosted`,
    'host government|hospitality',
  ],
  ['guarantor', 'guarantee(?:s|d|ing)|underwr(?:ite|ites|ote)', 'guarantors?'],
  ['facilitator', 'facilitat(?:e|es|ed|ing)|conven(?:es|ed)|chair(?:s|ed)', 'facilitat(?:or|ors|ion)'],
];

const OTHERS = `(?:(?:the )?\\p{Lu}[\\p{L}'’.-]*(?: \\p{Lu}[\\p{L}'’.-]*)*(?:, and |, | and ))*`;

/** The ways in which a role is told: “X mediates”, “mediated by Y and X”, “the mediators, X and Y”, “X’s mediation”. */
function patternsOf(forms: string, verbs: string, nouns: string): RegExp[] {
  const has = `${forms}(?:['’]s?)?`;
  return [
    `(?<!\\b(?:with|between|against|to|of|from|by|on|about) )${has}(?:, [^,.;]{1,70},)?(?: [\\p{Ll}’'-]+){0,5}? (?:${verbs})\\b(?! by\\b)`,
    `${has},? (?:which|who|whose \\p{Ll}+) (?:[\\p{Ll}’'-]+ ){0,4}(?:${verbs})\\b`,
    `\\b(?:${verbs}|${nouns}|auspices|good offices)(?: \\p{Ll}+)?,? (?:by|of|from|in|like|such as|including) (?:the )?${OTHERS}(?:the )?${forms}`,
    `\\b(?:${nouns})(?:,|:| –| -)? (?:the )?${OTHERS}(?:the )?${forms}`,
    `${has}(?: (?:chief|senior|own|joint|lead))? (?:${nouns})\\b`,
    `${has}(?:,? and [\\p{Lu}][^,.;]{1,40})?, (?:which|who) (?:are|is|act|serve|serves) (?:as )?(?:the |a )?(?:${nouns})\\b`,
    `${has}[ -](?:mediated|brokered|hosted|led|sponsored)\\b`,
    `${has}[^.;]{0,60}\\b(?:as|role of|is|was|remains) (?:a |an |the |chief |joint )*(?:${nouns})\\b`,
  ].map((source) => new RegExp(source, 'u'));
}

const BOTH = `(?:both|the two(?: (?:sides|parties|leaders|governments|delegations|teams|men))?|the (?:sides|parties|delegations))`;
const REACHES = 'told|telephoned|called|phoned|met|meets|invit(?:es|ed)|asked|urged|saw|received|praised|thanked|tells';

/** A sentence without any of these words tells of nothing that a third party does: most are not looked at further. */
const OF_BOTH =
  /\b(?:both|the two|the sides|the parties|the delegations|messages|papers|drafts?|letters|text|paper|together|table|thank|announce|made known)/;

/**
 * What only a third party does: it speaks to both, carries their messages, is thanked for its pains, announces what two
 * others have agreed. “The U.S. envoy told both governments” makes the United States a mediator, whatever it is called.
 */
function betweenOf(forms: string): RegExp[] {
  const has = `${forms}(?:['’]s?)?(?: [\\p{L}’'.-]+){0,6}?(?:, [^,.;]{1,70},)?(?:,? (?:who|which))?(?: [\\p{Ll}’'-]+){0,3}?`;
  return [
    `${has} (?:${REACHES}) ${BOTH}\\b`,
    `${has} (?:contact|contacts|communicating|consult(?:ed|ing|ations)|spoke|spoken|talked|mov(?:es|ed)|travel(?:s|led)) (?:with|to|between) ${BOTH}\\b`,
    `${has} (?:carr(?:ies|ied|ying)|pass(?:es|ed|ing)|relay(?:s|ed|ing)|convey(?:s|ed|ing)) (?:messages|papers|drafts|letters)\\b`,
    `${has} (?:bring|brings|brought|bringing) [^.;]{3,80} (?:together|to the table)\\b`,
    `${has} (?:put forward|circulated|drafted|tabled|presented) (?:an?|the) (?:[\\p{Ll}-]+ ){0,5}(?:text|draft|paper)\\b`,
    `\\b(?:text|draft|paper) (?:was |were )?(?:put forward|circulated|drafted|presented) by (?:the )?${forms}`,
    `\\bthank(?:s|ed|ing)? (?:the )?${forms}(?: [\\p{L}’'.-]+){0,6}? for (?:its|his|her|their|the|a) (?:mediation|good offices|patience|efforts)\\b`,
    `\\b(?:agreed|sign|signed|reached|concluded|resume)\\b[^.;]{0,200}, (?:the )?${forms}(?:['’]s?)?(?: [\\p{L}’'.-]+){0,6}? (?:announced|made known)\\b`,
    `${forms}(?: [\\p{L}’'.-]+){0,6}? announce[sd] (?:on \\p{Lu}\\p{Ll}+ )?that (?!it\\b|they\\b|we\\b)[^.;]{3,120} and [^.;]{3,120} ha(?:ve|d) (?:agreed|concluded|signed|reached|accepted)\\b`,
  ].map((source) => new RegExp(source, 'u'));
}

const DEALS =
  'talks|negotiations?|deal|agreement|accord|truce|ceasefire|cease-fire|pact|contract|treaty|dispute|war|conflict|fighting|bargaining|exchange|dialogue';
const BARGAINS =
  'offer|offers|offered|proposal|proposals|proposed|demand|demands|demanded|counteroffer|negotiators|negotiating|bargaining|delegation|strike|concession|concessions|rejected|accepted|agreed|signed|walked out|refused|insists|insisted';

function bargainsOf(forms: string): RegExp[] {
  const f = `(?:the )?${forms}`;
  return [
    `\\bbetween ${f}`,
    `\\bbetween [^.;]{2,60} and ${f}`,
    `\\b(?:${DEALS}) with ${f}`,
    `${forms}(?:['’]s?)? (?:\\p{Ll}+ ){0,2}(?:${BARGAINS})\\b`,
    `${forms} and (?:the )?\\p{Lu}[^.;,]{1,40} (?:met|agreed|signed|resumed|began|ended|held|reached|exchanged|accuse)`,
    `\\p{Lu}\\p{L}+ and ${f} (?:met|agreed|signed|resumed|began|ended|held|reached|exchanged|accuse)`,
  ].map((source) => new RegExp(source, 'u'));
}

const SUPPORTS = (forms: string) =>
  new RegExp(
    `${forms}(?:['’]s?)?(?: [\\p{Ll}-]+){0,3} (?:support(?:s|ed|ing)?|welcom(?:e|es|ed)|back(?:s|ed|ing)|urg(?:e|es|ed)|endors(?:e|es|ed)|hail(?:s|ed))\\b`,
    'u',
  );

/** “U.S. envoy A. B.”, “the UN special representative”, “a Norwegian facilitator”. */
const ENVOY = (forms: string) =>
  new RegExp(
    `${forms}(?:['’]s?)? (?:(?:special|peace|senior|top|chief|personal|presidential|Middle East|high) ){0,3}(?:[Ee]nvoys?|[Ss]pecial [Rr]epresentative|[Pp]eace adviser|[Gg]o-between)\\b(?! to )`,
    'u',
  );

/** A country and its capital, the latter also as a dateline has it. */
const placesOf = ({ name, isCountry }: Named): string[] =>
  COUNTRIES.filter((one) => isCountry && one.name === name).flatMap(({ capital }) =>
    capital === '' ? [name] : [name, capital, capital.toUpperCase()],
  );

/** “Met in Doha”, “the talks in Oman”, “the Cuban capital”, “the Doha track”: of a country, by its name or its capital. */
function holdsOf(named: Named): RegExp[] {
  if (!named.isCountry) return [];
  const place = placesOf(named).map(escaped).join('|');
  const sitting =
    'talks|negotiations|met|meet|meets|meeting|round|rounds|summit|sign|signed|resume|resumed|delegations|dialogue|mediators';
  return [
    new RegExp(`\\b(?:${place}) (?:track|process|talks|round|dialogue|negotiations)\\b`, 'u'),
    new RegExp(
      `\\b(?:delegations?|negotiators)\\b[^.;]{0,60} (?:flew|travel(?:s|led)|came|went|return(?:s|ed)) to (?:${place})\\b`,
      'u',
    ),
    new RegExp(`\\b(?:${sitting})\\b[^.;]{0,90}\\bin the ${formsOf(named)} capital\\b`, 'u'),
    new RegExp(`\\b(?:${sitting})\\b[^.;]{0,90}\\bin (?:the )?(?:\\p{Lu}\\p{L}+, )?(?:${place})\\b(?!['’])`, 'u'),
    new RegExp(`^(?:${placesOf(named).at(-1)})[,/ (]`, 'u'),
  ];
}

/** The surnames of people who are presented as somebody of a party: “U.S. envoy Amos Hochstein” goes on as “Hochstein”. */
function peopleOf(forms: string, sentences: readonly string[]): string[] {
  const presented = new RegExp(`${forms}(?:['’]s)?((?: [\\p{L}-]+){1,5}?) \\p{Lu}\\p{L}+ (\\p{Lu}[\\p{L}’-]{2,})`, 'u');
  return sentences.flatMap((sentence) => {
    const [, office = '', surname] = presented.exec(sentence.slice(0, LONGEST)) ?? [];
    const isOffice = office.toLowerCase().split(/[ -]/).some(isPersonsTitle);
    return surname !== undefined && isOffice ? [surname] : [];
  });
}

const hasOne = (words: readonly string[], sentence: string): boolean => words.some((word) => sentence.includes(word));

const LONGEST = 1000;
const countIn = (sentences: readonly string[], patterns: readonly RegExp[]): number =>
  sentences.filter((sentence) => patterns.some((pattern) => pattern.test(sentence.slice(0, LONGEST)))).length;

/** In how many sentences a party, or one of its people, does what only a third party does. */
function timesBetween(forms: string, sentences: readonly string[], all: readonly string[]): number {
  const people = peopleOf(forms, sentences);
  const ofPeople = people.length > 0 ? all.filter((one) => hasOne(people, one)) : [];
  const own = [...new Set([...sentences, ...ofPeople])].filter((one) => OF_BOTH.test(one));
  return own.length === 0 ? 0 : countIn(own, betweenOf(people.length > 0 ? `(?:${forms}|${wordsFor(people)})` : forms));
}

/**
 * What the sentences say of the role of a party.
 * @param sentences those that name it
 * @param all those of the whole text, whose talks may be held where it has its seat
 */
export function evidenceOf(named: Named, sentences: readonly string[], all: readonly string[]): Evidence {
  const forms = formsOf(named);
  const third = THIRD.map(([role, verbs, nouns]) => {
    const hits = countIn(sentences, patternsOf(forms, verbs, nouns));
    return [role, role === 'mediator' ? hits + timesBetween(forms, sentences, all) : hits] as const;
  });
  return {
    third: third.filter(([, hits]) => hits > 0).toSorted((a, b) => b[1] - a[1]),
    bargains: countIn(sentences, bargainsOf(forms)),
    supports: countIn(sentences, [SUPPORTS(forms)]),
    holds: countIn(
      all.filter((one) => hasOne([...named.forms, ...placesOf(named)], one)),
      holdsOf(named),
    ),
    sends: countIn(sentences, [ENVOY(forms)]),
    isMediated: all.some((one) => OF_MEDIATION.test(one)),
  };
}

export interface RoleRead {
  readonly role: Role;
  readonly says: string;
}

/** How many of those that are no third parties are principals, however often they are named. */
const PRINCIPALS = 2;
const STAKEHOLDER = /\b(?:Federation|Association|Associations|Chamber|Families|Teachers|Farmers|Conference)\b/;

/** Bodies whose trade it is to stand between others, by their name. */
const CONCILIATES =
  /\b(?:Mediation|Conciliation|Arbitration|Labou?r Relations|Workplace Relations|Fair Work|Labou?r Court|Peace Commission|ACAS|FMCS|CCMA)\b/i;
/** States and bodies that have made it their trade to mediate. */
const OFTEN_MEDIATES =
  /^(?:United Nations|African Union|Organization of American States|IGAD|ECOWAS|OSCE|Arab League|Holy See|Vatican|Norway|Switzerland|Qatar|Oman|Egypt|Sant[’']Egidio)$/;
const OF_MEDIATION = /\b(?:mediat\w+|broker\w*|facilitat\w+|go-betweens?|good offices|shuttl\w+|intermediar\w+)\b/i;

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
    if (CONCILIATES.test(named.name)) return { role: 'mediator', says: 'its name says that it conciliates' };
    // Whoever is named most often bargains: an envoy of theirs is sent to talks of their own.
    const isAside = evidence.isMediated && evidence.bargains === 0 && named.times < second;
    if (isAside && evidence.sends > 0)
      return { role: 'mediator', says: `${inSentences(evidence.sends)} with an envoy of its own` };
    if (isAside && OFTEN_MEDIATES.test(named.name) && evidence.holds === 0)
      return { role: 'mediator', says: 'often mediates, and the text tells of mediation' };
    if (evidence.holds > 0 && (evidence.bargains === 0 || principals >= PRINCIPALS) && named.times < second)
      return { role: 'host', says: `${inSentences(evidence.holds)} of talks there` };
    const isAmongMost = principals < PRINCIPALS && named.times >= 2 && !BETWEEN_STATES.test(named.name);
    const isBargaining = evidence.bargains >= 2 && named.times * 2 >= second;
    const isAsOften = evidence.bargains >= 1 && named.times * 3 >= second * 2 && !BETWEEN_STATES.test(named.name);
    const isActing = named.times >= 3 && named.acts >= 2 && !BETWEEN_STATES.test(named.name);
    if (isAmongMost || isBargaining || isAsOften || isActing) {
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
