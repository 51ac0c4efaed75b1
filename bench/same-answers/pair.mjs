/** Two servers, one of each build, on copies of one data folder, that are asked the same at the same time. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';

/** Of an endless answer the first event is enough, whatever else may have come with it. */
const ENDLESS = /\/stream(?:\?|$)/;
const isBegun = (text) => text.includes('\n\n');

function beginningOf(body, headers) {
  const isEndless =
    headers['content-type']?.startsWith('text/event-stream') && isBegun(body) && !body.includes('event: end');
  return isEndless ? `${body.split('\n\n', 1)[0]}\n\n` : body;
}

const byWord = (a, b) => (a < b ? -1 : 1);

/** Each line once. */
const inOrder = (lines) => [...new Set(lines)].toSorted(byWord).join('\n');

/** Figures: what Parley's are called and what they are of; of the process's own, which Node.js gives, the names alone. */
function figuresOf(body) {
  // How often readiness was asked for until it was there is chance.
  const told = body.split('\n').filter((line) => !line.includes('route="/readyz"'));
  const names = told.map((line) =>
    /^(?:nodejs|process)_/.test(line) ? line.replace(/\W.*/, '') : line.replace(/^(\w.*) \S+$/, '$1'),
  );
  return inOrder(names);
}

function shaped({ body, headers, ...answer }) {
  const isFigures = body.startsWith('# HELP');
  return { ...answer, headers, body: isFigures ? figuresOf(body) : beginningOf(body, headers) };
}

/** A line of the log without when and by which process; of an error what it says, not where in the program it was. */
function plainLine(line) {
  try {
    const { time: _, pid: __, error, stack: ___, ...told } = JSON.parse(line);
    return JSON.stringify(error === undefined ? told : { ...told, error: String(error).split('\n', 1)[0] });
  } catch {
    return line;
  }
}

/** A request in words; of a token its end tells whose it is. */
function nameOf({ method = 'GET', path, headers: { authorization, ...headers } = {}, body = '' }) {
  const who = authorization === undefined ? 'nobody' : `…${authorization.slice(-4)}`;
  return `${method} ${path} by ${who} ${JSON.stringify(headers)} ${body}`;
}

/** Until a server that is ever to be ready is, in milliseconds. */
const LONG_ENOUGH = 3_000;

export class Pair {
  #asked = 0;

  constructor(servers) {
    this.servers = servers;
  }

  /**
   * @param past the folder of which each gets a copy; none: each uses its own of that name
   * @param mayFail they may end at once, or never be ready
   */
  static async start(builds, name, { past, env, who, mayFail = false } = {}) {
    const starts = builds.map(async (build) => {
      const data = join(build.folder, name);
      if (past) cpSync(past, data, { recursive: true });
      const server = Object.assign(await build.serve(data, { env }), { data });
      if (!mayFail && server.hasEnded) throw new Error(`the ${build.name} server ended: ${server.said.err}`);
      if (!mayFail) await server.ready(who);
      else if (!server.hasEnded) await server.ready(who, LONG_ENOUGH).catch(() => undefined);
      return server;
    });
    return new Pair(await Promise.all(starts));
  }

  /** @returns both answers, which are compared in the group where there is one */
  async ask(group, request) {
    this.#asked += 1;
    const headers = { 'x-request-id': `request-${this.#asked}`, ...request.headers };
    const enough = request.enough ?? (ENDLESS.test(request.path) ? isBegun : undefined);
    const answers = await Promise.all(
      this.servers.map(async (server) => shaped(await server.ask({ ...request, headers, enough }))),
    );
    group?.compare(nameOf(request), ...answers);
    return answers;
  }

  /** @param who headers that every request has */
  async askAll(group, requests, who = {}) {
    for (const request of requests) await this.ask(group, { ...request, headers: { ...who, ...request.headers } });
  }

  /** What each has written, line by line; in no order, and each line once, since both depend on the moment. */
  logs() {
    return this.servers.map(({ said, build }) => {
      const lines = build.plain(said.out + said.err).trimEnd();
      return inOrder(lines.split('\n').map(plainLine));
    });
  }

  async stop(signal) {
    await Promise.all(this.servers.map((server) => server.stop(signal)));
  }
}
