/** A Parley has its checkpoints timestamped, keeps that, and shows by when they existed; a real authority, over real HTTP. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VerifyAnswer } from '../../../answers/audit.js';
import type { ConsistencyAnswer } from '../../../answers/log/proofs.js';
import type { LogTimestamp, TimestampsAnswer } from '../../../answers/log/timestamps.js';
import { newSigningKey } from '../../../events/log/ed25519.js';
import { toBase64 } from '../../../events/log/bytes.js';
import { sha256OfBytes } from '../../../events/sha256.js';
import { Inside } from '../../cli/command-line.js';
import { newFolder, remove } from '../../app/started-app.js';
import { newKey, putKeys, StartedLog } from '../started-log.js';
import { AUTHORITY, flipped, TestAuthority } from './authority.js';

const key = newKey();
const [data, other] = [newFolder(), newFolder()];
let authority: TestAuthority;
let log: StartedLog;

const started = (folder = data): Promise<StartedLog> =>
  StartedLog.start({
    folder,
    log: { isPublic: false, timestamps: { url: authority.url, certificatesFile: authority.trusted, hours: 24 } },
  });

beforeAll(async () => {
  authority = await TestAuthority.start();
  putKeys(data, key);
  log = await started();
});
afterAll(async () => {
  await log.halt();
  await authority.stop();
  for (const folder of [data, other]) remove(folder);
});

const list = () => log.json<TimestampsAnswer>('/log/timestamps');

async function take(): Promise<LogTimestamp & { code?: string; detail?: string }> {
  const answer = await fetch(`${log.base}/v1/log/timestamps`, { method: 'POST' });
  return (await answer.json()) as LogTimestamp & { code?: string; detail?: string };
}

/** Waits for what the server asks by itself. */
async function until(holds: (answer: TimestampsAnswer) => boolean): Promise<TimestampsAnswer> {
  for (let tries = 0; tries < 500; tries += 1) {
    const answer = await list();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(JSON.stringify(await list()));
}

const parley = (...words: readonly string[]) => new Inside(log.base).run(words);

test('At the start it is asked, and not again before its time; what was had is kept over a new start', async () => {
  const first = await until(({ timestamps }) => timestamps.length === 1);
  expect(first).toMatchObject({
    authority: authority.url,
    problem: null,
    timestamps: [{ size: 0, authority: AUTHORITY }],
  });
  await log.tell();
  await log.halt();
  log = await started();
  expect((await list()).timestamps).toEqual(first.timestamps);
  expect(authority.asked).toBe(1);
});

test('Whoever asks gets one of what is recorded now, and the same again where nothing was recorded since', async () => {
  const taken = await take();
  const { size } = await log.checkpoint(key);
  expect(taken).toMatchObject({ size, authority: AUTHORITY });
  expect(await take()).toEqual(taken);
  expect((await list()).timestamps.map((one) => one.size)).toEqual([size, 0]);
  expect(await log.json<VerifyAnswer>('/audit/verify')).toMatchObject({
    ok: true,
    timestamp: { size, at: taken.at, authority: AUTHORITY },
  });
  expect(await log.json<VerifyAnswer>('/audit/verify?negotiation=qatar-mediation')).toMatchObject({
    ok: true,
    timestamp: { size, authority: AUTHORITY },
  });
});

test('The command line takes one, lists them, and verifies by certificates that the reader trusts', async () => {
  await log.open('more-talks');
  const kept = join(other, 'kept');
  const { at, size } = JSON.parse((await parley('log', 'timestamp', '-o', kept)).out) as LogTimestamp;
  const files = ['-data', `${kept}.checkpoint`, '-in', `${kept}.tsr`, '-CAfile', authority.trusted];
  expect(execFileSync('openssl', ['ts', '-verify', ...files], { stdio: 'pipe' }).toString()).toContain('OK');
  const said = `checkpoint of size ${size} existed by ${at} according to ${AUTHORITY}`;
  const text = ['--format', 'table'];
  expect((await parley('verify', ...text)).out).toContain(`\n${said}\n`);
  const listed = await parley('log', 'timestamps', '--ca', authority.trusted, ...text);
  expect([listed.code, listed.out.split('\n')[0]]).toEqual([0, `verified: ${said}`]);
  const strange = await parley('log', 'timestamps', '--ca', authority.otherRoot);
  expect([strange.code, strange.err]).toEqual([1, expect.stringContaining('No valid certificate paths found')]);
});

test('A bundle holds the newest, and its script has OpenSSL check it', async () => {
  const answer = await log.ask('/negotiations/qatar-mediation/proof');
  execFileSync('tar', ['-xzf', '-', '-C', other], { input: Buffer.from(await answer.arrayBuffer()) });
  const bundle = join(other, 'qatar-mediation');
  const check = (...given: readonly string[]) => {
    const { status, stdout } = spawnSync(process.execPath, [join(bundle, 'verify.mjs'), ...given]);
    return [status, stdout.toString().split('\n').at(-3), stdout.toString().trimEnd().split('\n').at(-1)];
  };
  const { size } = await log.checkpoint(key);
  const trusted = ['--authority', authority.trusted];
  expect(check()).toEqual([0, `timestamped.tsr: of ${size} events, which is not checked without --authority`, 'ok']);
  expect(check(...trusted)).toEqual([
    0,
    expect.stringMatching(`^timestamped.tsr: the log of ${size} events existed by `),
    'ok',
  ]);
  expect(check('--authority', authority.otherRoot)[0]).toBe(1);
  const changed = (name: string, change: (bytes: Buffer) => Buffer): unknown => {
    const [file, before] = [join(bundle, name), readFileSync(join(bundle, name))];
    writeFileSync(file, change(before));
    const [status, , last] = check(...trusted);
    writeFileSync(file, before);
    return [status, last];
  };
  const replaced = (from: RegExp, to: string) => (bytes: Buffer) =>
    Buffer.from(bytes.toString('utf8').replace(from, to));
  expect(changed('timestamped.checkpoint', replaced(/— \S+ ./, '— another A'))).toEqual([
    1,
    expect.stringContaining('timestamped.tsr'),
  ]);
  expect(changed('timestamped.checkpoint', replaced(/\n\d+\n/, '\n1\n'))).toEqual([
    1,
    expect.stringContaining('another tree'),
  ]);
  expect(changed('timestamped.tsr', (bytes) => flipped(bytes))).toEqual([
    1,
    expect.stringContaining('timestamped.tsr'),
  ]);
});

test('The bundle’s script follows the log from every checkpoint that was timestamped before', async () => {
  const bundle = join(other, 'qatar-mediation');
  const script = (await import(join(bundle, 'verify-log.mjs'))) as { goesOn(...given: readonly unknown[]): boolean };
  const { size } = await log.checkpoint(key);
  for (let from = 0; from <= size; from += 1) {
    const { fromRoot, toRoot, proof } = await log.json<ConsistencyAnswer>(`/log/consistency?from=${from}&to=${size}`);
    const heads = [
      { size: from, root: fromRoot },
      { size, root: toRoot },
    ] as const;
    expect([from, script.goesOn(...heads, proof)]).toEqual([from, true]);
    if (from === 0) continue;
    const forked = { size: from, root: toBase64(sha256OfBytes(Buffer.from('another'))) };
    expect([from, script.goesOn(forked, heads[1], proof)]).toEqual([from, false]);
  }
});

test('A log that does not go on from what was timestamped does not verify', async () => {
  const { size } = await log.checkpoint(key);
  await log.halt();
  const fork = join(other, 'fork');
  mkdirSync(join(fork, 'timestamped'), { recursive: true });
  putKeys(fork, key);
  for (const file of readdirSync(join(data, 'timestamped')))
    copyFileSync(join(data, 'timestamped', file), join(fork, 'timestamped', file));
  log = await started(fork);
  const found = async () => (await log.json<VerifyAnswer>('/audit/verify')).firstBad;
  expect(await found()).toMatchObject({ problem: 'truncated', detail: expect.stringContaining(`there were ${size}`) });
  await log.tell('gaza-hostages-2023');
  expect(await found()).toMatchObject({ problem: 'changed' });
  expect(await log.json<VerifyAnswer>('/audit/verify')).toMatchObject({ ok: false, timestamp: null });
  await log.halt();
  // Of a log with another name nothing was timestamped yet.
  putKeys(fork, newSigningKey('parley.example.org/log-2'));
  authority.answering(() => Buffer.alloc(0));
  log = await started(fork);
  expect(await log.json<VerifyAnswer>('/audit/verify')).toMatchObject({ ok: true, timestamp: null });
});

test('What the authority does not give is told, and asked for again', async () => {
  const { code, detail } = await take();
  expect([code, detail]).toEqual(['not-timestamped', expect.stringContaining('does not verify')]);
  expect((await list()).problem).toBe(detail);
  authority.answering();
  expect(await take()).toMatchObject({ authority: AUTHORITY });
  expect((await list()).problem).toBeNull();
});
