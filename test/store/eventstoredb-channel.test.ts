/** Calls that are given a channel which the client closes at that very moment, since another call has failed. */
import { jsonEvent, UnavailableError } from '@eventstore/db-client';
import { KeyCalls } from '../../src/store/eventstoredb/keys/key-calls.js';
import { LogEnd } from '../../src/store/eventstoredb/log-end.js';
import { Reader } from '../../src/store/eventstoredb/reader.js';
import { Session } from '../../src/store/eventstoredb/session.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { addressOf } from './on-server.js';

const node = new EventStoreDbNode();
const isOwn = (): boolean => true;
let session: Session;
beforeAll(() => node.start());
afterAll(() => node.stop());
beforeEach(async () => {
  session = new Session(addressOf(node.address), 20_000);
  await new Reader(session, isOwn).all(0n);
});
afterEach(() => session.close());

type Failed = Parameters<Session['client']['handleError']>;

/** Another call on the channel of now fails: the client closes that a moment later, before a call made now has begun. */
async function failAnother(make: () => Promise<unknown>): Promise<unknown> {
  const channel = await session.client['getChannel']();
  const failure = new UnavailableError(Object.assign(new Error('lost'), { code: 14 }) as never);
  const made = make();
  void session.client['handleError']({ getChannel: () => channel } as unknown as Failed[0], failure);
  return made;
}

test('the client itself fails such a call, although nothing is wrong with the server', async () => {
  const read = () =>
    new Promise((resolve, reject) => {
      session.client.readAll(session.options).on('error', reject).on('end', resolve).resume();
    });
  await expect(failAnother(read)).rejects.toThrow('Channel has been shut down');
  await expect(read()).resolves.toBeUndefined();
});

test.each<readonly [string, () => Promise<unknown>, unknown]>([
  ['reads of the log', () => new Reader(session, isOwn).all(0n), []],
  ['reads of a stream', () => new Reader(session, isOwn).stream('negotiation-a', {}), []],
  ['the end of the log', () => new LogEnd(session, isOwn).position(), 0n],
  ['reads of keys', () => new KeyCalls(session, 1_000).read('keys-a'), []],
  [
    'an append, of which the client would never tell,',
    () => new KeyCalls(session, 1_000).append('keys-b', [jsonEvent({ type: 'Key', data: {} })], 'any'),
    'done',
  ],
])('%s: begun again in the next channel', async (_, call, answer) => {
  expect(await failAnother(call)).toEqual(answer);
});

test('a call that waits in the channel for a connection begins again too', async () => {
  let calls = 0;
  const waits = () => {
    calls += 1;
    return calls === 1
      ? Promise.reject(new Error('14 UNAVAILABLE: Channel closed before call started'))
      : Promise.resolve(7);
  };
  expect(await session.called(waits)).toBe(7);
});

test('after the store was closed nothing is begun again', async () => {
  await session.close();
  await expect(new Reader(session, isOwn).all(0n)).rejects.toThrow('Channel has been shut down');
});
