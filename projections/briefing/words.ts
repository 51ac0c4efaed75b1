/** The closed vocabularies as parts of sentences. */
import type { Phase, RuleName } from '../phase/phases.js';
import type { StanceName } from '../positions/stances.js';
import type { Outlook } from '../../events/vocabulary.js';

/** Where the talks stand, as a clause. */
export const PHASE_CLAUSES: Readonly<Record<Phase, string>> = {
  unreported: 'No talks are reported',
  rumoured: 'Talks are rumoured',
  exploratory: 'The talks are exploratory',
  negotiating: 'The parties are negotiating',
  deadlocked: 'The talks are deadlocked',
  suspended: 'The talks are suspended',
  agreed: 'The parties have agreed',
  implementing: 'What was agreed is being carried out',
  collapsed: 'The talks have collapsed',
  concluded: 'The talks are concluded',
};

/** Why they stand there: what the rule asks of the report on which it fires. */
export const RULE_REASONS: Readonly<Record<RuleName, string>> = {
  rumour: 'they are told of, though nobody who takes part has said so',
  'both-ready': 'two sides say that they are ready to talk',
  'contact-confirmed': 'somebody who takes part says that there are talks',
  'in-session': 'two sides have met in a session',
  'offer-tabled': 'an offer is on the table',
  refused: 'a side refuses to talk',
  'deadlock-declared': 'a deadlock is declared',
  reopened: 'the rest of the matter is being talked about again',
  movement: 'there is movement again',
  undone: 'a side is no longer bound by what was agreed',
  agreed: 'every side is bound by an agreement',
  'carried-out': 'a part of the agreement has been carried out',
  suspended: 'somebody who takes part says that they are halted',
  resumed: 'they have been taken up again',
  collapsed: 'somebody who takes part says that they have failed',
  concluded: 'somebody who takes part says that they are over',
};

/** What a party does, before the thing that it does it to. A stance on a claim is on whether it is so. */
export const STANCE_VERBS: Readonly<Record<StanceName, string>> = {
  confirms: 'confirms',
  denies: 'denies',
  refuses: 'refuses',
  ready: 'is ready for',
  proposes: 'puts',
  accepts: 'accepts',
  'accepts-with-conditions': 'accepts, with conditions,',
  rejects: 'rejects',
  demands: 'makes demands on',
  concedes: 'yields on',
  supports: 'supports',
  opposes: 'opposes',
  open: 'is open on',
  endorses: 'endorses',
  agrees: 'agrees to',
  ratifies: 'has ratified',
};

/** The same after “is said to”. */
export const STANCE_INFINITIVES: Readonly<Record<StanceName, string>> = {
  confirms: 'confirm',
  denies: 'deny',
  refuses: 'refuse',
  ready: 'be ready for',
  proposes: 'put',
  accepts: 'accept',
  'accepts-with-conditions': 'accept, with conditions,',
  rejects: 'reject',
  demands: 'make demands on',
  concedes: 'yield on',
  supports: 'support',
  opposes: 'oppose',
  open: 'be open on',
  endorses: 'endorse',
  agrees: 'agree to',
  ratifies: 'have ratified',
};

/** How the talks are said to be going. */
export const OUTLOOK_CLAUSES: Readonly<Record<Outlook, string>> = {
  progress: 'the talks are said to be moving',
  imminent: 'a deal is said to be days away',
  mixed: 'the talks are said to go both ways',
  unresolved: 'the talks are said to go on, with points still open',
  remote: 'a deal is said to be far away',
  deadlock: 'the talks are said to be stuck',
};

/** `accepts-with-conditions` → `accepts with conditions`: for words of closed lists, never for names. */
export const spaced = (word: string): string => word.replaceAll('-', ' ');
