/** The acts by which our desk says what is followed: each in words, with what became of it. */
import { z } from 'zod';
import { typeOfFact } from '../../events/event.js';
import { isRegistryEventType } from '../../events/event-types.js';
import { entryId, type EntryId } from '../../events/ids.js';
import type { Entry } from '../record/entries.js';
import { recordedText } from './history-entries.js';
import { ActNames, wordsOfAct } from './registry-act-words.js';

/** The voiding of an act. */
export const undoneAnswer = z.strictObject({
  by: entryId.meta({ description: 'The voiding: to void that restores the act.' }),
  reason: z.string(),
  recordedAt: z.string(),
  recorder: z.string(),
});

export const registryActAnswer = z.strictObject({
  id: entryId,
  type: z.string().meta({ description: 'The type of the event.' }),
  words: z.string().meta({ description: 'What it says, in words, with the names that things had then.' }),
  reason: z.string().nullable(),
  recordedAt: z.string(),
  recorder: z.string(),
  revision: z.int(),
  amendedBy: z.array(entryId),
  voided: undoneAnswer.nullable(),
  undoable: z.boolean().meta({ description: 'Whether it can be voided: the opening and an added party stay.' }),
});
export type RegistryActAnswer = z.infer<typeof registryActAnswer>;

const isAct = ({ fact }: Entry): boolean => fact.type === 'SubjectMerged' || isRegistryEventType(typeOfFact(fact));

const reasonOf = ({ fact }: Entry): string | null =>
  fact.type !== 'Report' && 'reason' in fact.data ? (fact.data.reason ?? null) : null;

function undone(by: EntryId | undefined, byId: ReadonlyMap<EntryId, Entry>): RegistryActAnswer['voided'] {
  const voiding = by === undefined ? undefined : byId.get(by);
  if (!voiding) return null;
  const { id, recordedAt, recorder } = voiding.logged;
  return { by: id, reason: reasonOf(voiding) ?? '', recordedAt: recordedText(recordedAt), recorder };
}

/**
 * All of them, in the order of recording.
 * @param entries all of the negotiation, voided ones included, in the order of recording
 */
export function registryActsOf(entries: readonly Entry[]): RegistryActAnswer[] {
  const voidings = entries.filter(({ fact }) => fact.type === 'EntryVoided');
  const byId = new Map(voidings.map((entry) => [entry.logged.id, entry]));
  const names = new ActNames();
  return entries.filter(isAct).map((entry) => {
    const { logged, fact, voidedBy, amendedBy } = entry;
    const words = wordsOfAct(fact, names);
    if (voidedBy === undefined) names.learn(fact);
    return {
      id: logged.id,
      type: typeOfFact(logged.fact),
      words,
      reason: reasonOf(entry),
      recordedAt: recordedText(logged.recordedAt),
      recorder: logged.recorder,
      revision: logged.revision,
      amendedBy: [...amendedBy],
      voided: undone(voidedBy, byId),
      undoable: fact.type !== 'NegotiationOpened' && fact.type !== 'PartyAdded',
    };
  });
}
