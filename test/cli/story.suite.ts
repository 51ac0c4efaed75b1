/** How the story changed, and whether the record holds. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, remove } from '../app/started-app.js';
import type { CommandLine } from './command-line.js';

export function story(parley: () => CommandLine): void {
  let folder: string;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => remove(folder));

  test('changes: 1 where two views differ, 0 where they do not, 2 in trouble', async () => {
    const differ = await parley().run(
      'changes qatar-mediation --from-reported-by 2023-10-09 --to-reported-by 2024 --to-only-attribution unattributed --format table',
    );
    expect(differ).toMatchObject({
      code: 1,
      out: expect.stringMatching(/contested +The talks are contested: Israel[^]*qm-08 \(published\)/),
    });
    const same = await parley().run('changes qatar-mediation --from-reported-by 2024 --to-reported-by 2024');
    expect([same.code, JSON.parse(same.out)]).toMatchObject([0, { changes: [] }]);
    expect(await parley().run('changes qatar-mediation --server http://127.0.0.1:1')).toMatchObject({
      code: 2,
      out: '',
    });
  });

  test('replay: a line a step as JSON, a paragraph a step for people', async () => {
    const lines = await parley().run(
      'replay qatar-mediation --clock reported --from 2023 --to 2024 --milestones --speed 999999999',
    );
    const told = lines.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly end?: true });
    expect([told[0], told.at(-1)]).toMatchObject([{ clock: 'reported' }, { end: true }]);
    const { out } = await parley().run('replay qatar-mediation --format table --only-attribution on-the-record');
    expect(out).toMatch(/^\S+Z {2}qm-01: [^\n]+\n {2}[A-Z][^\n]+\. {2}\[qm-01 \(recorded\)\]\n/m);
    expect(out).toMatch(/\n18 steps, up to \S+\n$/);
  });

  test('fragility: what the status rests on', async () => {
    const { out } = await parley().run('fragility qatar-mediation --format table');
    expect(out).toMatch(/report qm-08 +\d+ +.*contested/);
  });

  test('verify: 1 where the record was tampered with, naming the first bad event', async () => {
    expect(await parley().json('verify')).toMatchObject({ ok: true, firstBad: null });
    const { out } = await parley().run('checkpoint');
    const file = join(folder, 'kept.txt');
    writeFileSync(file, out);
    expect(await parley().run(`verify --checkpoint ${file} --json`)).toMatchObject({ code: 0 });
    const another = out.replace(/ 17 [0-9a-f]{4}/, ' 17 0000').replace(/\nsha256.*\n$/, '\n');
    writeFileSync(file, `${another}sha256 ${createHash('sha256').update(another).digest('hex')}\n`);
    expect(await parley().run(`verify --checkpoint ${file}`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/tampered: negotiation-\S+, revision 17, .*: changed/),
    });
  });

  test('export, checkpoint and proof: to standard output or a file, byte for byte', async () => {
    expect((await parley().run('export qatar-mediation --format csv')).out).toMatch(/^revision,recordedAt,[^]*,qm-08,/);
    expect((await parley().run('checkpoint')).out).toMatch(/^parley-checkpoint/i);
    const file = join(folder, 'proof.tar.gz');
    expect(await parley().run(['proof', 'qatar-mediation', '-o', file])).toEqual({ code: 0, out: '', err: '' });
    expect([...readFileSync(file).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
  });

  test('a table that was exported is imported by its name, or with --csv; what is refused is named by line and column', async () => {
    const file = join(folder, 'table.csv');
    expect(await parley().run(['export', 'qatar-mediation', '--format', 'csv', '-o', file])).toMatchObject({ code: 0 });
    const all = { recorded: 0, duplicates: 18, refused: [] };
    expect(await parley().json(`import ${file}`)).toMatchObject(all);
    const table = readFileSync(file, 'utf8');
    const piped = await parley().run('import - --csv --json', { stdin: table });
    expect(JSON.parse(piped.out)).toMatchObject(all);
    writeFileSync(file, 'type,negotiation,speaker.capcity\nDenialReported,qatar-mediation,official\n');
    expect(await parley().run(`import ${file}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${file}:1: speaker.capcity is no column; did you mean speaker.capacity?`),
    });
  });
}
