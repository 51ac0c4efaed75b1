/** An erasure as it is known apart from the log, so that it can be done again in a copy of the log that was made before it. */
import { z } from 'zod';
import { ERASURE_REASONS } from '../../../events/erasure/erased.js';

const when = {
  reason: z.enum(ERASURE_REASONS),
  at: z.iso.datetime(),
  /** In the list, the marks of the log in which it was recorded: `logMarksOf`. Lists of earlier versions have none. */
  log: z.array(z.string()).optional(),
} as const;

/** It holds no text: it names the entry and the places of what was erased in it. */
const ofEntry = z.strictObject({
  stream: z.string().min(1),
  /** The own id of the entry, such as a reportId. */
  entry: z.string().min(1),
  /** JSON pointers; all texts where not given. */
  fields: z.array(z.string()).optional(),
  ...when,
});

/** Of an article of intake it names the events with texts about it. */
const ofArticle = z.strictObject({
  stream: z.string().min(1),
  article: z.string(),
  events: z.array(z.string()),
  ...when,
});

/** Of a recorder it names the tokens. */
const ofRecorder = z.strictObject({ token: z.string(), tokens: z.array(z.string()), ...when });

export const knownErasure = z.union([ofEntry, ofArticle, ofRecorder]);
export type KnownErasure = z.infer<typeof knownErasure>;
export type ErasedEntry = z.infer<typeof ofEntry>;
export type ErasedArticle = z.infer<typeof ofArticle>;

/** What it is of, in words: the stream and the entry, or the recorder. */
export function erasedThing(erasure: KnownErasure): string {
  if ('tokens' in erasure) return `recorder ${erasure.token}`;
  return 'events' in erasure ? `article ${erasure.article}` : `${erasure.stream} ${erasure.entry}`;
}
