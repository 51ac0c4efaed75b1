/** The settings of the server: environment variables, validated when it starts. */
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { ROLES, roles } from '../../events/access.js';
import { alertSettingsOf, alertVariables, NO_ALERTS, type AlertSettings } from './alert-settings.js';
import { intakeSettingsOf, intakeVariables, NO_FETCHES, type IntakeSettings } from './intake-settings.js';
import { publishingSettings, publishingVariables } from './publishing-settings.js';
import {
  PRIVATE_LOG,
  WITNESS_MINUTES,
  witnessList,
  type LogSettings,
  timestampSettingsOf,
  timestampVariables,
} from './log-settings.js';
import {
  NO_BACKUPS,
  NO_PUBLISHING,
  REQUEST_TIMEOUT,
  type AccessSettings,
  type BackupSettings,
  type PublishingSettings,
  type RecordingSettings,
} from './settings.js';
import { oidcSettings, oidcVariables } from './oidc-settings.js';
import { addresses, wholeNumber } from './setting-values.js';
import { parseServerAddress, redactedAddress, type ServerAddress } from './store-address.js';

/** From the most serious to the least. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const portNumber = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    error: 'must be a port from 0 to 65535 (0: any that is free)',
  })
  .transform(Number);

/** A secret that nobody can guess, such as `openssl rand -base64 32` makes. */
const bootstrapToken = z.string().regex(/^[\w+/=.-]{32,200}$/, {
  error: 'must be 32 to 200 letters, digits and +/=._- that nobody can guess, such as `openssl rand -base64 32` makes',
});

const roleList = z
  .string()
  .max(1000)
  .transform((text, refused) => {
    const read = roles.safeParse(text.split(',').map((role) => role.trim()));
    if (read.success) return read.data;
    refused.addIssue({ code: 'custom', message: `must be roles joined by commas: ${ROLES.join(', ')}` });
    return z.NEVER;
  });

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
  /** The TCP port; 0: any that is free. */
  PORT: portNumber.default(3000),
  /** The address to listen on. */
  HOST: z.string().max(255).default('127.0.0.1'),
  /** The folder of the log, `parley.sqlite`. It is created where it does not exist. */
  PARLEY_DATA: z.string().max(4096).default('./data'),
  /** A server of EventStoreDB that holds the log in place of the folder. */
  PARLEY_STORE: serverAddress.optional(),
  /** The lowest level of messages that are logged. */
  PARLEY_LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  /** The secret of a first token with the role `admin`: recorded where the store holds no token yet, and not needed later. */
  PARLEY_BOOTSTRAP_TOKEN: bootstrapToken.optional(),
  /** Requests a minute for a token; a tenth of that for an address without one. 0: any number. */
  PARLEY_RATE_LIMIT: wholeNumber(0, 10_000_000).default(6000),
  /** Seconds within which a head and a small body must arrive, and a larger one must go on. */
  PARLEY_REQUEST_TIMEOUT: wholeNumber(1, 3600).default(REQUEST_TIMEOUT),
  /** Addresses of reverse proxies whose `X-Forwarded-For` is trusted, joined by commas. */
  PARLEY_TRUSTED_PROXIES: addresses.optional(),
  /** The roles that see the names of those who speak, joined by commas; all that read where not given. */
  PARLEY_SHOW_SPEAKERS: roleList.optional(),
  /** The folder for scheduled backups; without it none are made. */
  PARLEY_BACKUP_FOLDER: z.string().max(4096).optional(),
  /** The list of erasures, for backups that are restored; beside the data folder where not given. */
  PARLEY_ERASURES_FILE: z.string().max(4096).optional(),
  /** Hours from one backup to the next; the first is made at the start. */
  PARLEY_BACKUP_HOURS: wholeNumber(1, 24 * 20).default(24),
  /** How many backups are kept. */
  PARLEY_BACKUP_KEEP: wholeNumber(1, 10_000).default(7),
  /** The date of today (UTC), where the clock is right and a start finds it odd. */
  PARLEY_CLOCK_CONFIRMED: z.iso.date({ error: 'must be the date of today, such as 2026-11-30' }).optional(),
  /** Events from one snapshot to the next; 0: no snapshots. */
  PARLEY_SNAPSHOT_EVERY: wholeNumber(0, 10_000_000).default(10_000),
  ...publishingVariables,
  ...intakeVariables,
  /** Whether checkpoint and tiles of the log are for everybody, without a token. */
  PARLEY_LOG_PUBLIC: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  /** The keys that sign checkpoints, as `parley key create` makes them, one a line: in place of a file. */
  PARLEY_LOG_KEY: z.string().max(10_000).optional(),
  /** The file that holds them; `log.key` in the data folder where not given. */
  PARLEY_LOG_KEY_FILE: z.string().max(4096).optional(),
  /** Witnesses that are asked to cosign its checkpoints: address and verifier key of each, joined by commas. */
  PARLEY_WITNESSES: witnessList.optional(),
  /** How often they are asked, in minutes. */
  PARLEY_WITNESS_MINUTES: wholeNumber(1, 1440).default(WITNESS_MINUTES),
  ...timestampVariables,
  ...oidcVariables,
  ...alertVariables,
});
const NAMES = Object.keys(variables.shape);

