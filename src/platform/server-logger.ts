/** The server's own messages: a line of JSON each, or words where a person looks on. */
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

type Fields = Readonly<Record<string, unknown>>;

const isFields = (message: unknown): message is Fields =>
  typeof message === 'object' && message !== null && Object.getPrototypeOf(message) === Object.prototype;

/** `key=value`, in quotes where a value holds more than one word. */
const inWords = (fields: Fields): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key}=${/^[\w./:@-]+$/.test(String(value)) ? String(value) : JSON.stringify(value)}`)
    .join(' ');

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

  /** The time as people write it, and what is told in fields of the line. */
  protected override getJsonLogObject(
    message: unknown,
    options: Parameters<ConsoleLogger['getJsonLogObject']>[1],
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    const { timestamp, message: text, ...rest } = super.getJsonLogObject(message, options);
    const told = isFields(text) ? text : { message: text };
    return { time: new Date(timestamp).toISOString(), ...rest, ...told } as unknown as ReturnType<
      ConsoleLogger['getJsonLogObject']
    >;
  }

  protected override stringifyMessage(message: unknown, logLevel: NestLogLevel): string {
    return super.stringifyMessage(isFields(message) ? inWords(message) : message, logLevel);
  }
}
