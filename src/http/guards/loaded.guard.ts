/** What a request is about is brought into the book before it is answered. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { NegotiationId } from '../../../events/ids.js';
import { StreamLoader } from '../../projector/stream-loader.js';

/** The negotiation that is asked for, as the address has it. */
function negotiationIn({ params, query }: FastifyRequest): NegotiationId | undefined {
  const { negotiation } = { ...(query as object), ...(params as object) } as { negotiation?: unknown };
  return typeof negotiation === 'string' ? (negotiation as NegotiationId) : undefined;
}

@Injectable()
export class LoadedGuard implements CanActivate {
  constructor(private readonly loader: StreamLoader) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.loader.ensureLoaded(negotiationIn(context.switchToHttp().getRequest<FastifyRequest>()));
    return true;
  }
}
