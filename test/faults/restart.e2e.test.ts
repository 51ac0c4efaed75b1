/** A restart in the middle of appends: whoever sends again what was not answered loses nothing and doubles nothing. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyLog } from '../../src/audit/verification.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { program as main, Program } from '../app/program.js';
import { newFolder, remove, send } from '../app/started-app.js';

const CLIENTS = 4;
const RESTARTS = process.env['SOAK'] ? 25 : 2;
/** A negotiation takes 200 parties at most. */
const EACH = process.env['SOAK'] ? 1 : 20;

let server: Program | undefined;
afterAll(async () => {
  server?.signal('SIGKILL');
  await server?.ended();
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Sends until it is answered: 201 or, where it had been recorded and the answer was lost, 200. */
async function insist(base: string, path: string, body: object): Promise<number> {
  for (;;) {
    const answer = await send(base, 'POST', path, body).catch(() => undefined);
    if (answer && (answer.status === 200 || answer.status === 201)) return answer.status;
    // Away, or still reading what is stored: anything else is a failure.
    if (answer && answer.status !== 503) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
    await pause(20);
  }
}

const add = (base: string, party: string): Promise<number> =>
  insist(base, '/negotiations/talks/parties', { party, name: party, role: 'observer' });

test(
  `${RESTARTS} restarts under writes lose nothing and double nothing, with SIGTERM and SIGKILL by turns`,
  async () => {
    const folder = newFolder();
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const run = () =>
      new Program(main, {
        PARLEY_DATA: folder,
        PORT: String(port),
        PARLEY_LOG_LEVEL: 'info',
        PARLEY_SNAPSHOT_EVERY: '20',
      });
    server = run();
    await server.address();
    // It may still be starting.
    await insist(base, '/negotiations', { negotiation: 'talks', title: 'Talks' });
    const wanted = CLIENTS * EACH * RESTARTS;
    const written = new Set<string>();
    const client = async (name: number) => {
      for (let i = 0; i < EACH * RESTARTS; i += 1) {
        await add(base, `p-${name}-${i}`);
        written.add(`p-${name}-${i}`);
      }
    };
    const restarts = async () => {
      for (let i = 0; i < RESTARTS; i += 1) {
        const enough = (wanted * (i + 0.5)) / RESTARTS;
        while (written.size < enough) await pause(5);
        server?.signal(i % 2 ? 'SIGKILL' : 'SIGTERM');
        const code = (await server?.ended())?.code;
        expect(code).toBe(i % 2 ? null : 0);
        server = run();
        await server.address();
      }
    };
    await Promise.all([...Array.from({ length: CLIENTS }, (_, name) => client(name)), restarts()]);
    server?.signal('SIGTERM');
    await server?.ended();
    const store = SqliteEventStore.open(join(folder, 'parley.sqlite'));
    const events = await store.readStream('negotiation-talks');
    expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
    await store.close();
    remove(folder);
    const parties = events.slice(1).map(({ data }) => JSON.stringify(data['party']));
    expect([parties.length, new Set(parties).size]).toEqual([wanted, wanted]);
  },
  process.env['SOAK'] ? 7_200_000 : 240_000,
);
