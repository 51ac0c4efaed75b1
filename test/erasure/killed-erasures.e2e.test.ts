/** A server that is killed in the middle of erasures: of each erasure either nothing is done, or all of it. */
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { verifyLog } from '../../src/audit/verification.js';
import { erasedIn, keyAt } from '../../src/store/erasure/key-slots.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { program as main, Program } from '../app/program.js';
import { importLines, newFolder, remove, send } from '../app/started-app.js';
import { inLines, opening, report } from '../app/talks.js';

const ROUNDS = process.env['SOAK'] ? 50 : 2;
const EACH = 40;

let folder: string;
let server: Program | undefined;
beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  server?.signal('SIGKILL');
  await server?.ended();
  remove(folder);
});

const idOf = (round: number, i: number): string => `r${round}-${i}`;

/** Erases one entry after another until the server is gone; those that it answered. */
async function eraser(base: string, ids: readonly string[], answered: string[]): Promise<void> {
  for (const id of ids) {
    const path = `/negotiations/talks/entries/${id}/erasure`;
    const answer = await send(base, 'POST', path, { reason: 'source-protection' }).catch(() => undefined);
    if (answer === undefined) return;
    if (answer.status === 201) answered.push(id);
  }
}

/** By entry, how many of its keys are there and how many are destroyed; and which entries an erasure names. */
function keysOf() {
  const db = new Database(join(folder, 'parley.sqlite'), { readonly: true });
  const rows = db
    .prepare<[], { data: string; keys: Buffer }>(
      `SELECT data, keys FROM events JOIN erasable_keys USING (position) WHERE type = 'ConfirmationReported'`,
    )
    .all();
  const erasures = db.prepare<[], string>(`SELECT data FROM events WHERE type = 'EntryErased'`).pluck().all();
  db.close();
  const named = new Set(erasures.map((data) => (JSON.parse(data) as { entry: string }).entry));
  const slots = rows.map(({ data, keys }) => {
    const { reportId } = JSON.parse(data) as { reportId: string };
    const all = Array.from({ length: keys.length / 32 }, (_, i) => erasedIn(keyAt(keys, i)) !== undefined);
    return { reportId, destroyed: all.filter(Boolean).length, of: all.length };
  });
  return { named, slots };
}

test(
  `has erased each entry wholly or not at all, and what it answered for ever, ${ROUNDS} times`,
  async () => {
    const answered: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      server = new Program(main, { PARLEY_DATA: folder, PARLEY_LOG_LEVEL: 'info' });
      const base = await server.ready();
      const lines = Array.from({ length: EACH }, (_, i) => {
        const { kind: _kind, ...data } = report(idOf(round, i), { quote: 'q', note: 'n' });
        return { type: 'ConfirmationReported', data: { negotiation: 'talks', ...data } };
      });
      await importLines(base, inLines([{ type: 'NegotiationOpened', data: opening }, ...lines]));
      const before = answered.length;
      const halves = [0, 1].map((half) =>
        eraser(
          base,
          lines.map((_, i) => idOf(round, i)).filter((_, i) => i % 2 === half),
          answered,
        ),
      );
      while (answered.length === before) await pause(5);
      await pause(10 + 25 * (round % 5));
      server.signal('SIGKILL');
      await server.ended();
      await Promise.all(halves);
      const store = SqliteEventStore.open(join(folder, 'parley.sqlite'));
      expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
      await store.close();
      const { named, slots } = keysOf();
      expect(slots).toHaveLength((round + 1) * EACH);
      for (const { reportId, destroyed, of } of slots)
        expect([reportId, destroyed]).toEqual([reportId, named.has(reportId) ? of : 0]);
      expect(answered.filter((id) => !named.has(id))).toEqual([]);
    }
  },
  ROUNDS * 60_000,
);
