/** Words of the glossary, and what an entry is. `glossary.ts` puts them together. */

export interface GlossaryEntry {
  /** As it stands on the pages. */
  readonly term: string;
  readonly line: string;
  /** The number of the rule. */
  readonly rule: string;
}

/** By the names under which a page asks for them. */
export type GlossaryEntries = Readonly<Record<string, GlossaryEntry>>;

export const things = {
  negotiation: { term: 'talks', line: 'One set of talks that is followed, with a record of its own.', rule: '1.1' },
  party: {
    term: 'party',
    line: 'A participant, with a role: a principal bargains for itself, a mediator, facilitator, guarantor or host is a third party in the talks, others are near them.',
    rule: '1.3',
  },
  table: {
    term: 'table',
    line: 'Principals who bargain with each other, apart from others in the same talks.',
    rule: '1.1',
  },
  claim: {
    term: 'claim',
    line: 'A statement of fact that can be confirmed or denied, such as that there are talks.',
    rule: '1.6',
  },
  issue: { term: 'issue', line: 'A matter under negotiation, such as the exchange of prisoners.', rule: '1.7' },
  proposal: { term: 'proposal', line: 'An offer on one or more issues, with its terms.', rule: '4.49' },
  report: { term: 'report', line: 'One source saying one thing: the unit of the record.', rule: '2.1' },
  development: {
    term: 'development',
    line: 'What a report says happened. Several reports may tell of the same one.',
    rule: '1.9',
  },
} as const satisfies GlossaryEntries;

export const phases = {
  phase: {
    term: 'phase',
    line: 'How far the talks have come, found by walking through the reports in order.',
    rule: '4.8',
  },
  unreported: { term: 'unreported', line: 'No report says that there are talks.', rule: '4.9' },
  rumoured: {
    term: 'rumoured',
    line: 'Somebody says that there are talks, and nobody whose word counts does.',
    rule: '4.9',
  },
  exploratory: {
    term: 'exploratory',
    line: 'A party confirms contacts, or two principals have said that they are ready to talk.',
    rule: '4.10',
  },
  negotiating: { term: 'negotiating', line: 'The principals sit together, or an offer is on the table.', rule: '4.12' },
  deadlocked: {
    term: 'deadlocked',
    line: 'A principal refuses to talk, or somebody in the talks says that they do not move.',
    rule: '4.14',
  },
  suspended: { term: 'suspended', line: 'The talks are halted, and are meant to go on.', rule: '4.19' },
  agreed: { term: 'agreed', line: 'Every principal is bound by an agreement.', rule: '4.17' },
  implementing: { term: 'implementing', line: 'What was agreed is being carried out.', rule: '4.18' },
  collapsed: { term: 'collapsed', line: 'The talks have failed, or a principal has walked out.', rule: '4.21' },
  concluded: { term: 'concluded', line: 'The talks are over, and their purpose is met.', rule: '4.22' },
} as const satisfies GlossaryEntries;

export const status = {
  contested: {
    term: 'contested',
    line: 'One party whose word counts confirms it, and another denies it. Talks are contested where this is so of the talks themselves.',
    rule: '4.43',
  },
  reportedHalt: {
    term: 'reported halt',
    line: 'Two independent origins say that the talks have stopped, and nobody in them has said so.',
    rule: '4.44',
  },
  agreement: {
    term: 'agreement',
    line: 'Something agreed. The status shows the one that is in force, or that was told of last.',
    rule: '4.42',
  },
  violated: {
    term: 'violated',
    line: 'A party whose word counts says that a term of the agreement was broken.',
    rule: '4.39',
  },
  outlook: {
    term: 'outlook',
    line: 'What those who judged the talks last said of how they are going; mixed where they differ.',
    rule: '4.47',
  },
  confidence: {
    term: 'confidence',
    line: 'How well the phase is attested: high by several origins on the record, low by rumour, and lower while contested.',
    rule: '4.56',
  },
  freshness: { term: 'news', line: 'How old the newest report is. Silence is news, too.', rule: '4.48' },
  active: {
    term: 'active',
    line: 'Something was reported in the last days: seven, where the talks do not set another number.',
    rule: '4.48',
  },
  quiet: { term: 'quiet', line: 'Nothing has been reported for more than a week.', rule: '4.48' },
  stale: { term: 'stale', line: 'Nothing has been reported for more than a month.', rule: '4.48' },
  contradiction: {
    term: 'contradiction',
    line: 'Two parties, or two origins, who say what cannot both be true. To turn down an offer is disagreement, not contradiction.',
    rule: '4.69',
  },
  pressure: {
    term: 'pressure',
    line: 'A step outside the talks to move the other side: a strike, sanctions, armed force.',
    rule: '4.55',
  },
  because: {
    term: 'why?',
    line: 'The fewest reports that make a value so. Without them it would read otherwise.',
    rule: '4.76',
  },
} as const satisfies GlossaryEntries;
