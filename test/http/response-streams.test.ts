/** Answers that go on for a while, read by who does not read on. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { ResponseStreams } from '../../src/http/responses/response-streams.js';

/** Far more than any socket holds. */
const PIECES = 100_000;
const PIECE = 'x'.repeat(16 * 1024);

let server: FastifyInstance;
let streams: ResponseStreams;
let [made, ended] = [0, false];

async function* pieces(signal: AbortSignal): AsyncGenerator<string> {
  try {
    for (made = 0; made < PIECES && !signal.aborted; made += 1) yield PIECE;
  } finally {
    ended = true;
  }
}

beforeEach(async () => {
  [made, ended] = [0, false];
  streams = new ResponseStreams();
  server = Fastify();
  server.get('/', (_, reply) => streams.send(reply, 'text/plain', pieces));
  await server.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => server.close());

/** A reader that has taken the head of the answer, and nothing else. */
async function halted(): Promise<IncomingMessage> {
  const [response] = (await once(get(server.listeningOrigin), 'response')) as [IncomingMessage];
  return response.pause();
}

/** How many pieces there are once no more are made. */
async function settled(before = 0): Promise<number> {
  await wait(200);
  return made > 0 && made === before ? made : settled(made);
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await wait(10);
};

test('No more is made than what a slow reader has room for', async () => {
  const reader = await halted();
  const some = await settled();
  expect(some).toBeLessThan(PIECES / 10);
  expect(ended).toBe(false);
  reader.destroy();
  await until(() => ended);
});

test('Nothing more is made for a reader that has gone', async () => {
  (await halted()).destroy();
  await until(() => ended);
  expect(made).toBeLessThan(PIECES / 10);
});

test('All of them end when the server is to stop', async () => {
  const reader = await halted();
  await settled();
  streams.endAll();
  reader.resume();
  await once(reader, 'close');
  expect([ended, made < PIECES]).toEqual([true, true]);
});
