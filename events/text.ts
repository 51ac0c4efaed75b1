/** Text as the record keeps it: bounded, and without characters that could make a reader see something else. */
import { z } from 'zod';

// Control characters, and the bidirectional controls by which a name can be displayed as another.
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u0080-\u009F]/;
const BIDI_OR_LINES = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\r\n\t]/;

/** Prose: any script and line breaks, but no control characters. */
export const prose = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => /\S/.test(text), { error: 'must not be blank' })
    .refine((text) => !CONTROLS.test(text) && text.isWellFormed(), {
      error: 'must not contain control characters',
    });

/** A name on one line: no bidirectional controls either. */
export const nameText = (max: number) =>
  prose(max).refine((text) => !BIDI_OR_LINES.test(text), {
    error: 'must be one line without bidirectional control characters',
  });

/** How names are compared: Unicode's canonical composition. What is displayed stays as it was written. */
export const comparable = (name: string): string => name.normalize('NFC');
