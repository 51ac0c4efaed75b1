/** Recording from the command line: by flags, by documents, by stories. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, remove, storyText } from '../app/started-app.js';
import type { CommandLine } from './command-line.js';

const DENIAL = [
  ...'report port-strike --report-id ps-2 --kind denial --party dockers --claim talks'.split(' '),
  ...'--capacity official --attribution on-the-record --reported-at 2026-03-02T17:30:00Z'.split(' '),
  '--speaker-name',
  'a union spokeswoman',
  '--publisher',
  'The Quay',
  '--summary',
  'Nobody has called them.',
];
const CONFIRMATION = {
  reportId: 'ps-1',
  kind: 'confirmation',
  party: 'ministry',
  claim: 'talks',
  attribution: 'on-the-record',
  speaker: { capacity: 'official' },
  source: { publisher: 'Harbour News' },
  reportedAt: '2026-03-02T09:00:00Z',
  summary: 'The minister says that both sides are talking.',
};

export function eventRecorder(parley: () => CommandLine): void {
  test('opens a negotiation by flags, and reports by a document and by flags', async () => {
    const opening = [
      ...'open port-strike --stale-after-days 14 --table dockers,port'.split(' '),
      '--title',
      'Port strike',
      '--issue',
      'pay:Base pay',
      '--party',
      'dockers:principal:Dockers’ Union',
      '--party',
      'port:principal:Port: Authority',
      '--party',
      '{"party":"ministry","role":"mediator","name":"Ministry"}',
    ];
    expect(await parley().json(opening)).toMatchObject({ negotiation: 'port-strike', revision: 0 });
    const stdin = JSON.stringify(CONFIRMATION);
    expect(await parley().json('report port-strike --json-file -', { stdin })).toMatchObject({ revision: 1 });
    expect(await parley().run([...DENIAL, '--dry-run', '--format', 'table'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^ps-2 would be recorded\n\nIt changes\n[^]*claims\/talks +Claim “That there are talks” is contested; before: confirmed\.\n/,
      ),
    });
    expect(await parley().json([...DENIAL, '--if-match', '1'])).toMatchObject({ reportId: 'ps-2', revision: 2 });
    expect(await parley().json(DENIAL)).toMatchObject({ revision: 2, duplicate: true });
    expect(await (await fetch(`${parley().server}/v1/negotiations/port-strike`)).json()).toMatchObject({
      freshness: { staleAfterDays: 14 },
      issues: [{ issue: 'pay', title: 'Base pay' }],
      parties: [{ party: 'dockers', role: 'principal' }, { name: 'Port: Authority' }, { role: 'mediator' }],
      tables: [['dockers', 'port']],
    });
  });

  test('sends terms, lists and numbers as what they are, and flags over a document', async () => {
    const offer = [
      ...'report port-strike --json-file - --report-id ps-3 --kind proposal --party port --to dockers'.split(' '),
      ...'--proposal first-offer --issues pay,hours --term raise:4.5:percent --credibility 2 --final'.split(' '),
      ...'--origin Wire --via'.split(' '),
      'A, B and C',
    ];
    const { claim: _, ...document } = CONFIRMATION;
    expect(await parley().run(offer, { stdin: JSON.stringify(document) })).toMatchObject({ code: 0 });
    expect(await parley().json('show port-strike ps-3')).toMatchObject({
      report: {
        recorded: {
          kind: 'proposal',
          party: 'port',
          to: ['dockers'],
          issues: ['pay', 'hours'],
          credibility: 2,
          final: true,
          terms: [{ item: 'raise', quantity: 4.5, unit: 'percent' }],
          source: { publisher: 'Harbour News', origin: 'Wire', via: ['A, B and C'] },
          speaker: { capacity: 'official' },
        },
      },
    });
  });

  test('names each field that is refused, with the flag that gives it', async () => {
    const wrong = DENIAL.map((word) => (word === 'dockers' ? 'docker' : word === 'ps-2' ? 'ps-9' : word));
    expect(await parley().run(wrong)).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/\n {2}\/party \(--party\) .*; did you mean dockers\?\n$/),
    });
    const { code, err } = await parley().run('report port-strike --kind denial --party dockers');
    expect(code).toBe(1);
    for (const flag of ['--summary', '--attribution', '--reported-at']) expect(err).toContain(`(${flag}) is required`);
    const stale = await parley().run([...DENIAL, '--if-match', '0', '--report-id', 'ps-8']);
    expect([stale.code, stale.err]).toEqual([1, expect.stringMatching(/^parley: The record has moved on/)]);
  });

  test('warns of what may be a slip, and records it all the same', async () => {
    const slip = DENIAL.map((word) => (word === 'talks' ? 'talk' : word === 'ps-2' ? 'ps-4' : word));
    const { code, err } = await parley().run([...slip, '--format', 'table']);
    expect([code, err]).toEqual([0, 'warning: a new claim, talk, is recorded; is it talks?\n']);
  });

  test('imports a story, naming each line that is refused', async () => {
    const folder = newFolder();
    const file = join(folder, 'story.ndjson');
    const [opened = '', first = '', ...rest] = storyText('qatar-mediation')
      .replaceAll('qatar-mediation', 'copy')
      .split('\n');
    writeFileSync(file, [opened, first.replace('"party":"qatar"', '"party":"quatar"'), ...rest].join('\n'));
    const refused = await parley().run(['import', file]);
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringMatching(/story\.ndjson:2: .*\/party .*did you mean qatar\?\n$/),
    });
    expect(JSON.parse(refused.out)).toMatchObject({ recorded: 17, refused: [{ line: 2 }], negotiations: ['copy'] });
    const stdin = [opened, first, ...rest].join('\n');
    const again = await parley().run('import - --format table --atomic', { stdin });
    expect(again).toEqual({ code: 0, out: 'a story:\n1 recorded, 17 recorded before, 0 refused\nin copy\n', err: '' });
    expect(await parley().run(['import', join(folder, 'none.ndjson')])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/ENOENT/),
    });
    remove(folder);
  });
}

/** Against recorded answers, until the real server has these calls. */
export function revising(parley: () => CommandLine): void {
  interface Receipt {
    readonly changeId: string;
    readonly revision: number | null;
    readonly changes: readonly { readonly field: string }[];
    readonly affected?: readonly { readonly negotiation: string }[];
  }
  const why = ['--reason', 'A slip.'];
  const change = (words: readonly string[]) => parley().json<Receipt>([...words, ...why]);
  const contested = async (talks: string) =>
    (await parley().json<{ contested: { value: boolean } }>(`status ${talks}`)).contested.value;
  let opened = 0;

  /** Talks that a mediator confirms in one paper and a principal denies in another. */
  async function disputed(): Promise<string> {
    opened += 1;
    const talks = `dock-${opened}`;
    await parley().json([
      'open',
      talks,
      '--title',
      'Dock',
      '--party',
      'crew:principal:Crew',
      '--party',
      'state:mediator:State',
    ]);
    for (const [id, kind, party] of [
      ['r1', 'confirmation', 'state'],
      ['r2', 'denial', 'crew'],
    ] as const) {
      const said = ['--report-id', id, '--kind', kind, '--party', party, '--claim', 'talks', '--capacity', 'official'];
      const where = ['--attribution', 'on-the-record', '--publisher', `${talks} ${id}`, '--reported-at', '2023-11-02'];
      await parley().json(['report', talks, ...said, ...where, '--summary', 'So they say.']);
    }
    return talks;
  }

  test('retracts and corrects reports, as their publishers did', async () => {
    const talks = await disputed();
    const correction = ['correct', talks, 'r2', '--reported-at', '2023-11-03', '--set', 'kind=confirmation'];
    expect((await change(correction)).changes.map(({ field }) => field)).toContain('contested');
    expect(await contested(talks)).toBe(false);
    expect(await change(['retract', talks, 'r1', '--reported-at', '2023-12'])).toMatchObject({ revision: 4 });
    expect(await parley().json(`show ${talks} r1`)).toMatchObject({ report: { standing: 'retracted' } });
  });

  test('voids and amends entries, and takes a voiding back', async () => {
    const talks = await disputed();
    const tried = await change(['void', talks, 'r2', '--dry-run', '--if-match', '2']);
    expect([tried.revision, await contested(talks)]).toEqual([null, true]);
    const { changeId } = await change(['void', talks, 'r2']);
    expect(await contested(talks)).toBe(false);
    await change(['void', talks, changeId]);
    expect(await contested(talks)).toBe(true);
    await change(['amend', talks, 'r2', '--set', 'summary=No.', '--set', 'credibility=2']);
    expect(await parley().json(`show ${talks} r2`)).toMatchObject({
      report: { current: { summary: 'No.', credibility: 2 } },
    });
  });

  test('grades a source from some date on, tells whose status that changed, and takes the grade back', async () => {
    const talks = await disputed();
    await change(['void', talks, 'r2']);
    const grade = await change(['grade', `${talks} r1`, 'D', '--from', '2023', '--change-id', `g-${talks}`]);
    expect(grade).toMatchObject({ changeId: `g-${talks}`, affected: [{ negotiation: talks }] });
    expect(await change(['void', `g-${talks}`])).toMatchObject({ affected: [{ negotiation: talks }] });
  });
}
