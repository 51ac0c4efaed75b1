/** A controller whose routes begin with `/v1`. */
import { applyDecorators, Controller, UseGuards } from '@nestjs/common';
import { ApiDefaultResponse, ApiTags } from '../openapi/described.js';
import { CaughtUpGuard } from '../guards/caught-up.guard.js';

/**
 * @param path what follows `/v1`, such as `/tokens`
 * @param tag of all its routes, in the OpenAPI document; undefined where each route names its own
 */
export const V1Controller = (path: string, tag?: string) =>
  applyDecorators(
    Controller(`v1${path}`),
    UseGuards(CaughtUpGuard),
    ...(tag === undefined ? [] : [ApiTags(tag)]),
    ApiDefaultResponse({
      description: 'A problem document (RFC 9457).',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
