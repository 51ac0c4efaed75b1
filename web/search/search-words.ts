/** Words for sorts of things, and for the fields that hold what was found. */
import type { Sort } from './load-search.js';

/** In the order in which they are shown. */
export const SORT_WORDS: Readonly<Record<Sort, string>> = {
  talks: 'Talks',
  party: 'Parties',
  claim: 'Claims',
  issue: 'Issues',
  proposal: 'Proposals',
  agreement: 'Agreements',
  speaker: 'Speakers',
  source: 'Sources',
  report: 'Reports',
};
export const SORTS = Object.keys(SORT_WORDS) as readonly Sort[];

export const FIELD_WORDS: Readonly<Record<string, string>> = {
  summary: 'summary',
  quote: 'quotation',
  speaker: 'speaker',
  publisher: 'publisher',
  origin: 'origin',
  via: 'carried by',
  headline: 'headline',
  term: 'term',
  item: 'term',
  condition: 'condition',
  venue: 'venue',
  tag: 'tag',
  note: 'note',
  title: 'title',
  name: 'name',
  alias: 'also known as',
  person: 'speaks for it',
  id: 'short name',
};

/** What the fields of the form are called, where something is wrong with them. */
export const FILTER_WORDS: Readonly<Record<string, string>> = {
  q: 'What you look for',
  negotiation: 'The talks',
  what: 'The sort of thing',
  party: 'The party',
  kind: 'The kind of report',
  from: 'The first date',
  to: 'The last date',
  source: 'The publisher or origin',
  grade: 'The grade',
  cursor: 'The page',
};
