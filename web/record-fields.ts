/** The fields of a form for each kind of report, besides those that every report has. */
import type { Kind } from '../events/vocabulary.js';
import { OUTCOMES, OUTLOOKS, ROLES, SCOPES, TOWARD } from '../events/vocabulary.js';

export interface Field {
  readonly name: string;
  readonly label: string;
  /** How the typed text becomes data: a list is separated by commas, terms are one a line. */
  readonly as: 'text' | 'list' | 'flag' | 'terms' | readonly string[];
  readonly hint?: string;
}

const slug = (name: string, label: string, hint?: string): Field => ({
  name,
  label,
  as: 'text',
  ...(hint ? { hint } : {}),
});
const CLAIM = slug('claim', 'Claim', 'talks');
const PROPOSAL = slug('proposal', 'Proposal');
const AGREEMENT = slug('agreement', 'Agreement');
const ISSUE = slug('issue', 'Issue');
const REPORT = slug('report', 'Report that it answers');
const TERMS: Field = { name: 'terms', label: 'Terms, one a line', as: 'terms', hint: '50 hostages' };
const list = (name: string, label: string): Field => ({ name, label, as: 'list', hint: 'joined by commas' });
const TO = list('to', 'Meant for');
const ends: Field = { name: 'ends', label: 'It ends', as: 'flag' };

export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  confirmation: [CLAIM, PROPOSAL, AGREEMENT, REPORT],
  denial: [CLAIM, PROPOSAL, AGREEMENT, REPORT],
  overture: [TO, list('conditions', 'Conditions')],
  refusal: [TO],
  proposal: [
    PROPOSAL,
    slug('title', 'Title'),
    list('issues', 'Issues'),
    TO,
    TERMS,
    slug('until', 'Until'),
    { name: 'final', label: 'A last word', as: 'flag' },
  ],
  acceptance: [PROPOSAL, AGREEMENT, REPORT, list('conditions', 'Conditions')],
  rejection: [PROPOSAL, AGREEMENT, REPORT],
  withdrawal: [CLAIM, PROPOSAL, AGREEMENT, REPORT],
  demand: [ISSUE, TO, TERMS, slug('deadline', 'Deadline', '2023-11-22')],
  concession: [ISSUE, TERMS],
  stance: [ISSUE, { name: 'toward', label: 'Toward it', as: TOWARD }],
  endorsement: [PROPOSAL],
  contact: [
    list('with', 'With'),
    { name: 'session', label: 'A sitting of the talks', as: 'flag' },
    slug('venue', 'Venue'),
    slug('channel', 'Channel'),
  ],
  involvement: [{ name: 'role', label: 'Role', as: ROLES }, ends],
  assessment: [{ name: 'outlook', label: 'Outlook', as: OUTLOOKS }, ISSUE],
  agreement: [
    AGREEMENT,
    slug('title', 'Title'),
    list('between', 'Between'),
    { name: 'scope', label: 'Scope', as: SCOPES },
    slug('until', 'Until'),
    TERMS,
  ],
  ratification: [AGREEMENT, { name: 'outcome', label: 'Outcome', as: OUTCOMES }],
  implementation: [AGREEMENT, TERMS],
  violation: [AGREEMENT, slug('by', 'By')],
  pressure: [slug('measure', 'Measure', 'strike'), slug('until', 'Until'), ends],
  suspension: [AGREEMENT],
  resumption: [AGREEMENT],
  breakdown: [AGREEMENT],
  conclusion: [],
  'no-comment': [],
};

/** A term from a line: `50 hostages` is a quantity, `2-3 days` a range, words alone an item. */
function termOf(line: string): Record<string, unknown> {
  const found = /^(\d+(?:\.\d+)?)(?:\s*[-–]\s*(\d+(?:\.\d+)?))?\s+(.+)$/.exec(line);
  if (!found) return { item: line };
  const [, from = '', to, item = ''] = found;
  const amount = to === undefined ? { quantity: Number(from) } : { min: Number(from), max: Number(to) };
  return { item, ...amount };
}

const parts = (text: string, by: string): string[] =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean);

/** The value of a field; undefined where nothing was typed. */
export function valueOf({ as }: Pick<Field, 'as'>, typed: string): unknown {
  const text = typed.trim();
  if (as === 'flag') return text === '' ? undefined : true;
  if (text === '') return undefined;
  if (as === 'list') return parts(text, ',');
  return as === 'terms' ? parts(text, '\n').map(termOf) : text;
}
