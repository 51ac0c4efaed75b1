/** Verbs by which the news says that somebody says something. Dictionary forms. */
import type { Token } from '../../text/tokens.js';

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Verbs after which comes what somebody says. */
export const SPEECH: ReadonlySet<string> = set(
  `say tell state add note claim argue stress emphasize emphasise underline underscore insist maintain explain report describe declare announce assert
   reiterate repeat contend recall remark comment tweet post write warn caution suggest indicate believe think estimate predict expect conclude admit
   acknowledge concede confirm deny allege complain highlight signal reveal disclose relay testify counter respond reply answer affirm observe
   pledge promise accuse hint fear hope dismiss stipulate voice express inform notify grumble quip joke lament boast mutter doubt reckon let call urge
   specify clarify elaborate assure advise confide divulge vow swear protest retort riposte opine muse concur agree judge assess forecast foresee calculate
   guess presume suspect worry regret bemoan deplore fume thunder scoff sneer snap shrug sigh whisper murmur exclaim cry shout plead beg implore appeal
   demand propose recommend request charge attest certify vouch verify remind reassure recount relate narrate volunteer interject venture text cable email
   message blog intimate posit surmise figure summarize summarise deadpan crow gush enthuse chuckle rule`,
);

/** Of these only where words of theirs follow: they may be acts, or thoughts told by the reporter, too. */
export const SPEECH_WITH_THAT: ReadonlySet<string> = set(
  `insist expect hope fear believe think doubt call urge answer respond reply let hint signal suggest observe report repeat agree judge assess forecast foresee
   calculate guess presume suspect worry regret bemoan deplore fume thunder scoff sneer snap shrug sigh whisper murmur cry shout plead beg implore appeal demand
   propose recommend request charge figure swear advise verify certify relate message text cable email rule protest volunteer venture dismiss describe
   express voice promise pledge accuse highlight crow recall estimate counter conclude post charge remind reveal record`,
);

/** Verbs that say little else, before those that may be something else (“expect”, “hope”). */
export const CLEAR: ReadonlySet<string> = set(
  'say tell state add announce confirm deny insist warn claim describe report emphasize emphasise stress declare explain argue write tweet reply assert',
);

/** What a party does by saying it: it is heard, although no words of it are told. */
export const DECLARES: ReadonlySet<string> = set(
  `deny confirm welcome condemn urge call invite voice express praise thank accuse dismiss appeal congratulate hail applaud commend criticize criticise denounce
   greet announce pledge vow promise warn notify acknowledge admit endorse salute deplore regret protest reiterate
   dispute contradict refute rebut disown disavow ridicule mock deride slam blast lambast lambaste castigate decry rebuke censure chide berate excoriate blame
   bemoan lament bristle complain caution swear assure reassure exhort beg implore plead beseech cheer celebrate echo acclaim convey reaffirm restate
   stress emphasize emphasise underline underscore declare proclaim inform clarify explain signal hint indicate intimate apologize apologise downplay
   describe term label brand dub liken characterize characterise portray counsel rejoice laud extol bless reproach reprimand fault scold upbraid admonish
   rail object dispel disagree`,
);

/** What a person, or an office, does by saying it; told of a party as a whole it is what the outlet saw it do. */
export const PERSON_DECLARES: ReadonlySet<string> = set(
  `demand reject accept insist refuse rule propose ask want support oppose back offer favour favor prefer resist agree defend advocate press push request recommend
   order consider think expect believe hope fear doubt question challenge predict imply name repeat concede backtrack brush shrug laugh pour scorn
   rubbish attack throw lend forecast estimate reckon wonder judge suspect stand threaten maintain contend allege assert scoff expect foresee anticipate worry advise deem regard quip joke text remember recall share report point peg pencil disagree concur`,
);

/** Phrases of the same sort: what comes after the verb. */
const PHRASES: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:brush|push|wave|sweep|shrug|laugh)$/, /^(?:aside|off|away)$/],
  [/^(?:pour|throw)$/, /^(?:cold|scorn|weight|doubt)$/],
  [/^(?:throw|lend|give)$/, /^(?:weight|support|backing|blessing|voice)$/],
  [/^say$/, /^(?:yes|no)$/],
  [/^(?:play|talk)$/, /^(?:down|up)$/],
  [/^take$/, /^(?:issue|exception|aim|note|umbrage|offence|offense|view|line)$/],
  [/^sound$/, /^(?:alarm|note|warning|upbeat|cautious|optimistic|pessimistic|hopeful|conciliatory|defiant)$/],
  [/^strike$/, /^(?:tone|note)$/],
  [/^hit$/, /^(?:back|out)$/],
  [/^(?:lash|fire|shoot|push)$/, /^(?:out|back)$/],
  [/^pay$/, /^tribute$/],
  [/^serve$/, /^notice$/],
  [/^give$/, /^(?:warning|notice|assurances?|guarantees)$/],
  [/^put$/, /^(?:odds|chances|probability|likelihood)$/],
  [/^cast$/, /^doubt$/],
  [/^speak$/, /^(?:out|up|highly)$/],
  [/^find$/, /^(?:fault|excessive|unacceptable|insufficient|unfair)$/],
  [/^(?:speak|talk)$/, /^of$/],
  [/^rule$/, /^out$/],
  [/^(?:pronounce|profess|declare)$/, /^(?:himself|herself|itself|themselves)$/],
  [/^(?:reject|refute)$/, /^(?:suggestions?|accusations?|claims?|allegations?|charges?|reports?|notion|criticism)$/],
  [/^(?:sign|write|send|publish|issue|release|put)$/, /^(?:letter|petition|statement|declaration)$/],
  [
    /^(?:consider|deem|regard|view)$/,
    /^(?:unlawful|illegal|as|unacceptable|insufficient|that|premature|inadequate|unfair)$/,
  ],
];

