/** What a subscription asks for: which talks, and which of their changes. */
import { z } from 'zod';
import { negotiationId, partyId, type NegotiationId, type PartyId } from '../../events/ids.js';
import { nameText } from '../../events/text.js';
import { PHASES, type Phase } from '../phase/phases.js';
import { TOPICS, type Topical } from './topics.js';

/** The longest silence that can be asked for, in days. */
export const MOST_SILENT_DAYS = 3650;

/** How many talks or parties can be named. */
const MOST_NAMED = 200;

const once = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
const TWICE = 'must not name one twice';

/** Which talks. What is not given asks for nothing: all talks match an empty filter. */
export const talksWanted = z.strictObject({
  negotiations: z
    .array(negotiationId)
    .min(1)
    .max(MOST_NAMED)
    .refine(once, { error: TWICE })
    .optional()
    .meta({ description: 'These alone. They need not be open yet.' }),
  party: partyId.optional().meta({ description: 'Talks in whose registry this party is.' }),
  phase: z.enum(PHASES).optional().meta({ description: 'Talks that are in this phase after the change.' }),
  contested: z.boolean().optional().meta({ description: 'Talks that are contested after the change, or are not.' }),
  q: nameText(200)
    .optional()
    .meta({ description: 'Text that the id, the title, or the id or a name of a party holds.' }),
});
export type TalksWanted = Readonly<z.infer<typeof talksWanted>>;

/** Which changes. */
export const changesWanted = z
  .strictObject({
    topics: z.array(z.enum(TOPICS)).max(TOPICS.length).refine(once, { error: TWICE }).default([]),
    parties: z
      .array(partyId)
      .min(1)
      .max(MOST_NAMED)
      .refine(once, { error: TWICE })
      .optional()
      .meta({ description: 'With the topic `position`: the positions of these parties alone.' }),
    silentDays: z
      .int()
      .min(1)
      .max(MOST_SILENT_DAYS)
      .optional()
      .meta({ description: 'Also where nothing has been reported for longer than so many days.' }),
  })
  .refine(({ topics, silentDays }) => topics.length > 0 || silentDays !== undefined, {
    error: 'must ask for something: a topic, or silentDays',
    path: ['topics'],
  })
  .refine(({ topics, parties }) => parties === undefined || topics.includes('position'), {
    error: 'goes with the topic position',
    path: ['parties'],
  });
export type ChangesWanted = Readonly<z.infer<typeof changesWanted>>;

/** What of a negotiation decides whether it is wanted. */
export interface TalksSeen {
  readonly negotiation: NegotiationId;
  readonly parties: readonly PartyId[];
  readonly phase: Phase;
  readonly contested: boolean;
  /** Whether its id, its title, or a party holds a text. */
  readonly holds: (text: string) => boolean;
}

/** Whether the talks may be wanted, by their id alone: what needs no status is asked first. */
export const mayWant = ({ negotiations }: TalksWanted, negotiation: NegotiationId): boolean =>
  negotiations === undefined || negotiations.includes(negotiation);

export const wantsTalks = (wanted: TalksWanted, seen: TalksSeen): boolean =>
  mayWant(wanted, seen.negotiation) &&
  (wanted.party === undefined || seen.parties.includes(wanted.party)) &&
  (wanted.phase === undefined || wanted.phase === seen.phase) &&
  (wanted.contested === undefined || wanted.contested === seen.contested) &&
  (wanted.q === undefined || seen.holds(wanted.q));

/** Whether a change is wanted. */
export const wantsChange = ({ topics, parties }: ChangesWanted, { topic, owner }: Topical): boolean =>
  topics.includes(topic) &&
  (owner === undefined || parties === undefined || (parties as readonly string[]).includes(owner));
