/**
 * The node answers as a real server does. Each answer below was given by an EventStoreDB 24.2.0 to the bare client; the same
 * is asked of a server where EVENTSTOREDB_URL names one.
 */
import {
  ANY,
  BACKWARDS,
  END,
  jsonEvent,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  streamNameFilter,
  type AllStreamSubscription,
  type AppendExpectedRevision,
  type EventData,
  type ReadStreamOptions,
  type StreamSubscription,
} from '@eventstore/db-client';
import { v4 } from 'uuid';
import { newNames } from '../store/given.js';
import { bareClient } from '../store/on-server.js';
import { until } from '../store/until.js';
import { EventStoreDbNode } from './node.js';

const node = new EventStoreDbNode();
// Ended before the node is: its open call would wait for the node.
const client = bareClient(() => process.env['EVENTSTOREDB_URL'] ?? node.address);
beforeAll(() => node.start());
afterAll(() => node.stop());

const names = newNames();
/** With credentials the client appends by a call for each append, without them by one that it keeps open. */
const WAYS = { unary: { credentials: { username: 'nobody', password: 'none' } }, batch: {} };
type Way = keyof typeof WAYS;

const event = (id = v4(), data: object | string = {}): EventData => jsonEvent({ id, type: 'Asked', data: { data } });
const bytes = (count: number): EventData => event(undefined, 'x'.repeat(count));

interface Failure {
  readonly type: string;
  readonly code?: number;
  readonly expectedVersion?: unknown;
  readonly actualVersion?: unknown;
}

/** An answer in short: a revision, or why not. */
async function inShort(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked;
  } catch (error) {
    const { type, expectedVersion, actualVersion } = error as Failure;
    return type === 'wrong-expected-version' ? [type, expectedVersion, actualVersion] : type;
  }
}

const append = (way: Way, to: string, events: EventData[], expectedRevision: AppendExpectedRevision = ANY) =>
  inShort(
    client()
      .appendToStream(names.of(to), events, { ...WAYS[way], expectedRevision })
      .then(({ nextExpectedRevision, position }) => (position ? nextExpectedRevision : 'no position')),
  );

async function eventsRead(to: string, options: ReadStreamOptions = {}): Promise<unknown> {
  const revisions: bigint[] = [];
  const reading = async () => {
    for await (const { event: read } of client().readStream(names.of(to), options))
      if (read) revisions.push(read.revision);
    return revisions;
  };
  return inShort(reading());
}

describe.each<Way>(['unary', 'batch'])('An append by the %s call', (way) => {
  const [a, b, c] = [event(), event(), event()];

  // In this order: each is asked of the stream as the ones before it have left it.
  test.each<[question: string, events: EventData[], expected: AppendExpectedRevision, answer: unknown]>([
    ['of two to no stream', [a, b], NO_STREAM, 1n],
    ['made again, to no stream', [a, b], NO_STREAM, 1n],
    ['made again, wherever the stream stands', [a, b], ANY, 1n],
    ['of the second of them again, behind the first', [b], 0n, 1n],
    ['made again behind itself, which is another one', [a, b], 1n, 3n],
    ['of which one event more was never stored, to no stream', [a, b, c], NO_STREAM, ['no_stream', 3n]],
    ['of which one event more was never stored, anywhere', [b, c], ANY, ['any', 3n]],
    ['behind an event that others followed', [event()], 0n, [0n, 3n]],
    ['behind an event that is not there yet', [event()], 99n, [99n, 3n]],
    ['of another one to no stream', [event()], NO_STREAM, ['no_stream', 3n]],
    ['of nothing, where the stream does not stand', [], 77n, [77n, 3n]],
  ])('%s', async (_, events, expected, answer) => {
    const told = Array.isArray(answer) ? ['wrong-expected-version', ...(answer as unknown[])] : answer;
    expect(await append(way, way, events, expected)).toEqual(told);
  });

  test.each<[question: string, events: EventData[], expected: AppendExpectedRevision, answer: unknown]>([
    ['of nothing to no stream', [], NO_STREAM, 0n],
    ['of an event that is in another stream', [a], NO_STREAM, 0n],
    ['that holds one event twice', [c, c], NO_STREAM, 1n],
    ['to a stream that must be there and is not', [a], STREAM_EXISTS, ['stream_exists', 'no_stream']],
    ['of just under a mebibyte', [bytes(1_048_000)], ANY, 0n],
    ['of more than a mebibyte', [bytes(1_100_000)], ANY, 'maximum-append-size-exceeded'],
    [
      'of more than a mebibyte together',
      Array.from({ length: 12 }, () => bytes(100_000)),
      ANY,
      'maximum-append-size-exceeded',
    ],
  ])('%s, to a stream of its own', async (question, events, expected, answer) => {
    const told = Array.isArray(answer) ? ['wrong-expected-version', ...(answer as unknown[])] : answer;
    expect(await append(way, `${way}-${question.replace(/\W/g, '')}`, events, expected)).toEqual(told);
  });

  test('that is the same as one under way is not answered until a server gives up, or as the first one was', async () => {
    node.log.commitTime = 20;
    const answers = await Promise.all([0, 1].map(() => append(way, `${way}-twins`, [a], NO_STREAM)));
    node.log.commitTime = 0;
    expect(answers).toContain(0n);
    for (const answer of answers) expect([0n, way === 'unary' ? 'timeout' : 'deadline-exceeded']).toContain(answer);
  });
});

