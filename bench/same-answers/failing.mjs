/** The store failing under a running server, and at its start: the same for both, on copies of the same folder. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { wait } from './build.mjs';
import { Pair } from './pair.mjs';
import { bearer, json, report } from './past.mjs';
import { plainRequests } from './reads.mjs';

const logOf = (folder) => join(folder, 'parley.sqlite');

/** SQLite as the builds have it, for what is done to a log behind their back. */
const databaseOf = ({ checkout }, file) => new (createRequire(join(checkout, 'package.json'))('better-sqlite3'))(file);

function change(build, file, ...statements) {
  const db = databaseOf(build, file);
  for (const statement of statements) db.exec(statement);
  db.close();
}

const triggersGone = ['changed', 'removed']
  .map((what) => `DROP TRIGGER events_are_not_${what}`)
  .concat('DROP TRIGGER events_are_only_added');

/** As a failing disk does it: other bytes where the pages of the log are. */
function scribble(build, file) {
  // Servers keep pages of their own until the log changes: so it does, and all of it is in the one file.
  change(build, file, 'CREATE TABLE other (x)', 'PRAGMA wal_checkpoint(TRUNCATE)');
  const { size } = statSync(file);
  const open = openSync(file, 'r+');
  writeSync(open, Buffer.alloc(size, 'something else'), 0, size, 0);
  closeSync(open);
}

const PORT = '/v1/negotiations/port-strike';
const write = (id, more) =>
  json('POST', `${PORT}/reports`, report(id, 'confirmation', 'port', { claim: 'talks', ...more }));

/** Every call, before and after; what was read before the failure is at hand, and what was not has to be read now. */
function* everything({ document, talks: [first, second] }) {
  yield* plainRequests(document, first);
  yield* plainRequests(document, second);
  yield write('while-failing');
  yield json('POST', `${PORT}/reports?dryRun=true`, report('tried', 'denial', 'port', { claim: 'talks' }));
  yield json('POST', '/v1/sources/Reuters/grade', { reliability: 'F', from: '2023', reason: 'Failing.' });
  yield json('POST', '/v1/tokens', { subject: 'Nobody', roles: ['reader'] });
}

/** @param fail what is done to each log while its server runs */
export async function failingWhileRunning(group, builds, scene, name, fail) {
  const pair = await Pair.start(builds, name, scene);
  const who = bearer(scene.tokens.all);
  await pair.ask(group, { path: `/v1/negotiations/${scene.talks[0].negotiation}/status`, headers: who });
  await pair.ask(group, { ...write('before'), headers: { ...write('before').headers, ...who } });
  for (const { build, data } of pair.servers) fail(build, logOf(data));
  // Until the server has noticed, which it looks for ten times a second.
  await wait(500);
  await pair.askAll(group, everything(scene), who);
  await pair.stop('SIGKILL');
}

export const FAILURES = {
  'a table that is gone': (build, file) => change(build, file, ...triggersGone, 'DROP TABLE events'),
  'a file that is overwritten': scribble,
};

/** Another process holds the log: writes wait for five seconds, and are then told so. */
export async function heldByAnother(group, builds, scene) {
  const pair = await Pair.start(builds, 'held', scene);
  const who = bearer(scene.tokens.all);
  const holders = pair.servers.map(({ build, data }) => databaseOf(build, logOf(data)));
  for (const holder of holders) holder.exec('BEGIN IMMEDIATE');
  await pair.askAll(group, [write('held'), { path: `${PORT}/status` }, { path: '/readyz' }], who);
  for (const holder of holders) holder.close();
  await pair.askAll(group, [write('held'), { path: `${PORT}/history` }], who);
  await pair.stop();
}

const SIZE = 2 * 1024 * 1024;

/** @returns whether this machine lets small file systems be mounted, which this needs */
export async function fullDisk(group, builds, scene) {
  const disks = builds.map(({ folder }) => join(folder, 'disk'));
  try {
    for (const disk of disks) {
      mkdirSync(disk, { recursive: true });
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk], { stdio: 'ignore' });
    }
    for (const disk of disks) writeFileSync(join(disk, 'ballast'), Buffer.alloc(SIZE / 4, 1));
    const pair = await Pair.start(builds, 'disk/data', scene);
    const who = bearer(scene.tokens.all);
    for (let n = 0, status = 201; status === 201; n += 1)
      [{ status }] = await pair.ask(group, {
        ...write(`full-${n}`, { note: 'x'.repeat(3900) }),
        headers: { ...write('x').headers, ...who },
      });
    await pair.askAll(group, everything(scene), who);
    for (const disk of disks) rmSync(join(disk, 'ballast'));
    await pair.askAll(
      group,
      [write('room-again'), { path: `${PORT}/history?limit=500` }, { path: '/v1/audit/verify' }],
      who,
    );
    await pair.stop();
    return true;
  } catch (error) {
    if (error.status === undefined) throw error;
    return false;
  } finally {
    releaseDisks(builds);
  }
}

