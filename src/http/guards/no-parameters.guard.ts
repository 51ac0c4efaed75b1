/** A route without query parameters refuses them: one that is ignored would seem to have an effect. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { validateQuery } from '../validation.pipe.js';

const noParameters = z.strictObject({});

@Injectable()
export class NoParametersGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    validateQuery(noParameters, context.switchToHttp().getRequest<FastifyRequest>().query);
    return true;
  }
}