describe('A read', () => {
  beforeAll(() => append('unary', 'read', [event(), event(), event(), event()]));

  test.each<[question: string, options: ReadStreamOptions, answer: unknown]>([
    ['of a stream', {}, [0n, 1n, 2n, 3n]],
    ['backwards from the end', { direction: BACKWARDS, fromRevision: END, maxCount: 1 }, [3n]],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START }, [0n]],
    ['from beyond the end', { fromRevision: 50n }, []],
    ['backwards from beyond the end', { direction: BACKWARDS, fromRevision: 50n }, [3n, 2n, 1n, 0n]],
    ['of no events', { maxCount: 0 }, 'unknown'],
  ])('%s', async (_, options, answer) => expect(await eventsRead('read', options)).toEqual(answer));

  test('of a stream that is not there', async () => expect(await eventsRead('nothing')).toBe('stream-not-found'));

  test('of everything begins at a position, or ends before it, and at no place between two events', async () => {
    const [first = 0n, second = 0n] = (await positions()).map(({ commit }) => commit);
    const from = (commit: bigint, backwards = false) => inShort(readFrom(commit, backwards));
    expect(await from(first)).toBe(first);
    expect(await from(second, true)).toBe(first);
    expect(await from(first + 1n)).toBe('unknown');
  });

  async function positions() {
    const found = [];
    for await (const { event: read } of client().readStream(names.of('read')))
      if (read?.position) found.push(read.position);
    expect(found.every(({ commit, prepare }) => commit === prepare)).toBe(true);
    return found;
  }

  async function readFrom(from: bigint, backwards: boolean) {
    const fromPosition = { commit: from, prepare: from };
    const reading = client().readAll({ fromPosition, maxCount: 1, ...(backwards ? { direction: BACKWARDS } : {}) });
    let commit: bigint | undefined;
    // To its end: the client never ends a read that was left early.
    for await (const { event: read } of reading) commit = read?.position?.commit;
    return commit;
  }
});

