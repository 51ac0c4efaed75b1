/** What a backup holds besides the log: alerts, what intake keeps, secrets and timestamps; and what becomes of it when it is restored. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { checkCopy } from '../../src/backup/checked-copy.js';
import { makeBackup, type Backup } from '../../src/backup/make-backup.js';
import { restore, type Restored } from '../../src/backup/restore.js';
import { knownGone } from '../../src/backup/known-gone.js';
import { scrubCopies } from '../../src/backup/scrub.js';
import { addToErasures } from '../../src/store/erasure/erasures-list.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { Kept } from '../alerts/kept.js';
import { Receiver } from '../alerts/receiver.js';
import { newFolder, remove } from '../app/started-app.js';
import { Inside } from '../cli/command-line.js';
import { event } from '../store/given.js';
import { until } from '../store/until.js';

let folder: string;
let receiver: Receiver;
const keepers: Kept[] = [];
const at = (name: string): string => join(folder, name);
const ARTICLE = 'ab'.repeat(16);
const TEXT = `intake/texts/ab/${ARTICLE}.json`;
const FILES: Readonly<Record<string, string>> = {
  'parley.secret': `${'5e'.repeat(32)}\n`,
  'log.checkpoint': 'an older checkpoint\n',
  [TEXT]: JSON.stringify({ text: 'The port said what it said.', sentences: [], words: {} }),
  'intake/feeds/0123456789abcdef.json': '{"seen":["one"]}',
  'intake/pending/p.json': JSON.stringify({ negotiation: 'talks', reportId: 'kept' }),
  'timestamped/20260101T000000.000Z-00.tsr': 'an answer',
};
const LIST = 'data.erasures';

function write(name: string, files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(at(name), file)), { recursive: true });
    writeFileSync(join(at(name), file), content);
  }
}

async function record(name: string, events: number): Promise<void> {
  mkdirSync(at(name), { recursive: true });
  const store = SqliteEventStore.open(join(at(name), 'parley.sqlite'));
  const from = Number(await store.head());
  for (let i = from; i < from + events; i += 1) await store.append('a', [event('a', String(i))], 'any');
  await store.close();
}

function kept(name: string): Kept {
  const one = new Kept(at(name), receiver);
  keepers.push(one);
  return one;
}

async function backup(to = 'backup.sqlite', texts = true): Promise<Backup> {
  const store = SqliteEventStore.open(at('data/parley.sqlite'));
  const made = await makeBackup(store, at(to), true, { folder: at('data'), texts });
  await store.close();
  if (made.outcome !== 'made') throw new Error(made.outcome);
  return made.backup;
}

async function restored(name: string, more: { readonly alerts?: boolean } = {}): Promise<Restored> {
  const done = await restore(at('backup.sqlite'), at(name), { at: new Date(0), erasures: at(LIST), ...more });
  if (done.outcome !== 'restored') throw new Error(done.outcome);
  return done.restored;
}

beforeAll(async () => {
  receiver = await Receiver.start();
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  folder = newFolder();
  await record('data', 5);
  write('data', FILES);
});
afterEach(() => {
  for (const one of keepers.splice(0)) one.keeper.close();
  remove(folder);
});

/** The ids that were delivered to an address, and the bodies. */
const told = (path: string) => receiver.at(path).map(({ headers, body }) => [headers['webhook-id'], body] as const);

describe('A backup', () => {
  test('holds what a restore needs besides the log, for its owner alone, and says what it does not hold', async () => {
    write('data', { 'log.key': 'a key', 'parley.search': 'made anew', 'intake/texts/ab/x.json.1.part': 'half' });
    const { beside, file } = await backup();
    expect(beside).toMatchObject({ files: 6, leftOut: ['log.key: keep a copy of it apart'] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).includes('a key')).toBe(false);
    expect((await restored('new')).beside).toEqual({ files: 6, alerts: 'none', replaced: [], gone: [] });
    for (const [name, content] of Object.entries(FILES)) {
      expect(readFileSync(join(at('new'), name), 'utf8')).toBe(content);
      expect(statSync(join(at('new'), name)).mode & 0o777).toBe(0o600);
    }
    expect(await checkCopy(at('new/parley.sqlite'))).toMatchObject({ events: 5, firstBad: null });
    expect(existsSync(at('new/restoring'))).toBe(false);
  });

  test('leaves texts out where that is asked, and says so', async () => {
    const { out, code } = await new Inside('').run(['backup', at('b.sqlite'), '--no-texts', '--data', at('data')]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ beside: { files: 5, leftOut: ['intake/texts (1): as asked'] } });
    expect(readFileSync(at('b.sqlite')).includes('The port said')).toBe(false);
  });

  test('of which something besides the log is not what was copied replaces nothing', async () => {
    await backup();
    const db = new Database(at('backup.sqlite'));
    db.prepare("UPDATE held_beside SET content = ? WHERE name = 'parley.secret'").run(Buffer.from('another'));
    db.close();
    const outcome = await restore(at('backup.sqlite'), at('new'), { at: new Date(0) });
    expect(outcome).toEqual({ outcome: 'beside-damaged', name: 'parley.secret' });
    expect(existsSync(at('new/parley.sqlite'))).toBe(false);
  });

  test('writes under no other names than these', async () => {
    await backup();
    const db = new Database(at('backup.sqlite'));
    db.exec("UPDATE held_beside SET name = '../outside' WHERE name = 'parley.secret'");
    db.close();
    const outcome = await restore(at('backup.sqlite'), at('new'), { at: new Date(0) });
    expect(outcome).toEqual({ outcome: 'beside-damaged', name: '../outside' });
    expect(existsSync(at('outside'))).toBe(false);
  });

  test('that is scrubbed has no dropped text, no ended alert and no acceptance of an erased report any more', async () => {
    const alerts = kept('data');
    const ended = alerts.add('ok/ended');
    await backup();
    const when = new Date().toISOString();
    addToErasures(at(LIST), { article: ARTICLE, at: when });
    addToErasures(at(LIST), { alert: ended, at: when });
    addToErasures(at(LIST), { stream: 'negotiation-talks', entry: 'kept', reason: 'court-order', at: when });
    const gone = knownGone(at('data'), at(LIST));
    const beside = [`alert ${ended}`, 'intake/pending/p.json', TEXT];
    expect(scrubCopies([folder], gone, false)).toMatchObject([{ beside }]);
    expect(readFileSync(at('backup.sqlite')).includes('The port said')).toBe(true);
    expect(scrubCopies([folder], gone, true)).toMatchObject([{ beside, problem: null }]);
    expect(scrubCopies([folder], gone, false)).toMatchObject([{ beside: [] }]);
    expect(readFileSync(at('backup.sqlite')).includes('The port said')).toBe(false);
    expect(await restored('new')).toMatchObject({ beside: { files: 5, alerts: 'restored', gone: [] } });
  });
});

