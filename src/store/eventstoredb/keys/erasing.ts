/**
 * Destroys keys on the server. An erasure is noted, then recorded, then its keys are destroyed, and only then is it answered.
 * Where that breaks off, it is finished by whoever comes next: a process that hears of it, that starts, or that erases.
 */
import { PROGRAM_RECORDERS } from '../../../../events/access.js';
import type { Erasure, RecorderErasure } from '../../../../events/envelope.js';
import type { AppendOutcome } from '../../append-outcome.js';
import { namesOf, sealedNamesOf, type RecorderKey } from '../../erasure/holders.js';
import { destroyedRecorderKey, nameOfRecorder, sealedRecorderIn } from '../../erasure/sealed-recorder.js';
import { erasableIn, withoutKeysOf } from '../../erasure/sealed-texts.js';
import type { PreparedWrite } from '../../prepared-write.js';
import { isDeleted } from '../failure.js';
import type { LogCache } from '../log-cache.js';
import type { Reader } from '../reader.js';
import type { EventOnServer } from '../stored-form.js';
import type { BegunErasure, ErasureNotes } from './erasure-notes.js';
import type { Keys } from './keys.js';
import type { ChangedKeys } from './text-keys.js';

/** How many events are looked through at a time for a name that stands open. */
const PAGE = 1_000;

/** What is to be destroyed: keys of recorders by what is sealed, and keys of texts by their places. */
class Destroying {
  readonly recorders = new Map<string, Buffer>();
  readonly texts = new Map<string, ChangedKeys>();

  /** All texts of the event where no fields are given. */
  add(of: EventOnServer, fields: readonly string[] | undefined, at: string, reason: Erasure['reason']): void {
    if (of.keysAt === undefined) return;
    const before = this.texts.get(of.keysAt) ?? ((keys) => keys);
    const erased = { at: Date.parse(at), reason };
    this.texts.set(of.keysAt, (keys) => withoutKeysOf(of.type, of.data, before(keys), fields, erased));
  }

  /** What is left of the key of a recorder. */
  readonly left = (one: RecorderKey): RecorderKey => {
    const key = this.recorders.get(one.sealed);
    return key && !key.equals(one.key) ? { ...one, key } : one;
  };
}

export class Erasing {
  #finishing: Promise<void> = Promise.resolve();
  /** Streams of keys of which a scavenge has removed the bytes. */
  readonly #removed = new Set<string>();

  constructor(
    private readonly keys: Keys,
    private readonly notes: ErasureNotes,
    private readonly cache: LogCache,
    private readonly reader: Reader,
  ) {}

  /** Appends what may erase something. It resolves when the keys are destroyed. */
  async append(write: PreparedWrite, add: (write: PreparedWrite) => Promise<AppendOutcome>): Promise<AppendOutcome> {
    const notes: string[] = [];
    for (const { event } of write.events)
      if (event.erases) notes.push(await this.notes.begin(write.stream, event.id, event.erases));
    const outcome = await add(write);
    if (notes.length === 0) return outcome;
    if (outcome.outcome === 'appended' || outcome.outcome === 'duplicate') await this.finish();
    else for (const note of notes) await this.notes.end(note);
    return outcome;
  }

  /** Destroys the keys of all that was recorded as erased and is not ended. */
  finish(): Promise<void> {
    this.#finishing = this.#finishing.catch(() => undefined).then(() => this.#finish());
    return this.#finishing;
  }

  /** An event was heard that erases: whatever was read of keys is forgotten, and they are gone, where the server allows it. */
  async heard(): Promise<void> {
    this.keys.forget();
    // Whoever has recorded it hears of the failure; and reading goes on.
    await this.finish().catch(() => undefined);
  }

  /** The places of the texts that can be erased still; undefined where there is no such event. */
  async erasableTexts(stream: string, eventId: string): Promise<readonly string[] | undefined> {
    await this.finish();
    const event = await this.#eventAt(stream, eventId);
    if (!event) return undefined;
    const [{ keys, keysAt, type, data } = event] = await this.keys.texts.withKeys([event]);
    return keysAt !== undefined && keys ? erasableIn(type, data, Buffer.from(keys)) : [];
  }

