/** People by what they do for a living, or where they live: they speak for nobody but themselves. */
import { INSTITUTIONS } from '../../parties/institutions.js';
import type { Token } from '../../text/tokens.js';
import { COMMENTATORS, DIPLOMATS, OFFICES, UNNAMED } from './words.js';

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Those who are employed, and whom a union may have for a member. */
const EMPLOYED = set(
  `worker employee nurse doctor midwife paramedic physician surgeon therapist pharmacist porter cleaner cook waiter waitress bartender teacher
   lecturer tutor librarian docker dockworker longshoreman stevedore operator driver trucker courier postman conductor guard railwayman signaller
   pilot steward stewardess attendant mechanic machinist riveter welder fitter electrician engineer technician foreman forewoman steelworker
   metalworker autoworker miner builder carpenter plumber labourer laborer actor actress writer screenwriter musician stagehand animator performer
   clerk cashier guard firefighter sailor seafarer seaman deckhand programmer designer trainee apprentice striker picketer picket picker sorter
   loader packer handler caretaker janitor receptionist assembler hand hygienist intern carer caregiver ranger inspector dispatcher journalist`,
);

/** Everybody else of whom the news says no more than what they are. */
const OTHERS = set(
  `resident witness eyewitness bystander onlooker neighbour neighbor villager islander inhabitant citizen local refugee migrant exile survivor
   victim mother father parent son daughter brother sister husband wife widow relative cousin uncle aunt grandmother grandfather child student
   pupil pensioner retiree patient passenger commuter traveller traveler tourist shopper customer consumer reader listener viewer voter taxpayer
   tenant shopkeeper grocer baker butcher farmer fisherman grower herder shepherd rancher smallholder trader merchant vendor hairdresser taxi
   landlord hotelier innkeeper restaurateur worshipper priest imam vicar pastor nun monk protester protestor demonstrator marcher
   soldier fighter reservist conscript rebel militiaman veteran medic volunteer rescuer hostage detainee prisoner captive photographer`,
);

/** “Workers”, “women”, “firemen” as “worker”, “woman”, “fireman”. */
const single = (lower: string): string =>
  lower
    .replace(/men$/, 'man')
    .replace(/(?<=[^aeiou])ies$/, 'y')
    .replace(/(?<=(?:ss|tch))es$/, '')
    .replace(/(?<=[^s])s$/, '');

const isIn = (words: ReadonlySet<string>, { lower }: Pick<Token, 'lower'>): boolean =>
  words.has(lower) || words.has(single(lower));

const isCapital = (token: Pick<Token, 'word'> | undefined): boolean =>
  token !== undefined && /^\p{Lu}/u.test(token.word);

export const employed = (nouns: readonly Token[]): string | undefined =>
  nouns.find((noun) => isIn(EMPLOYED, noun))?.word;
/** “Father Eloi Kambale” is nobody’s father. */
export const ordinary = (nouns: readonly Pick<Token, 'lower' | 'word'>[]): string | undefined =>
  nouns.find((noun, i) => isIn(EMPLOYED, noun) || (isIn(OTHERS, noun) && !(isCapital(noun) && isCapital(nouns[i + 1]))))
    ?.word;

/** What one says of oneself who works there: “who has been on strike since August”, “with 22 years in”. */
export const WORKS =
  /\bwho (?:(?:has|had) )?(?:works?|worked|drives?|welds?|rivets?|delivers?|loads?|flies|sorts?|nurses?)\b|\bon (?:strike|the picket)|\b\d+ years (?:in|on|at|with)\b/i;

/** Nouns for persons end so, and few others that say something. */
const PERSONAL = /(?:er|or|ist|ian|yst|man|woman|[^m]ent|ant|ee)$/;
const THINGS =
  /^(?:letter|paper|number|order|offer|matter|quarter|answer|chapter|centre|center|tender|figure|folder|newsletter|poster|banner|tower|power|river|border|corner|winter|summer|october|november|december|september|factor|sector|error|corridor|harbour|event|percent|cent|extent|content|restaurant|plant|grant|committee|fee|guarantee|man-?date)$/;

/** Whether one of the nouns may be a person’s at all: “underwriter”, and not “truce”. */
export const isPersonal = (nouns: readonly Token[]): boolean =>
  nouns.some(
    (noun) =>
      isIn(EMPLOYED, noun) ||
      isIn(OTHERS, noun) ||
      INSTITUTIONS.has(noun.lower) ||
      COMMENTATORS.has(noun.lower) ||
      DIPLOMATS.has(noun.lower) ||
      UNNAMED.has(noun.lower) ||
      OFFICES.test(noun.lower) ||
      (PERSONAL.test(single(noun.lower)) && !THINGS.test(single(noun.lower))) ||
      noun.pos === 'NUM' ||
      /^(?:one|another|both|others?|clerics?|elders?|monks?|sheikhs?|chiefs?)$/.test(noun.lower),
  );
