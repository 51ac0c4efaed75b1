/** From the environment to a listening server, or to a line that says why not. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ExposedError } from './access/exposed-error.js';
import { startApp } from './app.js';
import { readConfig, type Config, type Environment } from './platform/config.js';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Why it could not start, in one line. */
function startFailure(error: unknown, { host, port }: Config): string {
  if (error instanceof ExposedError) return error.message;
  const { code } = error as { code?: unknown };
  if (code === 'EADDRINUSE')
    return `port ${port} on ${host} is in use: stop what listens there, or choose another PORT`;
  if (code === 'EACCES') return `port ${port} on ${host} may not be used by this user: choose another PORT`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST=${host} is no address of this machine`;
  return `cannot start: ${messageOf(error)}`;
}

/** Ends the process with what went wrong. */
export function fail(lines: readonly string[], code: number): never {
  process.stderr.write(lines.map((line) => `parley: ${line}\n`).join(''));
  process.exit(code);
}

export interface Started {
  readonly app: NestFastifyApplication;
  readonly config: Config;
}

/** Ends the process with 2 where the environment asks for what cannot be, with 1 where it cannot be had now. */
export async function start(environment: Environment = process.env): Promise<Started> {
  const read = readConfig(environment);
  if ('problems' in read) fail(read.problems, 2);
  for (const warning of read.warnings) process.stderr.write(`parley: warning: ${warning}\n`);
  try {
    return { app: await startApp(read.config), config: read.config };
  } catch (error) {
    return fail([startFailure(error, read.config)], error instanceof ExposedError ? 2 : 1);
  }
}