/** Whether a verb with what follows it is an act of saying, as a phrase: “brushed the report aside”, “threw its weight behind”. */
export const isPhraseOfSaying = (lemma: string, after: readonly Token[]): boolean =>
  PHRASES.some(([verb, rest]) => verb.test(lemma) && after.slice(0, 4).some(({ lower }) => rest.test(lower)));

/** Of a person or an office alone: “set out his terms”, “turned the invitation down”. */
const PERSONAL_PHRASES: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:set|lay|spell)$/, /^(?:out|forth)$/],
  [/^turn$/, /^down$/],
  [/^draw$/, /^conclusions?$/],
  [/^read$/, /^as$/],
  [/^come$/, /^away$/],
  [/^(?:keep|stick|hold|cling)$/, /^(?:line|position|view|refrain)$/],
  [/^give$/, /^(?:chances?|odds|weeks?|months?|years?|days?|till|until|better|even|another)$/],
  [/^see$/, /^(?:no|little|room|chances?|prospects?|scope|grounds|framework|reasons?)$/],
];
export const isPersonalPhrase = (lemma: string, after: readonly Token[]): boolean =>
  PERSONAL_PHRASES.some(([verb, rest]) => verb.test(lemma) && after.slice(0, 4).some(({ lower }) => rest.test(lower)));

/** Of these, what is no act of saying: “called off a strike”, “called his counterpart”. */
const NOT_CALLED = /^(?:off|back|in|up|together|out|into|again|twice|several|him|her|them|me|us|by)$/;
const CALLED =
  /^(?:strikes?|walkouts?|meetings?|sessions?|elections?|votes?|referendums?|summits?|halts?|truces?|breaks?|recess|conference)$/;

/** Whether “call” is to say, and not to telephone or to convene. */
export function isCallOfSaying(tokens: readonly Token[], at: number): boolean {
  const [next, second] = [tokens[at + 1], tokens[at + 2]];
  // “Called them deserters”.
  if (/^(?:him|her|them)$/.test(next?.lower ?? '')) return /^(?:NOUN|ADJ|DET)$/.test(second?.pos ?? '');
  if (!next || NOT_CALLED.test(next.lower)) return false;
  if (/^(?:on|for|upon|it|this|that|what)$/.test(next.lower)) return true;
  const words = tokens.slice(at + 1, at + 5).map(({ lower }) => lower);
  const called = words.findIndex((word) => CALLED.test(word));
  if (/^(?:an?|the)$/.test(next.lower) && called >= 0 && !/^(?:ADJ|PUNCT)$/.test(tokens[at + 2 + called]?.pos ?? ''))
    return false;
  if (next.pos === 'PROPN' && second?.pos !== 'ADJ' && !tokens.slice(at + 1, at + 8).some(({ word }) => word === '"'))
    return tokens.slice(at + 2, at + 7).some(({ pos, lower }) => pos === 'ADJ' || lower === 'a' || lower === 'an');
  return tokens.length > at + 3;
}

const stems = (lower: string): string[] => [
  lower.replace(/(?:es|s)$/, ''),
  lower.replace(/s$/, ''),
  lower.replace(/ed$/, ''),
  lower.replace(/d$/, ''),
  lower.replace(/ies$/, 'y'),
  lower.replace(/ied$/, 'y'),
  lower.replace(/(.)\1ed$/, '$1'),
];

/** “Indian officials bristle at the charge”: the first verb there could be, after a plural. */
function isFirstVerb(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(0, at);
  const hasPlural = before.some(({ pos, lower }) => /^(?:NOUN|PROPN)$/.test(pos) && /(?:[^s]s|people)$/.test(lower));
  const isFollowed = /^(?:that|at|the|a|an|[.,])$/.test(tokens[at + 1]?.lower ?? '.');
  return hasPlural && isFollowed && !before.some(({ pos, word }) => pos === 'VERB' || pos === 'AUX' || word === '"');
}

/** A verb that the tagger takes for a noun, and that is none after a name: “X, the treasurer, announces”. */
function isMistaken(tokens: readonly Token[], at: number): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at] as Token, tokens[at + 1]];
  if (!/^(?:NOUN|PROPN|ADJ)$/.test(token.pos) || !/^\p{Ll}+$/u.test(token.word)) return false;
  if (isFirstVerb(tokens, at)) return true;
  if (!/(?:ed|s)$/.test(token.lower) || !/^(?:NOUN|PROPN|PRON|PUNCT)$/.test(before?.pos ?? '')) return false;
  const isNoun = /^(?:NOUN|PROPN|ADP|AUX|VERB|CCONJ|PUNCT)$/.test(after?.pos ?? 'PUNCT');
  return !isNoun || after?.lower === 'that' || before?.word === ',';
}

/** The dictionary form of a verb of the set, such as the tagger takes for a noun or an adjective too; null where it is none. */
export function verbIn(words: ReadonlySet<string>, tokens: readonly Token[], at: number): string | null {
  const token = tokens[at] as Token;
  if (token.pos === 'VERB' || token.pos === 'AUX') return words.has(token.lemma) ? token.lemma : null;
  if (!isMistaken(tokens, at)) return null;
  return [token.lower, ...stems(token.lower)].find((stem) => words.has(stem)) ?? null;
}
