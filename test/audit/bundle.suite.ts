/** The audit bundle, as an auditor has it: fetched, unpacked by tar, and checked by the script that lies in it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toBase64 } from '../../events/log/bytes.js';
import { leafOf } from '../../events/log/entry.js';
import { nodeHash } from '../../events/log/merkle.js';
import { newSigningKey, signingKeyText, verifierKeyOf } from '../../events/log/ed25519.js';
import { verifierKeyText } from '../../events/log/signed-note.js';
import { sha256 } from '../../events/sha256.js';
import { importLines, newFolder, remove, startedApp, storyText, type StartedApp } from '../app/started-app.js';
import { root } from '../app/program.js';
import { Attacker } from './attacker.js';

export function bundles(): void {
  const STORY = 'qatar-mediation';
  const regraded = (changeId: string, reliability: string): string =>
    JSON.stringify({
      type: 'SourceRegraded',
      data: { changeId, publisher: 'Axios', reliability, from: '2023-11-12', reason: 'r' },
    });

  let app: StartedApp;
  let folder: string;
  let kept: string;
  let copies = 0;
  const key = newSigningKey('parley.example.org/log');
  let verifier: string;

  async function fetched(): Promise<string> {
    const answer = await fetch(`${app.base}/v1/negotiations/${STORY}/proof`);
    expect(answer.headers.get('content-type')).toBe('application/gzip');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${STORY}.tar.gz"`);
    const into = join(folder, String((copies += 1)));
    execFileSync('mkdir', [into]);
    execFileSync('tar', ['-xzf', '-', '-C', into], { input: Buffer.from(await answer.arrayBuffer()) });
    return join(into, STORY);
  }

  let bundle: string;
  beforeAll(async () => {
    folder = newFolder();
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'data/log.key'), `${signingKeyText(key)}\n`, { mode: 0o600 });
    app = await startedApp(join(folder, 'data'));
    await importLines(app.base, [storyText(STORY).trimEnd(), regraded('g1', 'B'), regraded('g2', 'C')].join('\n'));
    kept = join(folder, 'kept.txt');
    writeFileSync(kept, await (await fetch(`${app.base}/v1/audit/checkpoint`)).text());
    writeFileSync(join(folder, 'other.txt'), 'something else\n');
    verifier = verifierKeyText(verifierKeyOf(key));
    bundle = await fetched();
  });
  afterAll(async () => {
    await app.stop();
    remove(folder);
  });

  function run(at: string, ...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(at, 'verify.mjs'), ...args], { cwd: folder });
    return { status, said: `${stdout.toString()}${stderr.toString()}` };
  }

  /** A copy of the bundle in which one file's lines are others. */
  function tampered(file: string, change: (lines: string[]) => string[]): string {
    const copy = join(folder, String((copies += 1)));
    cpSync(bundle, copy, { recursive: true });
    const lines = readFileSync(join(copy, file), 'utf8').trimEnd().split('\n');
    writeFileSync(
      join(copy, file),
      change(lines)
        .map((line) => `${line}\n`)
        .join(''),
    );
    return copy;
  }

  const at = (lines: readonly string[], i: number, change: (line: string) => string): string[] =>
    lines.map((line, j) => (i === j ? change(line) : line));

  describe('A bundle', () => {
    const inLog =
      'log.json: all are in the log of 20 events, signed as parley.example.org/log, which is not checked without --key\n';
    test('is checked by the script in it, also against a checkpoint that was kept elsewhere', () => {
      const held =
        'events.ndjson: 18 events, and the chain holds\nsources.ndjson: 2 events, and the chain holds\n' + inLog;
      expect(run(bundle)).toEqual({ status: 0, said: `${held}ok\n` });
      expect(run(bundle, kept)).toEqual({ status: 0, said: `${held}ok, and it holds what ${kept} says\n` });
    });

    test('holds a signed checkpoint, which is checked with the key of the log, and by no other', () => {
      expect(run(bundle, '--key', verifier)).toMatchObject({
        status: 0,
        said: expect.stringContaining('signed by parley'),
      });
      const other = verifierKeyText(verifierKeyOf(newSigningKey('parley.example.org/log')));
      expect(run(bundle, '--key', other)).toMatchObject({
        status: 1,
        said: expect.stringContaining('is not signed by'),
      });
      expect(run(bundle, '--key', 'x')).toMatchObject({ status: 2 });
    });

    test.each<[what: string, change: (log: string) => string, says: RegExp]>([
      ['another root', (s) => s.replace(/"root": "./, '"root": "_'), /does not lead to the root/],
      ['another checkpoint', (s) => s.replace(/log\\n20/, 'log\\n21'), /is of another tree/],
      ['another place', (s) => s.replace(/"index": 1\d/, '"index": 3'), /does not lead to the root/],
      ['no proof', (s) => s.replace('events.ndjson', 'x'), /has no proof of it/],
    ])('with %s in its log.json is found out', (_, change, says) => {
      const copy = tampered('log.json', (lines) => [change(lines.join('\n'))]);
      expect(run(copy)).toEqual({ status: 1, said: expect.stringMatching(says) });
    });

    test.each<[what: string, file: string, change: (lines: string[]) => string[], says: RegExp]>([
      [
        'a report’s words',
        'events.ndjson',
        (l) => at(l, 4, (s) => s.replace('"summary":"', '"summary":"Not: ')),
        /4: changed/,
      ],
      [
        'a report’s words, and taken its keys away',
        'events.ndjson',
        (l) => at(l, 4, (s) => s.replace('"summary":"', '"summary":"Not: ').replace(/,"keys":"[^"]*"/, '')),
        /revision 4: changed: [\w/]+ is not what was sealed/,
      ],
      [
        'who recorded',
        'events.ndjson',
        (l) => at(l, 0, (s) => s.replace(/"recorder":"\w+"/, '"recorder":"me"')),
        /revision 0: changed/,
      ],
      ['a hash', 'events.ndjson', (l) => at(l, 17, (s) => s.replace(/"hash":"./, '"hash":"x')), /revision 17: changed/],
      ['no JSON', 'events.ndjson', (l) => at(l, 7, (s) => s.slice(1)), /revision 7: changed/],
      ['one missing', 'events.ndjson', (l) => l.toSpliced(9, 1), /revision 9: removed/],
      ['one twice', 'events.ndjson', (l) => l.toSpliced(3, 0, l[3]!), /revision 3: inserted/],
      ['two exchanged', 'events.ndjson', (l) => l.with(5, l[11]!).with(11, l[5]!), /revision 5: reordered/],
      ['no end', 'events.ndjson', (l) => l.slice(0, -1), /revision 17: truncated/],
      [
        'a grade',
        'sources.ndjson',
        (l) => at(l, 1, (s) => s.replace('"C"', '"A"')),
        /sources.ndjson, revision 1: changed/,
      ],
      ['no sources', 'sources.ndjson', () => [], /sources, revision 0: truncated/],
      [
        'another checkpoint',
        'checkpoint.txt',
        (l) => at(l, 1, (s) => s.replace(' 17 ', ' 16 ')),
        /checkpoint.txt is damaged/,
      ],
    ])('in which somebody has left %s is found out, and the event named', (_, file, change, says) => {
      expect(run(tampered(file, change))).toEqual({ status: 1, said: expect.stringMatching(says) as string });
    });

    test('that somebody cut, with its checkpoint, is found out by one kept elsewhere', () => {
      const copy = tampered('events.ndjson', (lines) => lines.slice(0, -2));
      const before = readFileSync(join(copy, 'checkpoint.txt'), 'utf8');
      const last = (
        JSON.parse(readFileSync(join(copy, 'events.ndjson'), 'utf8').trimEnd().split('\n').at(-1)!) as { hash: string }
      ).hash;
      const covered = before.replace(/ 17 \w+/, ` 15 ${last}`).replace(/sha256 .*\n/, '');
      writeFileSync(join(copy, 'checkpoint.txt'), `${covered}sha256 ${sha256(covered)}\n`);
      expect(run(copy)).toEqual({ status: 1, said: expect.stringMatching(/log.json has no proof of it/) as string });
      // A tree of the last events alone is soon made. It is not signed.
      const lastOf = (file: string) => readFileSync(join(copy, file), 'utf8').trimEnd().split('\n').at(-1) ?? '';
      const files = ['events.ndjson', 'sources.ndjson'];
      const events = files.map((file) => JSON.parse(lastOf(file)) as { hash: string; revision: number });
      const leaves = events.map(({ hash }, index) => leafOf(index, hash));
      const [left = new Uint8Array(), right = new Uint8Array()] = leaves;
      const proofs = events.map(({ revision }, index) => {
        const proof = [toBase64(leaves[1 - index] ?? left)];
        return { file: files[index], revision, index, proof };
      });
      const forged = { size: 2, root: toBase64(nodeHash(left, right)), checkpoint: null, events: proofs };
      writeFileSync(join(copy, 'log.json'), JSON.stringify(forged));
      expect(run(copy)).toMatchObject({ status: 0, said: expect.stringContaining('not signed') as string });
      expect(run(copy, '--key', verifier)).toMatchObject({ status: 2 });
      expect(run(copy, kept)).toEqual({ status: 1, said: expect.stringMatching(/revision 16: truncated/) as string });
    });

    test.each([
      [['nowhere.txt'], /cannot be read/],
      [['a', 'b'], /usage/],
      [['other.txt'], /no checkpoint/],
    ])('that cannot be compared with %j says so, and does not say that it is bad', (args, says) => {
      expect(run(bundle, ...args)).toEqual({ status: 2, said: expect.stringMatching(says) as string });
    });

    test('says what the store’s own checks say of an event that is damaged', async () => {
      const attacker = new Attacker(join(folder, 'data/parley.sqlite'));
      attacker.set(6, 'checksum', 7n);
      attacker.set(7, 'data', Buffer.from('{'));
      attacker.close();
      const damaged = await fetched();
      expect(run(damaged)).toEqual({
        status: 1,
        said: expect.stringMatching(/revision 5: changed: .*checksum/) as string,
      });
      const lines = readFileSync(join(damaged, 'events.ndjson'), 'utf8').split('\n');
      expect(JSON.parse(lines[6]!)).toMatchObject({ data: null, text: '{', damaged: expect.any(String) as string });
    });

    test('has what the build ships: the script and the README', () => {
      const { compilerOptions } = JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8')) as {
        compilerOptions: { assets: string[] };
      };
      expect(compilerOptions.assets).toContain('audit/bundle/*');
      for (const name of ['verify.mjs', 'README.md'])
        expect(readFileSync(join(bundle, name), 'utf8')).toBe(
          readFileSync(join(root, 'src/audit/bundle', name), 'utf8'),
        );
    });
  });
}
