/** Sessions of the pages on two servers that share a store: each knows who has signed in, and who no longer is. */
import { Logger } from '@nestjs/common';
import { Config } from '../../src/platform/config.js';
import { AccessService } from '../../src/access/access.service.js';
import type { Caller } from '../../src/access/caller.js';
import { hashSecret } from '../../src/access/token-secret.js';
import { Clock } from '../../src/platform/clock.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { Projector } from '../../src/projector/projector.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { until } from '../store/until.js';

const MINUTE = 60_000;
const TOKEN = 'the-token-of-somebody-who-signs-in-0123456789';

class SetClock extends Clock {
  at = Date.UTC(2026, 10, 30, 8);
  now(): number {
    return this.at;
  }
}

describe('A session', () => {
  const clock = new SetClock();
  const stops: (() => void)[] = [];
  let store: SqliteEventStore;
  let here: AccessService;
  let there: AccessService;

  async function server(): Promise<AccessService> {
    const image = new MemoryImage();
    const projector = new Projector(store, image, new Snapshots(store, image, new StreamLoader(store, image)));
    const config = new Config(0, '127.0.0.1', '', 'error', undefined, { bootstrapToken: TOKEN });
    const access = new AccessService(store, projector, clock, config);
    await access.start();
    projector.onApplicationBootstrap();
    stops.push(() => projector.onApplicationShutdown());
    return access;
  }
  type SignedIn = Extract<Caller, { kind: 'token' }>;
  const bearer = (): SignedIn => here.callerOf(`Bearer ${TOKEN}`) as SignedIn;
  const kindOn = (access: AccessService, secret: string, isPersons = true): string =>
    access.callerOfSession(secret, isPersons).kind;
  const types = async (): Promise<string[]> => (await store.readStream('access')).map(({ type }) => type);

  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(async () => {
    clock.at = Date.UTC(2026, 10, 30, 8);
    store = SqliteEventStore.open(':memory:', { now: () => clock.at });
    here = await server();
    there = await server();
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) stop();
    await store.close();
  });

  test('is random, is no token, and is kept as a hash alone', async () => {
    const { secret, session } = await here.beginSession(bearer());
    const other = await here.beginSession(bearer());
    expect([secret.length, secret === other.secret]).toEqual([43, false]);
    expect(here.callerOf(`Bearer ${secret}`)).toMatchObject({ kind: 'unauthenticated', why: 'bad-token' });
    const stored = JSON.stringify(await store.readStream('access'), (_, v: unknown) => (typeof v === 'bigint' ? 0 : v));
    expect(stored).toContain(hashSecret(secret));
    expect(stored).not.toContain(secret);
    expect(here.callerOfSession(secret, true)).toMatchObject({ subject: 'bootstrap', roles: ['admin'], session });
  });

  test('holds on every server, until somebody signs out on one of them', async () => {
    const { secret } = await here.beginSession(bearer());
    await until(() => kindOn(there, secret) === 'token');
    const caller = there.callerOfSession(secret, true) as SignedIn;
    await there.endSession(caller, 'signed-out');
    await until(() => kindOn(here, secret) === 'unauthenticated');
    expect(here.callerOfSession(secret, true)).toMatchObject({ why: 'session-over' });
    // A server that is started later knows of it as well.
    expect(kindOn(await server(), secret)).toBe('unauthenticated');
  });

  test('ends twelve hours after it began, whatever is done in it', async () => {
    const { secret } = await here.beginSession(bearer());
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect(kindOn(here, secret)).toBe('token');
      clock.at += 20 * MINUTE;
    }
    expect(kindOn(here, secret)).toBe('unauthenticated');
  });

  test('ends when no person has asked for anything for thirty minutes; a live stream is no person', async () => {
    const { secret } = await here.beginSession(bearer());
    clock.at += 29 * MINUTE;
    expect(kindOn(here, secret)).toBe('token');
    clock.at += 29 * MINUTE;
    expect(kindOn(here, secret, false)).toBe('token');
    clock.at += MINUTE;
    expect(kindOn(here, secret, false)).toBe('unauthenticated');
    expect(kindOn(here, secret)).toBe('unauthenticated');
  });

  test('that is in use on one server is not idle on the other', async () => {
    const { secret } = await here.beginSession(bearer());
    for (let i = 0; i < 6; i += 1) {
      clock.at += 10 * MINUTE;
      expect(kindOn(here, secret)).toBe('token');
    }
    await until(() => kindOn(there, secret) === 'token');
    // One event in some minutes, however much is asked for.
    for (let i = 0; i < 100; i += 1) kindOn(here, secret);
    expect((await types()).filter((type) => type === 'SessionUsed')).toHaveLength(6);
  });

  test('ends with its token', async () => {
    const { secret } = await here.beginSession(bearer());
    await here.record({ type: 'TokenRevoked', data: { token: bearer().token } }, 'bootstrap');
    expect(kindOn(here, secret)).toBe('unauthenticated');
  });
});