describe('Alerts that are restored', () => {
  test('on another machine are sent again with the ids that they had, and never to those who have ended theirs', async () => {
    const before = kept('data');
    before.add('ok/stays');
    const ended = before.add('ok/ends');
    before.tell('one');
    await backup();
    before.begin();
    await until(() => told('ok/stays').length + told('ok/ends').length === 2);
    before.keeper.remove(ended);
    expect(before.ended).toEqual([ended]);
    addToErasures(at(LIST), { alert: ended, at: new Date().toISOString() });
    expect((await restored('new')).beside).toMatchObject({ alerts: 'restored', gone: [`alert ${ended}`] });
    expect(statSync(at('new/alerts.db')).mode & 0o777).toBe(0o600);
    const again = kept('new');
    again.begin();
    await until(() => told('ok/stays').length === 2);
    const [first, second] = told('ok/stays').map(([id]) => id);
    expect([typeof first, second]).toEqual(['string', first]);
    again.tell('two');
    await until(() => told('ok/stays').length === 3);
    expect(told('ok/ends').length).toBe(1);
  });

  test('have lost the words about what was erased since, and of nothing else', async () => {
    const before = kept('data');
    before.add('ok/erased');
    before.tell('one');
    before.now += 60_000;
    before.tell('two');
    await backup();
    const when = new Date(before.now - 1).toISOString();
    addToErasures(at(LIST), { stream: 'negotiation-talks', entry: 'kept', reason: 'court-order', at: when });
    expect((await restored('new')).beside.gone).toContain('words of alerts on talks');
    const after = kept('new');
    after.now = before.now;
    after.begin();
    await until(() => told('ok/erased').length === 2);
    expect(told('ok/erased').map(([, body]) => JSON.parse(body) as unknown)).toMatchObject([
      { data: { erased: true, talks: [] } },
      { data: { erased: false, talks: [{ changes: [{ words: 'The talks are two.' }] }] } },
    ]);
  });

  test('stay those of the folder where it has some, and go on from the end of the log that was put back', async () => {
    const before = kept('data');
    before.add('ok/old');
    await backup();
    before.tell('one');
    before.begin();
    await until(() => told('ok/old').length === 1);
    before.keeper.take({ followed: { position: '40', groups: '[]', time: before.now }, news: [], erased: [] });
    await record('data', 35);
    const later = { ...before.keeper.listed()[0]?.subscription, id: 'fedcba9876543210', since: '40' };
    before.keeper.add(later as Parameters<typeof before.keeper.add>[0]);
    keepers.pop()?.keeper.close();
    expect((await restored('data')).beside).toMatchObject({ files: 0, alerts: 'kept', gone: [] });
    const after = kept('data');
    expect(after.keeper.begin()).toMatchObject({ position: '5', groups: null });
    expect(after.keeper.followed().map(({ since }) => since)).toEqual(['0', '5']);
    after.allow(after.keeper.followed().map(({ id }) => id));
    after.tell('two');
    await until(() => told('ok/old').length === 3);
    expect(new Set(told('ok/old').map(([id]) => id)).size).toBe(3);
  });

  test('are left out where that is asked', async () => {
    kept('data').add('ok/none');
    await backup();
    expect((await restored('new', { alerts: false })).beside).toMatchObject({ files: 6, alerts: 'left-out' });
    expect(existsSync(at('new/alerts.db'))).toBe(false);
  });
});

test('What feeds were read up to goes back with the log, and what is newer in the folder stays', async () => {
  await backup();
  write('data', {
    'intake/feeds/0123456789abcdef.json': '{"seen":["one","two"]}',
    [TEXT]: 'newer',
    'parley.secret': `${'00'.repeat(32)}\n`,
  });
  const { beside } = await restored('data');
  expect(beside.replaced).toEqual([at('data/parley.secret.replaced-19700101T000000000Z')]);
  const now = (name: string): string => readFileSync(join(at('data'), name), 'utf8');
  expect(now('intake/feeds/0123456789abcdef.json')).toBe('{"seen":["one"]}');
  expect([now(TEXT), now('parley.secret')]).toEqual(['newer', FILES['parley.secret']]);
});
