/** Reading from the command line: the answers of the HTTP interface, under any lens. */
import type { HistoryAnswer } from '../../answers/history.js';
import type { CommandLine } from './command-line.js';

const PARTS = ['status', 'positions', 'claims', 'proposals', 'agreements', 'contradictions', 'terms', 'sources'];

/** Every field of the lens, by its flag. */
const LENS = {
  recordedBy: '2100',
  revision: 0,
  reportedBy: '2024-01-31',
  happenedBy: '2023-11-22T12:00:00Z',
  withoutSource: ['Reuters', 'CNN'],
  withoutOrigin: ['AFP'],
  withoutParty: ['gm'],
  onlyAttribution: 'deep-background',
  minReliability: 'F',
  minCredibility: 6,
  table: ['uaw', 'ford'],
};
const LENS_FLAGS =
  '--recorded-by 2100 --revision 0 --reported-by 2024-01-31 --happened-by 2023-11-22T12:00:00Z --without-source Reuters ' +
  '--without-source CNN --without-origin AFP --without-party gm --only-attribution deep-background ' +
  '--min-reliability F --min-credibility 6 --table uaw,ford';

export function reading(parley: () => CommandLine): void {
  test('answers what the server answers, to every plain read', async () => {
    const get = async (path: string) => (await fetch(`${parley().server}/v1/negotiations${path}`)).json();
    for (const part of PARTS)
      expect(await parley().json(`${part} gaza-hostages-2023 --reported-by 2024`)).toEqual(
        await get(`/gaza-hostages-2023/${part}?reportedBy=2024`),
      );
    expect(await parley().json('positions qatar-mediation israel --reported-by 2024')).toEqual(
      await get('/qatar-mediation/positions/israel?reportedBy=2024'),
    );
    expect(await parley().json('show qatar-mediation qm-01 --reported-by 2024')).toEqual(
      await get('/qatar-mediation/reports/qm-01?reportedBy=2024'),
    );
  });

  test('searches everything, as a table and as the server answers it', async () => {
    const found = await (await fetch(`${parley().server}/v1/search?q=hostages&limit=2&kind=denial&sort=date`)).json();
    const asked = 'search hostages --kind denial --sort date --limit 2';
    expect(await parley().json(asked)).toEqual(found);
    expect((await parley().run(`${asked} --format table`)).out).toMatch(/report \(2 of 3\)[^]*‹hostages›/);
    expect((await parley().json<{ results: unknown[] }>('search israel hamas')).results).toHaveLength(20);
  });

  test('takes every field of the lens as a flag', async () => {
    const carried = ['report', 'autos', '--kind', 'no-comment', '--summary', 'GM did not say.', '--publisher', 'CNN'];
    const told = ['--capacity', 'reporter', '--attribution', 'unattributed', '--reported-at', '2023-09-15'];
    for (const origin of ['Reuters', 'AFP']) await parley().json([...carried, ...told, '--origin', origin]);
    expect(await parley().json(`claims autos ${LENS_FLAGS}`)).toMatchObject({ lens: LENS });
  });

  test('lists the desk, or what of it is asked for', async () => {
    expect(await parley().json('list --phase negotiating --contested true')).toMatchObject({
      negotiations: [{ negotiation: 'qatar-mediation', contested: { by: ['israel'] } }],
      next: null,
    });
  });

  test('gives the whole history over all pages, and no more than is asked for', async () => {
    const whole = await parley().json<HistoryAnswer>('history gaza-hostages-2023');
    expect([whole.entries.length, whole.next]).toEqual([146, null]);
    const some = await parley().json<HistoryAnswer>(
      'history gaza-hostages-2023 --limit 3 --direction desc --party israel',
    );
    expect(some.entries.map(({ party }) => party)).toEqual(['israel', 'israel', 'israel']);
  });

  test('draws tables where they are asked for', async () => {
    const { out, err } = await parley().run('claims qatar-mediation --format table --reported-by 2024');
    expect(out.split('\n').slice(1)).toEqual([
      'qatar-mediation · revision 17 · as of 2024-12-31T23:59:59.999Z · lens: reportedBy 2024',
      '',
      'claim                  about  value        confirmed by  denied by  because',
      'talks                         contested    qatar         israel     qm-02, qm-08',
      'hostage-count-unknown         unconfirmed                           qm-11',
      '',
    ]);
    expect(err).toBe('');
  });

  test('says what the server refused, and what may have been meant', async () => {
    expect(await parley().run('status qatar-meditation')).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(
        /^parley: No such negotiation:\n {2}negotiation .*; did you mean qatar-mediation\?\n$/,
      ),
    });
  });

  test('says that no server answers, and what to do', async () => {
    const { code, err } = await parley().run('list --server http://127.0.0.1:1');
    expect([code, err]).toEqual([1, expect.stringMatching(/^parley: no server answers at .*\nparley: start one with/)]);
  });

  test.each([
    ['status', 'missing required argument'],
    ['stautus x', 'Did you mean status?'],
    ['status x --reported-in 2023', 'Did you mean --reported-by?'],
    ['status x --reported-by yesterday', 'Not a date that Parley reads'],
    ['status x --only-attribution on-record', 'Did you mean on-the-record?'],
    ['status x --revision first', 'It must be a number'],
    ['status x --format yaml', 'Allowed choices are table, json'],
    ['history x --limit 0', 'from 1 on'],
    ['list --server ftp://x', 'no address of a server'],
    ['list --server http://127.0.0.1 --data x', 'cannot be used with'],
  ])('is used wrongly with 2: %s', async (typed, why) => {
    expect(await parley().run(typed)).toEqual({ code: 2, out: '', err: expect.stringContaining(why) });
  });

  test('help is as good as a man page, for the whole and for each command', async () => {
    const { code, out } = await parley().run('--help');
    expect(code).toBe(0);
    const commands = [...out.matchAll(/^ {2}([a-z]+) (?:\[options\]|<shell>)/gm)].map(([, name]) => name ?? '');
    expect(commands.length).toBeGreaterThanOrEqual(25);
    const helps = await Promise.all(commands.map(async (name) => parley().run(`help ${name}`)));
    for (const help of helps) {
      expect(help).toMatchObject({ code: 0, err: '' });
      for (const part of ['Usage: parley ', 'Examples:', 'Exit status:', 'Environment:'])
        expect(help.out).toContain(part);
    }
  });

  test('zsh and fish get scripts with every command and flag', async () => {
    const [zsh, fish] = await Promise.all([parley().run('completion zsh'), parley().run('completion fish')]);
    for (const { code, out } of [zsh, fish])
      expect([code, /without-source/.test(out), /checkpoint/.test(out), /on-the-record/.test(out)]).toEqual([
        0,
        true,
        true,
        true,
      ]);
  });
}
