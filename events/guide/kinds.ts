/**
 * Help for whoever codes what is reported: what each kind means, with an example. The command line, `/docs`, the record
 * page and the tables of docs/ are made from it. Plain data without the schemas, so that a browser can load it.
 */
import type { Kind } from '../vocabulary.js';

/** The help for one word of a vocabulary. Code stands in backticks. */
export interface WordHelp {
  /** What it means, as a clause that follows the word. */
  readonly line: string;
  /** What somebody might say or do that is recorded so. */
  readonly example: string;
}

export interface KindHelp extends WordHelp {
  /** The fields that it needs besides those of every report. */
  readonly needs: string;
  /** The nearest codes of CAMEO. */
  readonly cameo: string;
}

const ONE_OF_FOUR = 'one of `claim`, `proposal`, `agreement`, `report`';
const ONE_OF_THREE = 'one of `proposal`, `agreement`, `report`';
const NOTHING = '–';

export const KIND_HELP = {
  confirmation: {
    needs: ONE_OF_FOUR,
    line: 'says that it is true; of an agreement, that it was made; of a `report`, that it happened so',
    example: '“Yes, the two sides are talking”, says the mediator: `claim` `talks`',
    cameo: '015',
  },
  denial: {
    needs: ONE_OF_FOUR,
    line: 'says that it is false. “There are no talks” is a denial of `talks`, not a refusal',
    example: '“No negotiations are going on”: `claim` `talks`',
    cameo: '016',
  },
  overture: {
    needs: NOTHING,
    line: 'is ready to talk, invites to talks or a meeting, or offers to mediate; `to`: whom; `conditions` optional. Of how and whether to talk, not of what is to be agreed',
    example: '“We are ready to sit down with them any time, anywhere”',
    cameo: '022, 030, 036',
  },
  refusal: {
    needs: NOTHING,
    line: 'will not talk, or will not accept mediation; `to`: with whom alone',
    example: '“We will not sit down with them while the siege goes on”',
    cameo: '125, 126',
  },
  proposal: {
    needs: '`proposal`, `issues`, `terms`',
    line: 'puts an offer. `counters`: a proposal, or the report of a demand; `replaces`: an own earlier one; `until` when it lapses; `final`: a last word, which is no movement',
    example: 'The company puts a raise of 9 percent over four years on the table',
    cameo: '037',
  },
  acceptance: {
    needs: `${ONE_OF_THREE} (of a demand or an overture)`,
    line: 'accepts; with `conditions` it is conditional',
    example: '“We accept the mediator’s plan, if the prisoners come home first”',
    cameo: '03x, 057',
  },
  rejection: {
    needs: `${ONE_OF_THREE} (of a demand or an overture)`,
    line: 'turns it down, as a whole',
    example: 'The union’s board turns the second offer down',
    cameo: '127',
  },
  withdrawal: {
    needs: ONE_OF_FOUR,
    line: 'takes its own earlier word back',
    example: 'The government takes its offer of an amnesty off the table',
    cameo: '12x',
  },
  demand: {
    needs: '`issue`, `terms`',
    line: 'a condition or an ultimatum on one issue; `deadline` optional',
    example: '“All hostages must be free by Friday noon”: `deadline` that day',
    cameo: '10x, 139',
  },
  concession: {
    needs: '`issue`, `terms`',
    line: 'yields something on the issue',
    example: 'The employers no longer insist on cuts to pensions',
    cameo: '08x',
  },
  stance: {
    needs: '`issue`, `toward`: `supports`, `opposes`, `open`',
    line: 'a position on an issue, short of an offer',
    example: '“We have always been against a sale of the harbour”: `toward` `opposes`',
    cameo: '01x, 11x',
  },
  endorsement: {
    needs: `${NOTHING} or \`proposal\``,
    line: 'a third party backs the talks, the mediator or an offer',
    example: 'The Security Council welcomes the mediation',
    cameo: '051',
  },
  contact: {
    needs: '`with`: parties',
    line: 'a meeting, call, message or visit that took place; `session`: a sitting of the talks themselves (a round, a day of bargaining); `channel`, `venue`, `track` (1, 1.5, 2) optional',
    example: 'The two delegations met in Doha for a sixth round: `session` true',
    cameo: '04x',
  },
  involvement: {
    needs: '`role`',
    line: 'a party takes on a role, or with `ends` leaves it',
    example: 'Egypt steps in as a mediator',
    cameo: '039, 045',
  },
  assessment: {
    needs: '`outlook`; `issue` optional',
    line: 'how a voice says that the talks, or one issue, are going: `progress`, `imminent`, `mixed`, `unresolved`, `remote`, `deadlock`',
    example: '“A deal is closer than ever”, says an official: `outlook` `imminent`',
    cameo: '012, 013',
  },
  agreement: {
    needs: '`agreement`, `between`, `scope`, `terms`',
    line: 'says that something was agreed. `scope`: `partial`, `framework`, `full`. `of`, `extends`, `subjectTo`, `until`, `stage` (PA-X) optional',
    example: 'The mediator announces a truce of four days between the two sides',
    cameo: '057',
  },
  ratification: {
    needs: '`agreement`, `outcome`: `approved`, `rejected`',
    line: 'members, cabinet or parliament of the party have decided; tallies as terms',
    example: 'The members vote for the contract by 64 to 36 percent: `outcome` `approved`',
    cameo: '057',
  },
  implementation: {
    needs: '`agreement`, `terms`',
    line: 'a term was carried out; totals from the start are `cumulative`',
    example: 'Thirteen hostages are released under the truce',
    cameo: '084, 087',
  },
  violation: {
    needs: '`agreement`',
    line: 'a term was broken; `by` whom, where said',
    example: '“They have shelled the city in spite of the truce”: `by` the accused',
    cameo: '196',
  },
  pressure: {
    needs: '`measure`',
    line: 'a step outside the table to move the other side (strike, lockout, sanctions, armed force); `until` where it was limited from the start; `ends` when it stops',
    example: 'The dockers walk out for 48 hours: `measure` strike, `until` the day after tomorrow',
    cameo: '14–19',
  },
  suspension: {
    needs: `${NOTHING} or \`agreement\``,
    line: 'talks, or taking part in an agreement, halted against somebody’s plan',
    example: 'The rebels leave the table until the bombing stops',
    cameo: '164',
  },
  resumption: {
    needs: `${NOTHING} or \`agreement\``,
    line: 'the same, restarted',
    example: 'After ten days of silence the talks are on again',
    cameo: '165',
  },
  breakdown: {
    needs: `${NOTHING} or \`agreement\``,
    line: 'talks failed, a principal walked out, or an agreement was renounced',
    example: '“The talks have ended without an agreement”',
    cameo: '164',
  },
  conclusion: {
    needs: NOTHING,
    line: 'the negotiation is over, its purpose met',
    example: 'The contract is signed and the joint committee dissolves itself',
    cameo: '–',
  },
  'no-comment': {
    needs: `${NOTHING} or ${ONE_OF_FOUR.replace('one of `claim`', 'one of `claim`, `issue`')}`,
    line: 'asked, and declined to speak; changes no position and ends no silence',
    example: 'The ministry declined to comment on the offer',
    cameo: '–',
  },
} as const satisfies Record<Kind, KindHelp>;
