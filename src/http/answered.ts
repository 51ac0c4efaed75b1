/** How a write is answered: 201 and an address where something new is there, else 200. */
import type { FastifyReply } from 'fastify';
import type { Receipt } from '../../answers/receipt.js';

/** @param at the address of what was recorded, where it has one */
export function answered<A extends Pick<Receipt, 'duplicate' | 'dryRun'>>(
  reply: FastifyReply,
  answer: A,
  at: ((answer: A) => string) | undefined,
): A {
  if (at && !answer.dryRun) reply.header('location', at(answer));
  reply.status(answer.duplicate || answer.dryRun ? 200 : 201);
  return answer;
}
