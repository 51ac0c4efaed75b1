import { inTimeOrder } from '../../src/log-transfer/time-order.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';

const at = (stream: string, revision: number, second: number): StoredEvent => ({
  stream,
  revision,
  position: 0n,
  id: '',
  type: 'T',
  text: '{}',
  recordedAt: `2026-03-02T09:00:0${second}.000Z`,
  recorder: '',
  schemaVersion: 1,
  correlationId: '',
  causationId: '',
  hash: '',
});

async function* each(events: readonly StoredEvent[]): AsyncGenerator<StoredEvent> {
  yield* events;
}

test('Events that lie near each other come in the order of their times, those of a stream as they were', async () => {
  const events = [at('a', 0, 1), at('b', 0, 3), at('a', 1, 2), at('b', 1, 3), at('a', 2, 3), at('c', 0, 1)];
  const order: string[] = [];
  for await (const { stream, revision } of inTimeOrder(each(events), 4)) order.push(`${stream}${revision}`);
  expect(order).toEqual(['a0', 'c0', 'a1', 'b0', 'b1', 'a2']);
});
