/** The snapshot on the disk: restored at the start where it fits the log, and written again as the log grows. */
import { rmSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ACCESS_STREAM } from '../../events/access.js';
import { SOURCES_STREAM } from '../../events/envelope.js';
import { EventStore } from '../store/event-store.js';
import { writeFileAtomically } from '../platform/atomic-write.js';
import { MemoryImage } from './memory-image.js';
import { StreamLoader } from './stream-loader.js';
import { readSnapshot, snapshotText, type Snapshot } from './snapshot.js';

export interface SnapshotSettings {
  readonly file: string;
  /** After how many events it is written again. */
  readonly every: number;
}

@Injectable()
export class Snapshots implements OnApplicationShutdown {
  readonly #log = new Logger('Snapshots');
  #isRestored = false;
  /** How many events had been applied when the last one was written. */
  #appliedAtLast = 0;
  #writing: Promise<void> | undefined;
  #hasFailed = false;
  /** How often what was written had to be removed. */
  #forgotten = 0;

  /** @param settings none: no snapshots */
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly loader: StreamLoader,
    private readonly settings?: SnapshotSettings,
  ) {}

  /**
   * Restores the image from the snapshot. One that does not fit the log is thrown away: the projector then reads the
   * log from its beginning. Rejects with a `StoreFailure` where the store does not answer, and may then be called
   * again.
   */
  async restore(): Promise<void> {
    if (!this.#isRestored && this.settings) {
      const snapshot = await this.#fitting(this.settings.file);
      if (snapshot) this.image.restore(snapshot);
      this.#isRestored = true;
    }
    // The status of every negotiation may depend on it, so it is always loaded.
    await this.loader.loadStream(SOURCES_STREAM);
  }

  async #fitting(file: string): Promise<Snapshot | undefined> {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const read = readSnapshot(text);
    const flaw = typeof read === 'string' ? read : await this.#flawOf(read);
    if (typeof read !== 'string' && flaw === undefined) return read;
    this.#log.warn(`the snapshot ${file} is thrown away, and the log read from its beginning: ${flaw}`);
    await rm(file, { force: true }).catch(() => undefined);
    return undefined;
  }

  // The hash covers all earlier events of its stream. Verification finds out whether other streams were tampered with.
  // They are read as they are stored, since a snapshot holds no events.
  async #flawOf({ last }: Snapshot): Promise<string | undefined> {
    const [event] = await this.store.readStream(last.stream, { from: last.revision, limit: 1 });
    const isSame = event?.hash === last.hash && String(event.position) === last.position;
    if (!isSame) return 'it is of another log, or of a state that this log never had';
    return (await this.#hasErased(event.position)) ? 'it names a recorder who was erased since' : undefined;
  }

  /** Whether the name of a recorder was erased after a position. */
  async #hasErased(after: bigint): Promise<boolean> {
    const events = await this.store.readStream(ACCESS_STREAM);
    return events.some(({ type, position }) => type === 'RecorderErased' && position > after);
  }

  /** Removes the snapshot: a row of the desk in it may say what was erased. */
  forget(): void {
    this.#appliedAtLast = 0;
    this.#forgotten += 1;
    if (this.settings) rmSync(this.settings.file, { force: true });
  }

  /** To be called after every applied event. */
  applied(): void {
    if (!this.settings || this.#writing) return;
    // With very many negotiations a snapshot takes longer to write, and is written less often.
    const { every } = this.settings;
    if (this.image.applied - this.#appliedAtLast < Math.max(every, this.image.streams / 2)) return;
    this.#writing = this.#write(this.settings.file).finally(() => {
      this.#writing = undefined;
    });
  }

  // The last one also holds the rows of the desk that were computed since. A short log is read quickly without one.
  async onApplicationShutdown(): Promise<void> {
    await this.#writing;
    if (!this.settings || this.image.revisions < this.settings.every) return;
    await this.#write(this.settings.file);
  }

  async #write(file: string): Promise<void> {
    this.#appliedAtLast = this.image.applied;
    try {
      const snapshot = this.image.snapshot();
      if (!snapshot) return;
      const forgotten = this.#forgotten;
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFileAtomically(file, snapshotText(snapshot));
      // Made before something was erased, it may say that still.
      if (forgotten !== this.#forgotten) rmSync(file, { force: true });
      this.#hasFailed = false;
    } catch (error) {
      // It costs nothing but time at the next start, and so is logged once, not for every attempt.
      if (!this.#hasFailed) this.#log.warn(`no snapshot can be written: ${String(error)}`);
      this.#hasFailed = true;
    }
  }
}
