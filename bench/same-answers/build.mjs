/** A built checkout: its server and its command line as processes, in the fixed world of world.mjs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { Agent, request as send } from 'node:http';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const WORLD = fileURLToPath(new URL('world.mjs', import.meta.url));

/** When the comparison takes place. The past before it is written by past.mjs. */
export const NOW = '2026-03-25T12:00:00.000Z';

/** How long anything may take before it is called an answer of its own, in milliseconds. */
const PATIENCE = 60_000;

const running = new Set();
/** What was started here and has not ended, by its process id. */
export const killAll = () => running.forEach((child) => child.kill('SIGKILL'));

/** Everything that a child has said, whenever it is asked. */
function listening(child) {
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  return said;
}

export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export async function until(isSo, what, patience = PATIENCE) {
  for (const end = performance.now() + patience; performance.now() < end; await wait(10)) {
    const found = await isSo();
    if (found) return found;
  }
  throw new Error(`waited for in vain: ${what()}`);
}

export class Build {
  // Chance is another in each process, and the same in the processes of both that come at the same place.
  #era = 'past';
  #runs = 0;

  /** From here on its processes are compared with those of the other. */
  beginComparison() {
    this.#era = 'compared';
    this.#runs = 0;
  }

  /** @param folder a folder of its own, of a path as long as the other build's: tables are as wide as what is in them */
  constructor(name, checkout, folder) {
    Object.assign(this, { name, checkout: resolve(checkout), folder });
    const { bin, scripts } = JSON.parse(readFileSync(join(this.checkout, 'package.json'), 'utf8'));
    this.command = join(this.checkout, bin.parley);
    this.main = join(this.checkout, /\S+\.js/.exec(scripts.start)[0]);
    for (const file of [this.command, this.main]) if (!existsSync(file)) throw new Error(`${file} is not built`);
    mkdirSync(folder, { recursive: true });
  }

  /** Without what differs wherever two programs run at once: folders and ports. */
  plain = (text) =>
    text
      .replaceAll(this.folder, 'FOLDER')
      .replaceAll(this.checkout, 'CHECKOUT')
      .replaceAll(/(127\.0\.0\.1|localhost):\d{4,5}\b/g, '$1:PORT');

  #start(file, words, { env = {}, stdin = '', now = NOW, terminal } = {}) {
    this.#runs += 1;
    const child = spawn(process.execPath, ['--import', WORLD, file, ...words], {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH,
        SAME_NOW: now,
        SAME_SEED: `${this.#era} ${this.#runs}`,
        ...(terminal ? { SAME_COLUMNS: String(terminal), TERM: 'xterm', FORCE_COLOR: '1' } : {}),
        ...env,
      },
    });
    running.add(child);
    child.once('close', () => running.delete(child));
    // It may end before it has read what it is given.
    child.stdin.on('error', () => undefined).end(stdin);
    return child;
  }

  /** A command line that goes on until it is stopped. */
  start(words, options) {
    const child = this.#start(this.command, words, options);
    return { child, said: listening(child) };
  }

  /** `parley` with these words: what it wrote, and its exit code. */
  async run(words, options) {
    const { child, said } = this.start(words, options);
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    const [code] = await once(child, 'close');
    clearTimeout(timer);
    return { code, out: this.plain(said.out), err: this.plain(said.err) };
  }

  /** The server on a data folder, once it is ready; or how it ended. */
  async serve(data, { env = {}, ...options } = {}) {
    const child = this.#start(this.main, [], {
      ...options,
      env: { PORT: '0', PARLEY_DATA: data, PARLEY_RATE_LIMIT: '0', PARLEY_SNAPSHOT_EVERY: '50', ...env },
    });
    const server = new Server(this, child, listening(child));
    await until(
      () => server.address ?? server.hasEnded,
      () => `${this.name} server: ${server.said.out}${server.said.err}`,
    );
    return server;
  }
}

/** A body that either side takes at once, in bytes. */
const SHORT = 50_000;

/** What every answer has by the connection alone; lengths are those of the bodies, which are compared. */
const OF_THE_CONNECTION = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'];

export class Server {
  // One connection: requests reach either server in the same order.
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(build, child, said) {
    Object.assign(this, { build, child, said });
  }

  get address() {
    return /listens on http:\/\/([\d.]+):(\d+)/.exec(this.said.out)?.slice(1);
  }

  get hasEnded() {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  get base() {
    return `http://${this.address.join(':')}`;
  }

  /** @param who headers of whoever asks whether it is ready */
  ready(who = {}, patience = PATIENCE) {
    // How often it is asked is chance: with an id of our own it draws none of the server's.
    const asking = { path: '/readyz', headers: { 'x-request-id': 'ready', ...who } };
    const isReady = async () => (await this.ask(asking)).status === 200;
    return until(isReady, () => `${this.build.name} is not ready`, patience);
  }

  /**
   * @param enough says of what has come so far whether the rest of an endless answer need not be waited for
   * @returns status, body and headers; of a connection that broke, how
   */
  async ask({ method = 'GET', path, headers = {}, body, enough }) {
    const [host, port] = this.address;
    // Of the caller's choosing, since it stands in feeds; a name of loopback, since an open server answers no other.
    const all = {
      host: 'localhost:3000',
      ...(body === undefined ? {} : { 'content-length': body.length }),
      ...headers,
    };
    // What is refused before its end is not read to it: on a connection that is kept, the next request would wait behind.
    const agent = enough || body?.length > SHORT ? false : this.#agent;
    try {
      const request = send({ host, port, method, path, headers: all, agent, timeout: PATIENCE });
      request.on('timeout', () => request.destroy(new Error('no answer in time')));
      request.end(body);
      const [response] = await once(request, 'response');
      const chunks = [];
      for await (const chunk of response) {
        chunks.push(chunk);
        if (enough?.(Buffer.concat(chunks).toString())) break;
      }
      return this.#answer(response, Buffer.concat(chunks));
    } catch (error) {
      return { status: `broken: ${error.code ?? error.message}`, body: '', headers: {} };
    }
  }

  #answer({ statusCode, headers }, bytes) {
    for (const name of OF_THE_CONNECTION) delete headers[name];
    const text = headers['content-type'] === 'application/gzip' ? '' : this.build.plain(bytes.toString());
    return { status: statusCode, body: text, headers, bytes };
  }

  async stop(signal = 'SIGTERM') {
    this.#agent.destroy();
    if (this.hasEnded) return;
    const closed = once(this.child, 'close');
    this.child.kill(signal);
    await closed;
  }
}
