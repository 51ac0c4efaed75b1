/** Collects what a restore needs besides the log, and puts it into a backup. */
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as held from './held.js';

/** What is taken along, and from where. */
export interface Beside {
  /** The data folder. */
  readonly folder: string;
  /** Whether the texts of articles are taken along. */
  readonly texts: boolean;
}

/** What a backup holds besides the log. */
export interface TakenAlong {
  readonly files: number;
  readonly bytes: number;
  /** What it does not hold of the folder although a restore may need it, and why. */
  readonly leftOut: readonly string[];
}

/** So many files are written at once: a server answers in between. */
const AT_ONCE = 50;
const FILES = [held.SECRET, held.CHECKPOINT];
const FOLDERS = [held.FEEDS, held.TIMESTAMPED];

const isMissing = (error: unknown): boolean => (error as { code?: unknown }).code === 'ENOENT';
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function namesUnder(folder: string, under: string): Promise<string[]> {
  try {
    const names = await readdir(join(folder, under), { recursive: true });
    return names.map((name) => `${under}/${name.replaceAll('\\', '/')}`).filter(held.isHeldName);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** A copy of the file of alerts of one moment, also while a server writes it. */
async function alertsAt(file: string, part: string): Promise<Buffer> {
  closeSync(openSync(part, 'w', 0o600));
  const db = new Database(file, { readonly: true, timeout: 5_000 });
  try {
    await db.backup(part);
  } finally {
    db.close();
  }
  const copy = new Database(part);
  // Else it could not be opened in memory, where a scrub does.
  copy.pragma('journal_mode = DELETE');
  copy.close();
  return readFile(part);
}

/** Collects into a file of its own, before the log is copied and after it, and adds that to the copy. */
export class Collection {
  readonly #db: Database.Database;
  readonly #leftOut: string[] = [];

  /** @param part a name beside the backup, which nothing else uses */
  constructor(
    private readonly beside: Beside,
    private readonly part: string,
  ) {
    this.#remove();
    closeSync(openSync(part, 'wx', 0o600));
    this.#db = new Database(part);
    this.#db.exec(held.CREATE_HELD);
  }

  /**
   * What may not be newer than the log: alerts go on from a position that the log then has, and what was told of since is
   * told again with the same ids; what feeds have been read up to is in the log.
   */
  async beforeTheLog(): Promise<void> {
    const { folder, texts } = this.beside;
    await this.#takeAlerts();
    const under = await Promise.all(FOLDERS.map((one) => namesUnder(folder, one)));
    await this.#take([...FILES, ...under.flat(), ...(await namesUnder(folder, held.PENDING))]);
    const articles = await namesUnder(folder, held.TEXTS);
    if (texts) await this.#take(articles);
    else if (articles.length > 0) this.#leftOut.push(`${held.TEXTS} (${articles.length}): as asked`);
    if (existsSync(join(folder, held.LOG_KEY))) this.#leftOut.push(`${held.LOG_KEY}: keep a copy of it apart`);
  }

  /** Acceptances that have begun since; and texts that were dropped meanwhile go. */
  async afterTheLog(): Promise<void> {
    const { folder } = this.beside;
    await this.#take(await namesUnder(folder, held.PENDING));
    for (const name of held.namesIn(this.#db))
      if (name.startsWith(held.TEXTS) && !existsSync(join(folder, name))) held.letGo(this.#db, name);
  }

  /** Nothing is added where there is nothing. */
  async addTo(copy: string): Promise<TakenAlong> {
    const names = held.namesIn(this.#db);
    let bytes = 0;
    if (names.length > 0) held.inCopy(copy, (db) => db.exec(held.CREATE_HELD));
    for (let from = 0; from < names.length; from += AT_ONCE) {
      bytes += this.#add(copy, names.slice(from, from + AT_ONCE));
      await nextTurn();
    }
    return { files: names.length, bytes, leftOut: this.#leftOut };
  }

  #add(copy: string, names: readonly string[]): number {
    let bytes = 0;
    held.inCopy(copy, (db) => {
      const add = db.transaction(() => {
        for (const name of names) {
          const one = held.heldIn(this.#db, name);
          held.hold(db, name, one.content);
          bytes += one.content.byteLength;
        }
      });
      add();
      // Read back from the copy: what bears the name of a backup has verified.
      for (const name of names) held.insistOnWhole(held.heldIn(db, name));
    });
    return bytes;
  }

  close(): void {
    this.#db.close();
    this.#remove();
  }

  #remove(): void {
    for (const ending of ['', '-journal', '-alerts', '-alerts-journal', '-alerts-wal', '-alerts-shm'])
      rmSync(`${this.part}${ending}`, { force: true });
  }

  /** That they cannot be read keeps nobody from a backup of the log. */
  async #takeAlerts(): Promise<void> {
    const file = join(this.beside.folder, held.ALERTS);
    if (!existsSync(file)) return;
    try {
      held.hold(this.#db, held.ALERTS, await alertsAt(file, `${this.part}-alerts`));
    } catch (error) {
      this.#leftOut.push(`${held.ALERTS}: ${(error as Error).message}`);
    }
  }

  async #take(names: readonly string[]): Promise<void> {
    for (let from = 0; from < names.length; from += AT_ONCE) {
      const read = await Promise.all(names.slice(from, from + AT_ONCE).map((name) => this.#read(name)));
      const take = this.#db.transaction(() => {
        for (const { name, content } of read) if (content) held.hold(this.#db, name, content);
      });
      take();
    }
  }

  async #read(name: string): Promise<{ readonly name: string; readonly content?: Buffer }> {
    try {
      return { name, content: await readFile(join(this.beside.folder, name)) };
    } catch (error) {
      // Gone since it was listed.
      if (isMissing(error)) return { name };
      throw error;
    }
  }
}
