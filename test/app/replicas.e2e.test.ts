/**
 * Several Parleys on one EventStoreDB, each a process of its own, behind a client that asks them in turn and asks the
 * next where one does not answer, as a proxy would. One is killed and started again while all are written to.
 */
import { verifyLog } from '../../src/audit/verification.js';
import { EventStoreDbEventStore } from '../../src/store/eventstoredb/eventstoredb-event-store.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { addressOf } from '../store/on-server.js';
import { until } from '../store/until.js';
import { program as main, Program } from './program.js';
import { send } from './started-app.js';
import { opening, report } from './talks.js';

const ROUNDS = process.env['SOAK'] ? 20 : 1;
const WRITERS = 6;
const REPORTS = 10;

let node: EventStoreDbNode;
const replicas: Program[] = [];
let bases: string[] = [];
const run = (): Program => new Program(main, { PARLEY_STORE: node.address });

const isReady = (base: string): Promise<boolean> =>
  fetch(`${base}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

beforeAll(async () => {
  node = await new EventStoreDbNode().start();
  replicas.push(run(), run(), run());
  bases = await Promise.all(replicas.map((replica) => replica.address()));
  for (const base of bases) await until(() => isReady(base));
});
afterAll(async () => {
  for (const replica of replicas) {
    replica.signal('SIGKILL');
    await replica.ended();
  }
  node.stop();
});

let turn = 0;
const next = (): string => bases[(turn += 1) % bases.length] ?? '';

/** Sends it to one replica after the other, until one has taken it. */
async function recorded(path: string, body: object): Promise<{ position: string; revision: number }> {
  for (;;) {
    const response = await send(next(), 'POST', path, body).catch(() => undefined);
    if (response?.status === 201 || response?.status === 200)
      return (await response.json()) as { position: string; revision: number };
    expect([undefined, 503]).toContain(response?.status);
  }
}

/** What any replica answers that has read this far. */
async function readAt(path: string, position: string): Promise<Response> {
  for (;;) {
    const headers = { prefer: 'wait=20' };
    const response = await fetch(`${next()}${path}?position=${position}`, { headers }).catch(() => undefined);
    if (response && response.status !== 503) return response;
  }
}

/** Records one report after another, and reads each back from whichever replica comes next. */
async function write(negotiation: string, name: string): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let i = 0; i < REPORTS; i += 1) {
    const id = `${name}-${i}`;
    const more = i % 3 ? {} : { kind: 'denial', party: 'port' };
    const { position } = await recorded(`/negotiations/${negotiation}/reports`, report(id, more));
    expect((await readAt(`/v1/negotiations/${negotiation}/reports/${id}`, position)).status).toBe(200);
    acknowledged.push(id);
  }
  return acknowledged;
}

async function killAndStart(index: number): Promise<void> {
  const stored = node.log.all.length;
  await until(() => node.log.all.length > stored + 10);
  replicas[index]?.signal('SIGKILL');
  await replicas[index]?.ended();
  await until(() => node.log.all.length > stored + 25);
  replicas[index] = run();
  bases[index] = await replicas[index].address();
}

test(
  `What ${WRITERS} clients record on three replicas is kept once, and read the same from each (${ROUNDS} rounds)`,
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const negotiation = `talks-${round}`;
      await recorded('/negotiations', { ...opening, negotiation });
      const writing = Promise.all(Array.from({ length: WRITERS }, (_, i) => write(negotiation, `w${i}`)));
      await killAndStart(round % replicas.length);
      const acknowledged = (await writing).flat();

      const store = EventStoreDbEventStore.at(addressOf(node.address));
      const stored = await store.readStream(`negotiation-${negotiation}`);
      expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
      await store.close();
      const kept = stored.slice(1).map(({ data }) => data['reportId'] as string);
      expect(kept.toSorted()).toEqual(acknowledged.toSorted());

      for (const base of bases) await until(() => isReady(base));
      const at = `/v1/negotiations/${negotiation}/status?reportedBy=2024&position=${stored.at(-1)?.position}`;
      const statuses = await Promise.all(bases.map(async (base) => (await fetch(`${base}${at}`)).text()));
      expect(statuses[0]).toContain('"contested":{"value":true');
      expect(new Set(statuses).size).toBe(1);
    }
  },
  ROUNDS * 240_000,
);

test('A position that no write has answered is refused at once, by whichever replica', async () => {
  await recorded('/negotiations', { ...opening, negotiation: 'other' });
  const at = (position: string, prefer = 'wait=0') =>
    fetch(`${next()}/v1/negotiations?position=${position}`, { headers: { prefer } });
  const late = await at('999999999999');
  expect([late.status, late.headers.get('preference-applied')]).toEqual([400, 'wait=0']);
  expect(await late.json()).toMatchObject({
    code: 'invalid-parameter',
    errors: [{ parameter: 'position', detail: expect.stringMatching(/no write has answered 999999999999/) }],
  });
  expect((await at('yesterday')).status).toBe(400);
  expect((await at('1')).status).toBe(200);
});
