/** The message about an event, for readers of the live stream and of the feeds. */
import { z } from 'zod';
import type { RecordedEvent } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import { entryId, negotiationId } from '../../events/ids.js';
import { targetOfChange, entryAnswer, entryContentOf } from '../../projections/history/entry-answer.js';
import { changeAnswer, type Change } from '../../projections/status/field-values.js';
import type { NegotiationState } from '../../decisions/state.js';
import type { LoadedNegotiation } from '../projector/loaded-negotiation.js';

const { kind, party, summary, source } = entryAnswer.shape;

const changeInWords = changeAnswer.extend({ words: z.string().meta({ description: 'The change as a sentence.' }) });
/** A change of the status, with a sentence that says it. */
export interface ChangeInWords extends Change {
  readonly words: string;
}

export const messageAnswer = z.strictObject({
  position: z.string(),
  negotiation: negotiationId
    .nullable()
    .meta({ description: 'Null: a grade of a source, which all talks may rest on.' }),
  revision: z.int(),
  recordedAt: z.string(),
  type: z.string(),
  entry: entryId.nullable(),
  kind: kind.meta({ description: 'Of the report, or of the one that is changed.' }),
  party,
  summary,
  source,
  changes: z.array(changeInWords).nullable().meta({
    description: 'What it changed in the status. Null: not told, since many came at once; `changes` tells it.',
  }),
});
export type Message = Omit<z.infer<typeof messageAnswer>, 'changes'> & {
  readonly changes: readonly ChangeInWords[] | null;
};

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
    summary: content?.summary ?? null,
    source: content?.source ?? null,
    changes,
  };
}
