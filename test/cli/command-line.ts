/** `parley` typed with some words: what it wrote, and its exit code. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { run } from '../../src/cli/run.js';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly stdin?: string;
  readonly env?: Record<string, string>;
}

/** As a terminal is told from a pipe. */
const TERMINAL = { isTTY: true };

/** A command that goes on: what it has said so far, until it is stopped. */
export class Running {
  out = '';
  err = '';
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor(main: string, args: readonly string[], { stdin = '', env = {} }: Surroundings) {
    this.#process = spawn(process.execPath, [main, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } });
    this.#process.stdout?.on('data', (chunk: Buffer) => (this.out += chunk.toString()));
    this.#process.stderr?.on('data', (chunk: Buffer) => (this.err += chunk.toString()));
    // It may end before it has read what it is given.
    this.#process.stdin?.on('error', () => undefined).end(stdin);
    this.#ended = once(this.#process, 'close');
  }

  async says(what: RegExp, where: 'out' | 'err' = 'out'): Promise<RegExpExecArray> {
    for (let tries = 0; tries < 800; tries += 1) {
      const found = what.exec(this[where]);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`it does not say ${what.source}: ${this.out}${this.err}`);
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async ended(): Promise<Ended> {
    await this.#ended;
    return { code: this.#process.exitCode, out: this.out, err: this.err };
  }
}

/** The command line, pointed to a server. */
export abstract class CommandLine {
  /** @param server for which PARLEY_SERVER stands */
  constructor(readonly server: string) {}

  /** @param typed split at blanks; a list where an argument holds some */
  run(typed: string | readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
    const env = { PARLEY_SERVER: this.server, ...surroundings.env };
    return this.ended(typeof typed === 'string' ? typed.split(' ') : typed, { ...surroundings, env });
  }

  /** What it answers as JSON; it must have ended with 0. */
  async json<A>(typed: string | readonly string[], surroundings?: Surroundings): Promise<A> {
    const { code, out, err } = await this.run(typed, surroundings);
    if (code !== 0) throw new Error(`exit code ${String(code)}: ${err}`);
    return JSON.parse(out) as A;
  }

  protected abstract ended(words: readonly string[], surroundings: Surroundings): Promise<Ended>;
}

/** A process for each command. */
export class InProcesses extends CommandLine {
  constructor(
    /** The file to run. */
    readonly main: string,
    server: string,
  ) {
    super(server);
  }

  start(words: readonly string[], { env, ...rest }: Surroundings = {}): Running {
    return new Running(this.main, words, { ...rest, env: { PARLEY_SERVER: this.server, ...env } });
  }

  protected ended(words: readonly string[], surroundings: Surroundings): Promise<Ended> {
    return new Running(this.main, words, surroundings).ended();
  }
}

/** Within this process, which spares the start: for what a command does with its words, and with the answer. */
export class Inside extends CommandLine {
  /** @param onTerminal whether the answer goes to a terminal */
  constructor(
    server: string,
    private readonly onTerminal = false,
  ) {
    super(server);
  }

  protected async ended(words: readonly string[], { stdin = '', env = {} }: Surroundings): Promise<Ended> {
    const stdout = Object.assign(new PassThrough(), this.onTerminal ? TERMINAL : {});
    const stderr = new PassThrough();
    const [out, err] = [text(stdout), text(stderr)];
    const code = await run(words, { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env });
    stdout.end();
    stderr.end();
    return { code, out: await out, err: await err };
  }
}
