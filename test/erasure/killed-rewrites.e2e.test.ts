/** `parley log rewrite` that is killed at any moment: the log is the old one or the new one, whole, and the old one is never lost. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventId } from '../../events/identity.js';
import { checkCopy } from '../../src/backup/checked-copy.js';
import { openFile } from '../../src/store/files.js';
import { cli } from '../app/program.js';
import { newFolder, remove } from '../app/started-app.js';
import { story } from '../app/talks.js';
import { writeFormat1 } from '../store/format-1.js';

const ROUNDS = process.env['SOAK'] ? 50 : 2;
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

const rewriter = (data: string): ChildProcess =>
  spawn(process.execPath, [cli, 'log', 'rewrite', '--data', data, '--yes'], { stdio: 'ignore' });
const keptIn = (data: string): string | undefined => readdirSync(data).find((name) => name.includes('before-rewrite'));

/** A moment at which the old log gives way to the new one: every third round is killed in it. */
async function givesWay(data: string, ended: () => boolean): Promise<void> {
  while (keptIn(data) === undefined && !ended()) await pause(1);
}

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

      await once(rewriter(data), 'exit');
      expect(await checkCopy(file)).toMatchObject({ firstBad: null, events: EVENTS + 1 });
      expect(await said(file)).toEqual(expected);
      expect(existsSync(`${file}.rewriting`)).toBe(false);
      remove(data);
    }
    process.stderr.write(`killed rewrites: ${found.old} times the old log, ${found.new} times the new one\n`);
    expect(found.old).toBeGreaterThan(0);
  },
  ROUNDS * 60_000,
);
