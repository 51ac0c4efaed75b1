/** The program as its users have it: built, and a process of its own. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Builds it, and answers the file to run. `npm run types` is what checks the types.
 * @param name of a folder under node_modules, so that the program finds its packages and git does not find the
 * program; another one for each test file, since they run at the same time
 */
export function build(name: string): string {
  const out = join(root, 'node_modules/.cache', name);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', out], { cwd: root });
  return join(out, 'src/main.js');
}

interface Ended {
  readonly code: number | null;
  readonly errors: string;
}

/** The built program, running. */
export class Program {
  readonly #process: ChildProcess;
  #output = '';
  #errors = '';

  constructor(main: string, env: Record<string, string>) {
    this.#process = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...env },
    });
    this.#process.stdout?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    this.#process.stderr?.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
  }

  async address(): Promise<string> {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = /listens on (http:\S+?),? /.exec(this.#output)?.[1];
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`it does not listen: ${this.#output}${this.#errors}`);
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async ended(): Promise<Ended> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await once(this.#process, 'exit');
    return { code: this.#process.exitCode, errors: this.#errors };
  }
}
