/** Kills with SIGKILL while alerts are delivered: nothing is lost, nothing comes in another order, and repetitions have one id. */
import { setTimeout as pause } from 'node:timers/promises';
import type { AlertAddedAnswer } from '../../answers/alerts/alerts.js';
import { Receiver, type Behaviour } from '../alerts/receiver.js';
import { program as main, Program } from '../app/program.js';
import { newFolder, remove, send } from '../app/started-app.js';
import { opening, report } from '../app/talks.js';
import { until } from '../store/until.js';

const SOAK = process.env['SOAK'] !== undefined;
const ROUNDS = SOAK ? 20 : 1;
const REPORTS = 12;
/** Subscriptions that follow the same: what one is told, the others are. */
const ALERTS = 5;

let server: Program | undefined;
let receiver: Receiver;
const folder = newFolder();
afterAll(async () => {
  server?.signal('SIGKILL');
  await server?.ended();
  await receiver.stop();
  remove(folder);
});

async function started(): Promise<string> {
  const env = { PARLEY_DATA: folder, PARLEY_WEBHOOKS: 'on', PARLEY_FETCH_ALLOW: receiver.host };
  server = new Program(main, env);
  return server.ready();
}

/**
 * In the long form, how some receivers fail now and then: they answer 500, close in the middle of a body, or say nothing. What is
 * not delivered is tried again after five seconds, and then after a minute.
 */
const FAILING: readonly Behaviour[] = [
  (response) => {
    response.writeHead(500).end();
    return 500;
  },
  (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('half');
    setTimeout(() => response.destroy(), 5);
    return 0;
  },
  // Nobody waits for longer than ten seconds.
  () => 0,
];

/** Every so many requests, a receiver that fails does so. */
const FAILS_EVERY = 40;

/** The entries of which a subscription was told, in order, each the first time that it came. */
function toldAt(path: string): {
  readonly entries: readonly (string | null)[];
  readonly ids: ReadonlyMap<string, string>;
} {
  const ids = new Map<string, string>();
  for (const { id, data } of receiver.taken(path)) {
    const entry = String(data.talks[0]?.entry);
    const first = ids.get(entry) ?? id;
    // It may come again after a kill, but as the same.
    expect(id).toBe(first);
    ids.set(entry, first);
  }
  return { entries: [...ids.keys()], ids };
}

test(
  `${ROUNDS} kills while alerts are delivered lose nothing, and keep the order`,
  async () => {
    receiver = await Receiver.start();
    const asked: number[] = [];
    // What comes is slow now and then, so that a kill finds something under way.
    for (let i = 0; i < ALERTS; i += 1)
      receiver.instead.set(`ok/${i}`, (response, request) => {
        const failing = SOAK ? FAILING[i] : undefined;
        asked[i] = (asked[i] ?? 0) + 1;
        if (failing && asked[i]! % FAILS_EVERY === i + 1) return failing(response, request);
        const rest = receiver.received.length % 3 === 0 ? 30 : 0;
        setTimeout(() => response.writeHead(204).end(), rest);
        return 204;
      });
    let base = await started();
    await send(base, 'POST', '/negotiations', opening);
    for (let i = 0; i < ALERTS; i += 1) {
      const answer = await send(base, 'POST', '/alerts', {
        changes: { topics: ['position'] },
        channel: { kind: 'webhook', url: receiver.url(`ok/${i}`) },
      });
      expect(((await answer.json()) as AlertAddedAnswer).standing).toBe('active');
    }
    const recorded: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let i = 0; i < REPORTS; i += 1) {
        const id = `r${round}-${i}`;
        const made = await send(base, 'POST', '/negotiations/talks/reports', report(id, { claim: `c${round}-${i}` }));
        expect(made.status).toBe(201);
        recorded.push(id);
      }
      await pause(500 + ((round * 137) % 1_500));
      server?.signal('SIGKILL');
      await server?.ended();
      base = await started();
    }
    for (let i = 0; i < ALERTS; i += 1) {
      await until(() => toldAt(`ok/${i}`).entries.length === recorded.length);
      expect(toldAt(`ok/${i}`).entries).toEqual(recorded);
    }
  },
  ROUNDS * 60_000 + 60_000,
);
