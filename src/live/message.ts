/** The message about an event, for readers of the live stream and of the feeds. */
import type { Message } from '../../answers/live.js';
import type { ChangeInWords } from '../../projections/compare/change-sentences.js';
import type { RecordedEvent } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import type { PartyId } from '../../events/ids.js';
import { entryContentOf, targetOfChange } from '../../projections/history/entry-answer.js';
import type { NegotiationState } from '../../decisions/state.js';
import type { LoadedNegotiation } from '../projector/loaded-negotiation.js';

/** The entry itself where it is a report, or the report that it changes. */
function reportOf(logged: Logged, { entries }: NegotiationState): Logged | undefined {
  if (logged.fact.type === 'Report') return logged;
  const target = targetOfChange(logged.fact);
  return target === undefined ? undefined : entries.get(target);
}

/**
 * The message about an event.
 * @param logged undefined where the event is unreadable
 * @param negotiation undefined where the event is of none
 * @param changes null where they are left out
 */
export function messageOf(
  event: Pick<RecordedEvent, 'type' | 'revision' | 'position' | 'recordedAt'>,
  logged: Logged | undefined,
  negotiation: Pick<LoadedNegotiation, 'id' | 'state'> | undefined,
  changes: readonly ChangeInWords[] | null,
): Message {
  const content = logged && entryContentOf(logged.fact);
  const about = logged && negotiation && reportOf(logged, negotiation.state);
  const report = about && entryContentOf(about.fact);
  return {
    position: String(event.position),
    negotiation: negotiation?.id ?? null,
    revision: event.revision,
    recordedAt: event.recordedAt,
    type: event.type,
    entry: logged?.id ?? null,
    kind: report?.kind ?? null,
    party: report?.party ?? content?.party ?? null,
    jointly: report?.jointly ?? [],
    summary: content?.summary ?? null,
    source: content?.source ?? null,
    changes,
  };
}

/** Whom a message is about, by every name that our desk reads as one of theirs. */
export function partiesIn(
  { party, jointly }: Pick<Message, 'party' | 'jointly'>,
  negotiation: Pick<LoadedNegotiation, 'state'> | undefined,
): PartyId[] {
  const parties = party === null ? [] : [party, ...jointly];
  const merges = negotiation?.state.desk?.merges;
  return merges ? parties.flatMap((one) => merges.namesOf('party', one)) : parties;
}
