/** What an act of our desk says, in words. */
import type { Fact } from '../../events/event.js';
import type { RegistryData } from '../../events/registry.js';
import { dateInWords } from '../../events/words/date-words.js';
import { listed } from '../../events/words/list-words.js';

/** What things were called when an act was recorded. */
export class ActNames {
  readonly #parties = new Map<string, string>();
  readonly #titles = new Map<string, string>();

  /** Takes up the names that an act gives. */
  learn(fact: Fact): void {
    if (fact.type === 'NegotiationOpened') {
      for (const { party, name } of fact.data.parties ?? []) this.#parties.set(party, name);
      for (const { issue, title } of fact.data.issues ?? []) this.#titles.set(`issue:${issue}`, title);
    }
    if (fact.type === 'PartyAdded') this.#parties.set(fact.data.party, fact.data.name);
    if (fact.type === 'PartyRevised' && fact.data.name !== undefined)
      this.#parties.set(fact.data.party, fact.data.name);
    if (fact.type === 'SubjectRetitled') this.#titles.set(`${fact.data.what}:${fact.data.slug}`, fact.data.title);
  }

  party(slug: string): string {
    return this.#parties.get(slug) ?? slug;
  }

  /** In quotation marks. */
  subject(sort: string, slug: string): string {
    return `“${sort === 'party' ? this.party(slug) : (this.#titles.get(`${sort}:${slug}`) ?? slug)}”`;
  }
}

const counted = (items: readonly unknown[] | undefined, one: string, many: string): string[] =>
  items?.length ? [`${items.length} ${items.length === 1 ? one : many}`] : [];

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;
const since = (date: string | undefined): string => (date === undefined ? '' : ` since ${dateInWords(date)}`);

function openingWords({ title, parties, issues }: RegistryData<'NegotiationOpened'>): string {
  const names = (parties ?? []).map(({ name }) => name);
  const who = names.length > 0 ? [names.length > 4 ? `${names.length} parties` : listed(names)] : [];
  const whatWith = [...who, ...counted(issues, 'issue', 'issues')];
  return `opened as “${title}”${whatWith.length > 0 ? ` with ${whatWith.join(', ')}` : ''}`;
}

type Revision = RegistryData<'NegotiationRevised'>;

const tablesWords = (tables: NonNullable<Revision['tables']>, names: ActNames): string =>
  tables.length === 0
    ? 'all bargain together, at one table'
    : `tables: ${tables.map((seats) => listed(seats.map((party) => names.party(party)))).join('; ')}`;

const thresholdWords = ({ quietAfterDays, staleAfterDays }: NonNullable<Revision['freshness']>): string[] => [
  ...(quietAfterDays === undefined ? [] : [`quiet after ${days(quietAfterDays)}`]),
  ...(staleAfterDays === undefined ? [] : [`stale after ${days(staleAfterDays)}`]),
];

const revisionWords = ({ title, summary, tables, freshness }: Revision, names: ActNames): string =>
  [
    ...(title === undefined ? [] : [`title: “${title}”`]),
    ...(summary === undefined ? [] : [`summary: “${summary}”`]),
    ...(tables ? [tablesWords(tables, names)] : []),
    ...(freshness ? thresholdWords(freshness) : []),
  ].join('; ');

type PartyWords = Pick<RegistryData<'PartyRevised'>, 'names' | 'aliases' | 'people'>;

const otherNamesWords = ({ names = {}, aliases, people }: PartyWords): string[] => [
  ...Object.entries(names).map(([language, name]) => `in ${language}: ${name}`),
  ...(aliases ? [aliases.length > 0 ? `also called ${listed(aliases)}` : 'no aliases'] : []),
  ...(people ? [people.length > 0 ? `people: ${listed(people.map(({ name }) => name))}` : 'no people'] : []),
];

function partyRevisionWords(data: RegistryData<'PartyRevised'>, names: ActNames): string {
  const { name, role, since: from } = data;
  const ofRole = role === undefined ? (from === undefined ? [] : [`in its role${since(from)}`]) : [role + since(from)];
  const said = [...(name === undefined ? [] : [`is called “${name}”`]), ...ofRole, ...otherNamesWords(data)];
  return `${names.party(data.party)}: ${said.join('; ')}`;
}

function additionWords(data: RegistryData<'PartyAdded'>): string {
  const others = otherNamesWords(data);
  return `added ${data.name}, ${data.role}${since(data.since)}${others.length > 0 ? `; ${others.join('; ')}` : ''}`;
}

/**
 * An act of the registry, or a merge; empty for any other fact.
 * @param names those known before it
 */
export function wordsOfAct(fact: Fact, names: ActNames): string {
  switch (fact.type) {
    case 'NegotiationOpened':
      return openingWords(fact.data);
    case 'NegotiationRevised':
      return revisionWords(fact.data, names);
    case 'NegotiationArchived':
      return 'archived';
    case 'SubjectRetitled':
      return `${fact.data.what} ${names.subject(fact.data.what, fact.data.slug)} is called “${fact.data.title}”`;
    case 'PartyAdded':
      return additionWords(fact.data);
    case 'PartyRevised':
      return partyRevisionWords(fact.data, names);
    case 'SubjectMerged': {
      const { what, from, into } = fact.data;
      return `${what} ${names.subject(what, from)} is read as ${names.subject(what, into)}`;
    }
    case 'Report':
    case 'ReportRetracted':
    case 'ReportReinstated':
    case 'ReportCorrected':
    case 'EntryVoided':
    case 'EntryAmended':
    case 'EntryErased':
    case 'SourceAliased':
    case 'SourceRegraded':
      return '';
  }
}
