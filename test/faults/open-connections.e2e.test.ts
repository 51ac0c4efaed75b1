/** What clients leave open: heads and bodies that never end, answers that nobody reads; and a stop in the middle of all. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { program as main, Program } from '../app/program.js';
import { until } from '../store/until.js';
import { newFolder, remove, send } from '../app/started-app.js';
import { opening, report } from '../app/talks.js';

const folders: string[] = [];
afterAll(() => folders.forEach(remove));

async function given(env: Record<string, string> = {}) {
  const folder = newFolder();
  folders.push(folder);
  const server = new Program(main, { PARLEY_DATA: folder, ...env });
  const base = await server.ready();
  await send(base, 'POST', '/negotiations', opening);
  return { server, base, port: Number(new URL(base).port) };
}

/** A connection that is written to by hand; `said` grows with what comes back. */
class Raw {
  said = '';
  readonly ended: Promise<unknown>;
  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => socket.once('close', resolve));
  }
  static async to(port: number): Promise<Raw> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Raw(socket);
  }
}

const post = (body: string, length = Buffer.byteLength(body)): string =>
  `POST /v1/negotiations/talks/reports HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
  `content-length: ${length}\r\n\r\n${body}`;

test('A stop answers all that was received whole, cuts off the rest, and takes less than ten seconds', async () => {
  const { server, base, port } = await given();
  const open = await Promise.all(Array.from({ length: 5 }, () => Raw.to(port)));
  const [silent, head, form, body, live] = open as [Raw, Raw, Raw, Raw, Raw];
  head.socket.write('GET /v1/negotiations HTTP/1.1\r\nhost: loc');
  form.socket.write(
    'POST /sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 900\r\n\r\ntoken=',
  );
  body.socket.write(post('{"kind":', 5_000));
  live.socket.write('GET /v1/stream HTTP/1.1\r\nhost: localhost\r\n\r\n');
  const posts = await Promise.all(Array.from({ length: 40 }, () => Raw.to(port)));
  await fetch(`${base}/readyz`);
  for (const [i, raw] of posts.entries()) raw.socket.write(post(JSON.stringify(report(`at-the-end-${i}`))));
  const began = performance.now();
  server.signal('SIGTERM');
  const { code } = await server.ended();
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(code).toBe(0);
  await Promise.all([...posts, ...open].map(({ ended }) => ended));
  expect(posts.filter(({ said }) => said.startsWith('HTTP/1.1 201')).length).toBe(40);
  expect(silent.said).toBe('');
}, 60_000);

test('What is not sent within the limit is answered 408 and closed: heads, forms, bodies, imports that stand still', async () => {
  const { server, base, port } = await given({ PARLEY_REQUEST_TIMEOUT: '1' });
  const beginnings = [
    'GET /v1/negotiations HTTP/1.1\r\nhost: loc',
    'POST /sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 900\r\n\r\ntoken=',
    post('{"kind":', 5_000),
    'POST /v1/import HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{"\r\n',
  ];
  const late = await Promise.all(
    beginnings.map(async (beginning) => {
      const raw = await Raw.to(port);
      raw.socket.write(beginning);
      return raw;
    }),
  );
  const silent = await Raw.to(port);
  // One byte now and then is no going on.
  const dripping = await Raw.to(port);
  dripping.socket.write(post('{"kind":', 5_000));
  const drip = setInterval(() => dripping.socket.write(' '), 100);
  await Promise.all([...late, silent, dripping].map(({ ended }) => ended));
  clearInterval(drip);
  for (const { said } of [...late, dripping]) expect(said).toMatch(/^HTTP\/1.1 408 [^]*"code":"request-timeout"/);
  // Who sends slowly and goes on is served.
  const slow = await Raw.to(port);
  slow.socket.write(
    'POST /v1/import HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n',
  );
  const began = performance.now();
  while (performance.now() - began < 2_500) {
    slow.socket.write(`12c\r\n${' '.repeat(299)}\n\r\n`);
    // The pace of the client, and no wait for the server.
    await pause(100);
  }
  slow.socket.write('0\r\n\r\n');
  await until(() => slow.said.includes('"recorded"'));
  expect(slow.said).toMatch(/^HTTP\/1.1 200/);
  slow.socket.destroy();
  expect((await fetch(`${base}/healthz`)).ok).toBe(true);
  server.signal('SIGTERM');
  expect((await server.ended()).code).toBe(0);
}, 60_000);
