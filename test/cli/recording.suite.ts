/** Recording from the command line: by flags, by documents, by stories. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, remove, storyText } from '../app/started-app.js';
import type { CommandLine } from './command-line.js';
import type { RecordedAnswers } from './recorded-answers.js';

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

export function recording(parley: () => CommandLine): void {
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
      out: expect.stringMatching(/^ps-2 would be recorded\n\nIt changes\n[^]*claims\/talks +confirmed +contested\n/),
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
    expect(again).toEqual({ code: 0, out: '1 recorded, 17 recorded before, 0 refused\nin copy\n', err: '' });
    expect(await parley().run(['import', join(folder, 'none.ndjson')])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/ENOENT/),
    });
    remove(folder);
  });
}

/** Against recorded answers, until the real server has these calls. */
export function revising(parley: () => CommandLine, recorded: () => RecordedAnswers): void {
  const asked = async (typed: readonly string[]) => {
    const receipt = await parley().json(typed);
    const { path, query, body, headers } = recorded().asked.at(-1) ?? { path: '', query: {}, body: '{}', headers: {} };
    return { receipt, path, query, body: JSON.parse(body) as unknown, ifMatch: headers['if-match'] };
  };
  const why = ['--reason', 'A slip.'];

  test('retracts and corrects reports, as their publishers did', async () => {
    expect(
      await asked(['retract', 'x', 'qm-01', '--reported-at', '2023-12', ...why, '--publisher', 'P']),
    ).toMatchObject({
      path: '/v1/negotiations/x/reports/qm-01/retraction',
      body: { reportedAt: '2023-12', reason: 'A slip.', source: { publisher: 'P' } },
      receipt: { revision: 19 },
    });
    const changes = [
      '--set',
      'kind=denial',
      '--set',
      'credibility=2',
      '--set',
      'source.url=http://a/b=c',
      '--unset',
      'quote',
    ];
    expect(await asked(['correct', 'x', 'qm-01', '--reported-at', '2023-12', ...why, ...changes])).toMatchObject({
      path: '/v1/negotiations/x/reports/qm-01/correction',
      body: { changes: { kind: 'denial', credibility: 2, source: { url: 'http://a/b=c' }, quote: null } },
    });
  });

  test('voids and amends entries, of a negotiation or of the grades', async () => {
    expect(await asked(['void', 'x', 'qm-01', ...why, '--dry-run', '--if-match', '18'])).toMatchObject({
      path: '/v1/negotiations/x/entries/qm-01/void',
      query: { dryRun: 'true' },
      ifMatch: '"18"',
      body: { reason: 'A slip.' },
    });
    expect(await asked(['void', 'grade-7', ...why])).toMatchObject({ path: '/v1/sources/entries/grade-7/void' });
    expect(await asked(['amend', 'x', 'qm-01', ...why, '--set', 'summary=No.'])).toMatchObject({
      path: '/v1/negotiations/x/entries/qm-01/amendment',
      body: { changes: { summary: 'No.' } },
    });
  });

  test('grades a source from some date on, and tells which talks that touches', async () => {
    const grade = ['grade', 'The Quay / Port', 'D', '--from', '2026-03-01', ...why, '--change-id', 'g-1'];
    expect(await asked(grade)).toMatchObject({
      path: '/v1/sources/The%20Quay%20%2F%20Port/grade',
      body: { reliability: 'D', from: '2026-03-01', reason: 'A slip.', changeId: 'g-1' },
      receipt: { changeId: 'g-1', affected: [{ negotiation: 'qatar-mediation' }] },
    });
  });
}
