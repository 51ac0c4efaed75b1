/** A route that can be tried without a trace, and is not of a negotiation: `@TakesDryRun()`, `@DryRun() dryRun`. */
import { applyDecorators, createParamDecorator, UseGuards, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { recordParameters } from '../../../answers/receipts.js';
import { DryRunGuard } from '../guards/dry-run.guard.js';
import { queryParameters } from '../openapi/query-parameters.js';
import { validateQuery } from '../validation.pipe.js';

/** The route takes `dryRun`. */
export const TakesDryRun = () => applyDecorators(UseGuards(DryRunGuard), queryParameters(recordParameters));

/** Whether it is only tried. */
export const DryRun = createParamDecorator((_: unknown, context: ExecutionContext): boolean => {
  const { query } = context.switchToHttp().getRequest<FastifyRequest>();
  return validateQuery(recordParameters, query).dryRun ?? false;
});
