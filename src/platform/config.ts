/** The settings of the server: environment variables, checked when it starts. */
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { parseServerAddress, redactedAddress, type ServerAddress } from './store-address.js';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const portNumber = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    error: 'must be a port from 0 to 65535 (0: any that is free)',
  })
  .transform(Number);

/** A secret that nobody guesses: `openssl rand -base64 32` makes one. */
const bootstrapToken = z.string().regex(/^[\w+/=.-]{32,200}$/, {
  error: 'must be 32 to 200 letters, digits and +/=._- that nobody can guess, such as `openssl rand -base64 32` makes',
});

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `must be a number from ${least} to ${most}`,
    })
    .transform(Number);

const addresses = z
  .string()
  .max(1000)
  .transform((text) => text.split(',').map((address) => address.trim()));

const serverAddress = z
  .string()
  .max(4096)
  .transform((text, refused) => {
    const read = parseServerAddress(text);
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
  /** The first token, with the role `admin`: taken into the record while that holds none. It is not needed afterwards. */
  PARLEY_BOOTSTRAP_TOKEN: bootstrapToken.optional(),
  /** How many requests a minute one token may make; a tenth of it an address without one. 0: any number. */
  PARLEY_RATE_LIMIT: wholeNumber(0, 10_000_000).default(6000),
  /** Addresses of reverse proxies whose `X-Forwarded-For` is believed, joined by commas. */
  PARLEY_TRUSTED_PROXIES: addresses.optional(),
  /** Where the server puts backups of its own making; none where not set. */
  PARLEY_BACKUP_FOLDER: z.string().max(4096).optional(),
  /** Hours from one to the next; the first is made at the start. */
  PARLEY_BACKUP_HOURS: wholeNumber(1, 24 * 20).default(24),
  /** How many are kept. */
  PARLEY_BACKUP_KEEP: wholeNumber(1, 10_000).default(7),
  /** After how many events a snapshot is written anew, which makes the next start quick; 0: none. */
  PARLEY_SNAPSHOT_EVERY: wholeNumber(0, 10_000_000).default(10_000),
});
const NAMES = Object.keys(variables.shape);

/** How callers are told apart. */
export interface AccessSettings {
  readonly bootstrapToken?: string | undefined;
  /** Known to this process alone, and good for everything: how a command speaks to a server of its own. */
  readonly operatorToken?: string | undefined;
  /** Requests a minute, where callers have tokens; 0 or nothing: any number. */
  readonly rateLimit?: number | undefined;
  readonly trustedProxies?: readonly string[] | undefined;
}

export interface BackupSettings {
  readonly folder?: string | undefined;
  readonly hours: number;
  readonly keep: number;
}
const NO_BACKUPS: BackupSettings = { hours: 24, keep: 7 };

/** The settings, and the token by which they are injected. */
export class Config {
  constructor(
    readonly port: number,
    readonly host: string,
    readonly dataFolder: string,
    readonly logLevel: LogLevel,
    /** The server that holds the log; the data folder does where there is none. */
    readonly store?: ServerAddress,
    readonly access: AccessSettings = {},
    readonly backup: BackupSettings = NO_BACKUPS,
    /** In events; 0: no snapshots. */
    readonly snapshotEvery = 0,
  ) {}

  /** Where the log is, in words without a password. */
  get whereabouts(): string {
    return this.store ? `on ${this.store.hosts}` : `in ${this.dataFolder}`;
  }

  /** The same, but for some of how callers are told apart. */
  with(access: AccessSettings): Config {
    const { port, host, dataFolder, logLevel, store, backup, snapshotEvery } = this;
    return new Config(port, host, dataFolder, logLevel, store, { ...this.access, ...access }, backup, snapshotEvery);
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

export type ReadConfig =
  | { readonly config: Config; readonly warnings: readonly string[] }
  /** One readable line for each setting that cannot be used. */
  | { readonly problems: readonly string[] };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** A variable that is set to nothing counts as not set: that is how compose files leave one out. */
const given = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

function unknownVariable(name: string): string {
  const nearest = closest(name, NAMES);
  const hint = distance(name, nearest) <= 4 ? `; did you mean ${nearest}?` : '';
  return `${name} is no setting of Parley, and is ignored${hint}`;
}

/** A setting as it may stand in a message: without a secret. */
const shown = (name: string, env: Environment): string =>
  name === 'PARLEY_BOOTSTRAP_TOKEN' ? name : `${name}=${redactedAddress(env[name] ?? '')}`;

/** Reads the settings from the environment. */
export function readConfig(environment: Environment): ReadConfig {
  const env = given(environment);
  const read = variables.safeParse(env);
  if (!read.success)
    return { problems: read.error.issues.map((i) => `${shown(String(i.path[0]), env)}: ${i.message}`) };
  const { PORT, HOST, PARLEY_DATA, PARLEY_STORE, PARLEY_LOG_LEVEL, ...more } = read.data;
  const access: AccessSettings = {
    bootstrapToken: more.PARLEY_BOOTSTRAP_TOKEN,
    rateLimit: more.PARLEY_RATE_LIMIT,
    trustedProxies: more.PARLEY_TRUSTED_PROXIES,
  };
  const backup: BackupSettings = {
    folder: more.PARLEY_BACKUP_FOLDER,
    hours: more.PARLEY_BACKUP_HOURS,
    keep: more.PARLEY_BACKUP_KEEP,
  };
  const warnings = Object.keys(env)
    .filter((name) => name.startsWith('PARLEY_') && !NAMES.includes(name))
    .map(unknownVariable);
  const every = more.PARLEY_SNAPSHOT_EVERY;
  const config = new Config(PORT, HOST, PARLEY_DATA, PARLEY_LOG_LEVEL, PARLEY_STORE, access, backup, every);
  return { config, warnings };
}