export function releaseDisks(builds) {
  for (const { folder } of builds) spawnSync('umount', ['-l', join(folder, 'disk')], { stdio: 'ignore' });
}

const cut = (file, part) => writeFileSync(file, readFileSync(file).subarray(0, part * statSync(file).size));
const flip = (file) => {
  const bytes = readFileSync(file);
  for (const at of [0.3, 0.5, 0.7].map((part) => Math.floor(part * bytes.length))) bytes[at] ^= 1;
  writeFileSync(file, bytes);
};
export const tamper = (build, folder) => change(build, logOf(folder), ...triggersGone, ONE_CHANGED);

const ONE_CHANGED = "UPDATE events SET type = 'ResumptionReported' WHERE type = 'BreakdownReported'";

/** What may be wrong with a data folder when a server starts on it. */
const AT_THE_START = {
  'an empty log': (_, file) => writeFileSync(file, ''),
  'half a log': (_, file) => cut(file, 0.5),
  'a log with other bits': (_, file) => flip(file),
  'no database': (_, file) => writeFileSync(file, 'These are words.'.repeat(1000)),
  'another database': (build, file) => change(build, file, 'PRAGMA application_id = 7'),
  'a newer form': (build, file) => change(build, file, 'PRAGMA user_version = 99'),
  'an event that was changed': (build, file) => change(build, file, ...triggersGone, ONE_CHANGED),
  'an event that is gone': (build, file) =>
    change(build, file, ...triggersGone, 'DELETE FROM events WHERE position = 40'),
  'the end gone': (build, file) => change(build, file, ...triggersGone, 'DELETE FROM events WHERE position > 150'),
  'a token that cannot be read': (build, file) =>
    change(build, file, ...triggersGone, "UPDATE events SET data = '{}' WHERE type = 'TokenRevoked'"),
  'a damaged snapshot': (_, file) => cut(join(file, '../parley.snapshot'), 0.5),
  'no snapshot': (_, file) => rmSync(join(file, '../parley.snapshot')),
};

const ASKED = ['/readyz', '/v1/audit/verify', '/v1/audit/checkpoint', '/v1/log', '/v1/negotiations', '/v1/tokens'];

/** Each server either does not start, and says why, or answers. */
export async function failingAtTheStart(group, builds, scene) {
  for (const [what, spoil] of Object.entries(AT_THE_START)) {
    const name = what.replaceAll(' ', '-');
    for (const { folder, ...build } of builds) {
      cpSync(scene.past, join(folder, name), { recursive: true });
      spoil(build, logOf(join(folder, name)));
    }
    const pair = await Pair.start(builds, name, { mayFail: true });
    const said = pair.logs();
    const ends = pair.servers.map(({ child }, i) => ({ code: child.exitCode, said: said[i] }));
    group.compare(what, ...ends);
    const reads = [
      ...ASKED,
      ...scene.talks.flatMap(({ negotiation }) => [
        `/v1/negotiations/${negotiation}/status`,
        `/v1/negotiations/${negotiation}/export`,
      ]),
    ];
    if (ends[0].code === null && ends[1].code === null)
      await pair.askAll(
        group,
        reads.map((path) => ({ path })),
        bearer(scene.tokens.all),
      );
    await pair.stop('SIGKILL');
  }
}

/** Settings that cannot be used, or are none. */
const SETTINGS = [
  { PORT: 'x', PARLEY_RATE_LIMIT: '-1', PARLEY_LOG_LEVEL: 'loud', PARLEY_BACKUP_KEEP: '0', PARLEY_STORE: 'mysql://x' },
  { PARLEY_BOOTSTRAP_TOKEN: 'short', PORT: '99999' },
  { HOST: '0.0.0.0' },
  { HOST: '192.0.2.1', PARLEY_BOOTSTRAP_TOKEN: 'x'.repeat(40) },
  { PARLEY_BOOTSTRAP_TOKEN: 'x'.repeat(40), PARLEY_SNAPSHOTS: '5', PARLEY_LOG_LEVEL: 'info' },
];

export async function settings(group, builds) {
  for (const [i, env] of SETTINGS.entries()) {
    const pair = await Pair.start(builds, `settings-${i}`, { env, mayFail: true });
    await pair.stop();
    const [old, now] = pair.logs();
    const codes = pair.servers.map(({ child }) => child.exitCode);
    group.compare(JSON.stringify(env), { code: codes[0], said: old }, { code: codes[1], said: now });
  }
}
