/** The thread in which alerts are kept and delivered, as the server sees it. It is begun when something is first asked of it. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Subject } from 'rxjs';
import { Config } from '../../platform/config.js';
import { erasuresFileOf } from '../../store/erasure/erasures-list.js';
import { alertsFile } from '../kept/alerts-file.js';
import type { Keeper } from './keeper.js';
import type { Asked, KeeperMethod, Saying, WorkerSettings } from './worker-messages.js';

/** The thread's heap, in megabytes. */
const ROOM = 256;
/** How long a stop waits for the thread, in milliseconds. */
const PATIENCE = 2_000;

/** The thread has died, or cannot use its file. */
export class AlertsFailed extends Error {
  override readonly name = 'AlertsFailed';
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: AlertsFailed) => void;
}

/** The program of the thread; where the server runs from its sources, that of the build, if there is one. */
function programOf(): URL | undefined {
  const built = ['./worker.js', '../../../dist/src/alerts/keeping/worker.js'];
  return built.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
}

@Injectable()
export class AlertsThread implements OnApplicationShutdown {
  readonly #log = new Logger('Alerts');
  readonly #waiting = new Map<number, Waiting>();
  readonly #changed = new Subject<void>();
  /** Hot: another process has changed the subscriptions, or the thread has died and may be begun anew. */
  readonly changed = this.#changed.asObservable();
  #worker: Worker | undefined;
  #next = 0;
  #isClosed = false;
  /** What the thread runs; undefined where it was not built. */
  program: URL | undefined = programOf();

  constructor(private readonly config: Config) {}

  /** Whether there have ever been subscriptions in the data folder. */
  get hasFile(): boolean {
    return existsSync(alertsFile(this.config.dataFolder));
  }

  async onApplicationShutdown(): Promise<void> {
    const worker = this.#worker;
    if (worker) {
      const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE).unref());
      await Promise.race([this.ask('close').catch(() => undefined), late]);
    }
    this.#isClosed = true;
    this.#changed.complete();
    await worker?.terminate();
  }

  /** Rejects with `AlertsFailed` where the thread cannot do it. */
  ask<M extends KeeperMethod>(method: M, ...given: Parameters<Keeper[M]>): Promise<ReturnType<Keeper[M]>> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) {
        reject(new AlertsFailed('the server is stopping'));
        return;
      }
      this.#next += 1;
      const id = this.#next;
      try {
        this.#worker ??= this.#begun();
        this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
        this.#worker.postMessage({ id, method, with: given } satisfies Asked, []);
      } catch (error) {
        this.#waiting.delete(id);
        reject(new AlertsFailed(String(error), { cause: error }));
      }
    });
  }

  #begun(): Worker {
    const { program } = this;
    if (!program) throw new AlertsFailed('the program of alerts was not built');
    const { alerts, backup, dataFolder, intake, publishing } = this.config;
    const settings: WorkerSettings = {
      file: alertsFile(dataFolder),
      erasures: erasuresFileOf(dataFolder, backup.erasures),
      webhooks: alerts.webhooks,
      mail: alerts.mail,
      exceptions: intake.fetchAllow,
      base: publishing.publicUrl,
    };
    const options = { resourceLimits: { maxOldGenerationSizeMb: ROOM }, env: {}, stdin: false, workerData: settings };
    const worker = new Worker(program, options);
    worker.on('message', (saying: Saying) => this.#hear(saying));
    worker.on('error', (error) => this.#died(worker, error.message));
    worker.on('exit', () => this.#died(worker, 'it has ended'));
    return worker;
  }

  #hear(saying: Saying): void {
    if ('warning' in saying) this.#log.warn(saying.warning);
    else if ('changed' in saying) this.#changed.next();
    else this.#answered(saying);
  }

  #answered(saying: Extract<Saying, { id: number }>): void {
    const waiting = this.#waiting.get(saying.id);
    this.#waiting.delete(saying.id);
    if ('failed' in saying) waiting?.reject(new AlertsFailed(saying.failed));
    else waiting?.resolve(saying.answer);
  }

  #died(worker: Worker, why: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(new AlertsFailed(why));
    this.#waiting.clear();
    if (this.#isClosed) return;
    this.#log.error(`the thread of alerts has failed, and is begun anew: ${why}`);
    this.#changed.next();
  }
}
