/** The keys of what is sealed in the log, apart from it, in streams of their own: of texts, of recorders, and the secrets. */
import type { RecordedEvent } from '../../../../events/envelope.js';
import { changesHolders } from '../../erasure/holders.js';
import { sealsRecorder, type PreparedEvent, type PreparedWrite } from '../../prepared-write.js';
import type { Reader } from '../reader.js';
import { withTexts, type BesideHash, type EventOnServer } from '../stored-form.js';
import { HoldersRead } from './holders-read.js';
import type { KeyCalls } from './key-calls.js';
import { RecorderKeys } from './recorder-keys.js';
import { Secrets } from './secrets.js';
import { TextKeys } from './text-keys.js';

export class Keys {
  readonly texts: TextKeys;
  readonly recorders: RecorderKeys;
  readonly holders: HoldersRead;
  readonly secrets: Secrets;
  /** Where the keys of events are that are about to be stored. */
  readonly #places = new WeakMap<PreparedEvent, string>();

  /** @param prefix how the names of the streams begin */
  constructor(calls: KeyCalls, prefix: string, reader: Reader) {
    this.texts = new TextKeys(calls, prefix);
    this.holders = new HoldersRead(reader, this.texts);
    this.recorders = new RecorderKeys(calls, prefix, this.holders);
    this.secrets = new Secrets(calls, prefix);
  }

  /** The write with the names of its recorders sealed. Their keys are stored when it resolves. */
  async withRecorders(write: PreparedWrite): Promise<PreparedWrite> {
    const events: PreparedEvent[] = [];
    for (const prepared of write.events) {
      const { event } = prepared;
      const recorder = sealsRecorder(event) ? await this.recorders.stored(event.recorder) : prepared.recorder;
      if (event.recorderKey) await this.recorders.keep(recorder, event.recorderKey);
      events.push({ ...prepared, recorder });
    }
    return { ...write, events };
  }

  /** Stores the keys of events that are to be stored, once for each: an event that is stored must never lack them. */
  async store(events: readonly PreparedEvent[]): Promise<void> {
    const missing = events.flatMap((event) =>
      event.keys && !this.#places.has(event) ? [{ event, keys: Buffer.from(event.keys) }] : [],
    );
    if (missing.length === 0) return;
    const places = await this.texts.store(missing.map(({ keys }) => keys));
    for (const [i, { event }] of missing.entries()) this.#places.set(event, places[i] as string);
  }

  /** What the event says of its keys, when they have been stored. */
  readonly besideHash = (prepared: PreparedEvent): BesideHash => {
    const keysAt = this.#places.get(prepared);
    return { ...(keysAt === undefined ? {} : { keysAt }), ...(prepared.event.erases ? { erases: true } : {}) };
  };

  /** Events with the keys of their texts and of their recorders. */
  async withKeys(events: readonly EventOnServer[]): Promise<readonly EventOnServer[]> {
    const found = await this.recorders.of(events.map(({ recorder }) => recorder));
    return (await this.texts.withKeys(events)).map((event) => {
      const recorderKey = event.recorderKey ?? found.get(event.recorder);
      return recorderKey ? { ...event, recorderKey } : event;
    });
  }

  /** The events as all others know them. */
  readonly opened = async (events: readonly EventOnServer[]): Promise<readonly RecordedEvent[]> =>
    (await this.withKeys(events)).map(withTexts);

  /** To be told of the type of each event that is heard or recorded. */
  noted(type: string): void {
    if (changesHolders(type)) this.recorders.forgetNames();
  }

  /** Forgets what was read: where nobody follows the log, nobody hears of what is erased. */
  forgetRead(): void {
    this.texts.forgetRead();
    this.recorders.forget();
    this.holders.forget();
  }

  /** Forgets everything: something was erased. */
  forget(): void {
    this.forgetRead();
    this.texts.forgetOpen();
    this.recorders.forgetNames();
  }
}
