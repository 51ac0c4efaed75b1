/** Issues of talks, from a text alone: a list of matters that are bargained over, with the words that name each. */
import type { Reason, Span } from '../../events/intake/candidate.js';
import { issueId, type IssueId } from '../../events/ids.js';
import { slugFromTitle } from '../../events/words/slug-from-title.js';

export interface ProposedIssue {
  readonly issue: IssueId;
  readonly title: string;
  readonly reasons: readonly Reason[];
}

const MOST = 8;

/** What talks are about, in truces, labour, trade and politics. */
const MATTERS: readonly (readonly [string, RegExp])[] = [
  ['Exchange of hostages and prisoners', /\b(?:hostages?|prisoners?|captives?|detainees?)\b/gi],
  ['Ceasefire', /\b(?:cease-?fires?|truces?|hostilities|armistice)\b/gi],
  ['Access for aid', /\b(?:humanitarian|aid (?:convoys?|deliveries|access)|access for aid|corridors?)\b/gi],
  ['Withdrawal of troops', /\b(?:withdrawal|pull-?out|troops|redeployment)\b/gi],
  ['Borders and territory', /\b(?:borders?|territor(?:y|ies|ial)|annexation|sovereignty)\b/gi],
  ['Disarmament', /\b(?:disarm\w*|demobili[sz]\w*|weapons)\b/gi],
  ['Security guarantees', /\bsecurity guarantees?\b/gi],
  ['Sanctions', /\bsanctions?\b/gi],
  ['Elections', /\b(?:elections?|referendum)\b/gi],
  ['Sharing of power', /\b(?:power-?sharing|transitional government|coalition|portfolios|cabinet posts?)\b/gi],
  ['Wages', /\b(?:wages?|pay|salar(?:y|ies)|raises?)\b/gi],
  ['Pensions', /\b(?:pensions?|retirement)\b/gi],
  ['Health care', /\b(?:health (?:care|plan|insurance)|healthcare)\b/gi],
  ['Working time', /\b(?:working (?:hours|time|week)|overtime|shifts?|schedules?|rosters?)\b/gi],
  ['Job security', /\b(?:job security|lay-?offs?|redundanc(?:y|ies)|automation|outsourcing)\b/gi],
  ['Artificial intelligence', /\b(?:artificial intelligence|A\.?I\.?)\b/g],
  ['Tariffs', /\b(?:tariffs?|duties)\b/gi],
  ['Market access', /\b(?:market access|quotas?|imports?|exports?)\b/gi],
  ['Subsidies', /\bsubsid(?:y|ies)\b/gi],
  ['Settlement of disputes', /\bdispute[- ]settlement\b/gi],
  ['Fishing', /\b(?:fish(?:ing|eries|ery)?)\b/gi],
  ['Emissions and fossil fuels', /\b(?:emissions?|fossil fuels?|phase-?out)\b/gi],
  ['Climate finance', /\b(?:climate finance|loss and damage)\b/gi],
  ['Migration', /\b(?:migra(?:tion|nts?)|asylum|refugees?)\b/gi],
  ['Taxes and the budget', /\b(?:tax(?:es)?|budget|deficit)\b/gi],
  ['Nuclear programme', /\b(?:nuclear|enrichment|uranium)\b/gi],
];
const LEAST_TIMES = 2;

/** The matters that a text names most often. */
export function issuesIn(text: string, spans: readonly Span[]): ProposedIssue[] {
  const end = spans.at(-1)?.end ?? 0;
  const read = text.slice(0, end);
  return MATTERS.map(([title, words]) => ({ title, hits: [...read.matchAll(words)] }))
    .filter(({ hits }) => hits.length >= LEAST_TIMES)
    .toSorted((a, b) => b.hits.length - a.hits.length)
    .slice(0, MOST)
    .map(({ title, hits }) => {
      const [first] = hits;
      const start = first?.index ?? 0;
      const at = { start, end: start + (first?.[0].length ?? 1) };
      return {
        issue: issueId.parse(slugFromTitle(title, 'issue')),
        title,
        reasons: [{ field: 'issue', says: `“${first?.[0] ?? ''}” and the like: ${hits.length} times`, at }],
      };
    });
}
