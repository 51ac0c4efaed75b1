/** What was acknowledged stays, whatever becomes of the process; and several processes share one record. */
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { verifyLog } from '../../src/audit/verification.js';
import type { RecordedEvent } from '../../events/envelope.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { program as main, Program } from './program.js';
import { importLines, newFolder, remove, send } from './started-app.js';
import { until } from '../store/until.js';
import { opening, report } from './talks.js';

const ROUNDS = process.env['SOAK'] ? 50 : 5;
const CLIENTS = 8;

let folder: string;
const running: Program[] = [];
const run = (): Program => {
  const program = new Program(main, { PARLEY_DATA: folder, PARLEY_LOG_LEVEL: 'info', PARLEY_SNAPSHOT_EVERY: '20' });
  running.push(program);
  return program;
};

async function stopAll(): Promise<void> {
  for (const program of running.splice(0)) {
    program.signal('SIGKILL');
    await program.ended();
  }
  remove(folder);
}

const open = (base: string, negotiation: string) => send(base, 'POST', '/negotiations', { ...opening, negotiation });
const record = (base: string, negotiation: string, of: object) =>
  send(base, 'POST', `/negotiations/${negotiation}/reports`, of);

interface Acknowledged {
  readonly reportId: string;
  readonly revision: number;
  readonly hash: string;
}

/** The answer's body, or undefined where the server has gone before it was whole. */
const heard = (answer: Promise<Response>): Promise<unknown> =>
  answer.then((response) => response.json()).catch(() => undefined);

/** Records one report after another until the server is gone; what it answered. */
async function client(base: string, name: string, answers: Acknowledged[]): Promise<Acknowledged[]> {
  for (let i = 0; ; i += 1) {
    const answer = await heard(record(base, 'talks', report(`${name}-${i}`)));
    if (answer === undefined) return answers;
    answers.push(answer as Acknowledged);
  }
}

const LINES = 20;

/** Imports small stories, each whole or not at all, until the server is gone; how many it acknowledged. */
async function importer(base: string, name: string): Promise<number> {
  for (let i = 0; ; i += 1) {
    const lines = Array.from({ length: LINES }, (_, n) => {
      const { kind: _kind, ...data } = report(`import-${name}-${i}.${n}`);
      return JSON.stringify({ type: 'ConfirmationReported', data: { negotiation: 'talks', ...data } });
    });
    if ((await heard(importLines(base, lines.join('\n'), '?atomic=true'))) === undefined) return i;
  }
}

async function stored(): Promise<readonly RecordedEvent[]> {
  const store = SqliteEventStore.open(join(folder, 'parley.sqlite'));
  try {
    expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
    return await store.readAll();
  } finally {
    await store.close();
  }
}

function expectWhole(events: readonly RecordedEvent[]): void {
  expect(events.map(({ position }) => position)).toEqual(events.map((_, i) => BigInt(i + 1)));
}

function expectWholeImports(events: readonly RecordedEvent[], name: string, acknowledged: number): void {
  const counts = new Map<string, number>();
  for (const { data } of events) {
    const [batch] = /import-.+(?=\.)/.exec(JSON.stringify(data['reportId'])) ?? [];
    if (batch !== undefined) counts.set(batch, (counts.get(batch) ?? 0) + 1);
  }
  expect([...counts.values()].every((count) => count === LINES)).toBe(true);
  const whole = Array.from({ length: acknowledged }, (_, i) => counts.get(`import-${name}-${i}`));
  expect(whole.every((count) => count === LINES)).toBe(true);
}

describe('A server that is killed in the middle of writes', () => {
  beforeAll(() => {
    folder = newFolder();
  });
  afterAll(stopAll);

  test(
    `has kept every report that it acknowledged, ${ROUNDS} times`,
    async () => {
      const acknowledged: Acknowledged[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const program = run();
        const base = await program.ready();
        await open(base, 'talks');
        const answers = Array.from({ length: CLIENTS - 1 }, (): Acknowledged[] => []);
        const writing = answers.map((heardBy, c) => client(base, `${round}-${c}`, heardBy));
        const importing = importer(base, String(round));
        // Under way, however busy the machine is.
        while (answers.every(({ length }) => length === 0)) await pause(5);
        await pause(20 + 60 * (round % 5));
        program.signal('SIGKILL');
        await program.ended();
        const written = (await Promise.all(writing)).flat();
        expect(written.length).toBeGreaterThan(0);
        acknowledged.push(...written);
        const events = await stored();
        expectWhole(events);
        expectWholeImports(events, String(round), await importing);
        const kept = new Map(events.map(({ data, revision, hash }) => [data['reportId'], { revision, hash }]));
        for (const { reportId, revision, hash } of acknowledged) expect(kept.get(reportId)).toEqual({ revision, hash });
      }
      const base = await run().ready();
      const last = acknowledged.at(-1);
      expect((await fetch(`${base}/v1/negotiations/talks/reports/${last?.reportId}`)).status).toBe(200);
    },
    ROUNDS * 60_000,
  );
});

describe('Two servers on the same data', () => {
  let [one, other] = ['', ''];
  let talks = '';
  let opened = 0;
  beforeAll(async () => {
    folder = newFolder();
    [one, other] = await Promise.all([run().ready(), run().ready()]);
  });
  afterAll(stopAll);

  // Each test has talks of its own, on the same two.
  beforeEach(async () => {
    opened += 1;
    talks = `talks-${opened}`;
    await open(one, talks);
  });

  /** For as long as the test may take. */
  const seenBy = (base: string, reportId: string): Promise<void> =>
    until(async () => (await fetch(`${base}/v1/negotiations/${talks}/reports/${reportId}`)).ok);

  test('each see what the other records', async () => {
    await record(one, talks, report('r1'));
    await seenBy(other, 'r1');
    await record(other, talks, report('r2'));
    await seenBy(one, 'r2');
    expect((await stored()).filter(({ stream }) => stream === `negotiation-${talks}`)).toHaveLength(3);
  });

  test('decide on what the other has just recorded', async () => {
    await send(one, 'POST', `/negotiations/${talks}/parties`, {
      party: 'ministry',
      name: 'Ministry',
      role: 'mediator',
    });
    expect((await record(other, talks, report('r1', { party: 'ministry' }))).status).toBe(201);
    expect((await record(one, talks, report('r1', { party: 'ministry' }))).status).toBe(200);
    expect((await record(one, talks, report('r1'))).status).toBe(409);
  });

  test('give an id once, also to a report of another kind', async () => {
    for (let i = 0; i < 20; i += 1) {
      expect((await record(one, talks, report(`r${i}`))).status).toBe(201);
      expect((await record(other, talks, report(`r${i}`, { kind: 'denial' }))).status).toBe(409);
    }
  });

  test('write at the same time, and agree in the end', async () => {
    const writes = Array.from({ length: 100 }, (_, i) => record(i % 2 ? one : other, talks, report(`r${i}`)));
    const answers = await Promise.all(writes);
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    const positions = await Promise.all(
      answers.map(async (answer) => Number(((await answer.json()) as { position: string }).position)),
    );
    // What is read at a position waits until the server has come so far.
    const at = (base: string) =>
      fetch(`${base}/v1/negotiations/${talks}/positions?reportedBy=2024&position=${Math.max(...positions)}`, {
        headers: { prefer: 'wait=20' },
      }).then(async (answer) => `${answer.status} ${await answer.text()}`);
    const said = await at(one);
    expect(said).toMatch(/^200 /);
    expect(said).toBe(await at(other));
    expectWhole(await stored());
  });
});
