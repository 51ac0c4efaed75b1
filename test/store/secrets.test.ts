/** The secrets of a store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const opened = (name: string): SqliteEventStore => SqliteEventStore.open(join(folder, name));

test('A secret is drawn once, for all who have the file, and stays', async () => {
  const [one, other] = [opened('a.sqlite'), opened('a.sqlite')];
  const [first, again] = [await one.secret('content-ids'), await other.secret('content-ids')];
  expect(first).toHaveLength(32);
  expect(again).toEqual(first);
  await one.keepSecret('content-ids', Buffer.alloc(32, 1));
  expect(await one.secret('content-ids')).toEqual(first);
  await Promise.all([one.close(), other.close()]);
  const reopened = opened('a.sqlite');
  expect(await reopened.secret('content-ids')).toEqual(first);
  await reopened.close();
});

test('Another file has another, unless it takes one over before it has its own', async () => {
  const [one, other, moved] = [opened('a.sqlite'), opened('b.sqlite'), opened('c.sqlite')];
  const first = await one.secret('content-ids');
  expect(await other.secret('content-ids')).not.toEqual(first);
  await moved.keepSecret('content-ids', first);
  expect(await moved.secret('content-ids')).toEqual(first);
  await Promise.all([one, other, moved].map((store) => store.close()));
});
