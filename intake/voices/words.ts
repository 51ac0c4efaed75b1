/** Words by which the news says who speaks. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Verbs after which comes what somebody says. Dictionary forms. */
export const SPEECH: ReadonlySet<string> = set(
  `say tell state add note claim argue stress emphasize emphasise underline underscore insist maintain explain report describe declare announce assert
   reiterate repeat contend recall remark comment tweet post write warn caution suggest indicate believe think estimate predict expect conclude admit
   acknowledge concede confirm deny allege complain highlight signal reveal disclose relay testify counter respond reply answer affirm observe quote
   cite call vow pledge promise accuse hint fear hope see view dismiss stipulate voice express point brief inform notify`,
);

/** Verbs by which a party speaks when it does what they say: to reject is to say no. */
export const DECLARES: ReadonlySet<string> = set(
  `deny confirm reject accept welcome condemn urge demand call insist warn threaten vow pledge promise offer propose announce refuse decline invite voice express
   praise thank accuse dismiss rule urge appeal support back endorse oppose ask request seek want declare suspend withdraw approve applaud hail blame criticize criticise
   denounce rebuff spurn turn agree present table submit suggest set give put commend state reiterate object protest claim cite stress renounce unveil issue publish respond say`,
);

export const COMMENTATORS: ReadonlySet<string> = set(
  `analyst analysts expert experts professor scholar scholars researcher researchers economist economists historian columnist fellow lecturer observers observer
   commentator commentators academic academics pollster lawyer historian strategist specialist specialists think-tank institute`,
);
export const WITNESSES: ReadonlySet<string> = set(
  `resident residents witness witnesses eyewitness eyewitnesses worker villagers villager survivors relatives medics doctors`,
);
/** People of whom the news says no more than this. */
export const UNNAMED: ReadonlySet<string> = set(
  `source sources person people insider insiders individuals individual figure figures participant participants`,
);
export const DIPLOMATS: ReadonlySet<string> = set(`diplomat diplomats`);
export const OUTLETS: ReadonlySet<string> = set(
  `newspaper newspapers agency media television channel broadcaster outlet outlets daily magazine website radio reuters ap afp axios bloomberg bbc cnn nbc guardian times post journal`,
);
export const FORMER: ReadonlySet<string> = set(`former ex retired onetime ex-minister ex-president ex-chief`);
/** What says that somebody knows of the talks, and belongs to none. */
export const BRIEFED: ReadonlySet<string> = set(
  `familiar briefed knowledge aware involved close privy informed acquainted knowledgeable`,
);
export const ANONYMOUS =
  /\b(?:anonym\w+|not to be (?:named|identified)|unnamed|not authori[sz]ed|on background|declined to be (?:named|identified)|who asked not|without being named)\b/i;
/** What nobody in particular says. */
export const HEARSAY =
  /\b(?:reportedly|allegedly|is (?:said|believed|understood|thought|expected|rumou?red)|are (?:said|believed|understood|thought|rumou?red)|it is understood|according to (?:media|press|local) reports?)\b/i;
/** Papers that speak for who issued them. */
export const PAPERS: ReadonlySet<string> = set(
  `statement letter communique communiqué release post message memo note document filing tweet`,
);
export const PRONOUNS: ReadonlySet<string> = set(`he she they it who`);
