/** Who says what a sentence tells, in which capacity, and how far the words are attributed. */
import type { Reason } from '../../events/intake/candidate.js';
import type { PartyId } from '../../events/ids.js';
import type { ATTRIBUTIONS, CAPACITIES } from '../../events/vocabulary.js';

export type Capacity = (typeof CAPACITIES)[number];
export type Attribution = (typeof ATTRIBUTIONS)[number];

export interface Voice {
  readonly capacity: Capacity;
  readonly attribution: Attribution;
  /** As the article has it; none where it is the outlet's own. */
  readonly name?: string;
  /** The party spoken for. */
  readonly party?: PartyId;
  /** How it is told: in its own words, in the reporter's, by doing it, by the text itself, which it issued, or by nobody but the
   * reporter. */
  readonly how: 'quotation' | 'indirect' | 'act' | 'issuer' | 'outlet';
  /** The tokens of the speaker and of the verb; what is outside is what is said. */
  readonly frame?: { readonly from: number; readonly to: number };
  readonly reasons: readonly Reason[];
}

export const OUTLET: Voice = {
  capacity: 'reporter',
  attribution: 'unattributed',
  how: 'outlet',
  reasons: [{ field: 'speaker', says: 'nobody is named: the outlet says it in its own voice' }],
};

const CARRIED: Reason = { field: 'speaker', says: 'carried on from the sentence before' };
/** The voice of one who goes on speaking. */
export const carriedOn = (voice: Voice, rest: Pick<Voice, 'how'> & Partial<Pick<Voice, 'frame'>>): Voice => {
  const { frame: _, ...kept } = voice;
  return { ...kept, ...rest, reasons: [...voice.reasons.filter((one) => one !== CARRIED).slice(0, 3), CARRIED] };
};
