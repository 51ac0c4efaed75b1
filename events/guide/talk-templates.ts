/**
 * Templates of talks, by sort: which roles are mostly there, what is mostly bargained over, and after how many days
 * silence means something. They only fill a form in. Plain data, for a browser.
 */
import type { Role } from '../vocabulary.js';

export interface TalkTemplate {
  /** A word for it. */
  readonly sort: string;
  /** What talks of this sort are. */
  readonly line: string;
  /** The roles of its parties, in the order of the form. */
  readonly roles: readonly Role[];
  /** Titles of what is mostly at issue. */
  readonly issues: readonly string[];
  /** Days of silence after which they count as quiet, then as stale. */
  readonly quietAfterDays: number;
  readonly staleAfterDays: number;
}

export const TALK_TEMPLATES: readonly TalkTemplate[] = [
  {
    sort: 'Truce',
    line: 'an end or a pause of fighting, an exchange of prisoners',
    roles: ['principal', 'principal', 'mediator'],
    issues: [
      'Ceasefire and its length',
      'Exchange of prisoners and hostages',
      'Withdrawal of forces',
      'Humanitarian aid',
      'Monitoring and guarantees',
    ],
    quietAfterDays: 3,
    staleAfterDays: 14,
  },
  {
    sort: 'Labour',
    line: 'a union and an employer over a contract',
    roles: ['principal', 'principal', 'mediator'],
    issues: ['Pay', 'Working hours', 'Pensions and benefits', 'Job security', 'Length of the contract'],
    quietAfterDays: 7,
    staleAfterDays: 30,
  },
  {
    sort: 'Trade',
    line: 'states, or companies, over what crosses a border and at what price',
    roles: ['principal', 'principal', 'observer'],
    issues: ['Tariffs and quotas', 'Access to markets', 'Standards and inspections', 'Settlement of disputes'],
    quietAfterDays: 21,
    staleAfterDays: 90,
  },
  {
    sort: 'Politics',
    line: 'parties over a government, a budget, a constitution',
    roles: ['principal', 'principal', 'principal'],
    issues: ['Programme', 'Posts in the government', 'Budget and taxes', 'How disputes are settled'],
    quietAfterDays: 5,
    staleAfterDays: 21,
  },
];
