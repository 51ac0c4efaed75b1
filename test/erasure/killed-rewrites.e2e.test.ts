/** `parley log rewrite` that is killed at any moment: the log is the old one or the new one, whole, and the old one is never lost. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventId } from '../../events/identity.js';
import type { AlertId } from '../../answers/alerts/alerts.js';
import { newSigningKey, signatureBy } from '../../events/log/ed25519.js';
import { checkpointBody } from '../../events/log/log-checkpoint.js';
import { noteText } from '../../events/log/signed-note.js';
import { negotiationId } from '../../events/ids.js';
import { openAlertsFile } from '../../src/alerts/kept/alerts-file.js';
import { moveOn } from '../../src/alerts/kept/move-on.js';
import { Progress } from '../../src/alerts/kept/progress.js';
import type { SealedSubscription } from '../../src/alerts/kept/subscription.js';
import { Subscriptions } from '../../src/alerts/kept/subscriptions.js';
import { checkCopy } from '../../src/backup/checked-copy.js';
import { finishExchange, noteExchange } from '../../src/backup/rewriting/exchange.js';
import { rewriteLog } from '../../src/backup/rewriting/rewrite-log.js';
import { VoiceNumbers } from '../../src/commands/voice-numbers.js';
import { openFile } from '../../src/store/files.js';
import { cli } from '../app/program.js';
import { newFolder, remove, startedApp } from '../app/started-app.js';
import { story } from '../app/talks.js';
import { writeFormat1 } from '../store/format-1.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? (process.env['SOAK'] ? 50 : 2));
const EVENTS = 300;
const PER_STREAM = 100;

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => remove(folder));

/** Reports of the first version of the schema, in a file of the first format: it is upgraded first, and then written anew. */
function writeOld(file: string): void {
  const names = Array.from({ length: EVENTS / PER_STREAM }, (_, i) => `talks-${i}`);
  const events = story(EVENTS - names.length, names).map((line) => {
    const { type, data } = line as { type: string; data: { negotiation: string; reportId?: string } };
    const stream = `negotiation-${data.negotiation}`;
    const id = eventId(stream, type, data.reportId ?? data.negotiation);
    return { stream, id, type, data, recorder: 'me', schemaVersion: 1, correlationId: id, causationId: id };
  });
  writeFormat1(file, events);
}

/** What each event of the log says, without what is other in another log. */
async function said(file: string): Promise<readonly string[]> {
  const store = openFile(file, true);
  try {
    const events = (await store.readAll()).filter(({ stream }) => stream !== 'log');
    return events.map(({ stream, revision, id, type, recordedAt, recorder, data }) =>
      JSON.stringify([stream, revision, id, type, recordedAt, recorder, data['reportId'], data['summary']]),
    );
  } finally {
    await store.close();
  }
}

const TALKS = negotiationId.parse('talks-0');
/** What lies beside the log and stays as it is. */
const STAYS = [
  'log.checkpoint',
  'parley.secret',
  'timestamped/3.tsr',
  'intake/texts/aa/aa.json',
  'intake/feeds/f.json',
];
const signing = newSigningKey('parley.example.org/log');
const checkpoint = checkpointBody({ origin: signing.name, size: 3, root: new Uint8Array(32) });
const contentOf = (name: string): string =>
  name === 'log.checkpoint'
    ? noteText({ text: checkpoint, signatures: [signatureBy(signing, checkpoint)] })
    : `what was in ${name}`;
const subscription = { owner: { kind: 'operator', subject: 'me' }, madeAt: 0 } as unknown as SealedSubscription;

/** Alerts that have followed the whole log, of which a group was not told of yet; and all else that is beside a log. */
function writeBeside(data: string): void {
  for (const name of [...STAYS, 'parley.snapshot', 'parley.search', 'parley.search-wal']) {
    mkdirSync(dirname(join(data, name)), { recursive: true });
    writeFileSync(join(data, name), contentOf(name));
  }
  const db = openAlertsFile(join(data, 'alerts.db'));
  const grades = [[String(EVENTS - 1), 5]];
  const spans = [[TALKS, { first: 1, last: 2, entries: 2 }]];
  const open = [{ correlation: 'one', last: String(EVENTS), at: 5, spans, grades }];
  new Progress(db).write({ position: String(EVENTS), groups: JSON.stringify(open), time: 5 });
  const subscriptions = new Subscriptions(db);
  subscriptions.add({ ...subscription, id: 'a' as AlertId, since: String(EVENTS - 2) }, undefined);
  subscriptions.add({ ...subscription, id: 'b' as AlertId, since: '3' }, 'code');
  subscriptions.confirm('code', '7', 5);
  db.close();
}

/** Every place of the log that alerts keep. */
function placesOfAlerts(data: string): unknown {
  const db = openAlertsFile(join(data, 'alerts.db'));
  const { position, groups } = new Progress(db).read();
  const since = new Subscriptions(db).all().map((one) => one.since);
  db.close();
  const [group] = JSON.parse(groups ?? '[]') as { last: string; grades: [string, number][]; spans: unknown }[];
  return { position, last: group?.last, grade: group?.grades[0]?.[0], spans: group?.spans, since };
}

const filesIn = (data: string): string[] =>
  readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => relative(data, join(one.parentPath, one.name)))
    .filter((name) => !/^parley\.sqlite|^alerts\.db/.test(name))
    .toSorted();

