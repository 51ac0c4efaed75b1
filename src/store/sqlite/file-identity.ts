/**
 * Whether the file of the log is still the one that was opened. A file that was deleted, moved or replaced stays open: what
 * is written to it is acknowledged, read again, and gone when the server stops.
 */
import { statSync, type BigIntStats } from 'node:fs';
import { StoreFailure } from '../store-failure.js';

const WAY_OUT = 'put it back; or stop the server, restore a backup and start anew. What is not in the backup is lost';

type Identity = string | undefined;

/** Device and inode: another file of the same name has others. */
const identityOf = (file: string): Identity => {
  const found: BigIntStats | undefined = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
};

export class FileIdentity {
  readonly #file: string;
  readonly #log: Identity;
  /** Of the file in which SQLite keeps what was written last. It is there as long as the log is open. */
  #wal: Identity;

  /** @param file that was just opened, and read */
  constructor(file: string) {
    this.#file = file;
    this.#log = identityOf(file);
    this.#wal = identityOf(`${file}-wal`);
  }

  /** What has become of the file, in words without its path; undefined where it is the one that was opened. */
  lost(): string | undefined {
    try {
      const wal = identityOf(`${this.#file}-wal`);
      this.#wal ??= wal;
      return (
        changed('the file of the log', this.#log, identityOf(this.#file)) ??
        changed('the WAL file of the log', this.#wal, wal)
      );
    } catch (error) {
      return `the file of the log cannot be reached (${(error as { code?: string }).code ?? 'unknown'})`;
    }
  }

  /** @throws StoreFailure `gone` where the file is no longer the one that was opened */
  insist(): void {
    const lost = this.lost();
    if (lost !== undefined) throw new StoreFailure('gone', `${lost}: ${WAY_OUT}`);
  }
}

function changed(what: string, opened: Identity, found: Identity): string | undefined {
  if (opened === found) return undefined;
  return found === undefined ? `${what} was moved or deleted` : `${what} is another one than was opened`;
}