  /** Whether the name of one of these tokens stands where it cannot be erased: in an event of an earlier version. */
  async standsOpen(tokens: readonly string[]): Promise<boolean> {
    await this.finish();
    const holders = await this.keys.holders.all();
    const ofTokens = holders.filter(({ token }) => tokens.includes(token));
    if (ofTokens.some(({ isOpen, event }) => isOpen || (event.keys && event.keysAt === undefined))) return true;
    const names = namesOf(ofTokens, tokens);
    for (let after = 0n; ;) {
      const page = await this.reader.all(after, PAGE);
      if (page.some((event) => isOpenIn(event, names))) return true;
      after = page.at(-1)?.position ?? after;
      if (page.length < PAGE) return false;
    }
  }

  /** The streams of keys that were deleted, and whose bytes the server still holds: a scavenge removes them. */
  async unscavenged(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const { stream, position } of await this.notes.deleted()) {
      if (this.#removed.has(stream)) continue;
      if (await this.reader.isAt(position, stream)) found.push(stream);
      else this.#removed.add(stream);
    }
    return found;
  }

  async #finish(): Promise<void> {
    const destroying = new Destroying();
    const notes: string[] = [];
    for (const begun of await this.notes.begun()) if (await this.#added(destroying, begun)) notes.push(begun.note);
    if (notes.length === 0) return;
    const before = (stream: string, position: bigint): Promise<void> => this.notes.deleting(stream, position);
    // Recorders first: by the names in the texts the others of the same name are found, should it break off here.
    if (destroying.recorders.size > 0) await this.keys.recorders.replace(destroying.left, before);
    await this.keys.texts.replace(destroying.texts, before);
    for (const note of notes) await this.notes.end(note);
    this.keys.forget();
  }

  /** @returns whether it was recorded, or what it erases has gone with its stream, so that its note can be ended */
  async #added(destroying: Destroying, { stream, id, erases }: BegunErasure): Promise<boolean> {
    try {
      const recorded = await this.#eventAt(stream, id);
      if (!recorded) return false;
      for (const erasure of erases)
        if ('tokens' in erasure) await this.#addRecorder(destroying, erasure, recorded.recordedAt);
        else {
          const of = await this.#eventAt(stream, erasure.eventId);
          if (of) destroying.add(of, erasure.fields, recorded.recordedAt, erasure.reason);
        }
      return true;
    } catch (error) {
      // An operator has deleted the stream: what it held can be read no more, and others' erasures must not wait for it.
      if (isDeleted(error)) return true;
      throw error;
    }
  }

  async #addRecorder(
    destroying: Destroying,
    { token, tokens, reason }: RecorderErasure,
    recordedAt: string,
  ): Promise<void> {
    const holders = await this.keys.holders.all();
    const destroyed = destroyedRecorderKey({ at: Date.parse(recordedAt), reason }, token);
    for (const sealed of sealedNamesOf(await this.keys.recorders.all(), tokens, namesOf(holders, tokens)))
      destroying.recorders.set(sealed, destroyed);
    for (const holder of holders)
      if (tokens.includes(holder.token)) destroying.add(holder.event, undefined, recordedAt, reason);
  }

  /** The event as it is stored; undefined where the stream has no such event. */
  async #eventAt(stream: string, id: string): Promise<EventOnServer | undefined> {
    await this.cache.catchUp(stream);
    const from = this.cache.streamOf(stream).revisionOf(id);
    return from === undefined ? undefined : (await this.reader.stream(stream, { from, limit: 1 }))[0];
  }
}

/** Whether the event has one of these names in the clear, or with a key that stands in the event itself. */
function isOpenIn({ recorder, recorderKey }: EventOnServer, names: ReadonlySet<string>): boolean {
  if (names.has(recorder) && !PROGRAM_RECORDERS.includes(recorder)) return true;
  const of = recorderKey && sealedRecorderIn(recorder);
  return of !== undefined && names.has(nameOfRecorder(of, Buffer.from(recorderKey as Uint8Array)) ?? '');
}
