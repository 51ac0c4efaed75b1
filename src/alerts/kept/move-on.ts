/** After events were put in before those that alerts have followed: they go on from where they were. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { alertsFile, flush, openAlertsFile } from './alerts-file.js';
import { Progress } from './progress.js';
import { Subscriptions } from './subscriptions.js';

const moved = (position: string, by: number): string => String(BigInt(position) + BigInt(by));

/** What has positions in the groups that the follower keeps. */
const groups = z.array(z.looseObject({ last: z.string(), grades: z.array(z.tuple([z.string(), z.number()])) }));

const movedGroups = (text: string, by: number): string =>
  JSON.stringify(
    groups.parse(JSON.parse(text)).map(({ last, grades, ...rest }) => ({
      ...rest,
      last: moved(last, by),
      grades: grades.map(([position, at]) => [moved(position, by), at]),
    })),
  );

/**
 * Moves every position that is kept. To be called while no server uses the folder.
 * @param by so many positions
 * @param once a number from 1 to 2^31 - 1: a second call with it changes nothing
 */
export function moveOn(folder: string, by: number, once: number): void {
  const file = alertsFile(folder);
  if (!existsSync(file)) return;
  const db = openAlertsFile(file);
  try {
    const move = db.transaction(() => {
      if (db.pragma('user_version', { simple: true }) === once) return;
      const progress = new Progress(db);
      const { position, groups: open, time } = progress.read();
      if (position !== null && position !== '0')
        progress.write({ position: moved(position, by), groups: open && movedGroups(open, by), time });
      const since = db.prepare('UPDATE subscriptions SET confirmed_position = ? WHERE number = ?');
      for (const one of new Subscriptions(db).all()) if (one.since !== '0') since.run(moved(one.since, by), one.number);
      db.pragma(`user_version = ${once}`);
    });
    move.immediate();
    flush(db);
  } finally {
    db.close();
  }
}
