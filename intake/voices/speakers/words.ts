/** Words by which the news says who speaks. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

export const COMMENTATORS: ReadonlySet<string> = set(
  `analyst analysts expert experts professor scholar scholars researcher researchers economist economists historian historians columnist columnists fellow fellows lecturer
   observers commentator commentators academic academics pollster pollsters lawyers lawyer attorney attorneys strategist strategists scientist scientists specialist
   specialists tank institute scholar editor author pundit pundits consultant consultants consultancy watcher watchers sociologist
   brokerage forecaster forecasters theorist jurist philosopher`,
);
/** What one does who looks at the talks from outside: “who teaches politics”, “of the International Crisis Group”. */
export const STUDIES =
  /\bwho (?:teach|stud[iy]|research|follow|watch|track|cover|lecture|observe|specialise|specialize|writes? (?:about|on)|wrote|has (?:written|studied|followed|covered|watched)|monitors?|analy[sz])\w*|\b(?:of|at|with|from|for) (?:the |a )?(?:[\p{L}’'.-]+ ){0,4}(?:consultanc\w+|think[ -]tank|institut\w+|universit\w+|college|crisis group|chatham house|carnegie|brookings|research (?:group|centre|center|firm)|school of|law school|foundation|rand|centre for|center for|council on foreign relations)\b/iu;
export const WITNESSES: ReadonlySet<string> = set(
  `resident residents witness witnesses eyewitness eyewitnesses villagers villager survivors relatives families parents medics shopkeepers commuters neighbours neighbors bystanders onlookers`,
);
/** People inside a party who do not speak for it. */
export const INSIDERS: ReadonlySet<string> = set(
  `executive executives exec execs officer officers manager managers staff lawmaker lawmakers senator senators backbencher backbenchers parliamentarian parliamentarians congressman congresswoman deputies legislator
   legislators aide aides staffer staffers member members insider insiders employee employees mps mp td tds mep meps mk mks msp msps mla mlas assemblyman assemblywoman councillor councillors councilman councilwoman councilmember alderman activist activists
   rank-and-file organiser organizer`,
);
/** People of whom the news says no more than this. */
export const UNNAMED: ReadonlySet<string> = set(
  `source sources person people man woman individuals individual figure figures participant participants someone somebody contact contacts interlocutor interlocutors attendee attendees`,
);
/** Those who negotiate, whose party must be named to be known. */
export const DIPLOMATS: ReadonlySet<string> = set(
  `diplomat diplomats ambassador ambassadors negotiator negotiators envoys delegate delegates`,
);
/** Those who speak by their office, named or not. */
export const OFFICES =
  /\b(?:spokes\w+|minister|president|secretary|commissioners|leaders|governors|mayors|mediators|chief|chair\w*|speaker|commissioner|premier|chancellor|ambassador|envoy|leader|head|director|candidate|(?:co-?)?facilitators?|mediators?|opposite number|counterpart|treasurer|mayor|governor|ministry|office|government|party|statement|adviser to|advisor to|commission)\b/i;
export const OUTLETS: ReadonlySet<string> = set(
  `newspaper newspapers agency media television channel broadcaster outlet outlets daily magazine website radio reuters ap afp axios bloomberg bbc cnn nbc guardian times post journal`,
);
export const FORMER: ReadonlySet<string> = set(
  `former formerly ex retired onetime erstwhile ex-minister ex-president ex-chief`,
);
/** What says that somebody knows of the talks, and belongs to none. */
export const BRIEFED =
  /\b(?:familiar with|briefed (?:on|about|by)|knowledge of|aware of|involved in|close to|privy to|informed (?:of|about|on)|present at|was present|were present|seen the|ha(?:s|d|ve) seen|shown (?:the|a)|took part|follow(?:s|ed|ing) the|read the|who were in the room|in the know|acquainted with|told of)\b/i;
/** Words that place one who is not named inside a body: “a party source”, “a Whitehall source”, “a source at headquarters”. */
export const INSIDE =
  /\b(?:party|government|ministry|ministerial|union|company|management|headquarters|delegation|whitehall|cabinet|palace|presidential|apparatus|bargaining (?:team|committee)|negotiating (?:team|committee)|strategists?|inner circle|ranks|presidency|military|security|army|intelligence|leadership|movement|camp|team|coalition|congressional|parliamentary|corporate|studio|airline|court|chancellery|campaign|rebel|opposition|industry|employer|employers|labou?r|commission|council|embassy|foreign office|department|treasury|secretariat|board(?:room)?|caucus|faction|bloc|federation|executive|(?:union|company|studio|government|opposition|rebel|management|employers?|labou?r) side)\b/i;
export const ANONYMOUS =
  /\b(?:anonym\w+|not (?:(?:to )?be |want to be |wish to be )?(?:named|identified|quoted)|\w+n[’']t (?:(?:want |wish )?(?:to )?be )?(?:named|identified|quoted)|unnamed|on background|declined to be (?:named|identified|quoted)|(?:asked|asking) (?:not|that (?:he|she|they|neither|his|her|their)|to remain)|without being named|not want(?:ing)? (?:(?:his|her|their) name|to be)|insisted on anonymity|names? (?:not )?(?:to be )?(?:withheld|used|printed|appear|published)|did not allow|condition that|(?:on|with) the understanding that|(?:wish\w*|prefer\w*|want\w*) to remain|names? be left out|in confidence|confided|privately|off the record)\b/i;
/** The same, wherever in the sentence it stands. */
export const ANONYMOUS_ANYWHERE =
  /\b(?:anonymity|anonymously|anonymous (?:briefing|interview)|(?:not|\w+n[’']t) (?:(?:want |wish )?(?:to )?be )?(?:named|identified|quoted by name)|(?:his|her|their) names? be left out|on the understanding that|(?:wish\w*|prefer\w*) to remain|asked not to|asking (?:not to|that (?:he|she|they|neither)\b)|(?:his|her|their) names? (?:(?:not|nor|be|to|was|were) ){0,4}(?:withheld|used|printed|published|appear))\b/i;
/** Who may not speak for the party does not. */
export const NOT_ALLOWED =
  /(?:\bnot|n[’']t) (?:been )?(?:authori[sz]ed|permitted|allowed|cleared|entitled|empowered|supposed)\b|\bwithout (?:authori[sz]ation|permission|being authori[sz]ed|clearance)\b|\b(?:could|may|can)(?: ?not|n[’']t) (?:discuss|speak|talk)\b|\bwas(?: not|n[’']t) supposed to\b/i;
/** Once in office: “who negotiated for Egypt until last year”, “ambassador in Beijing until 2019”, “a minister in the eighties”. */
export const WAS_IN_OFFICE =
  /\bwho (?:once |previously |formerly |had )?(?:negotiated|served|led|headed|advised|handled|ran|was|worked|mediated|represented|sat|oversaw|chaired|brokered|helped|held|signed|directed|commanded|managed|conducted|faced down|shepherded|steered)\b.{0,70}\b(?:until|till|when|in the (?:19|20)\d0s|as (?:mayor|governor|president|premier|minister|chancellor|ambassador|secretary|chief executive|envoy) (?:in|until|from|under|when)|the last (?:two|three|four|five)|(?:in|of|from|since|during) (?:19|20)\d\d|for (?:two|three|four|five|six|many|several) (?:decades|years)|under (?:president|prime|chancellor|mr)|(?:the|a) (?:last|previous|earlier) (?:\p{L}+ )?(?:rounds?|talks|deal|accord|strike|dispute|negotiations?|crisis|war|government|lock-?out|truce|agreement))|\b(?:minister|ambassador|envoy|negotiator|chief|commissioner|secretary|adviser|advisor|president|premier|chancellor|governor|director|head|leader|general|spokes\w+|chair\w*)\b[^,;]{0,50}\b(?:until|till|from (?:19|20)\d\d to|between (?:19|20)\d\d|in the (?:(?:19|20)?\d0s|seventies|eighties|nineties|noughties)|of the \p{Lu}\p{L}+ years|under (?:two|three|four|several) )|\bwho (?:once |previously |formerly |had )?(?:was|served|sat|worked)\b[^,;]{0,40}\b(?:minister|ambassador|envoy|negotiator|commissioner|secretary|adviser|advisor|president|premier|chancellor|governor|diplomat|mediator)\b|\b(?:last|previous|outgoing) (?:government|administration|cabinet|parliament|board)['’]s\b|\b(?:minister|ambassador|envoy|negotiator|commissioner|secretary|adviser|advisor|president|premier|chancellor|governor) (?:to|in|of|for) [^,;]{0,40}\bunder (?:president |prime minister |chancellor )?\p{Lu}|\bas it (?:then )?was\b|\b(?:back then|at the time|of those days|in those days)\b|\bin (?:his|her) (?:time|day) as\b/iu;
/** “…, flanked by the former president”: told of another. */
export const WITH_OTHERS =
  /, (?:flanked|accompanied|joined|escorted|surrounded|introduced|speaking|standing|sitting|seated|appearing|alongside|together with|quoting|citing|echoing|after|before|beside|next to)\b.*$/isu;
/** What nobody in particular says. */
export const HEARSAY =
  /\b(?:reportedly|allegedly|(?:is|are|was|were) (?:said|believed|thought|expected|rumou?red)|according to (?:media|press|local) reports?|rumou?r has it|word has it)\b/i;
/** What the outlet knows, and does not say from whom: deep background. */
export const LEARNED =
  /\b(?:(?:is|are|was|were) understood\b|it(?:['’]s| is| has been) (?:reliably )?(?:learnt|learned)\b|it has (?:since )?(?:emerged|transpired|become known)|we (?:understand|hear|gather|have (?:learned|learnt|been told))\b(?! from)|(?:can|may) (?:now )?(?:reveal|disclose|report))/i;
/** “The Ledger has learned”: of an outlet, not of a party. */
export const LEARNS = /^(?:learn|understand|gather|hear|establish|ascertain)$/;
/** Papers that speak for who issued them. */
export const PAPERS: ReadonlySet<string> = set(
  `statement letter communique communiqué release post message memo note document filing tweet email e-mail text paper circular bulletin declaration announcement posting
   article column speech address readout page website webpage site transcript record minutes`,
);
export const isPapersWords = (tokens: readonly { readonly lower: string }[]): boolean =>
  tokens.some(({ lower }) => PAPERS.has(lower));
export const PRONOUNS: ReadonlySet<string> = set(`he she they it him them`);
/** “Two of them”, “one of the three”, “both”, “another”: of those who spoke before. */
export const SOME_OF_THEM =
  /^(?:(?:one|two|three|four|some|several|both|all|many|most|none|another|either|each) of (?:them|(?:the|these|those) (?:two|three|four|five|six|sources|people|persons|officials|diplomats|group|pair))|(?:(?:the|a) (?:two|three|four|pair|trio|duo|others?|latter|former|first|second|third|fourth)|both|one|two|three|another|others|all (?:two|three|four|five))(?= ?,| ?$))/i;
/** Nouns for persons by which they are taken up again: “the official”, “the two diplomats”. */
export const PERSONS: ReadonlySet<string> = set(
  `source sources person people official officials diplomat diplomats spokesman spokeswoman spokesperson delegate delegates aide aides negotiator negotiators minister president
   secretary leader leaders envoy ambassador lawyer attorney analyst expert professor general commander officer executive executives exec insider insiders adviser advisor chief
   premier chancellor senator lawmaker deputy chairman chairwoman chair mediator economist researcher scholar manager commissioner governor mayor bishop colleague interlocutor interlocutors delegate participant strategist courtier expert experts analysts candidate commander`,
);
/** Said in public, a name or not. */
export const IN_PUBLIC =
  /\b(?:in|on|at|to|during|tells?|told) (?:an? |the |his |her |state |[\p{L}-]+ )?(?:[\p{L}-]+ )?(?:broadcast|interview|television|radio|press conference|op-ed|column|panel|hearing|podcast)\b|\bon the record\b|\btweet\w*/iu;
/** Those whose trade is advice. */
export const OF_ADVICE =
  /\bconsulting (?:firm|group)|\bconsultanc\w+|\bthink[ -]tank|\bbrokerage|\bresearch (?:firm|house|outfit|group)|\bratings? agency/i;
