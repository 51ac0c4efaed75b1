/** Makes backups at intervals, in the server that writes the log, and removes old ones. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config.js';
import { EventStore } from '../store/event-store.js';
import { backupName, isBackupName, isUnfinished, makeBackup, type BackupOutcome } from './make-backup.js';

const HOUR = 3_600_000;

@Injectable()
export class ScheduledBackups implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Backup');
  #timer: NodeJS.Timeout | undefined;
  #making: Promise<void> | undefined;
  /** When the last one was finished, in milliseconds since the epoch; 0: none since the start. */
  lastMade = 0;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    const { folder, hours } = this.config.backup;
    if (folder === undefined) return;
    this.#timer = setInterval(() => void this.make(), hours * HOUR).unref();
    void this.make();
  }

  /** Waits for a backup in progress: the store is closed after this. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#making;
  }

  /** Makes one now, unless one is being made. Never rejects: failures go to the log file. */
  make(): Promise<void> {
    this.#making ??= this.#make().finally(() => {
      this.#making = undefined;
    });
    return this.#making;
  }

  async #make(): Promise<void> {
    const { folder = '', keep } = this.config.backup;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#removeUnfinished(folder);
      const name = backupName(new Date(this.clock.now()));
      const beside = { folder: this.config.dataFolder, texts: true };
      this.#report(await makeBackup(this.store, join(folder, name), false, beside));
      this.#removeOld(folder, keep);
    } catch (error) {
      this.#log.error(`no backup could be made: ${String(error)}`);
    }
  }

  #report(made: BackupOutcome): void {
    switch (made.outcome) {
      case 'made':
        this.lastMade = this.clock.now();
        this.#log.log({ message: 'a backup was made and verified', ...made.backup });
        return;
      case 'tampered':
        this.#log.error({ message: 'the log does not verify', file: made.file, problem: made.copy.firstBad?.detail });
        return;
      case 'exists':
        this.#log.error(`no backup could be made: ${made.file} is there`);
        return;
      case 'unsupported':
        this.#log.error('no backup could be made: the store in use is backed up by its own means');
        return;
    }
  }

  /** Left where a server was killed while it made a backup. */
  #removeUnfinished(folder: string): void {
    for (const name of readdirSync(folder)) if (isUnfinished(name)) rmSync(join(folder, name));
  }

  /** Files that are not named as backups stay, and do not count. What bears such a name has verified. */
  #removeOld(folder: string, keep: number): void {
    const made = readdirSync(folder).filter(isBackupName).toSorted();
    for (const name of made.slice(0, Math.max(0, made.length - keep))) rmSync(join(folder, name));
  }
}
