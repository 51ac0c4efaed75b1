/** Refuses a content type that can be parsed, and that the route does not take. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { unsupportedMediaType } from '../problems/refusals.js';

/** A content type without its parameters, in lower case. */
export const essenceOf = (contentType: string): string => contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';

@Injectable()
export class ContentTypeGuard implements CanActivate {
  /** @param types those that the route takes, without parameters */
  constructor(private readonly types: readonly string[]) {}

  canActivate(context: ExecutionContext): boolean {
    const { 'content-type': given } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (!this.types.includes(essenceOf(given ?? ''))) throw unsupportedMediaType(this.types);
    return true;
  }
}
