/** The server's own messages. */
import { ConsoleLogger, type LogLevel as NestLogLevel } from '@nestjs/common';
import type { LogLevel } from './config.js';

const LEVELS: Record<LogLevel, NestLogLevel[]> = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
};

/** Whose messages tell only how the program is put together. */
const INTERNALS: ReadonlySet<unknown> = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Who tells of a start that failed, which whoever started the server is told in one line. */
const STARTING: ReadonlySet<unknown> = new Set(['ExceptionHandler', 'NestApplication']);

export class ServerLog extends ConsoleLogger {
  constructor(level: LogLevel) {
    super({ logLevels: LEVELS[level], colors: process.stdout.isTTY ?? false });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (INTERNALS.has(rest.at(-1))) this.debug(message, ...rest);
    else super.log(message, ...rest);
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (STARTING.has(rest.at(-1))) this.debug(message, ...rest);
    else super.error(message, ...rest);
  }
}
