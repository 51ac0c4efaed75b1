/** A route that takes `dryRun` and no other query parameter. Refused before the body is looked at. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { recordParameters } from '../../../answers/receipts.js';
import { validateQuery } from '../validation.pipe.js';

@Injectable()
export class DryRunGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    validateQuery(recordParameters, context.switchToHttp().getRequest<FastifyRequest>().query);
    return true;
  }
}
