/** Which content types a route takes, of those that can be read at all. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { unsupportedMediaType } from '../problems/refusals.js';

const essenceOf = (contentType: string): string => contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';

@Injectable()
export class ContentTypeGuard implements CanActivate {
  constructor(private readonly types: readonly string[]) {}

  canActivate(context: ExecutionContext): boolean {
    const { 'content-type': given } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (!this.types.includes(essenceOf(given ?? ''))) throw unsupportedMediaType(this.types);
    return true;
  }
}
