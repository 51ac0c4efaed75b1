/**
 * Makes of the events of a log, of whatever version, events of the present one: texts and recorders that stood in the clear are
 * sealed, and reports from before there were marks get them. Ids, order, times and what is said stay.
 */
import { evolve, initialState, type NegotiationState } from '../../../decisions/state.js';
import { markedDraft, type DrawVoice } from '../../../decisions/marks/marked-draft.js';
import { canonicalDataOf, type StoredEvent } from '../../../events/chain/stored-event.js';
import { streamOf, type JsonObject, type NewEvent, type RecordedEvent } from '../../../events/envelope.js';
import { readEvent, type Logged } from '../../../events/event.js';
import type { NegotiationId } from '../../../events/ids.js';
import { SCHEMA_VERSION, upcast } from '../../../events/upcast.js';
import { openTexts } from '../../store/erasure/sealed-texts.js';
import { RECORDERS_SEALED_FROM } from '../../store/erasure/sealed-recorder.js';
import { SEALED_FROM } from '../../store/prepared-write.js';
import { StoreFailure } from '../../store/store-failure.js';

const PREFIX = streamOf('' as NegotiationId);

/** The negotiation of a stream; undefined for other streams. */
export const negotiationIn = (stream: string): NegotiationId | undefined =>
  stream.startsWith(PREFIX) ? (stream.slice(PREFIX.length) as NegotiationId) : undefined;

/** Whether an event stands in the clear in some part of it. */
export const isEarlier = ({ schemaVersion }: Pick<StoredEvent, 'schemaVersion'>): boolean =>
  schemaVersion < RECORDERS_SEALED_FROM;

/** The event with its texts, as a server reads it; the recorder is of no account here. */
function recordedOf(stored: StoredEvent, data: JsonObject): RecordedEvent {
  const { text: _, keys, recorderKey: __, defect: ___, ...rest } = stored;
  const opened = rest.schemaVersion < SEALED_FROM ? data : openTexts(rest.type, data, keys && Buffer.from(keys));
  return { ...rest, data: opened };
}

/** What an event says, in the log as it was and as it is written anew. */
export interface ReadTwice {
  readonly before: Logged;
  readonly after: Logged;
}

export interface Rewritten {
  readonly event: NewEvent;
  /** Undefined where it cannot be read as a fact. */
  readonly read: ReadTwice | undefined;
}

export class RewrittenEvents {
  readonly #states = new Map<string, NegotiationState>();

  /** @param marks whether reports of a stream get marks */
  constructor(
    private readonly draw: DrawVoice,
    private readonly marks: (stream: string) => boolean,
  ) {}

  /** The next event of the log, or of one of its streams. @throws StoreFailure where it cannot be written anew */
  next(stored: StoredEvent): Rewritten {
    const { stream, type, schemaVersion } = stored;
    const raw = canonicalDataOf(stored.text);
    if (!raw || stored.defect !== undefined || schemaVersion > SCHEMA_VERSION)
      throw new StoreFailure('damaged', `${type} at revision ${stored.revision} of ${stream} cannot be read here`);
    const read = negotiationIn(stream) === undefined ? undefined : readEvent(recordedOf(stored, raw));
    const before = read && !('unreadable' in read) ? read : undefined;
    // From version 3 on the data have the present form, but for marks, and are not opened.
    const today = schemaVersion < SEALED_FROM ? (upcast(type, raw, schemaVersion) ?? raw) : raw;
    const marked = before && this.#marked(stored, today, before);
    if (marked) this.#states.set(stream, evolve(this.#state(stream), marked.logged));
    const event = newEventOf(stored, marked?.data ?? today);
    return { event, read: before && marked && { before, after: marked.logged } };
  }

  #state(stream: string): NegotiationState {
    return this.#states.get(stream) ?? initialState;
  }

  #marked({ stream, type, schemaVersion }: StoredEvent, data: JsonObject, logged: Logged) {
    if (schemaVersion >= SEALED_FROM || !this.marks(stream)) return { data, logged };
    const { id, fact } = logged;
    const draft = { stream, negotiation: negotiationIn(stream) ?? null, id, type, data, fact };
    const marked = markedDraft(this.#state(stream), draft, this.draw, undefined);
    return { data: marked.data, logged: { ...logged, fact: marked.fact } };
  }
}

function newEventOf(stored: StoredEvent, data: JsonObject): NewEvent {
  const { id, type, recorder, schemaVersion, correlationId, causationId, recordedAt, keys, recorderKey } = stored;
  const kept = { ...(keys ? { keys } : {}), ...(recorderKey ? { recorderKey } : {}) };
  const event = { id, type, data, recorder, correlationId, causationId, recordedAt, ...kept };
  return isEarlier(stored) ? { ...event, schemaVersion: SCHEMA_VERSION, sealAnew: true } : { ...event, schemaVersion };
}
