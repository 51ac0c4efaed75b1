/** What our desk says of a negotiation beside reports, from the command line; exports that are imported again. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, remove } from '../app/started-app.js';
import type { CommandLine } from './command-line.js';

export function actsOfTheDesk(parley: () => CommandLine): void {
  const SAID = '--capacity official --attribution on-the-record --reported-at 2023-11-02 --summary So-they-say.'.split(
    ' ',
  );
  const why = ['--reason', 'We know better now.'];
  let opened = 0;
  let talks = '';

  const report = (id: string, words: readonly string[]) =>
    parley().json(['report', talks, '--report-id', id, ...SAID, '--publisher', `The Quay of ${talks}`, ...words]);
  const described = (): Promise<object> =>
    fetch(`${parley().server}/v1/negotiations/${talks}`).then((answer) => answer.json() as Promise<object>);

  beforeEach(async () => {
    opened += 1;
    talks = `quay-${opened}`;
    const parties = '--party crew:principal:Crew --party port:principal:Port --party state:mediator:State';
    await parley().json(`open ${talks} --title Quay ${parties}`);
  });

  test('revises a negotiation and its parties, and adds one', async () => {
    await parley().json(['revise', talks, '--title', 'Quay talks', '--quiet-after-days', '3', '--table', 'crew,port']);
    const people = [
      '--person',
      'Ana Ruiz:official',
      '--person',
      '{"name":"B. Ode","capacity":"insider","since":"2023"}',
    ];
    await parley().json(['revise-party', talks, 'crew', '--aliases', 'the crew', '--aliases', 'CU', ...people]);
    expect(
      await parley().run(['add-party', talks, 'press', '--name', 'Press', '--role', 'observer', '--format', 'table']),
    ).toMatchObject({ code: 0, out: expect.stringMatching(/^press recorded as revision 3/) as string });
    expect(await described()).toMatchObject({
      title: 'Quay talks',
      freshness: { quietAfterDays: 3 },
      tables: [['crew', 'port']],
      parties: [
        {
          party: 'crew',
          aliases: ['the crew', 'CU'],
          people: [
            { name: 'Ana Ruiz', capacity: 'official' },
            { name: 'B. Ode', capacity: 'insider', since: '2023' },
          ],
        },
        {},
        {},
        { party: 'press', role: 'observer' },
      ],
    });
    expect(await parley().run(['revise', talks, '--table', 'crew,prot'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/\/tables\/0\/1 \(--table\) .*did you mean port\?/) as string,
    });
  });

  test('merges, gives titles, and warns of what nothing names', async () => {
    await report('r1', ['--kind', 'stance', '--party', 'crew', '--issue', 'wages', '--toward', 'open']);
    await report('r2', ['--kind', 'stance', '--party', 'port', '--issue', 'base-pay', '--toward', 'open']);
    expect(await parley().json(['merge', talks, 'issue', 'wages', 'base-pay', ...why])).toMatchObject({ revision: 3 });
    const titled = ['retitle', talks, 'issue', 'basepay', 'Base pay', ...why, '--format', 'table'];
    expect(await parley().run(titled)).toMatchObject({
      code: 0,
      err: 'warning: nothing names the issue basepay yet\n',
    });
    expect(await parley().run(['merge', talks, 'issue', 'base-pay', 'wages', ...why])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/in a circle/) as string,
    });
  });

  test('archives talks, and takes them up again by voiding that', async () => {
    const tried = await parley().json(['archive', talks, ...why, '--dry-run']);
    expect(tried).toMatchObject({ dryRun: true, warnings: [] });
    expect(await described()).toMatchObject({ archived: null });
    expect(await parley().json(['archive', talks, ...why, '--change-id', 'over'])).toMatchObject({ changeId: 'over' });
    expect(await described()).toMatchObject({ archived: 'We know better now.' });
    const again = await parley().run(['archive', talks, ...why, '--change-id', 'over-again', '--format', 'table']);
    expect(again).toMatchObject({ code: 0, err: 'warning: the negotiation has been archived\n' });
    expect(await parley().run(['archive', talks])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/--reason/) as string,
    });
    // They are archived as long as one archiving counts.
    await parley().json(['void', talks, 'over', ...why]);
    expect(await described()).toMatchObject({ archived: 'We know better now.' });
    await parley().json(['void', talks, 'over-again', ...why]);
    expect(await described()).toMatchObject({ archived: null });
  });

  test('reinstates what a publisher had withdrawn, and aliases a source', async () => {
    await report('r1', ['--kind', 'denial', '--party', 'crew', '--claim', 'talks']);
    await parley().json(['retract', talks, 'r1', '--reported-at', '2023-11-03', ...why]);
    await parley().json(['reinstate', talks, 'r1', '--reported-at', '2023-11-04', ...why]);
    expect(await parley().json(`show ${talks} r1`)).toMatchObject({ report: { standing: 'active' } });
    const alias = ['alias', `Quay ${talks}`, `The Quay of ${talks}`, ...why, '--change-id', `a-${talks}`];
    expect(await parley().json(alias)).toMatchObject({ changeId: `a-${talks}` });
    await parley().json(['void', `a-${talks}`, ...why, '--change-id', `v-${talks}`]);
    expect(await parley().run([...alias, '--format', 'table'])).toMatchObject({
      code: 0,
      out: `a-${talks} was recorded before and voided since: it does not count\nto restore it, void the voiding: parley void v-${talks} --reason "…"\n`,
    });
  });

  test('says of what was voided and is sent again that it does not count, and how to restore it', async () => {
    const denial = ['--kind', 'denial', '--party', 'crew', '--claim', 'talks'];
    await report('r1', denial);
    await parley().json(['void', talks, 'r1', ...why, '--change-id', 'v1']);
    expect(await report('r1', denial)).toMatchObject({ duplicate: true, voided: true, voidedBy: 'v1', changes: [] });
    const { out } = await parley().run(['report', talks, '--format', 'table', '--json-file', '-'], {
      stdin: JSON.stringify(await recorded('r1')),
    });
    expect(out).toContain('r1 was recorded before and voided since: it does not count\n');
    expect(out).toContain(`parley void ${talks} v1 --reason`);
  });

  const recorded = async (id: string): Promise<object> =>
    (await parley().json<{ report: { recorded: object } }>(`show ${talks} ${id}`)).report.recorded;

  test('takes the fields of contacts and joint statements as flags', async () => {
    const sat = ['--kind', 'contact', '--party', 'crew', '--jointly', 'state', '--with', 'port', '--session'];
    await report('r1', [...sat, '--track', '1.5']);
    expect(await recorded('r1')).toMatchObject({ jointly: ['state'], with: ['port'], session: true, track: '1.5' });
    await report('r2', ['--kind', 'overture', '--party', 'crew', '--to', 'port', '--conditions', 'No lockout, first.']);
    expect(await recorded('r2')).toMatchObject({ conditions: ['No lockout, first.'] });
    const broken = ['--kind', 'violation', '--agreement', 'deal', '--by', 'crew', '--by', 'port'];
    await report('r3', broken);
    expect(await recorded('r3')).toMatchObject({ by: ['crew', 'port'] });
    await report('r4', ['--kind', 'pressure', '--party', 'crew', '--measure', 'strike', '--until', '2024-01']);
    const offer = [
      '--kind',
      'proposal',
      '--party',
      'port',
      '--proposal',
      'second',
      '--issues',
      'pay',
      '--term',
      'pay:3',
    ];
    await report('r5', [...offer, '--replaces', 'first']);
    expect(await recorded('r5')).toMatchObject({ replaces: 'first', terms: [{ quantity: 3 }] });
    const { out } = await parley().run('report --help');
    expect(out).toMatch(/\(choices: "1", "1\.5", "2"\)/);
  });

  test('refuses a number that would be kept as another, wherever it is given', async () => {
    const demand = ['report', talks, '--kind', 'demand', '--party', 'crew', '--issue', 'pay'];
    for (const term of ['pay:9007199254740993', '{"item":"pay","quantity":0.10000000000000000001}'])
      expect(await parley().run([...demand, '--term', term])).toMatchObject({
        code: 2,
        err: expect.stringMatching(/cannot be kept exactly/) as string,
      });
    expect(await parley().run(['amend', talks, 'r1', '--set', 'credibility=1e400', ...why])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/1e400 cannot be kept exactly: it is too large/) as string,
    });
    const stdin = '{"terms":[{"item":"pay","quantity":9007199254740993}]}';
    expect(await parley().run([...demand, '--json-file', '-'], { stdin })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/9007199254740993 cannot be kept exactly/) as string,
    });
  });

  test('says of an export what it is, and takes it back', async () => {
    await report('r1', ['--kind', 'denial', '--party', 'crew', '--claim', 'talks']);
    const folder = newFolder();
    const [ofTalks, ofLog] = [join(folder, 'talks.ndjson'), join(folder, 'log.ndjson')];
    writeFileSync(ofTalks, (await parley().run(['export', talks])).out);
    writeFileSync(ofLog, (await parley().run('export')).out);
    expect(await parley().run(['import', ofTalks, '--format', 'table'])).toMatchObject({
      code: 0,
      out: `the export of a negotiation:\n0 recorded, 2 recorded before, 0 refused\nin ${talks}\n`,
    });
    expect(await parley().run(['import', ofLog])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/log\.ndjson is a whole log: import it with --log\n$/) as string,
    });
    expect(await parley().run(['import', '--log', ofLog, '--format', 'table'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^a whole log:\n0 moved, /) as string,
    });
    expect(await parley().run(['import', '--log', ofTalks])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/the export of a negotiation, which is imported without --log/) as string,
    });
    const line = '{"type":"NegotiationOpened","data":{}}';
    expect(await parley().run('import --log -', { stdin: line })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/a line of a story, not of a whole log/) as string,
    });
    remove(folder);
  });
}
