/** Turns: who shares the process, in which order, and who is refused. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Allowance } from '../../../src/queries/pacing/allowance.js';
import { currentCall, SharedCall, type Call } from '../../../src/queries/pacing/call.js';
import { SharedWork } from '../../../src/queries/pacing/shared-work.js';
import { Turns } from '../../../src/queries/pacing/turns.js';

const callOf = (caller: string, gone = new AbortController()): Call => ({
  caller,
  isLimited: true,
  signal: gone.signal,
});

/** Keeps the processor busy. */
function busy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** Work of so many steps of three milliseconds. */
function* steps(count: number, said: string[] = [], name = ''): Generator<undefined, string> {
  for (let i = 0; i < count; i += 1) {
    busy(3);
    said.push(name);
    yield;
  }
  return name;
}

/** How many times others had their turn while something was done. */
async function turnsWhile(doing: Promise<unknown>): Promise<number> {
  let turns = 0;
  const state = { done: false };
  void doing.finally(() => (state.done = true));
  for (; !state.done; turns += 1) await turnOfTheLoop();
  return turns;
}

test('Others have their turn between any two of long work', async () => {
  expect(await turnsWhile(new Turns().run(steps(40), callOf('a')))).toBeGreaterThanOrEqual(8);
});

test('However many computations there are, there is one turn of one between two turns of others', async () => {
  const turns = new Turns();
  const all = Array.from({ length: 8 }, (_, i) => turns.run(steps(8), callOf(`caller ${i}`)));
  expect(await turnsWhile(Promise.all(all))).toBeGreaterThanOrEqual(16);
});

test('Callers take turns, however much one of them asks for', async () => {
  const turns = new Turns();
  const said: string[] = [];
  const greedy = Array.from({ length: 6 }, () => turns.run(steps(20, said, 'greedy'), callOf('greedy')));
  await turns.run(steps(8, said, 'modest'), callOf('modest'));
  expect(said.filter((name) => name === 'greedy').length).toBeLessThanOrEqual(30);
  await Promise.all(greedy);
});

test('A short computation does not wait for the long ones of the same caller', async () => {
  const turns = new Turns();
  const said: string[] = [];
  const long = turns.run(steps(60, said, 'long'), callOf('a'));
  await turnOfTheLoop();
  await turnOfTheLoop();
  await turns.run(steps(2, said, 'short'), callOf('a'));
  expect(said.filter((name) => name === 'long').length).toBeLessThan(20);
  await long;
});

test('Work is given up when its caller goes, and what it holds is let go', async () => {
  const turns = new Turns();
  const gone = new AbortController();
  let isClosed = false;
  function* endless(): Generator<undefined, void> {
    try {
      for (;;) {
        busy(2);
        yield;
      }
    } finally {
      isClosed = true;
    }
  }
  const work = turns.run(endless(), callOf('a', gone));
  setTimeout(() => gone.abort(), 20);
  await expect(work).rejects.toThrow('the caller has gone');
  expect([isClosed, turns.length]).toEqual([true, 0]);
});

test('One computation may take no more than so much time, and one caller no more than so many at once', async () => {
  const turns = new Turns(new Allowance(), 60);
  await expect(turns.run(steps(1_000), callOf('a'))).rejects.toThrow('takes more than');
  const held = new AbortController();
  const all = Array.from({ length: 64 }, () => turns.run(steps(1_000), callOf('b', held)));
  await expect(turns.run(steps(1), callOf('b'))).rejects.toMatchObject({ problem: { status: 429 }, retryAfter: 1 });
  expect(await turns.run(steps(1, [], 'of another'), callOf('c'))).toBe('of another');
  held.abort();
  expect((await Promise.allSettled(all)).every(({ status }) => status === 'rejected')).toBe(true);
});

test('Who has used up their time is told when to ask again, and nobody else waits for it', async () => {
  const turns = new Turns(new Allowance({ perSecond: 10, most: 30 }));
  await turns.run(steps(20), callOf('a'));
  const refused = turns.run(steps(1), callOf('a'));
  await expect(refused).rejects.toMatchObject({ problem: { code: 'too-many-requests' } });
  await expect(refused).rejects.toHaveProperty('retryAfter', expect.any(Number));
  expect(await turns.run(steps(1, [], 'b'), callOf('b'))).toBe('b');
  expect(await turns.run(steps(1, [], 'desk'), { ...callOf('a'), isLimited: false })).toBe('desk');
});

test('An account fills up again, to no more than may be saved', () => {
  const allowance = new Allowance({ perSecond: 100, most: 1_000 });
  allowance.charge('a', 1_500, 0);
  expect(allowance.waitOf('a', 0)).toBe(6);
  expect(allowance.waitOf('a', 6_000)).toBe(0);
  allowance.charge('a', 1_000, 1_000_000);
  expect(allowance.waitOf('a', 1_000_000)).toBe(1);
});

test('Work that several wait for goes on until none of them is there', async () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const shared = new SharedCall(callOf('one', one));
  shared.join(callOf('other', other));
  one.abort();
  expect(shared.signal.aborted).toBe(false);
  other.abort();
  expect(shared.signal.aborted).toBe(true);
});

test('Shared work that was given up is done again for whoever asks next', async () => {
  const work = new SharedWork<string, number>();
  const gone = new AbortController();
  let made = 0;
  const make = async () => {
    made += 1;
    await turnOfTheLoop();
    return made;
  };
  const ask = (call: Call) => currentCall.run(call, () => work.of('key', make));
  const first = ask(callOf('a', gone));
  gone.abort();
  expect(await Promise.all([first, ask(callOf('b')), ask(callOf('c'))])).toEqual([2, 2, 2]);
  expect(made).toBe(2);
});
