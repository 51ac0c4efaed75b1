/** How the story changed, and whether the record holds. Against recorded answers, until the real server has these calls. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, remove } from '../app/started-app.js';
import type { CommandLine } from './command-line.js';
import type { RecordedAnswers } from './recorded-answers.js';

export function story(parley: () => CommandLine, recorded: () => RecordedAnswers): void {
  const lastQuery = () => recorded().asked.at(-1)?.query;
  let folder: string;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => remove(folder));

  test('changes: 1 where two views differ, 0 where they do not, 2 in trouble', async () => {
    const differ = await parley().run(
      'changes qatar-mediation --from-reported-by 2023-10-09 --to-reported-by 2024 --to-without-source CNN --format table',
    );
    expect(differ).toMatchObject({
      code: 1,
      out: expect.stringMatching(/contested +The talks became .* qm-08 \(reported\)/),
    });
    expect(lastQuery()).toEqual({
      'from.reportedBy': '2023-10-09',
      'to.reportedBy': '2024',
      'to.withoutSource': 'CNN',
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
      'replay qatar-mediation --clock reported --from 2023 --to 2024 --milestones --speed 500',
    );
    expect(
      lines.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([{ step: 1 }, { end: true }]);
    expect(lastQuery()).toEqual({ clock: 'reported', from: '2023', to: '2024', milestones: 'true', speed: '500' });
    const { out } = await parley().run('replay qatar-mediation --format table --only-attribution on-the-record');
    expect(out).toBe(
      '2023-11-11T00:00:00Z  qm-08: No negotiations are going on.\n' +
        '  The talks became contested: Israel denies them.  [qm-08 (reported)]\n' +
        '1 steps, up to 2023-11-11T00:00:00Z\n',
    );
    expect(lastQuery()).toEqual({ onlyAttribution: 'on-the-record', status: 'false' });
  });

  test('fragility: what the status rests on', async () => {
    const { out } = await parley().run('fragility qatar-mediation --format table');
    expect(out).toMatch(/report qm-03 +1 +phase\n[^]*phase +negotiating +report qm-03 +exploratory\n/);
  });

  test('verify: 1 where the record was tampered with, naming the first bad event', async () => {
    expect(await parley().json('verify')).toMatchObject({ ok: true, events: 164 });
    const file = join(folder, 'kept.txt');
    writeFileSync(file, 'another head');
    for (const typed of ['verify tampered', `verify --checkpoint ${file}`])
      expect(await parley().run(typed)).toMatchObject({
        code: 1,
        err: 'parley: tampered: negotiation-tampered, revision 7, position 9, event gh-007: changed: its content does not have its hash\n',
      });
  });

  test('export, checkpoint and proof: to standard output or a file, byte for byte', async () => {
    expect((await parley().run('export qatar-mediation --format csv')).out).toBe(
      'revision,type\n0,NegotiationOpened\n',
    );
    expect(lastQuery()).toEqual({ format: 'csv' });
    expect((await parley().run('checkpoint')).out).toBe('parley checkpoint\nhead 164\n');
    const file = join(folder, 'proof.tar.gz');
    expect(await parley().run(['proof', 'qatar-mediation', '-o', file])).toEqual({ code: 0, out: '', err: '' });
    expect([existsSync(file), ...readFileSync(file)]).toEqual([true, 0x1f, 0x8b, 0x00, 0xff]);
  });
}