/** Every file beside the log is as it belongs to the new log, and nothing of the exchange is left. */
function expectWhole(data: string): void {
  expect(filesIn(data)).toEqual(STAYS.toSorted());
  for (const name of STAYS) expect(readFileSync(join(data, name), 'utf8')).toBe(contentOf(name));
  expect(placesOfAlerts(data)).toEqual({
    position: String(EVENTS + 1),
    last: String(EVENTS + 1),
    grade: String(EVENTS),
    spans: [[TALKS, { first: 1, last: 2, entries: 2 }]],
    since: [String(EVENTS - 1), '8'],
  });
  expect(readdirSync(data).filter((name) => name.includes('before-rewrite'))).toHaveLength(1);
}

const rewriter = (data: string): ChildProcess =>
  spawn(process.execPath, [cli, 'log', 'rewrite', '--data', data, '--yes'], { stdio: 'ignore' });
const keptIn = (data: string): string | undefined => readdirSync(data).find((name) => name.includes('before-rewrite'));

/** A moment at which the old log gives way to the new one: every third round is killed in it. */
async function givesWay(data: string, ended: () => boolean): Promise<void> {
  while (!existsSync(join(data, 'parley.exchange')) && !ended()) await pause(1);
}

describe('An exchange that was broken off', () => {
  const at = { at: new Date(0), write: true, draw: new VoiceNumbers().draw };

  test.each(['before alerts were moved on', 'after that'])(
    '%s is finished by the next who opens the folder',
    async (when) => {
      const file = join(folder, 'parley.sqlite');
      writeOld(file);
      writeBeside(folder);
      const alerts = join(folder, 'alerts.db');
      copyFileSync(alerts, join(folder, 'as-they-were'));
      await rewriteLog(folder, at);
      const store = openFile(file);
      const first = (await store.readAll(0n, 1))[0]?.id ?? '';
      await store.close();
      const noted = { first, kept: join(folder, keptIn(folder) ?? ''), by: 1, once: 99 };
      renameSync(join(folder, 'as-they-were'), alerts);
      if (when === 'after that') moveOn(folder, 1, noted.once);
      await noteExchange(folder, noted);
      await finishExchange(folder);
      rmSync(join(folder, 'as-they-were'), { force: true });
      expectWhole(folder);
      await finishExchange(folder);
      expectWhole(folder);
    },
  );

  test('before the new log took its place leaves the old one, under its own name alone', async () => {
    const file = join(folder, 'parley.sqlite');
    writeOld(file);
    writeBeside(folder);
    await openFile(file).close();
    const before = placesOfAlerts(folder);
    linkSync(file, `${file}.before-rewrite-x`);
    await noteExchange(folder, { first: 'other', kept: `${file}.before-rewrite-x`, by: 1, once: 99 });
    await finishExchange(folder);
    expect(keptIn(folder)).toBeUndefined();
    expect(placesOfAlerts(folder)).toEqual(before);
    expect(await checkCopy(file)).toMatchObject({ firstBad: null, events: EVENTS });
    expect(existsSync(join(folder, 'parley.exchange'))).toBe(false);
  });

  test('of which nothing can be read any more keeps no server from starting', async () => {
    writeFileSync(join(folder, 'parley.exchange'), '{"first":');
    mkdirSync(join(folder, 'data'));
    mkdirSync(join(folder, 'data', 'parley.exchange'));
    for (const data of [folder, join(folder, 'data')]) {
      const app = await startedApp(data);
      expect(existsSync(join(data, 'parley.exchange'))).toBe(false);
      await app.halt();
    }
  });
});

test(
  `leaves one of the two, whole, and the next one finishes it, ${ROUNDS} times`,
  async () => {
    const old = join(folder, 'old.sqlite');
    writeOld(old);
    const whole = join(folder, 'whole');
    mkdirSync(whole);
    copyFileSync(old, join(whole, 'parley.sqlite'));
    const begun = performance.now();
    await once(rewriter(whole), 'exit');
    const takes = performance.now() - begun;
    const expected = await said(join(whole, 'parley.sqlite'));
    expect(expected).toHaveLength(EVENTS);
    expect(keptIn(whole)).toBeDefined();

    const found = { old: 0, new: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const data = join(folder, `data-${round}`);
      const file = join(data, 'parley.sqlite');
      mkdirSync(data);
      copyFileSync(old, file);
      writeBeside(data);
      const running = rewriter(data);
      const ended = once(running, 'exit');
      const hasEnded = (): boolean => running.exitCode !== null || running.signalCode !== null;
      await (round % 3 === 1 ? givesWay(data, hasEnded) : pause((takes * (round + 0.5)) / ROUNDS));
      running.kill('SIGKILL');
      await ended;

      const isNew = (await checkCopy(file)).events === EVENTS + 1;
      found[isNew ? 'new' : 'old'] += 1;
      expect(await checkCopy(file)).toMatchObject({ firstBad: null, events: EVENTS + (isNew ? 1 : 0) });
      expect(await said(file)).toEqual(expected);
      // A hard link to the log is made just before the new one takes its place.
      const kept = keptIn(data);
      expect(isNew && kept === undefined).toBe(false);
      const before = kept === undefined ? file : join(data, kept);
      expect(await checkCopy(before)).toMatchObject({ firstBad: null, events: EVENTS });

      // What a server does before it opens the log; without it, the next rewriting does the same.
      if (round % 2 === 0) await finishExchange(data);
      if (isNew && round % 2 === 0) expectWhole(data);
      await once(rewriter(data), 'exit');
      expect(await checkCopy(file)).toMatchObject({ firstBad: null, events: EVENTS + 1 });
      expect(await said(file)).toEqual(expected);
      expect(existsSync(`${file}.rewriting`)).toBe(false);
      expectWhole(data);
      remove(data);
    }
    process.stderr.write(`killed rewrites: ${found.old} times the old log, ${found.new} times the new one\n`);
    expect(found.old).toBeGreaterThan(0);
  },
  ROUNDS * 60_000,
);
