/** A sentence of a briefing, with the reports that it rests on. */
import { z } from 'zod';
import { reportId, type ReportId } from '../../events/ids.js';

/** One sentence. */
export const sentenceAnswer = z.strictObject({
  words: z.string().meta({ description: 'The sentence: plain text, in which what anybody typed stands as it was.' }),
  reports: z.array(reportId).meta({ description: 'The reports that it rests on.' }),
  reason: z
    .string()
    .optional()
    .meta({ description: 'In place of reports, where it rests on their absence, or on time.' }),
});
export type Sentence = z.infer<typeof sentenceAnswer>;

/** Ends with one full stop, whatever the text in it ends with. */
const ended = (words: string): string => (/[.!?…][”"’)]?$/u.test(words) ? words : `${words}.`);

interface Why {
  readonly because: readonly ReportId[];
  readonly reason?: string | undefined;
}

/** @param why what it rests on */
export function sentence(words: string, { because, reason }: Why): Sentence {
  if (because.length > 0 || reason === undefined) return { words: ended(words), reports: [...new Set(because)] };
  return { words: ended(words), reports: [], reason };
}

/** `3 reports`, `1 report`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Rows as they are shown: the first `most`, and how many are left out. */
export const cut = <T>(
  rows: readonly T[],
  most: number,
): { readonly shown: readonly T[]; readonly omitted: number } => ({
  shown: rows.slice(0, most),
  omitted: Math.max(0, rows.length - most),
});
