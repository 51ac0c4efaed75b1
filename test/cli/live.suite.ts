/** Commands that go on: watching, serving; and those that need no server. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, remove, send } from '../app/started-app.js';
import type { InProcesses, Running } from './command-line.js';

const heard = {
  kind: 'confirmation',
  speaker: { capacity: 'reporter' },
  attribution: 'unattributed',
  summary: 'So it is said.',
  source: { publisher: 'The Quay' },
  reportedAt: '2023-11-12',
};

const STORY = 'stories/qatar-mediation.ndjson';

export function live(parley: () => InProcesses): void {
  const running: Running[] = [];
  const start = (...args: string[]): Running => {
    const started = parley().start(args);
    running.push(started);
    return started;
  };
  let folder: string;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(async () => {
    for (const one of running.splice(0)) {
      one.signal('SIGKILL');
      await one.ended();
    }
    remove(folder);
  });

  test('watch tells each change as it comes, over a restart of the server, until Ctrl-C', async () => {
    const data = join(folder, 'watched');
    const first = start('serve', '--port', '0', '--data', data);
    const [, base = ''] = await first.says(/listens on (http:\S+?), /);
    await send(base, 'POST', '/negotiations', { negotiation: 'bridge', title: 'Bridge' });
    const watch = start('watch', 'bridge', '--server', base);
    await watch.says(/watching Bridge: unreported \(revision 0\)/, 'err');
    const claim = (reportId: string, claims: string) =>
      send(base, 'POST', '/negotiations/bridge/reports', { ...heard, reportId, claim: claims });
    await claim('r1', 'talks');
    const [line] = await watch.says(/^.*"claims\/talks".*\n/m);
    expect(JSON.parse(line)).toMatchObject({
      revision: 1,
      words: 'Claim “That there are talks” is unconfirmed; before: unreported.',
    });
    first.signal('SIGKILL');
    await first.ended();
    await watch.says(/the server is away \(no server answers at .*\): trying again\n/, 'err');
    await start('serve', '--port', new URL(base).port, '--data', data).says(/listens on /);
    await watch.says(/the server answers again\n/, 'err');
    await claim('r2', 'bridge-open');
    await watch.says(/"revision":2/);
    watch.signal('SIGINT');
    expect(await watch.ended()).toMatchObject({ code: 0 });
  });

  test('watch ends at once where there is nothing to watch', async () => {
    expect(await parley().run('watch nothing')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/No such negotiation/),
    });
  });

  test('a data folder is talked to without a server, beside one, or served', async () => {
    const data = join(folder, 'data');
    expect(await parley().run(`list --data ${data}`)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/is no data folder/),
    });
    // Only what records into it, or serves it, makes it.
    expect(existsSync(data)).toBe(false);
    expect(await parley().run(`import ${STORY} --data ${data}`)).toMatchObject({ code: 0, err: '' });
    const server = start('serve', '--port', '0', '--data', data);
    const [, base = ''] = await server.says(/listens on (http:\S+?), /);
    const both = [`status qatar-mediation --server ${base}`, `--data ${data} status qatar-mediation`];
    for (const answer of await Promise.all(both.map((typed) => parley().json(typed))))
      expect(answer).toMatchObject({ revision: 17, phase: { value: 'negotiating' } });
    server.signal('SIGINT');
    expect(await server.ended()).toMatchObject({ code: 0, err: '' });
  });
}
