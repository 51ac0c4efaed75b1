/** Puts back into a data folder what a backup holds besides the log. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { followFrom, hasHadAlerts } from '../../alerts/kept/put-back.js';
import { linkOrCopy, replaceFile } from '../../platform/durable.js';
import * as held from './held.js';
import { withoutGone, type KnownGone } from './scrub-beside.js';

/** What became of what a backup holds besides the log. */
export interface PutBack {
  /** How many files were put back. */
  readonly files: number;
  /** `kept`: those that were in the folder, which are newer; `left-out`: as asked. */
  readonly alerts: 'none' | 'restored' | 'kept' | 'left-out';
  /** What was there before, under its new name. */
  readonly replaced: readonly string[];
  /** What was ended, dropped or erased since, and was not put back. */
  readonly gone: readonly string[];
}

export interface PuttingBack {
  readonly folder: string;
  readonly gone: KnownGone;
  /** The position of the last event of the log that is put back. */
  readonly head: bigint;
  /** Names what is set aside. */
  readonly stamp: string;
  readonly alerts: boolean;
}

/**
 * Takes them out of a copy of a backup, into a folder: what is left there is the log alone.
 * @returns their names
 * @throws HeldDamaged where one is not what was copied
 */
export function takeOut(copy: string, into: string): string[] {
  return held.inCopy(copy, (db) => {
    const names = held.namesIn(db);
    for (const name of names) {
      const one = held.heldIn(db, name);
      held.insistOnWhole(one);
      const file = join(into, name);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, one.content, { mode: 0o600 });
    }
    db.exec(`DROP TABLE IF EXISTS ${held.HELD_TABLE}`);
    return names;
  });
}

/** What is newer in the folder than in a backup, or has only been added to. */
const staysIfThere = (name: string): boolean =>
  [held.CHECKPOINT, held.TEXTS, held.PENDING, held.TIMESTAMPED].some((one) => name.startsWith(one));

/** Whether the alerts of the folder can go on: they know what was sent and who has ended theirs. */
function canGoOn(file: string): boolean {
  try {
    return existsSync(file) && hasHadAlerts(file);
  } catch {
    return false;
  }
}

const BESIDE_ALERTS = ['-wal', '-shm'] as const;

class Folder {
  readonly replaced: string[] = [];
  readonly found: string[] = [];
  files = 0;

  constructor(private readonly to: PuttingBack) {}

  /** @param from where it was taken out to */
  put(name: string, from: string): boolean {
    const place = join(this.to.folder, name);
    const isThere = existsSync(place);
    if (isThere && staysIfThere(name)) return false;
    const [left, found] = withoutGone(name, readFileSync(from), this.to.gone);
    this.found.push(...found);
    if (left === null) return false;
    if (isThere && readFileSync(place).equals(left)) return true;
    if (isThere && !name.startsWith(held.FEEDS)) this.#setAside(place);
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    writeFileSync(from, left, { mode: 0o600 });
    chmodSync(from, 0o600);
    replaceFile(from, place);
    this.files += 1;
    return true;
  }

  #setAside(place: string): void {
    const kept = `${place}.replaced-${this.to.stamp}`;
    linkOrCopy(place, kept);
    this.replaced.push(kept);
  }
}

function putAlerts(from: string, isHeld: boolean, to: PuttingBack, folder: Folder): PutBack['alerts'] {
  const file = join(to.folder, held.ALERTS);
  const stays = canGoOn(file);
  if (!stays && isHeld && to.alerts) {
    // SQLite would apply them to the new file.
    for (const ending of BESIDE_ALERTS) rmSync(`${file}${ending}`, { force: true });
    folder.put(held.ALERTS, from);
  }
  if (stays || (isHeld && to.alerts)) followFrom(file, to.head);
  if (stays) return 'kept';
  if (!isHeld) return 'none';
  return to.alerts ? 'restored' : 'left-out';
}

/**
 * @param names what was taken out
 * @param from the folder that it was taken out into
 */
export function putBack(names: readonly string[], from: string, to: PuttingBack): PutBack {
  const folder = new Folder(to);
  const alerts = putAlerts(join(from, held.ALERTS), names.includes(held.ALERTS), to, folder);
  for (const name of names) if (name !== held.ALERTS) folder.put(name, join(from, name));
  return { files: folder.files, alerts, replaced: folder.replaced, gone: folder.found };
}
