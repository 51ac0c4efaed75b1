/** The names of recorders on the server: sealed in events, each name under a key in a series that all processes share. */
import { jsonEvent } from '@eventstore/db-client';
import { PROGRAM_RECORDERS } from '../../../../events/access.js';
import { sealedName, type RecorderKey } from '../../erasure/holders.js';
import { newKeys } from '../../erasure/key-slots.js';
import { sealedRecorderIn, sealRecorder } from '../../erasure/sealed-recorder.js';
import type { HoldersRead } from './holders-read.js';
import type { KeyCalls } from './key-calls.js';
import { KeySeries, type BeforeTombstone, type EntryForm } from './key-series.js';

const FORM: EntryForm<RecorderKey> = {
  stored: ({ sealed, key }) => jsonEvent({ type: 'RecorderKey', data: { sealed, key: key.toString('base64url') } }),
  read: ({ data }) => {
    const { sealed = '', key = '' } = data as { sealed?: string; key?: string };
    return { sealed, key: Buffer.from(key, 'base64url') };
  },
};

export class RecorderKeys {
  #series: KeySeries<RecorderKey>;
  /** What is stored, by the name. */
  readonly #stored = new Map<string, string>();

  constructor(
    private readonly calls: KeyCalls,
    private readonly prefix: string,
    private readonly holders: HoldersRead,
  ) {
    this.#series = this.#begun();
  }

  /** The recorder as it is to be stored. One who was never seen before gets a key, which is stored before an event is. */
  async stored(name: string): Promise<string> {
    if (PROGRAM_RECORDERS.includes(name)) return name;
    const known = this.#stored.get(name);
    if (known !== undefined) return known;
    const token = (await this.holders.all()).findLast((holder) => holder.name === name)?.token;
    const stored = await this.#kept(
      (keys) => sealedName(keys, name, token),
      () => {
        const key = newKeys(1);
        return { sealed: sealRecorder(key, token, name), key };
      },
    );
    this.#stored.set(name, stored);
    return stored;
  }

  /** Takes over the key of a recorder in events that are moved here from another store. */
  async keep(sealed: string, key: Uint8Array): Promise<void> {
    await this.#kept(
      (keys) => keys.find((one) => one.sealed === sealed)?.sealed,
      () => ({ sealed, key: Buffer.from(key) }),
    );
  }

  /** The keys of these recorders, by what is stored; none for one that is not sealed, or has none. */
  async of(recorders: Iterable<string>): Promise<ReadonlyMap<string, Buffer>> {
    const wanted = new Set([...recorders].filter((recorder) => sealedRecorderIn(recorder) !== undefined));
    if (wanted.size === 0) return new Map();
    let found = keysOf(this.#series.known, wanted);
    if (found.size < wanted.size) found = keysOf(await this.#series.readOn(), wanted);
    return found;
  }

  /** All of them, as they are now. */
  all(): Promise<readonly RecorderKey[]> {
    return this.#series.readOn();
  }

  /** Changes keys, and removes the stream in which they were. */
  replace(changed: (one: RecorderKey) => RecorderKey, before: BeforeTombstone): Promise<void> {
    return this.#series.replace(changed, before);
  }

  /** A name may belong to another token now, or to none. */
  forgetNames(): void {
    this.#stored.clear();
  }

  /** Forgets what was read: some of it may have been erased since. */
  forget(): void {
    this.#series = this.#begun();
  }

  async #kept(find: (keys: readonly RecorderKey[]) => string | undefined, made: () => RecorderKey): Promise<string> {
    const series = this.#series;
    let kept = find(series.known) ?? find(await series.readOn());
    for (const conflicts = this.calls.conflicts(); kept === undefined;) {
      const key = made();
      const before = [...series.known];
      // Others of this process may have added it meanwhile.
      const { outcome, entries } = await series.add(() => (find(series.known) === undefined ? [key] : []));
      if (outcome === 'done' && entries.length > 0) return key.sealed;
      const known = await series.readOn();
      kept = find(known);
      await conflicts.add(known.length !== before.length || known[0] !== before[0]);
    }
    return kept;
  }

  #begun(): KeySeries<RecorderKey> {
    return new KeySeries(this.calls, `${this.prefix}recorders`, FORM);
  }
}

const keysOf = (known: readonly RecorderKey[], wanted: ReadonlySet<string>): ReadonlyMap<string, Buffer> =>
  new Map(known.flatMap(({ sealed, key }) => (wanted.has(sealed) ? [[sealed, key] as const] : [])));
