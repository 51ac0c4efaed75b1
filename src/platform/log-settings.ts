/** The settings of the transparent log, as `Config` holds them. */
import { z } from 'zod';
import { wholeNumber } from './setting-values.js';
import { readVerifierKey, SIGNATURE_TYPES, type VerifierKey } from '../../events/log/signed-note.js';

/** A witness that is asked to cosign (C2SP tlog-witness). */
export interface WitnessAddress {
  /** Without a slash at its end. */
  readonly url: string;
  /** By which its cosignatures are verified. */
  readonly key: VerifierKey;
}

/** An authority that timestamps checkpoints (RFC 3161). */
export interface TimestampSettings {
  readonly url: string;
  /** The file of the certificates that are trusted, in PEM. */
  readonly certificatesFile: string;
  /** How often it is asked, in hours. */
  readonly hours: number;
}

export interface LogSettings {
  /** Whether checkpoint and tiles are for everybody; else they take the role of a reader. */
  readonly isPublic: boolean;
  /** The signing keys themselves, one a line: a secret. */
  readonly key?: string | undefined;
  /** The file that holds them; undefined: `log.key` in the data folder. */
  readonly keyFile?: string | undefined;
  /** Those that are asked; none where not given. */
  readonly witnesses?: readonly WitnessAddress[];
  /** How often they are asked, in minutes. */
  readonly witnessMinutes?: number;
  /** Undefined: nothing is timestamped. */
  readonly timestamps?: TimestampSettings;
}

/** A witness answers soon, or a checkpoint that is no longer new comes before. */
export const WITNESS_MINUTES = 5;

const MOST_WITNESSES = 20;

function witnessIn(entry: string): WitnessAddress | undefined {
  const [url = '', text = '', ...rest] = entry.trim().split(/\s+/);
  const key = readVerifierKey(text);
  const isAddress = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isAddress || rest.length > 0 || key?.type !== SIGNATURE_TYPES.cosignature) return undefined;
  return { url: url.replace(/\/+$/, ''), key };
}

/** `<address> <verifier key>`, joined by commas. */
export const witnessList = z
  .string()
  .max(20_000)
  .transform((text, refused) => {
    const entries = text.split(',').filter((entry) => entry.trim() !== '');
    const witnesses = entries.map(witnessIn).filter((one) => one !== undefined);
    if (witnesses.length === entries.length && entries.length > 0 && entries.length <= MOST_WITNESSES) return witnesses;
    refused.addIssue({
      code: 'custom',
      message:
        `must be at most ${MOST_WITNESSES} witnesses joined by commas, each as "<address> <verifier key>", such as ` +
        '"https://witness.example.org witness.example.org/w1+…"; `parley key show` prints the key of a witness',
    });
    return z.NEVER;
  });

const authorityUrl = z
  .string()
  .max(2000)
  .refine((text) => URL.canParse(text) && isPlain(new URL(text)), {
    error: 'must be an address such as https://timestamps.example.org/tsr, without a name and a password in it',
  });

function isPlain({ protocol, username, password }: URL): boolean {
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

export const timestampVariables = {
  /** The authority that timestamps checkpoints of the log (RFC 3161). */
  PARLEY_TIMESTAMP_URL: authorityUrl.optional(),
  /** The file of the certificates to one of which its own must lead, in PEM. */
  PARLEY_TIMESTAMP_CA_FILE: z.string().max(4096).optional(),
  /** How often it is asked, in hours; it is not where nothing was recorded since. */
  PARLEY_TIMESTAMP_HOURS: wholeNumber(1, 24 * 20).default(24),
} as const;

type TimestampVariables = Readonly<z.infer<z.ZodObject<typeof timestampVariables>>>;

/** @returns the settings, or why they do not fit together */
export function timestampSettingsOf({
  PARLEY_TIMESTAMP_URL: url,
  PARLEY_TIMESTAMP_CA_FILE: certificatesFile,
  PARLEY_TIMESTAMP_HOURS: hours,
}: TimestampVariables): TimestampSettings | undefined | string {
  if (url === undefined && certificatesFile === undefined) return undefined;
  if (url === undefined || certificatesFile === undefined)
    return 'PARLEY_TIMESTAMP_URL and PARLEY_TIMESTAMP_CA_FILE must be given together: only a certificate that you trust shows whose timestamp it is';
  return { url, certificatesFile, hours };
}

export const PRIVATE_LOG: LogSettings = { isPublic: false };
