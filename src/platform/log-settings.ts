/** The settings of the transparent log, as `Config` holds them. */
import { z } from 'zod';
import { readVerifierKey, SIGNATURE_TYPES, type VerifierKey } from '../../events/log/signed-note.js';

/** A witness that is asked to cosign (C2SP tlog-witness). */
export interface WitnessAddress {
  /** Without a slash at its end. */
  readonly url: string;
  /** By which its cosignatures are verified. */
  readonly key: VerifierKey;
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
export const PRIVATE_LOG: LogSettings = { isPublic: false };
