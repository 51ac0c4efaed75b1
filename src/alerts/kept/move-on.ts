/** After events were put in before those that alerts have followed: they go on from where they were. */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { alertsFile } from './alerts-file.js';

/** @param by so many positions. To be called while no server uses the folder */
export function moveOn(folder: string, by: number): void {
  const file = alertsFile(folder);
  if (!existsSync(file)) return;
  const db = new Database(file, { fileMustExist: true, timeout: 5_000 });
  try {
    db.prepare('UPDATE about SET position = CAST(CAST(position AS INTEGER) + ? AS TEXT) WHERE position > 0').run(by);
  } finally {
    db.close();
  }
}
