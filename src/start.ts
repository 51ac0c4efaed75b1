/** Starts the server from environment variables, or ends the process with a message that says why it cannot start. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ExposedError } from './access/exposed-error.js';
import { startApp } from './app.js';
import { readConfig, type Config, type Environment } from './platform/config.js';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Why the server could not start, in one line. */
function startFailure(error: unknown, { host, port }: Config): string {
  if (error instanceof ExposedError) return error.message;
  const { code } = error as { code?: unknown };
  if (code === 'EADDRINUSE')
    return `port ${port} on ${host} is in use: stop what listens there, or choose another PORT`;
  if (code === 'EACCES') return `port ${port} on ${host} may not be used by this user: choose another PORT`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST=${host} is no address of this machine`;
  return `cannot start: ${messageOf(error)}`;
}

/**
 * Ends the process.
 *
 * @param lines what went wrong, for standard error
 * @param code the exit code
 */
export function fail(lines: readonly string[], code: number): never {
  process.stderr.write(lines.map((line) => `parley: ${line}\n`).join(''));
  process.exit(code);
}

/** A server that listens, and its settings. */
export interface Started {
  readonly app: NestFastifyApplication;
  readonly config: Config;
}

/**
 * Starts the server. Ends the process with exit code 2 where the settings are wrong, and with 1 where the server cannot
 * start with them now.
 */
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
