/** Talks that tests read sentences about: a truce, and a mediator. */
import { agreementId, claimId, issueId, partyId, proposalId } from '../../events/ids.js';
import type { Known } from '../../intake/known.js';
import { readArticle, type Heard } from '../../intake/read.js';
import { sentencesOf } from '../../intake/text/sentences.js';

export const TRUCE: Known = {
  title: 'A truce on the river',
  parties: [
    { party: partyId.parse('israel'), name: 'Israel', role: 'principal' },
    {
      party: partyId.parse('hamas'),
      name: 'Hamas',
      role: 'principal',
      people: [{ name: 'Ismail Haniyeh', capacity: 'official' }],
    },
    { party: partyId.parse('qatar'), name: 'Qatar', role: 'mediator' },
    { party: partyId.parse('united-states'), name: 'United States', role: 'observer' },
  ],
  issues: [
    { issue: issueId.parse('prisoner-exchange'), title: 'Exchange of hostages for prisoners' },
    { issue: issueId.parse('aid'), title: 'Access for aid' },
    { issue: issueId.parse('withdrawal'), title: 'Withdrawal of troops' },
  ],
  claims: [{ claim: claimId.parse('secret-meeting'), title: 'A secret meeting took place in Vienna' }],
  proposals: [{ proposal: proposalId.parse('swap-of-36'), title: 'A swap for 36 prisoners', proposers: ['qatar'] }],
  agreements: [{ agreement: agreementId.parse('pause-of-november'), title: 'The pause of November' }],
};

export const LABOUR: Known = {
  parties: [
    { party: partyId.parse('uaw'), name: 'United Auto Workers', role: 'principal' },
    { party: partyId.parse('ford'), name: 'Ford Motor Company', role: 'principal' },
  ],
  issues: [],
  claims: [],
  proposals: [],
  agreements: [],
};

/** The sentences of a text as the rules read them. */
export const heardIn = (text: string, known: Known = TRUCE, publisher?: string): Heard[] =>
  readArticle(text, sentencesOf(text), known, publisher);
