/** The data folder: whether the log is there, whole, its owner's alone, and has room; and how old the backups are. */
import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isBackupName } from '../backup/make-backup.js';
import type { BackupSettings } from '../platform/settings.js';
import { dataFile } from '../store/data-file.js';
import { fault, ok, warning, type Finding } from './finding.js';

const [MB, GB] = [1024 ** 2, 1024 ** 3];
/** Below this the next burst of reports may not fit, in bytes. */
const LITTLE_ROOM = GB;
/** Below this nothing can be relied on any more. */
const NO_ROOM = 100 * MB;
/** Larger files are not read as a whole: `parley verify` does. */
const READ_WHOLE = 256 * MB;
const HOUR = 3_600_000;
/** A clock may differ from another by so much, in milliseconds. */
const SKEW = 5 * 60_000;

const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(bytes < 10 * MB ? 1 : 0)} MB`;
const isOpenToOthers = (path: string): boolean => (statSync(path).mode & 0o077) !== 0;

function roomFinding(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const found = `${megabytes(free)} free on the disk of ${folder}`;
  if (free < NO_ROOM) return fault('Room', found, 'make room: nothing can be recorded once it is full');
  return free < LITTLE_ROOM ? warning('Room', found, 'make room soon') : ok('Room', found);
}

interface LastEvent {
  readonly position: number;
  readonly recordedAt: string;
}

/** What the log says of itself, read beside a server that uses it. */
function logFindings(file: string, now: number): Finding[] {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    const { size } = statSync(file);
    const flaw = size <= READ_WHOLE ? db.pragma('quick_check(1)', { simple: true }) : 'ok';
    if (flaw !== 'ok')
      return [fault('Log', `${file} is damaged: ${String(flaw)}`, 'restore a backup: `parley restore`')];
    const last = db
      .prepare<[], LastEvent>('SELECT position, recorded_at AS recordedAt FROM events ORDER BY position DESC LIMIT 1')
      .get();
    const whole = size <= READ_WHOLE ? '' : '; too large to be read as a whole here: `parley verify`';
    if (!last) return [ok('Log', `${file}: no event yet`)];
    const findings = [
      ok('Log', `${file}: ${last.position} events, ${megabytes(size)}, the last of ${last.recordedAt}${whole}`),
    ];
    if (Date.parse(last.recordedAt) > now + SKEW)
      findings.push(
        fault(
          'Clock',
          `the last event is of ${last.recordedAt}, and it is ${new Date(now).toISOString()} now`,
          'set the clock: until then nothing can be recorded',
        ),
      );
    return findings;
  } finally {
    db.close();
  }
}

/** @param now milliseconds since the epoch */
export function folderFindings(folder: string, now: number): Finding[] {
  if (!existsSync(folder))
    return [warning('Data folder', `${folder} is not there`, 'a server makes it at its first start')];
  const file = dataFile(folder);
  const findings: Finding[] = [];
  if (isOpenToOthers(folder))
    findings.push(warning('Data folder', `others may read or write ${folder}`, `chmod go= ${folder}`));
  if (!existsSync(file)) findings.push(warning('Log', `${folder} holds none`, 'it is made with the first event'));
  else
    try {
      findings.push(...logFindings(file, now));
    } catch (error) {
      findings.push(
        fault('Log', `${file} cannot be read: ${(error as Error).message}`, 'restore a backup: `parley restore`'),
      );
    }
  findings.push(roomFinding(folder));
  return findings;
}

/** The newest of the backups that a server makes by itself. */
export function backupFindings({ folder, hours }: BackupSettings, now: number): Finding[] {
  if (folder === undefined) return [];
  const made = existsSync(folder)
    ? readdirSync(folder)
        .filter(isBackupName)
        .map((name) => statSync(join(folder, name)).mtimeMs)
    : [];
  if (made.length === 0) return [fault('Backups', `none is in ${folder}`, 'look into the log of the server for why')];
  const age = (now - Math.max(...made)) / HOUR;
  const found = `${made.length} in ${folder}, the newest ${age.toFixed(1)} hours old`;
  return [age > 2 * hours ? fault('Backups', found, 'look into the log of the server for why') : ok('Backups', found)];
}
