/** The entries of the record with what became of them, page by page. */
import { z } from 'zod';
import { entryAnswer } from '../projections/history/entry-answer.js';
import { historyQuery } from '../projections/history/history.js';
import { lensSchema } from '../projections/record/lens.js';
import { answerWith } from './envelope.js';
import { nextCursor, pageQuery } from './page.js';

export const historyParameters = z.strictObject({ ...lensSchema.shape, ...historyQuery.shape, ...pageQuery });
export type HistoryParameters = z.infer<typeof historyParameters>;

const entry = entryAnswer.partial({ recorder: true });
export type HistoryEntry = z.infer<typeof entry>;

export const historyAnswer = answerWith({ entries: z.array(entry), next: nextCursor });
export type HistoryAnswer = z.infer<typeof historyAnswer>;

interface Signed {
  readonly recorder: string;
}
type Unsigned<E extends Signed> = Omit<E, 'recorder'> & Partial<Signed>;

function unsigned<E extends Signed>(signed: E): Unsigned<E> {
  const { recorder: _, ...rest } = signed;
  return rest;
}

/** Who recorded an entry is shown to auditors alone: the entries as they are, or without their `recorder`. */
export const shownTo = <E extends Signed>(seesRecorders: boolean, entries: readonly E[]): readonly Unsigned<E>[] =>
  seesRecorders ? entries : entries.map((each) => unsigned(each));
