/** Words by which the news says who speaks. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Verbs after which comes what somebody says. Dictionary forms. */
export const SPEECH: ReadonlySet<string> = set(
  `say tell state add note claim argue stress emphasize emphasise underline underscore insist maintain explain report describe declare announce assert
   reiterate repeat contend recall remark comment tweet post write warn caution suggest indicate believe think estimate predict expect conclude admit
   acknowledge concede confirm deny allege complain highlight signal reveal disclose relay testify counter respond reply answer affirm observe
   pledge promise accuse hint fear hope dismiss stipulate voice express inform notify grumble quip joke lament boast mutter doubt reckon
   let decline refuse call urge`,
);
/** Of these only where words of theirs follow: they may be acts too. */
export const SPEECH_WITH_THAT: ReadonlySet<string> = set(
  `insist expect hope fear believe think doubt call urge answer respond reply let decline refuse hint signal suggest observe report repeat`,
);

/** What a party does by saying it: it is heard, although no words of it are told. */
export const DECLARES: ReadonlySet<string> = set(
  `deny confirm welcome condemn urge call invite voice express praise thank accuse dismiss appeal congratulate hail applaud commend criticize criticise denounce
   greet announce pledge vow promise warn notify speak acknowledge admit decline endorse salute deplore regret protest reiterate`,
);
/** What a named person does by saying it. */
export const PERSON_DECLARES: ReadonlySet<string> = set(
  `demand reject accept insist refuse rule demand propose ask want support oppose back`,
);

export const COMMENTATORS: ReadonlySet<string> = set(
  `analyst analysts expert experts professor scholar scholars researcher researchers economist economists historian columnist fellow lecturer observers
   commentator commentators academic academics pollster lawyers strategist scientist specialist specialists think-tank tank institute scholar editor author`,
);
export const WITNESSES: ReadonlySet<string> = set(
  `resident residents witness witnesses eyewitness eyewitnesses villagers villager survivors relatives families parents medics doctors shopkeepers commuters`,
);
/** People inside a party who do not speak for it. */
export const INSIDERS: ReadonlySet<string> = set(
  `executive executives lawmaker lawmakers senator senators backbencher backbenchers parliamentarian parliamentarians congressman congresswoman deputies legislator
   legislators aide aides staffer staffers delegate member members insider insiders`,
);
/** People of whom the news says no more than this. */
export const UNNAMED: ReadonlySet<string> = set(
  `source sources person people individuals individual figure figures participant participants`,
);
/** Those who negotiate, whose party must be named to be known. */
export const DIPLOMATS: ReadonlySet<string> = set(`diplomat diplomats negotiator negotiators envoys delegates`);
/** Those who speak by their office, named or not. */
export const OFFICES =
  /\b(?:spokes\w+|minister|president|secretary|chief|chair\w*|speaker|commissioner|premier|chancellor|ambassador|envoy|leader|head|director|treasurer|mayor|governor|ministry|office|government|party|statement|adviser to|advisor to|commission)\b/i;
export const OUTLETS: ReadonlySet<string> = set(
  `newspaper newspapers agency media television channel broadcaster outlet outlets daily magazine website radio reuters ap afp axios bloomberg bbc cnn nbc guardian times post journal`,
);
export const FORMER: ReadonlySet<string> = set(`former ex retired onetime ex-minister ex-president ex-chief`);
/** What says that somebody knows of the talks, and belongs to none. */
export const BRIEFED =
  /\b(?:familiar with|briefed on|knowledge of|aware of|involved in|close to|privy to|informed (?:of|about)|present at|was present|were present|seen the|took part)\b/i;
export const ANONYMOUS =
  /\b(?:anonym\w+|not (?:to )?be (?:named|identified|quoted)|unnamed|on background|declined to be (?:named|identified)|asked not|asking not|without being named|not want (?:his|her|their) name|insisted on anonymity)\b/i;
/** Who may not speak for the party does not. */
export const NOT_ALLOWED = /(?:\bnot|n[’']t) (?:been )?(?:authori[sz]ed|permitted|allowed|cleared|entitled)\b/i;
/** In office once: “who negotiated for Egypt until last year”. */
export const WAS_IN_OFFICE =
  /\bwho (?:once )?(?:negotiated|served|led|headed|advised|handled|ran|was|worked|mediated|represented)\b.{0,60}\b(?:until|in the (?:19|20)\d0s|in (?:19|20)\d\d|from (?:19|20)\d\d|for (?:two|three|four|many) (?:decades|years)|under (?:president|prime))/i;
/** What nobody in particular says. */
export const HEARSAY =
  /\b(?:reportedly|allegedly|is (?:said|believed|understood|thought|expected|rumou?red)|are (?:said|believed|understood|thought|rumou?red)|it is understood|according to (?:media|press|local) reports?)\b/i;
/** Papers that speak for who issued them. */
export const PAPERS: ReadonlySet<string> = set(
  `statement letter communique communiqué release post message memo note document filing tweet`,
);
export const PRONOUNS: ReadonlySet<string> = set(`he she they it`);
