/** The log of the server: a line of JSON for each message, or words on a terminal. */
import { ConsoleLogger, type LogLevel as NestLogLevel } from '@nestjs/common';
import type { LogLevel } from './config.js';

const LEVELS: Record<LogLevel, NestLogLevel[]> = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
};

/** Contexts of Nest's whose messages are about its own start: they are logged as `debug`. */
const INTERNALS: ReadonlySet<unknown> = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Contexts of Nest's that log a failed start. `start` reports it in one line, so that these are logged as `debug`. */
const STARTING: ReadonlySet<unknown> = new Set(['ExceptionHandler', 'NestApplication']);

type Fields = Readonly<Record<string, unknown>>;

const isFields = (message: unknown): message is Fields =>
  typeof message === 'object' && message !== null && Object.getPrototypeOf(message) === Object.prototype;

/** Fields as `key=value`, with quotes around values that are more than one word. */
const inWords = (fields: Fields): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key}=${/^[\w./:@-]+$/.test(String(value)) ? String(value) : JSON.stringify(value)}`)
    .join(' ');

/** Nest's logger, with the levels of `PARLEY_LOG_LEVEL`. */
export class ServerLogger extends ConsoleLogger {
  constructor(level: LogLevel) {
    const onTerminal = process.stdout.isTTY ?? false;
    super({ logLevels: LEVELS[level], colors: onTerminal, json: !onTerminal });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (INTERNALS.has(rest.at(-1))) this.debug(message, ...rest);
    else super.log(message, ...rest);
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (STARTING.has(rest.at(-1))) this.debug(message, ...rest);
    else super.error(message, ...rest);
  }

  /** With `time` in RFC 3339, and with the fields of a message that is an object. */
  protected override getJsonLogObject(
    message: unknown,
    options: Parameters<ConsoleLogger['getJsonLogObject']>[1],
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    const { timestamp, message: text, ...rest } = super.getJsonLogObject(message, options);
    const fields = isFields(text) ? text : { message: text };
    return { time: new Date(timestamp).toISOString(), ...rest, ...fields } as unknown as ReturnType<
      ConsoleLogger['getJsonLogObject']
    >;
  }

  protected override stringifyMessage(message: unknown, logLevel: NestLogLevel): string {
    return super.stringifyMessage(isFields(message) ? inWords(message) : message, logLevel);
  }
}
