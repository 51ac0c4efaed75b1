/**
 * A report is checked when it is decided on, and not again where this process reads it of memory. Nobody can tell: what is read
 * of the file, where it is checked, is the same fact.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { decide } from '../../decisions/decide.js';
import { PendingState } from '../../decisions/pending-state.js';
import { initialState } from '../../decisions/state.js';
import type { RecordedEvent } from '../../events/envelope.js';
import { readEvent } from '../../events/event.js';
import { newEvent } from '../../src/commands/new-event.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { drawing, NOW } from '../decisions/given.js';
import { history } from '../generators/history.js';
import type { Line } from '../generators/line.js';

const dir = mkdtempSync(join(tmpdir(), 'parley-'));
const store = SqliteEventStore.open(join(dir, 'log.db'));
afterAll(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});

const factsOf = (events: readonly RecordedEvent[]): string[] =>
  events.map((one) =>
    JSON.stringify(readEvent(one), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );

let checked = 0;

async function run(lines: readonly Line[], number: number): Promise<void> {
  const state = new PendingState({ stateOf: () => undefined, sourcesState: () => initialState, ids: () => [] });
  const draw = drawing();
  const before = await store.head();
  const heard: RecordedEvent[] = [];
  const subscription = store.subscribe(before).subscribe((one) => heard.push(one));
  for (const line of lines) {
    const decision = decide(state, line, NOW * 2, draw);
    if (decision.outcome !== 'new') continue;
    const { draft } = decision;
    state.enter(draft, NOW);
    if (draft.isChecked) checked += 1;
    const stream = `${draft.stream}-${number}`;
    await store.append(stream, [newEvent({ ...draft, stream }, 'desk', 'c')], 'any');
  }
  const all = await store.readAll(before);
  for (const until = Date.now() + 5_000; heard.length < all.length && Date.now() < until;)
    await new Promise((resolve) => setTimeout(resolve, 2));
  subscription.unsubscribe();
  expect(factsOf(heard)).toEqual(factsOf(all));
  expect(factsOf(all).filter((fact) => fact.includes('"unreadable"'))).toEqual([]);
}

test('whatever the desk records reads the same of memory, unchecked, and of the file, checked', async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(history(), ({ opened, lines }) => run([opened, ...lines], (number += 1))),
    { numRuns: 12 },
  );
  expect(checked).toBeGreaterThan(50);
});