describe('A subscription', () => {
  const STAYS = { credentials: WAYS.unary.credentials };

  function heardOn(subscription: StreamSubscription | AllStreamSubscription): string[] {
    const heard: string[] = [];
    for (const what of ['confirmation', 'caughtUp', 'end', 'close'] as const)
      subscription.on(what as 'end', () => heard.push(what));
    subscription.on('data', ({ event: read }) => heard.push(`event ${read?.revision}`));
    return heard;
  }

  test.each<[what: string, fromRevision: typeof START | bigint, stream: string, before: string[], then: string]>([
    ['to a stream from its start', START, 'followed', ['event 0', 'event 1'], 'event 2'],
    ['to a stream behind a revision', 1n, 'followed', ['event 2'], 'event 3'],
    ['to a stream that is not there', START, 'later', [], 'event 0'],
  ])('%s', async (_, fromRevision, stream, before, then) => {
    if (fromRevision === START && before.length > 0) await append('unary', stream, [event(), event()]);
    const subscription = client().subscribeToStream(names.of(stream), { ...STAYS, fromRevision });
    const heard = heardOn(subscription);
    await until(() => heard.includes('caughtUp'));
    await append('unary', stream, [event()]);
    await until(() => heard.includes(then));
    await subscription.unsubscribe();
    await until(() => heard.includes('close'));
    expect(heard).toEqual(['confirmation', ...before, 'caughtUp', then, 'end', 'close']);
  });

  test('to everything from the end, or with a filter, hears what comes', async () => {
    let checkpoints = 0;
    const filter = streamNameFilter({
      regex: `^${names.of('picked')}$`,
      checkpointInterval: 1,
      checkpointReached: () => void (checkpoints += 1),
    });
    const subscription = client().subscribeToAll({ ...STAYS, fromPosition: END, filter });
    const heard = heardOn(subscription);
    await until(() => heard.includes('caughtUp'));
    await append(
      'unary',
      'others',
      Array.from({ length: 40 }, () => event()),
    );
    await append('unary', 'picked', [event()]);
    await until(() => heard.includes('event 0'));
    expect(heard).toEqual(['confirmation', 'caughtUp', 'event 0']);
    expect(checkpoints).toBeGreaterThan(0);
    await subscription.unsubscribe();
  });

  test('with a filter says how far it has looked when it has caught up', async () => {
    const checkpoints: bigint[] = [];
    const filter = streamNameFilter({
      regex: `^${names.of('nothing')}$`,
      checkpointInterval: 1_000,
      checkpointReached: (_, { commit }) => void checkpoints.push(commit),
    });
    const subscription = client().subscribeToAll({ ...STAYS, fromPosition: START, filter });
    await until(() => checkpoints.length > 0);
    await subscription.unsubscribe();
    expect(checkpoints.length).toBeGreaterThan(0);
  });
});

describe('A stream', () => {
  test('that is deleted is not found, and goes on behind where it was', async () => {
    for (const [stream, expected] of [
      ['deleted', ANY],
      ['deletedtoo', NO_STREAM],
    ] as const) {
      await append('unary', stream, [event()]);
      await client().deleteStream(names.of(stream));
      expect(await eventsRead(stream)).toBe('stream-not-found');
      expect(await append('unary', stream, [event()], expected)).toBe(1n);
      expect(await eventsRead(stream)).toEqual([1n]);
    }
  });

  test('that has a tombstone is read and appended to no more', async () => {
    await append('unary', 'tombstoned', [event()]);
    await client().tombstoneStream(names.of('tombstoned'));
    expect(await eventsRead('tombstoned')).toBe('stream-deleted');
    for (const way of ['unary', 'batch'] as const)
      expect(await append(way, 'tombstoned', [event()])).toBe('stream-deleted');
  });
});

/** As the server's source has it: no server was asked these yet. */
describe('A tombstone', () => {
  const tombstone = (of: string, expectedRevision: bigint) =>
    inShort(
      client()
        .tombstoneStream(names.of(of), { expectedRevision })
        .then(() => 'done'),
    );

  test('is refused where the stream does not stand as expected, and given once', async () => {
    await append('unary', 'expected', [event(), event()]);
    expect(await tombstone('expected', 0n)).toEqual(['wrong-expected-version', 0n, 1n]);
    expect(await eventsRead('expected')).toEqual([0n, 1n]);
    expect(await tombstone('expected', 1n)).toBe('done');
    expect(await tombstone('expected', 1n)).toBe('stream-deleted');
    expect(await append('unary', 'expected', [event()], NO_STREAM)).toBe('stream-deleted');
  });

  test('leaves the events of the stream in what is read of everything', async () => {
    await append('unary', 'leaves', [event()]);
    await client().tombstoneStream(names.of('leaves'));
    const found: string[] = [];
    for await (const { event: read } of client().readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 50 }))
      if (read?.streamId === names.of('leaves')) found.push(read.type);
    expect(found).toEqual(['$streamDeleted', 'Asked']);
  });
});
