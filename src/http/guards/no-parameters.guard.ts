/** A route without parameters refuses them too: one that is passed over in silence would seem to have an effect. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ZodValidationPipe } from '../validation.pipe.js';

const none = z.strictObject({});

@Injectable()
export class NoParametersGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    new ZodValidationPipe().transform(context.switchToHttp().getRequest<FastifyRequest>().query, {
      type: 'query',
      schema: none,
    });
    return true;
  }
}
