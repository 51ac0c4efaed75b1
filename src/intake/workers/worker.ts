/** A worker thread: does one task after another. */
import { parentPort } from 'node:worker_threads';
import { TASKS, type Answered, type Asked } from './tasks.js';

async function answerTo({ id, task, with: given }: Asked): Promise<Answered> {
  try {
    const work = TASKS[task] as (...args: readonly unknown[]) => unknown;
    return { id, answer: await work(...given) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (asked: Asked) => {
  void answerTo(asked).then((answered) => parentPort?.postMessage(answered, []));
});
