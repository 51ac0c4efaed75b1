/**
 * Worker threads that read texts: at most one less than the cores, and each task within a time. A worker that takes too
 * long is stopped, one that dies is replaced; whoever asked gets an answer that says so.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Answered, Asked, TaskName, Tasks } from './tasks.js';

/** How many tasks may wait. What comes then is refused, and the desk is told. */
const MOST_WAITING = 10_000;
/** A worker's heap, in megabytes. */
const ROOM = 512;

/** Why there is no answer. */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
}

interface Waiting extends Asked {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: TaskFailed) => void;
}

interface Thread {
  readonly worker: Worker;
  task: Waiting | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** The program of the workers; where the server runs from its sources, that of the build, if there is one. */
function programOf(): URL | undefined {
  const built = ['./worker.js', '../../../dist/src/intake/workers/worker.js'];
  return built.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
}

@Injectable()
export class IntakeWorkers implements OnApplicationShutdown {
  readonly #log = new Logger('Intake');
  readonly #most = Math.max(1, availableParallelism() - 1);
  readonly #threads = new Set<Thread>();
  readonly #waiting: Waiting[] = [];
  #next = 0;
  #isClosed = false;
  /** How long a task may take, in milliseconds. */
  patience = 15_000;
  /** What a worker runs; undefined where it was not built. */
  program: URL | undefined = programOf();

  async onApplicationShutdown(): Promise<void> {
    this.#isClosed = true;
    for (const task of this.#waiting.splice(0)) task.reject(new TaskFailed('the server is stopping'));
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  /** Rejects with `TaskFailed` where the task fails, takes too long, or its worker dies. */
  run<T extends TaskName>(task: T, ...given: Parameters<Tasks[T]>): Promise<Awaited<ReturnType<Tasks[T]>>> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed || this.#waiting.length >= MOST_WAITING) {
        reject(new TaskFailed(this.#isClosed ? 'the server is stopping' : 'too much is waiting to be read'));
        return;
      }
      this.#next += 1;
      const done = resolve as (answer: unknown) => void;
      this.#waiting.push({ id: this.#next, task, with: given, resolve: done, reject });
      this.#begin();
    });
  }

  #begin(): void {
    if (this.#waiting.length === 0) return;
    const idle = [...this.#threads].find(({ task }) => task === undefined) ?? this.#started();
    const task = idle && this.#waiting.shift();
    if (!idle || !task) return;
    idle.task = task;
    const late = `reading it took longer than ${this.patience / 1000} seconds`;
    idle.timer = setTimeout(() => this.#stop(idle, late), this.patience).unref();
    idle.worker.ref();
    const { id, task: name, with: given } = task;
    idle.worker.postMessage({ id, task: name, with: given } satisfies Asked, []);
  }

  /** A new worker; undefined where there are as many as may be. */
  #started(): Thread | undefined {
    if (this.#threads.size >= this.#most) return undefined;
    const { program } = this;
    if (!program) {
      for (const task of this.#waiting.splice(0)) task.reject(new TaskFailed('the program was not built'));
      return undefined;
    }
    const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: ROOM }, env: {}, stdin: false });
    const thread: Thread = { worker, task: undefined, timer: undefined };
    worker.on('message', (answered: Answered) => this.#answered(thread, answered));
    worker.on('error', (error) => this.#stop(thread, `its reader has failed: ${error.message}`));
    worker.on('exit', () => this.#stop(thread, 'its reader has died'));
    worker.unref();
    this.#threads.add(thread);
    return thread;
  }

  #answered(thread: Thread, answered: Answered): void {
    const { task } = thread;
    if (task?.id !== answered.id) return;
    clearTimeout(thread.timer);
    thread.task = undefined;
    thread.worker.unref();
    if ('failed' in answered) task.reject(new TaskFailed(answered.failed));
    else task.resolve(answered.answer);
    this.#begin();
  }

  #stop(thread: Thread, why: string): void {
    if (!this.#threads.delete(thread)) return;
    clearTimeout(thread.timer);
    void thread.worker.terminate();
    if (!this.#isClosed) this.#log.warn(`a reader of texts was stopped: ${why}`);
    thread.task?.reject(new TaskFailed(why));
    if (!this.#isClosed) this.#begin();
  }
}
