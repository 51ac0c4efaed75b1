/** What sort of body a party is, as its name tells: “the union” can then be resolved, and “the ministry”. */
import { COUNTRIES, type Country } from '../data/countries.js';
import type { KnownParty } from '../known.js';

export type PartySort = 'state' | 'union' | 'company' | 'body' | 'group';

const UNION =
  /\b(?:union|unions|workers|guild|teamsters|brotherhood|sisterhood|nurses|teachers|doctors|dockers|longshore\w*|machinists|pilots|writers|actors|screen actors|labou?r federation|trades? union\w*|syndicate|congress of trade)\b|-(?:cio|aft)\b/i;
const COMPANY =
  /\b(?:company|corporation|corp|inc|ltd|llc|plc|group plc|motors?|airlines?|airways|railways?|rail|employers?|alliance of .*producers|producers|studios|stores|mills|mines|bank|holdings?|industries|steel|telecom|hospital trust|operators?|shipping|boeing|university|publishers?)\b/i;
const BODY =
  /\b(?:united nations|european union|african union|commission|council|league|committee|organi[sz]ation|igad|ecowas|red cross|agency|secretariat|bloc|nato|asean|white house)\b/i;
const GROUP =
  /\b(?:front|movement|army|forces|liberation|rebels?|militia|party|brigades?|resistance|hamas|hezbollah|taliban|houthis?|farc|eln)\b/i;
const GOVERNMENT = /\b(?:government|kingdom|republic|state of|ministry|cabinet|administration|junta|authorities)\b/i;

const lower = (text: string): string => text.normalize('NFC').toLowerCase().replace(/^the /, '');

/** Every country by each of its own names. */
const BY_NAME: ReadonlyMap<string, Country> = new Map(
  COUNTRIES.flatMap((country) => [country.name, ...country.alsoCalled].map((name) => [lower(name), country] as const)),
);
const OF_COUNTRY =
  /^(?:the )?(?:(?:federal |transitional )?government|republic|kingdom|state|commonwealth|islamic republic|federation) of (?:the )?(.+)$/i;

const BY_ADJECTIVE: ReadonlyMap<string, Country> = new Map(
  COUNTRIES.filter(({ adjective }) => adjective !== '').map(
    (country) => [country.adjective.toLowerCase(), country] as const,
  ),
);
const OF_ADJECTIVE = /^(.+) (?:government|state|authorities)$/;

/** “Qatari government” names Qatar, “Government of Sudan” Sudan. */
const byAdjective = (name: string): Country | undefined =>
  BY_ADJECTIVE.get(OF_ADJECTIVE.exec(name.toLowerCase())?.[1] ?? '');

/** The country that a name is the name of. */
export function countryOf(name: string): Country | undefined {
  const plain = name.normalize('NFC').replace(/^the /i, '');
  return BY_NAME.get(lower(plain)) ?? BY_NAME.get(lower(OF_COUNTRY.exec(plain)?.[1] ?? '')) ?? byAdjective(plain);
}

export function sortOf({ name }: Pick<KnownParty, 'name'>): PartySort {
  if (countryOf(name)) return 'state';
  if (BODY.test(name)) return 'body';
  if (UNION.test(name)) return 'union';
  if (GROUP.test(name)) return 'group';
  if (COMPANY.test(name)) return 'company';
  return GOVERNMENT.test(name) ? 'state' : 'group';
}
