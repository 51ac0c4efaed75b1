/** Tokens on the command line: the first one on the data folder, the others by whoever has it. */
import { ADMIN, GuardedApp } from '../access/guarded-app.js';
import { newFolder, remove } from '../app/started-app.js';
import { Inside } from './command-line.js';

interface Issued {
  readonly id: string;
  readonly secret: string;
}

export function tokens(): void {
  let guarded: GuardedApp;
  let folder: string;
  beforeAll(async () => {
    guarded = await GuardedApp.start();
    folder = newFolder();
  });
  afterAll(async () => {
    await guarded.stop();
    remove(folder);
  });
  const parley = () => new Inside(guarded.base);
  const env = { PARLEY_TOKEN: ADMIN };

  test('a data folder gives the first token without one, and from then on every other command of that folder works', async () => {
    const typed = ['--data', folder, 'token', 'create', '--subject', 'Ana', '--role', 'admin', 'editor', '--json'];
    const { code, out, err } = await parley().run(typed);
    expect([code, err]).toEqual([0, expect.stringContaining('shown this once')]);
    expect(JSON.parse(out)).toMatchObject({ subject: 'Ana', roles: ['admin', 'editor'], issuedBy: 'operator' });
    await parley().json(['--data', folder, 'open', 'bridge', '--title', 'Bridge', '--json']);
    expect(await parley().json(['--data', folder, 'list'])).toMatchObject({
      negotiations: [{ negotiation: 'bridge' }],
    });
  });

  test('a server with tokens refuses without one, and takes it from the environment or a flag', async () => {
    expect(await parley().run('list')).toMatchObject({ code: 1, err: expect.stringMatching(/A token is needed/) });
    const issued = await parley().json<Issued>('token create --subject Ruth --role reporter --days 2', { env });
    expect(await parley().run(`list --token ${issued.secret}`)).toMatchObject({ code: 0 });
    expect(await parley().run(`verify --token ${issued.secret}`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/auditor/),
    });
    const { out } = await parley().run(`token revoke ${issued.id} --reason gone --format table`, { env });
    expect(out).toMatch(`token ${issued.id} of Ruth is revoked since`);
    expect(await parley().run(`list --token ${issued.secret}`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/revoked/),
    });
    const { out: table } = await parley().run('token list --format table', { env });
    expect(table).toMatch(new RegExp(`${issued.id}\\s+Ruth\\s+reporter\\s+revoked`));
    expect(table).not.toContain(issued.secret);
  });

  test.each([
    ['token create --role reader', /subject/],
    ['token create --subject x --role king', /king/],
    ['token create --subject x --role reader --days 0', /days/],
  ])('parley %s is wrong usage', async (typed, says) => {
    expect(await parley().run(typed, { env })).toMatchObject({ code: 2, err: expect.stringMatching(says) });
  });
}
