/** The built program as a process: how it starts, how it says that it cannot, and how it stops. */
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { program as main, Program, root } from './program.js';
import { importLines, newFolder, remove, send, storyText } from './started-app.js';

let folder: string;
const running: Program[] = [];
const run = (env: Record<string, string> = {}): Program => {
  const program = new Program(main, { PARLEY_DATA: join(folder, 'data'), ...env });
  running.push(program);
  return program;
};

beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  for (const program of running.splice(0)) {
    program.signal('SIGKILL');
    await program.ended();
  }
  remove(folder);
});

describe('The program', () => {
  test('makes its data folder for its user alone, and stops with 0 when asked to', async () => {
    const program = run();
    const base = await program.address();
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    program.signal('SIGTERM');
    expect(await program.ended()).toEqual({ code: 0, errors: '' });
    await expect(fetch(`${base}/healthz`)).rejects.toThrow('fetch failed');
  });

  test('answers what is under way before it stops, and what it acknowledged is there', async () => {
    const program = run();
    const base = await program.ready();
    const writes = Array.from({ length: 20 }, (_, i) =>
      send(base, 'POST', '/negotiations', { negotiation: `talks-${i}`, title: `Talks ${i}` }).then(
        ({ status }) => status,
        () => 0,
      ),
    );
    await Promise.race(writes);
    program.signal('SIGINT');
    const acknowledged = (await Promise.all(writes)).filter((status) => status === 201).length;
    expect((await program.ended()).code).toBe(0);
    const next = run();
    const desk = (await (await fetch(`${await next.ready()}/v1/negotiations`)).json()) as { negotiations: unknown[] };
    expect(acknowledged).toBeGreaterThan(0);
    expect(desk.negotiations).toHaveLength(acknowledged);
  });

  test('stops with 0 though one client sends no end of its request, and another reads no answer', async () => {
    const program = run();
    const base = await program.ready();
    await importLines(base, storyText('gaza-hostages-2023'));
    const { hostname, port } = new URL(base);
    const [sender, reader] = [connect(Number(port), hostname), connect(Number(port), hostname)];
    for (const client of [sender, reader]) client.on('error', () => undefined).pause();
    sender.write('POST /v1/negotiations HTTP/1.1\r\nhost: parley\r\ncontent-length: 100\r\n\r\n{"neg');
    // More of them than the buffers of both ends hold.
    const asked = 'GET /v1/negotiations/gaza-hostages-2023/history?limit=500 HTTP/1.1\r\nhost: parley\r\n\r\n';
    reader.write(asked.repeat(100));
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    program.signal('SIGTERM');
    expect(await program.ended()).toEqual({ code: 0, errors: '' });
    for (const client of [sender, reader]) client.destroy();
  });

  test('says in one line that the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, errors } = await run({ PORT: String(port) }).ended();
    other.close();
    expect({ code, errors }).toEqual({
      code: 1,
      errors: expect.stringMatching(/^parley: port \d+ on .+ is in use.+\n$/),
    });
  });

  test('says in one line that the store cannot be opened', async () => {
    const { code: inFile, errors: noFolder } = await run({ PARLEY_DATA: join(root, 'package.json') }).ended();
    expect([inFile, noFolder]).toEqual([1, expect.stringMatching(/^parley: .*package\.json.*\n$/)]);
    writeFileSync(join(folder, 'parley.sqlite'), 'no database at all'.repeat(100));
    const { code, errors } = await run({ PARLEY_DATA: folder }).ended();
    expect([code, errors]).toEqual([1, expect.stringMatching(/^parley: .*parley\.sqlite.*\n$/)]);
  });

  test('names every setting that it cannot use, and touches nothing', async () => {
    const { code, errors } = await run({ PORT: 'eighty', PARLEY_LOG_LEVEL: 'loud' }).ended();
    expect({ code, errors }).toEqual({
      code: 2,
      errors: expect.stringMatching(/^parley: PORT=.+\nparley: PARLEY_LOG.+\n$/),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('goes on where whoever read its messages has gone', async () => {
    const program = run({ PARLEY_LOG_LEVEL: 'debug' });
    const base = await program.ready();
    program.abandon();
    for (let i = 0; i < 5; i += 1) expect((await fetch(`${base}/v1/negotiations`)).status).toBe(200);
    program.signal('SIGTERM');
    expect(await program.ended()).toMatchObject({ code: 0 });
  });

  test('refuses to be reached from elsewhere while it could not tell callers apart', async () => {
    const { code, errors } = await run({ HOST: '0.0.0.0' }).ended();
    expect([code, errors]).toEqual([2, expect.stringMatching(/^parley: HOST=0.0.0.0 .+ no token .+\n$/)]);
    const secret = 'a-secret-of-more-than-32-characters';
    // This machine by a name that does not say so: others have no business with a test.
    const program = run({ HOST: '127.1', PARLEY_BOOTSTRAP_TOKEN: secret });
    const base = await program.ready();
    const tokens = (headers: Record<string, string>) => fetch(`${base}/v1/tokens`, { headers });
    expect((await tokens({})).status).toBe(401);
    expect((await tokens({ authorization: `Bearer ${secret}` })).status).toBe(200);
    program.signal('SIGTERM');
    expect(await program.ended()).toEqual({ code: 0, errors: '' });
    // From now on the record has it.
    await run({ HOST: '127.1' }).address();
  });
});
