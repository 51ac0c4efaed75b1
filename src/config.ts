/** The settings of the server: environment variables, checked when it starts. */
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { readServerAddress, shownAddress, type ServerAddress } from './store/server-address.js';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const portNumber = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    error: 'must be a port from 0 to 65535 (0: any that is free)',
  })
  .transform(Number);

const yesOrNo = z.enum(['true', 'false'], { error: 'must be true or false' }).transform((text) => text === 'true');

const serverAddress = z
  .string()
  .max(4096)
  .transform((text, refused) => {
    const read = readServerAddress(text);
    if (!('unreadable' in read)) return read;
    refused.addIssue({ code: 'custom', message: read.unreadable });
    return z.NEVER;
  });

const variables = z.object({
  /** The TCP port; 0 takes any that is free. */
  PORT: portNumber.default(3000),
  /** The address to listen on. */
  HOST: z.string().max(255).default('127.0.0.1'),
  /** The folder that holds the log, `parley.sqlite`. It is made where there is none. */
  PARLEY_DATA: z.string().max(4096).default('./data'),
  /** A server of EventStoreDB that holds the log, in place of the folder: for more than one machine. */
  PARLEY_STORE: serverAddress.optional(),
  /** The least serious messages to write. */
  PARLEY_LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  /**
   * This version knows no tokens: whoever reaches the server can read and record. It therefore refuses to listen where
   * other machines could reach it, unless this is `true`: for a container of which only a loopback port is published,
   * or behind a reverse proxy that asks who calls.
   */
  PARLEY_ALLOW_OPEN: yesOrNo.default(false),
});
const NAMES = Object.keys(variables.shape);

/** The settings, and the token by which they are injected. */
export class Config {
  constructor(
    readonly port: number,
    readonly host: string,
    readonly dataFolder: string,
    readonly logLevel: LogLevel,
    /** Whether it may listen beyond loopback although nobody is asked who they are. */
    readonly allowOpen = false,
    /** The server that holds the log; the data folder does where there is none. */
    readonly store?: ServerAddress,
  ) {}

  /** Where the log is, in words without a password. */
  get whereabouts(): string {
    return this.store ? `on ${this.store.hosts}` : `in ${this.dataFolder}`;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

export type ReadConfig =
  | { readonly config: Config; readonly warnings: readonly string[] }
  /** One readable line for each setting that cannot be used. */
  | { readonly problems: readonly string[] };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;
const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** A variable that is set to nothing counts as not set: that is how compose files leave one out. */
const given = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

function unknownVariable(name: string): string {
  const nearest = closest(name, NAMES);
  const hint = distance(name, nearest) <= 4 ? `; did you mean ${nearest}?` : '';
  return `${name} is no setting of Parley, and is ignored${hint}`;
}

/** A setting as it was given, without a password. */
const shown = (env: Environment, name: string): string => `${name}=${shownAddress(env[name] ?? '')}`;

const exposed = (host: string): string =>
  `HOST=${host}: this version asks nobody who they are, so that anyone who reaches this address could read and record. ` +
  'Leave HOST at 127.0.0.1 and put a reverse proxy with authentication in front, or set PARLEY_ALLOW_OPEN=true if ' +
  'this address is reached by nobody else';

/** Reads the settings from the environment. */
export function readConfig(environment: Environment): ReadConfig {
  const env = given(environment);
  const read = variables.safeParse(env);
  if (!read.success)
    return { problems: read.error.issues.map((i) => `${shown(env, String(i.path[0]))}: ${i.message}`) };
  const { PORT, HOST, PARLEY_DATA, PARLEY_STORE, PARLEY_LOG_LEVEL, PARLEY_ALLOW_OPEN } = read.data;
  if (!isLoopback(HOST) && !PARLEY_ALLOW_OPEN) return { problems: [exposed(HOST)] };
  const warnings = Object.keys(env)
    .filter((name) => name.startsWith('PARLEY_') && !NAMES.includes(name))
    .map(unknownVariable);
  if (!isLoopback(HOST)) warnings.push(`HOST=${HOST} without authentication: whoever reaches it can read and record`);
  return { config: new Config(PORT, HOST, PARLEY_DATA, PARLEY_LOG_LEVEL, PARLEY_ALLOW_OPEN, PARLEY_STORE), warnings };
}
