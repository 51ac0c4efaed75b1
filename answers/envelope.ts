/** What almost every answer about a negotiation begins with: under which lens it was read, and what that saw. */
import { z } from 'zod';
import { statusAnswer } from '../projections/status/status-answer.js';

const head = statusAnswer.pick({
  negotiation: true,
  title: true,
  lens: true,
  at: true,
  revision: true,
  position: true,
});
export type Head = z.infer<typeof head>;

/**
 * The schema of an answer that begins with the head and has these fields after it.
 * @example answerWith({ claims: z.array(claimAnswer) })
 */
export const answerWith = <S extends z.ZodRawShape>(shape: S) => z.strictObject({ ...head.shape, ...shape });
