/** The entries of the registry: who takes part, and what things are called. What is changed in them is of the registry, too. */
import { dateInWords } from '../../events/words/date-words.js';
import type { Fact } from '../../events/event.js';
import { isRegistryEventType } from '../../events/event-types.js';
import type { EntryId } from '../../events/ids.js';
import type { RegistryData } from '../../events/registry.js';
import type { Entry } from '../record/entries.js';
import type { ReaderNames } from '../wording/reader-names.js';
import { targetOfChange } from './entry-answer.js';

const isOfRegistry = ({ type }: Fact): boolean => isRegistryEventType(type) || type === 'SubjectMerged';

/** The ids of those entries that are of the registry. @param entries in the order of recording */
export function registryEntriesAmong(entries: readonly Entry[]): ReadonlySet<EntryId> {
  const found = new Set<EntryId>();
  for (const { fact, logged } of entries) {
    const target = targetOfChange(fact);
    if (isOfRegistry(fact) || (target !== undefined && found.has(target))) found.add(logged.id);
  }
  return found;
}

const sinceWords = (since: string | undefined): string => (since === undefined ? '' : ` since ${dateInWords(since)}`);

function revisedParty(data: RegistryData<'PartyRevised'>, names: ReaderNames): string {
  const { party, name, role, since, aliases, people } = data;
  const parts = [
    name === undefined ? undefined : `is called ${name}`,
    role === undefined ? undefined : `is ${role}${sinceWords(since)}`,
    role === undefined && since !== undefined ? `has its role${sinceWords(since)}` : undefined,
    data.names === undefined ? undefined : 'has other names in other languages',
    aliases === undefined ? undefined : `has the aliases ${aliases.join(', ') || 'none'}`,
    people === undefined
      ? undefined
      : `has ${people.length === 1 ? 'one person' : `${people.length} people`} who speak for it`,
  ].filter((part) => part !== undefined);
  return `${names.party(party)} ${parts.join(', ') || 'was revised'}`;
}

function revisedTalks({ title, summary, tables, freshness }: RegistryData<'NegotiationRevised'>): string {
  const parts = [
    title === undefined ? undefined : `the title “${title}”`,
    summary === undefined ? undefined : 'another summary',
    tables === undefined ? undefined : 'other tables',
    freshness === undefined ? undefined : 'other days of silence',
  ].filter((part) => part !== undefined);
  return `The talks were given ${parts.join(', ')}`;
}

function sentence(fact: Fact, names: ReaderNames): string | null {
  switch (fact.type) {
    case 'NegotiationOpened':
      return `The talks are followed: “${fact.data.title}”`;
    case 'NegotiationRevised':
      return revisedTalks(fact.data);
    case 'NegotiationArchived':
      return `The talks were archived: ${fact.data.reason}`;
    case 'SubjectRetitled':
      return `The ${fact.data.what} ${fact.data.slug.replaceAll('-', ' ')} is called “${fact.data.title}”: ${fact.data.reason}`;
    case 'PartyAdded':
      return `${fact.data.name} takes part as ${fact.data.role}${sinceWords(fact.data.since)}`;
    case 'PartyRevised':
      return revisedParty(fact.data, names);
    case 'SubjectMerged': {
      const { what, from, into, reason } = fact.data;
      const called = what === 'party' ? names.party(into) : names.subject(what, into);
      return `The ${what} ${from.replaceAll('-', ' ')} is read as ${called}: ${reason}`;
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
      return null;
  }
}

/** What an entry of the registry says, as a sentence; null for other entries. */
export function registryWords(fact: Fact, names: ReaderNames): string | null {
  const words = sentence(fact, names);
  return words === null || /[.!?]$/.test(words) ? words : `${words}.`;
}
