/** Commands that go on: watching, serving; and those that need no server. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, remove, send } from '../app/started-app.js';
import type { InProcesses, Running } from './command-line.js';
import type { RecordedAnswers } from './recorded-answers.js';

const STORY = 'stories/qatar-mediation.ndjson';

export function live(parley: () => InProcesses, recorded: () => RecordedAnswers): void {
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
    const { base } = recorded();
    await send(base, 'POST', '/negotiations', { negotiation: 'bridge', title: 'Bridge' });
    const watch = start('watch', 'bridge', '--interval', '0.1');
    await watch.says(/watching Bridge: unreported \(revision 0\)/, 'err');
    await send(base, 'POST', '/negotiations/bridge/parties', { party: 'crew', name: 'Crew', role: 'principal' });
    const [line] = await watch.says(/^.*words.*\n/);
    expect(JSON.parse(line)).toMatchObject({ revision: 1, field: 'contested', words: expect.any(String) });
    expect(recorded().asked.at(-1)?.query).toEqual({ 'from.revision': '0', 'to.revision': '1' });
    await recorded().stop();
    await watch.says(/the server is away \(no server answers at .*\): trying again\n/, 'err');
    await recorded().start();
    await watch.says(/the server answers again\n/, 'err');
    await send(base, 'POST', '/negotiations/bridge/parties', { party: 'line', name: 'Line', role: 'principal' });
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
