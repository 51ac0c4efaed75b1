/** Pictures as PNG, from SVG: drawn in a thread of their own, so that whoever asks holds up nobody. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { lazy } from '../../projections/support/lazy.js';
import { drawnPng, type Drawn } from './drawn-png.js';
import { fontFolder, shippedFonts } from './fonts/shipped.js';
import type { Answered, Asked } from './png-worker.js';

/** The widest picture that is made, in pixels. */
export const WIDEST_PICTURE = 4000;

interface Waiting {
  readonly resolve: (png: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/** The thread. It is begun with the first picture, and keeps no process going. */
class PngThread {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #next = 0;

  constructor(private readonly program: URL) {}

  draw(drawn: Drawn): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#begun();
      this.#worker.ref();
      this.#next += 1;
      this.#waiting.set(this.#next, { resolve, reject });
      this.#worker.postMessage({ id: this.#next, ...drawn } satisfies Asked, []);
    });
  }

  #begun(): Worker {
    const worker = new Worker(this.program, { env: {}, stdin: false, workerData: fontFolder() });
    worker.on('message', (answered: Answered) => this.#answered(answered));
    worker.on('error', (error) => this.#died(worker, error.message));
    worker.on('exit', () => this.#died(worker, 'it has ended'));
    return worker;
  }

  #answered(answered: Answered): void {
    const waiting = this.#waiting.get(answered.id);
    this.#waiting.delete(answered.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if ('failed' in answered) waiting?.reject(new Error(answered.failed));
    else waiting?.resolve(Buffer.from(answered.png));
  }

  #died(worker: Worker, why: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(new Error(`the thread that draws has failed: ${why}`));
    this.#waiting.clear();
  }
}

/** Undefined where the program of the thread was not built: then pictures are drawn in this one. */
const thread = lazy((): PngThread | undefined => {
  const built = ['./png-worker.js', '../../dist/src/pictures/png-worker.js'];
  const program = built.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  return program && new PngThread(program);
});

/**
 * The PNG of an SVG document, `width` pixels wide and as high as its `viewBox` asks for. Text is set in the shipped fonts
 * and in no other: name `FONT_FAMILY`. Nothing is loaded from a network.
 *
 * Rejects with an `Error` where the text is no SVG.
 */
export async function pngOf(svg: string, width: number): Promise<Buffer> {
  const drawn = { svg, width: Math.min(WIDEST_PICTURE, Math.max(1, Math.round(width))) };
  return thread()?.draw(drawn) ?? Buffer.from(await drawnPng(drawn, await shippedFonts()));
}
