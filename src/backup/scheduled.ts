/** Backups by the clock, made by the server that writes the log. */
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
  #underWay: Promise<void> | undefined;
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

  /** One that is under way is finished first: the store is closed after this. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  /** Makes one now, unless one is being made. Never rejects: the log tells what went wrong. */
  make(): Promise<void> {
    this.#underWay ??= this.#make().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #make(): Promise<void> {
    const { folder = '', keep } = this.config.backup;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#clearUp(folder);
      const name = backupName(new Date(this.clock.now()));
      this.#tell(await makeBackup(this.store, join(folder, name), false));
      this.#forgetOld(folder, keep);
    } catch (error) {
      this.#log.error(`no backup could be made: ${String(error)}`);
    }
  }

  #tell(made: BackupOutcome): void {
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

  /** What is left where a server was killed while it made one. */
  #clearUp(folder: string): void {
    for (const name of readdirSync(folder)) if (isUnfinished(name)) rmSync(join(folder, name));
  }

  /** Only what verified is ever counted, and only what bears the name of a backup is removed. */
  #forgetOld(folder: string, keep: number): void {
    const made = readdirSync(folder).filter(isBackupName).toSorted();
    for (const name of made.slice(0, Math.max(0, made.length - keep))) rmSync(join(folder, name));
  }
}
