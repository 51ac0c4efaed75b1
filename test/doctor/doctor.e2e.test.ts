/** `parley doctor`: each fault of a set-up is named with what to do, and a good one has none. */
import { chmodSync, mkdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupFindings, folderFindings } from '../../src/doctor/data-folder.js';
import { serverFindings } from '../../src/doctor/server.js';
import { nodeFinding, settingsFindings } from '../../src/doctor/surroundings.js';
import { run } from '../../src/cli/run.js';
import { backupName } from '../../src/backup/make-backup.js';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { newFolder, remove, startedApp, storyText, importLines } from '../app/started-app.js';
import { GuardedApp } from '../access/guarded-app.js';

const NOW = Date.parse('2026-11-30T12:00:00Z');
let folder = '';
beforeEach(() => {
  folder = newFolder();
  chmodSync(folder, 0o700);
});
afterEach(() => remove(folder));

const wrong = (findings: readonly { standing: string; of: string; found: string }[]) =>
  findings.filter(({ standing }) => standing !== 'ok').map(({ standing, of }) => `${standing}: ${of}`);

describe('A data folder', () => {
  async function filled(): Promise<string> {
    const app = await startedApp(folder);
    await importLines(app.base, storyText('qatar-mediation'));
    await app.halt();
    return join(folder, 'parley.sqlite');
  }

  test('with a log is good, beside a server that uses it, too', async () => {
    const app = await startedApp(folder);
    await importLines(app.base, storyText('qatar-mediation'));
    const findings = folderFindings(folder, Date.now());
    expect(wrong(findings).filter((found) => !found.endsWith('Room'))).toEqual([]);
    expect(findings.find(({ of }) => of === 'Log')?.found).toMatch(/: \d+ events, .* the last of 20/);
    await app.halt();
  });

  test('that others may read, that is damaged, or whose last event is of tomorrow', async () => {
    const file = await filled();
    const dayBefore = Date.now() - 86_400_000;
    expect(wrong(folderFindings(folder, dayBefore))).toContain('fault: Clock');
    chmodSync(folder, 0o755);
    expect(wrong(folderFindings(folder, Date.now()))).toContain('warning: Data folder');
    truncateSync(file, 10_000);
    expect(wrong(folderFindings(folder, Date.now()))).toContain('fault: Log');
  });

  test('that is not there yet, or empty, is no fault', () => {
    expect(wrong(folderFindings(join(folder, 'none'), NOW))).toEqual(['warning: Data folder']);
    expect(wrong(folderFindings(folder, NOW)).filter((found) => !found.endsWith('Room'))).toEqual(['warning: Log']);
  });

  test('Backups that are none, good, or too old', () => {
    const backups = join(folder, 'backups');
    expect(backupFindings({ hours: 24, keep: 7 }, NOW)).toEqual([]);
    expect(wrong(backupFindings({ folder: backups, hours: 24, keep: 7 }, NOW))).toEqual(['fault: Backups']);
    mkdirSync(backups);
    const file = join(backups, backupName(new Date(NOW)));
    writeFileSync(file, '');
    for (const [hours, found] of [
      [30, []],
      [49, ['fault: Backups']],
    ] as const) {
      utimesSync(file, new Date(NOW), new Date(NOW - hours * 3_600_000));
      expect(wrong(backupFindings({ folder: backups, hours: 24, keep: 7 }, NOW))).toEqual(found);
    }
  });
});

test.each([
  ['v18.20.0', 'fault'],
  ['v20.18.3', 'fault'],
  ['v20.19.0', 'warning'],
  ['v24.18.0', 'ok'],
])('Node.js %s: %s', (version, standing) => expect(nodeFinding(version).standing).toBe(standing));

test.each([
  [{}, ['warning: Backups']],
  [{ PARLEY_BACKUP_FOLDER: '/b' }, []],
  [{ HOST: '0.0.0.0', PARLEY_BACKUP_FOLDER: '/b' }, ['warning: Public address']],
  [
    { HOST: '0.0.0.0', PARLEY_BACKUP_FOLDER: '/b', PARLEY_PUBLIC_URL: 'http://desk.example' },
    ['warning: Public address'],
  ],
  [{ PARLEY_BACKUP_FOLDER: '/b', PARLEY_PUBLIC_URL: 'https://desk.example' }, ['warning: Proxy']],
  [{ PARLEY_BACKUP_FOLDER: '/b', PARLEY_RATELIMIT: '3' }, ['warning: Settings']],
  [{ PORT: 'x' }, ['fault: Settings']],
])('Settings %j: %j', (env, found) => expect(wrong(settingsFindings(env).findings)).toEqual(found));

describe('A server', () => {
  test('that is open, that knows the token, that does not, and that is not there', async () => {
    const open = await startedApp();
    expect(wrong(await serverFindings(open.base, undefined))).toEqual(['warning: Access']);
    await open.stop();
    expect(wrong(await serverFindings(open.base, undefined))).toEqual(['warning: Server']);
    const guarded = await GuardedApp.start();
    const { secret } = await guarded.issue('Ana', ['reader']);
    expect(wrong(await serverFindings(guarded.base, secret))).toEqual([]);
    expect(wrong(await serverFindings(guarded.base, 'parley_x'))).toEqual(['fault: Access']);
    await guarded.stop();
  });

  test('is examined from the command line, which ends with 1 where something is wrong', async () => {
    const guarded = await GuardedApp.start();
    const said = async (token: string): Promise<readonly [number, string]> => {
      const [stdout, stderr] = [new PassThrough(), new PassThrough()];
      const code = await run(['doctor', '--server', guarded.base, '--token', token], {
        stdin: Readable.from([]),
        stdout,
        stderr,
        env: {},
      });
      stdout.end();
      return [code, await text(stdout)];
    };
    const [bad, told] = await said('parley_x');
    expect([bad, JSON.parse(told)]).toMatchObject([1, { healthy: false }]);
    const { secret } = await guarded.issue('Ana', ['reader']);
    const [good, saidGood] = await said(secret);
    expect([good, JSON.parse(saidGood)]).toMatchObject([0, { healthy: true }]);
    await guarded.stop();
  });
});
