/** The program as its users have it: built, and a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const build = join(root, 'node_modules/.cache/parley-built');

/** Where the pages for the browser lie. */
export const CLIENT = join(build, 'web/client');

/** A module of the program: `test/build-once.js` has built it. */
export const built = (file: string): string => join(build, 'src', file);

/** The server, to run. */
export const program = join(build, 'program/main.js');

/** The command line, to run. */
export const cli = join(build, 'program/cli.js');

interface Ended {
  readonly code: number | null;
  readonly errors: string;
}

/** The built program, running. */
export class Program {
  readonly #process: ChildProcess;
  #output = '';
  #errors = '';

  /** @param by what starts it, where that is not Node.js itself */
  constructor(main: string, env: Record<string, string>, by: readonly string[] = [process.execPath]) {
    const [command = '', ...words] = by;
    this.#process = spawn(command, [...words, main], {
      env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...env },
    });
    this.#process.stdout?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    this.#process.stderr?.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
  }

  async address(): Promise<string> {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const found = /listens on (http:\S+?),? /.exec(this.#output)?.[1];
      if (found !== undefined) return found;
      if (this.#hasEnded) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`it does not listen: ${this.#output}${this.#errors}`);
  }

  /** The address, once the log has been read: until then the rest answers 503. */
  async ready(): Promise<string> {
    const base = await this.address();
    while (!(await fetch(`${base}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 20));
    return base;
  }

  get #hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Nobody reads what it says from now on. */
  abandon(): void {
    this.#process.stdout?.destroy();
    this.#process.stderr?.destroy();
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async ended(): Promise<Ended> {
    if (!this.#hasEnded) await once(this.#process, 'exit');
    return { code: this.#process.exitCode, errors: this.#errors };
  }
}
