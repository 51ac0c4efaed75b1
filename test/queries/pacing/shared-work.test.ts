/** Work that is done once for all who wait, and the calls that it listens to meanwhile. */
import { getEventListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { currentCall, type Call } from '../../../src/queries/pacing/call.js';
import { SharedWork } from '../../../src/queries/pacing/shared-work.js';

const callOf = (controller: AbortController): Call => ({ caller: 'x', isLimited: false, signal: controller.signal });

test('A call that goes on to other work is no longer listened to', async () => {
  const gone = new AbortController();
  const work = new SharedWork<number, number>();
  await currentCall.run(callOf(gone), async () => {
    for (let i = 0; i < 20; i += 1) {
      const value = work.of(i, async () => (await pause(1), i));
      expect(getEventListeners(gone.signal, 'abort')).toHaveLength(1);
      expect(await value).toBe(i);
    }
  });
  expect(getEventListeners(gone.signal, 'abort')).toHaveLength(0);
});

test('Work goes on while one of those who wait is there, and is given up with the last', async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const work = new SharedWork<string, boolean>();
  let signal: AbortSignal | undefined;
  const make = async (): Promise<boolean> => {
    signal = currentCall.getStore()?.signal;
    await pause(20);
    return signal?.aborted ?? false;
  };
  const waiting = [first, second].map((gone) => currentCall.run(callOf(gone), () => work.of('it', make)));
  first.abort();
  expect(signal?.aborted).toBe(false);
  second.abort();
  expect(signal?.aborted).toBe(true);
  expect(await Promise.all(waiting)).toEqual([true, true]);
});
