/**
 * While the log is still being read at the start, nothing is answered from half of it; and what a request is about is
 * brought into the book before it is answered.
 */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { NegotiationId } from '../../events/ids.js';
import { Projector } from '../book/projector.js';
import { Shelf } from '../book/shelf.js';
import { orRefused } from '../record/outcome-problem.js';
import { stillCatchingUp } from './refusals.js';

/** The negotiation that is asked for, as the address has it. */
function negotiationIn({ params, query }: FastifyRequest): NegotiationId | undefined {
  const { negotiation } = { ...(query as object), ...(params as object) } as { negotiation?: unknown };
  return typeof negotiation === 'string' ? (negotiation as NegotiationId) : undefined;
}

@Injectable()
export class CaughtUp implements CanActivate {
  constructor(
    private readonly projector: Projector,
    private readonly shelf: Shelf,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!this.projector.hasCaughtUp) throw stillCatchingUp();
    const negotiation = negotiationIn(context.switchToHttp().getRequest<FastifyRequest>());
    if (negotiation !== undefined) await orRefused(this.shelf.bring(negotiation));
    return true;
  }
}
