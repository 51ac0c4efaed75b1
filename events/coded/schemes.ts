/** The schemes of codes: what a code is called, and what it corresponds to. */
import { ACLED_KINDS, ACLED_LABELS } from './acled.js';
import { CAMEO_KINDS } from './cameo-kinds.js';
import { CAMEO_LABELS } from './cameo-codes.js';
import type { Counterpart } from './counterpart.js';
import { PLOVER_KINDS, PLOVER_LABELS, PLOVER_UNLIKE_TYPE, ploverType } from './plover.js';

export const SCHEMES = ['cameo', 'plover', 'acled'] as const;
export type SchemeName = (typeof SCHEMES)[number];

export interface Scheme {
  /** As people write its name. */
  readonly name: string;
  /** The code as the scheme writes it: its letters in the case that it takes. */
  readonly written: (code: string) => string;
  /** What a code is called; undefined where the scheme has no such code. */
  readonly labelOf: (code: string) => string | undefined;
  /** Undefined where the code has no counterpart. */
  readonly counterpartOf: (code: string) => Counterpart | undefined;
}

export const SCHEME: Readonly<Record<SchemeName, Scheme>> = {
  cameo: {
    name: 'CAMEO',
    written: (code) => code,
    labelOf: (code) => CAMEO_LABELS.get(code),
    counterpartOf: (code) => CAMEO_KINDS.get(code),
  },
  plover: {
    name: 'PLOVER',
    written: (code) => code,
    labelOf: (code) => PLOVER_LABELS.get(ploverType(code)),
    counterpartOf: (code) =>
      PLOVER_KINDS.get(code) ?? (PLOVER_UNLIKE_TYPE.has(code) ? undefined : PLOVER_KINDS.get(ploverType(code))),
  },
  acled: {
    name: 'ACLED',
    written: (code) => ACLED_LABELS.get(code.toLowerCase()) ?? code,
    labelOf: (code) => ACLED_LABELS.get(code.toLowerCase()),
    counterpartOf: (code) => ACLED_KINDS.get(code.toLowerCase()),
  },
};

/** A code that lost the zeros in front, as spreadsheets drop them: `36` for `036`. */
export function codeMeant(scheme: SchemeName, code: string): string | undefined {
  if (scheme !== 'cameo' || !/^\d{1,3}$/.test(code)) return undefined;
  return [`0${code}`, `00${code}`].find((padded) => CAMEO_LABELS.has(padded));
}
