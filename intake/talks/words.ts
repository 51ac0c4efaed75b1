/** Words that tell a body from a person, and what is neither. */
import { INSTITUTIONS } from '../parties/institutions.js';

/** Names of months and days, and words of titles, are no parties. */
export const NO_PARTY =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mr|Mrs|Ms|Dr|Sir|The|A|I|AI|TV|GMT|PM|AM|CEO|GDP|CET|EST|HOST|Christmas|Easter|Ramadan|Foreign|Prime|President|Minister|King|General|Middle|East|West|North|South|Yes|No|Not|Nobody|But|And|Both|Neither|Two|Three|Europe|European|Asia|Africa|Parliament|Chapter|Article|Day|Week|English|Council|Party|Union|Front|Commission|Board|Court|House|Congress|Senate|Group|Committee|District)$/;

/** What sort of name is a body, and no person or place. */
export const BODY =
  /^\p{Lu}[\p{Lu}\d&-]{1,8}$|^\p{Lu}+-\p{Lu}{2,}$|\b(?:Union|Nations|Workers|Guild|Alliance|Association|Associations|Front|Movement|Army|Forces|Party|League|Council|Company|Motors?|Corporation|Federation|Brotherhood|Teamsters|Airlines|Airways|Railways?|Bahn|Post|Organi[sz]ation|Committee|Commission|Group|Coalition|Cross|Authority|Agency|Fund|Bank|Chamber|Conference|Institute|Office|Department|Ministry|Treasury|Pilots|Teachers|Nurses|Doctors|Musicians|Orchestra|University|Hospital|Airport|Ports?|Lines|Hamas|Hezbollah|Taliban|Houthis?|Platform|Parliament|Eurogroup|Kremlin)\b/u;

/** “IAM District 837”. */
export const BRANCH = /^\p{Lu}[\p{Lu}-]{1,8} (?:Local|Lodge|District|Council|Branch|Chapter) /u;

/** Bodies that are known by their initials. */
export const IN_FULL: ReadonlyMap<string, string> = new Map([
  ['UN', 'United Nations'],
  ['EU', 'European Union'],
  ['AU', 'African Union'],
  ['IMF', 'International Monetary Fund'],
  ['ICRC', 'International Committee of the Red Cross'],
  ['IAEA', 'International Atomic Energy Agency'],
  ['WTO', 'World Trade Organization'],
]);

/** Bodies that are named once and are somebody’s. */
export const WELL_KNOWN =
  /^(?:European Union|EU|United Nations|UN|U\.N\.|African Union|Arab League|European Commission|Hamas|Hezbollah|Taliban|NATO|ASEAN|Red Cross|International Committee of the Red Cross|ICRC|IAEA|IMF|OPEC|International Atomic Energy Agency|International Monetary Fund|World Trade Organi[sz]ation|WTO)$/;

const TITLES =
  /^(?:mr|mrs|ms|dr|sir|lord|lady|professor|prof|analyst|economist|historian|bishop|cardinal|judge|justice|senator|mayor|governor|commissioner|admiral|colonel|captain|sheikh|taoiseach|treasurer|candidate|founder|owner|boss|scholar|lawyer|author|mediator|arbitrator|correspondent|reporter)$/;

/** “President”, “spokesman”: what stands before or after a person's name. */
export const isPersonsTitle = (lower: string): boolean =>
  TITLES.test(lower) ||
  (INSTITUTIONS.has(lower) &&
    /^(?:minist|premier$|president$|spokes|negotiator$|leader$|envoy$|ambassador$|advis|aide|chief$|commander$|secretary$|chair|executive$|ceo$|representative$|king$|prince$|emir$|chancellor$|general$|diplomat$|official$|lawmaker)/.test(
      lower,
    ));

/** Bodies that are somebody’s even where they are named once: they speak for members, or do what talks are about. */
export const SPOKEN_FOR =
  /.+ .*\b(?:Union|Guild|Association|Federation|Workers|Brotherhood|Authority|Alliance|Front|Movement|Council|Commission|Chamber|Service|Parliament)\b/u;
