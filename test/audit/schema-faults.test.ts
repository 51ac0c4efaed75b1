/** What somebody adds to the file beside the events, or takes from it, is told by whoever verifies it. */
import Database from 'better-sqlite3';
import { verifyStore } from '../../src/audit/verification.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { DOZEN, recorded, removeFiles } from './recorded.js';

afterAll(removeFiles);

const CASES: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'a trigger that leaves events out',
    'CREATE TRIGGER quiet BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END',
    'inserted',
    /trigger quiet on events/,
  ],
  ['a table', 'CREATE TABLE notes (text TEXT)', 'inserted', /table notes/],
  ['a column', 'ALTER TABLE events ADD COLUMN note TEXT', 'changed', /table events/],
  ['an index', 'CREATE INDEX by_type ON events (type)', 'inserted', /index by_type on events/],
  ['a view', 'CREATE VIEW later AS SELECT * FROM events', 'inserted', /view later/],
  [
    'a trigger that is gone',
    'DROP TRIGGER events_are_not_changed',
    'removed',
    /trigger events_are_not_changed on events/,
  ],
];

test.each(CASES)('%s is named', async (_, statement, problem, detail) => {
  const { store, file } = await recorded(DOZEN);
  const verified = async () => (await verifyStore(store, await store.evidence.end())).firstBad;
  expect(await verified()).toBeNull();
  const attacker = new Database(file);
  attacker.exec(statement);
  attacker.close();
  expect(await verified()).toMatchObject({
    stream: null,
    position: null,
    problem,
    detail: expect.stringMatching(detail),
  });
  await store.close();
});

test('A trigger that was taken away is made again by the next start; one that was added stays, and is named', async () => {
  const { store, file } = await recorded(DOZEN);
  await store.close();
  const attacker = new Database(file);
  attacker.exec('DROP TRIGGER events_are_not_changed; ANALYZE');
  attacker.close();
  const again = SqliteEventStore.open(file);
  expect(await again.evidence.schemaFaults()).toEqual([]);
  await again.close();
});