/** The settings. The class is their injection token. */
export class Config {
  constructor(
    readonly port: number,
    readonly host: string,
    readonly dataFolder: string,
    readonly logLevel: LogLevel,
    /** The server that holds the log; undefined: the data folder holds it. */
    readonly store?: ServerAddress,
    readonly access: AccessSettings = {},
    readonly backup: BackupSettings = NO_BACKUPS,
    /** In events; 0: no snapshots. */
    readonly snapshotEvery = 0,
    readonly publishing: PublishingSettings = NO_PUBLISHING,
    readonly intake: IntakeSettings = NO_FETCHES,
    readonly recording: RecordingSettings = {},
    readonly log: LogSettings = PRIVATE_LOG,
    readonly alerts: AlertSettings = NO_ALERTS,
  ) {}

  /** Where the log is, in words, without a password. */
  get whereabouts(): string {
    return this.store ? `on ${this.store.hosts}` : `in ${this.dataFolder}`;
  }

  /** A copy with other settings of access control. */
  with(access: AccessSettings): Config {
    const { port, host, dataFolder, logLevel, store, backup, snapshotEvery, publishing, intake, recording } = this;
    const merged = { ...this.access, ...access };
    const place = [port, host, dataFolder, logLevel, store] as const;
    const parts = [publishing, intake, recording, this.log, this.alerts] as const;
    return new Config(...place, merged, backup, snapshotEvery, ...parts);
  }
}

/** Environment variables, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What was read from the environment. */
export type ReadConfig =
  | { readonly config: Config; readonly warnings: readonly string[] }
  /** One line for each setting that is not valid. */
  | { readonly problems: readonly string[] };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;
/** Whether a host or an address means this machine. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** An empty variable counts as unset: compose files leave variables out that way. */
const given = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

function unknownVariable(name: string): string {
  const nearest = closest(name, NAMES);
  const hint = distance(name, nearest) <= 4 ? `; did you mean ${nearest}?` : '';
  return `${name} is no setting of Parley, and is ignored${hint}`;
}

const SECRETS: ReadonlySet<string> = new Set(['PARLEY_BOOTSTRAP_TOKEN', 'PARLEY_LOG_KEY', 'PARLEY_SMTP_URL']);

/** A setting as a message may show it, without a secret. */
const shown = (name: string, env: Environment): string =>
  SECRETS.has(name) ? name : `${name}=${redactedAddress(env[name] ?? '')}`;

/** Reads the settings. The warnings name variables that begin with `PARLEY_` and are no settings. */
export function readConfig(environment: Environment): ReadConfig {
  const env = given(environment);
  const read = variables.safeParse(env);
  if (!read.success)
    return { problems: read.error.issues.map((i) => `${shown(String(i.path[0]), env)}: ${i.message}`) };
  const { PORT, HOST, PARLEY_DATA, PARLEY_STORE, PARLEY_LOG_LEVEL, ...more } = read.data;
  const signIn = oidcSettings(more, !isLoopback(HOST) && more.PARLEY_PUBLIC_URL === undefined);
  if ('flaw' in signIn) return { problems: [signIn.flaw] };
  const access: AccessSettings = {
    bootstrapToken: more.PARLEY_BOOTSTRAP_TOKEN,
    rateLimit: more.PARLEY_RATE_LIMIT,
    trustedProxies: more.PARLEY_TRUSTED_PROXIES,
    requestTimeout: more.PARLEY_REQUEST_TIMEOUT,
    oidc: signIn.oidc,
    showSpeakers: more.PARLEY_SHOW_SPEAKERS,
  };
  const backup: BackupSettings = {
    folder: more.PARLEY_BACKUP_FOLDER,
    hours: more.PARLEY_BACKUP_HOURS,
    keep: more.PARLEY_BACKUP_KEEP,
    erasures: more.PARLEY_ERASURES_FILE,
  };
  const warnings = Object.keys(env)
    .filter((name) => name.startsWith('PARLEY_') && !NAMES.includes(name))
    .map(unknownVariable);
  const every = more.PARLEY_SNAPSHOT_EVERY;
  const intake = intakeSettingsOf(more);
  if (typeof intake === 'string') return { problems: [intake] };
  const recording: RecordingSettings = { clockConfirmed: more.PARLEY_CLOCK_CONFIRMED };
  const timestamps = timestampSettingsOf(more);
  if (typeof timestamps === 'string') return { problems: [timestamps] };
  const log: LogSettings = {
    isPublic: more.PARLEY_LOG_PUBLIC === 'on',
    key: more.PARLEY_LOG_KEY,
    keyFile: more.PARLEY_LOG_KEY_FILE,
    ...(more.PARLEY_WITNESSES ? { witnesses: more.PARLEY_WITNESSES } : {}),
    witnessMinutes: more.PARLEY_WITNESS_MINUTES,
    ...(timestamps ? { timestamps } : {}),
  };
  const publishing = publishingSettings(more);
  const alerts = alertSettingsOf(more, publishing.publicUrl);
  if (typeof alerts === 'string') return { problems: [alerts] };
  const place = [PORT, HOST, PARLEY_DATA, PARLEY_LOG_LEVEL, PARLEY_STORE] as const;
  const parts = [publishing, intake, recording, log, alerts] as const;
  return { config: new Config(...place, access, backup, every, ...parts), warnings };
}
