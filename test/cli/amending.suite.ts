/** `parley amend --where`: many entries in one batch. */
import { importLines } from '../app/started-app.js';
import { newFolder, remove } from '../app/started-app.js';
import { report } from '../app/talks.js';
import type { CommandLine } from './command-line.js';

interface Amended {
  readonly matched: number;
  readonly amended: readonly { readonly reportId: string; readonly fields: readonly object[] }[];
  readonly changes: readonly {
    readonly negotiation: string;
    readonly changes: readonly { readonly field: string }[];
  }[];
}

const WHY = ['--reason', 'A misspelling.'];

const lines = (negotiation: string): string => {
  const says = (reportId: string, kind: string, more: object = {}) => {
    const { kind: _, ...data } = { ...report(reportId), negotiation, claim: 'talks', ...more } as Record<
      string,
      unknown
    >;
    return { type: kind, data };
  };
  const parties = ['union', 'port', 'state'].map((party) => ({
    party,
    name: party,
    role: party === 'state' ? 'mediator' : 'principal',
  }));
  return [
    { type: 'NegotiationOpened', data: { negotiation, title: negotiation, parties } },
    says('r1', 'ConfirmationReported', { party: 'state', source: { publisher: 'The Key' }, tags: ['wire', 'a'] }),
    says('r2', 'DenialReported', { party: 'port', source: { publisher: 'The Key' }, credibility: 5 }),
    says('r3', 'DenialReported', { party: 'union', source: { publisher: 'Harbour News' } }),
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
};

export function amending(parley: () => CommandLine): void {
  let opened = 0;
  async function talks(): Promise<string> {
    opened += 1;
    const negotiation = `bulk-${opened}`;
    await importLines(parley().server, lines(negotiation));
    return negotiation;
  }
  const standing = async (of: string) => (await parley().json<{ revision: number }>(`status ${of}`)).revision;
  const current = async (of: string, id: string) =>
    (await parley().json<{ report: { current: object } }>(`show ${of} ${id}`)).report.current;

  test('with --dry-run tells which reports, and how the status would change', async () => {
    const of = await talks();
    const words = [
      'amend',
      of,
      '--where',
      'kind=denial',
      '--where',
      'party=port',
      '--set',
      'kind=confirmation',
      ...WHY,
    ];
    const told = await parley().json<Amended>([...words, '--dry-run']);
    expect(told).toMatchObject({
      matched: 1,
      amended: [{ reportId: 'r2', fields: [{ field: 'kind', from: 'denial', to: 'confirmation' }] }],
      dryRun: true,
    });
    expect(told.changes.map(({ negotiation }) => negotiation)).toEqual([of]);
    expect(told.changes[0]?.changes.map(({ field }) => field)).toContain('contested');
    expect(await standing(of)).toBe(3);
    expect((await parley().json<Amended>(words)).changes).toEqual(told.changes);
    expect(await current(of, 'r2')).toMatchObject({ kind: 'confirmation', party: 'port' });
  });

  test('amends all that match in one batch, and what reads so already is left as it is', async () => {
    const of = await talks();
    const words = ['amend', of, '--where', 'source.publisher=The Key', '--set', 'source.publisher=The Quay', ...WHY];
    const { matched, amended } = await parley().json<Amended>(words);
    expect([matched, amended.map(({ reportId }) => reportId)]).toEqual([2, ['r1', 'r2']]);
    expect(await standing(of)).toBe(5);
    expect(await current(of, 'r1')).toMatchObject({ source: { publisher: 'The Quay' } });
    const again = ['amend', of, '--where', 'source.publisher=The Quay', '--set', 'source.publisher=The Quay', ...WHY];
    expect(await parley().json<Amended>(again)).toMatchObject({ matched: 2, amended: [], changes: [] });
    expect(await standing(of)).toBe(5);
    // There and back: the second time is another amendment than the first.
    const back = (from: string, to: string) =>
      parley().json<Amended>([
        'amend',
        of,
        '--where',
        `source.publisher=${from}`,
        '--set',
        `source.publisher=${to}`,
        ...WHY,
      ]);
    await back('The Quay', 'The Key');
    expect((await back('The Key', 'The Quay')).amended).toHaveLength(2);
    expect(await current(of, 'r2')).toMatchObject({ source: { publisher: 'The Quay' } });
  });

  test('finds by lists, numbers and fields that no list shows, and removes fields', async () => {
    const of = await talks();
    const found = async (...where: readonly string[]) => {
      const words = where.flatMap((clause) => ['--where', clause]);
      const { amended } = await parley().json<Amended>(['amend', of, ...words, '--set', 'note=x', ...WHY, '--dry-run']);
      return amended.map(({ reportId }) => reportId);
    };
    expect(await found('tags=wire')).toEqual(['r1']);
    expect(await found('credibility=5')).toEqual(['r2']);
    expect(await found('claim=talks', 'speaker.capacity=official')).toEqual(['r1', 'r2', 'r3']);
    await parley().json(['amend', of, '--where', 'credibility=5', '--unset', 'credibility', ...WHY]);
    expect(await current(of, 'r2')).not.toHaveProperty('credibility');
  });

  test('says what no report has, and what was probably meant', async () => {
    const of = await talks();
    const fails = async (...words: readonly string[]) => {
      const { code, err } = await parley().run(['amend', ...words]);
      return [code, err];
    };
    const set = ['--set', 'note=x', ...WHY];
    expect(await fails(of, '--where', 'party=prot', '--where', 'kind=denial', ...set)).toEqual([
      1,
      `parley: no report matches party=prot and kind=denial; nothing is amended\n  no report has party=prot; did you mean party=port?\n`,
    ]);
    expect(await fails(of, '--where', 'party=state', '--where', 'kind=denial', ...set)).toEqual([
      1,
      'parley: no report matches party=state and kind=denial; nothing is amended\n',
    ]);
    expect(await fails(of, '--where', 'outlet=The Key', ...set)).toEqual([
      2,
      expect.stringMatching(/outlet is no field .* Did you mean source\.publisher\?/),
    ]);
    expect(await fails(of, '--where', 'source.outlet=The Key', ...set)).toEqual([
      2,
      expect.stringMatching(/Did you mean source\.publisher\?/),
    ]);
    expect(await fails(of, 'r1', '--where', 'party=port', ...set)).toEqual([2, expect.stringMatching(/not both/)]);
    expect(await fails(of, '--where', 'party=port', ...WHY)).toEqual([2, expect.stringMatching(/--set or --unset/)]);
    expect(await fails(of, '--where', 'party=port', '--set', 'note=x')).toEqual([2, expect.stringMatching(/--reason/)]);
    expect(await fails(...set)).toEqual([2, expect.stringMatching(/name an entry/)]);
  });

  test('records nothing where one of them is refused', async () => {
    const of = await talks();
    const { code, err } = await parley().run(['amend', of, '--where', 'claim=talks', '--set', 'party=prot', ...WHY]);
    expect([code, await standing(of)]).toEqual([1, 3]);
    expect(err).toMatch(
      /^parley: 3 of 3 amendments are refused, so nothing is amended:\n {2}r1: .*did you mean port\?/,
    );
  });

  test('without a negotiation goes through all of them, and shows a table on a terminal', async () => {
    const [one, other] = [await talks(), await talks()];
    const words = ['amend', '--where', 'source.publisher=The Key', '--set', 'source.publisher=The Quay', ...WHY];
    const { code, out } = await parley().run([...words, '--format', 'table']);
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+ reports amended\n\nReports\nnegotiation +report +kind +party +field +from +to\n/);
    for (const each of [one, other])
      expect(out).toMatch(new RegExp(`^${each} +r2 +denial +port +source.publisher`, 'm'));
    expect(out).toMatch(/No status changes by it\.\n$/);
  });

  test('works on a data folder as well', async () => {
    const folder = newFolder();
    await parley().run(['--data', folder, 'import', '-'], { stdin: lines('own') });
    const words = ['--data', folder, 'amend', 'own', '--where', 'party=union', '--set', 'credibility=2', ...WHY];
    expect(await parley().json<Amended>(words)).toMatchObject({ matched: 1, amended: [{ reportId: 'r3' }] });
    remove(folder);
  });
}
