/** The settings of intake: their environment variables, and what `Config` holds of them. */
import { z } from 'zod';
import { KEPT, type Kept } from '../../events/intake/intake.js';
import { addresses, wholeNumber } from './setting-values.js';

/** A server of chat completions that may propose candidates. */
export interface EndpointSettings {
  /** Before `/chat/completions`. */
  readonly url: string;
  readonly model: string;
  /** The file that holds the key, where it takes one. */
  readonly keyFile?: string | undefined;
  /** How many calls a day. */
  readonly budget: number;
  /** Which examples it is given: a short one of Parley's alone, or what was accepted in the same talks as well. */
  readonly examples: 'shipped' | 'own';
}

/** Settings of intake. */
export interface IntakeSettings {
  /** What of an article's text is kept: the whole, or only the sentences that candidates rest on. */
  readonly keep: Kept;
  /** Whether the server fetches articles and feeds from addresses that users name. */
  readonly fetches: boolean;
  /** Hosts, addresses and networks that may be fetched from although they are not public. */
  readonly fetchAllow: readonly string[];
  readonly endpoint?: EndpointSettings | undefined;
}
export const NO_FETCHES: IntakeSettings = { keep: 'text', fetches: false, fetchAllow: [] };

export const intakeVariables = {
  /** What of the texts of articles is kept: `spans`: only the sentences that candidates rest on. */
  PARLEY_INTAKE_KEEP: z.enum(KEPT, { error: `must be one of ${KEPT.join(', ')}` }).default('text'),
  /** Whether articles and feeds are fetched from addresses that users name. */
  PARLEY_FETCH: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  /** Hosts, addresses and networks that may be fetched from although they are not public, joined by commas. */
  PARLEY_FETCH_ALLOW: addresses.optional(),
  /** An OpenAI-compatible server that proposes candidates when somebody asks it to, such as http://127.0.0.1:11434/v1. */
  PARLEY_INTAKE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as http://127.0.0.1:11434/v1' })
    .max(500)
    .optional(),
  PARLEY_INTAKE_MODEL: z.string().max(200).optional(),
  /** The file that holds the key for it, where it takes one. */
  PARLEY_INTAKE_KEY_FILE: z.string().max(4096).optional(),
  /** Which examples it is given: `own`: also up to five reports that were accepted in the same talks. */
  PARLEY_INTAKE_EXAMPLES: z.enum(['shipped', 'own'], { error: 'must be shipped or own' }).default('shipped'),
  /** How many times a day it may be asked. */
  PARLEY_INTAKE_BUDGET: wholeNumber(0, 1_000_000).default(200),
} as const;

type Variables = Readonly<z.infer<z.ZodObject<typeof intakeVariables>>>;

/** @returns the settings, or why they do not fit together */
export function intakeSettingsOf(given: Variables): IntakeSettings | string {
  const { PARLEY_INTAKE_URL: url, PARLEY_INTAKE_MODEL: model, PARLEY_INTAKE_KEY_FILE: keyFile } = given;
  if ((url === undefined) !== (model === undefined))
    return 'PARLEY_INTAKE_URL and PARLEY_INTAKE_MODEL must be given together';
  const { PARLEY_INTAKE_BUDGET: budget, PARLEY_INTAKE_EXAMPLES: examples } = given;
  return {
    endpoint: url && model ? { url, model, keyFile, budget, examples } : undefined,
    keep: given.PARLEY_INTAKE_KEEP,
    fetches: given.PARLEY_FETCH === 'on',
    fetchAllow: given.PARLEY_FETCH_ALLOW ?? [],
  };
}
