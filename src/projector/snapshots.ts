/** The snapshot on the disk: taken up at the start where it fits the log, and written anew as the log grows. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { SOURCES_STREAM } from '../../events/envelope.js';
import { EventStore } from '../store/event-store.js';
import { writeFileAtomically } from '../platform/atomic-write.js';
import { MemoryImage } from './memory-image.js';
import { StreamLoader } from './stream-loader.js';
import { readSnapshot, snapshotText, type Snapshot } from './snapshot.js';

/** Where a snapshot is kept, and after how many events it is written anew. */
export interface SnapshotSettings {
  readonly file: string;
  readonly every: number;
}

@Injectable()
export class Snapshots implements OnApplicationShutdown {
  readonly #log = new Logger('Snapshots');
  #isRestored = false;
  /** How many events had been applied when the last one was written. */
  #appliedThen = 0;
  #writing: Promise<void> | undefined;
  #hasFailed = false;

  /** @param settings none: no snapshots */
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly loader: StreamLoader,
    private readonly settings?: SnapshotSettings,
  ) {}

  /**
   * Puts the book where the snapshot left it; one that does not fit is thrown away, and all is read. Rejects where the
   * store does not answer, and may then be called again.
   */
  async restore(): Promise<void> {
    if (!this.#isRestored && this.settings) {
      const snapshot = await this.#fitting(this.settings.file);
      if (snapshot) this.image.restore(snapshot);
      this.#isRestored = true;
    }
    // Every status may depend on it.
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

  // The hash covers every event of its stream before it. What was done to others since is found by verifying the log,
  // and is read as it is stored, because a snapshot holds nothing of what they say.
  async #flawOf({ last }: Snapshot): Promise<string | undefined> {
    const [event] = await this.store.readStream(last.stream, { from: last.revision, limit: 1 });
    const isSame = event?.hash === last.hash && String(event.position) === last.position;
    return isSame ? undefined : 'it is of another log, or of a state that this log never had';
  }

  /** To be told of every event that has been applied. */
  applied(): void {
    if (!this.settings || this.#writing) return;
    // Where there are very many negotiations, writing one takes longer, and so is done less often.
    const { every } = this.settings;
    if (this.image.applied - this.#appliedThen < Math.max(every, this.image.streams / 2)) return;
    this.#writing = this.#write(this.settings.file).finally(() => {
      this.#writing = undefined;
    });
  }

  // At the end what has been worked out since goes with it, where the log is long enough for that to matter.
  async onApplicationShutdown(): Promise<void> {
    await this.#writing;
    if (!this.settings || this.image.revisions < this.settings.every) return;
    await this.#write(this.settings.file);
  }

  async #write(file: string): Promise<void> {
    this.#appliedThen = this.image.applied;
    try {
      const snapshot = this.image.snapshot();
      if (!snapshot) return;
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFileAtomically(file, snapshotText(snapshot));
      this.#hasFailed = false;
    } catch (error) {
      // Only the next start takes longer. Said once, not after every ten thousand events.
      if (!this.#hasFailed) this.#log.warn(`no snapshot can be written: ${String(error)}`);
      this.#hasFailed = true;
    }
  }
}
