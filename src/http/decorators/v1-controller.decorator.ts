/** A controller whose routes begin with `/v1`. */
import { applyDecorators, Controller, UseGuards, type CanActivate, type Type } from '@nestjs/common';
import { ApiDefaultResponse, ApiTags } from '@nestjs/swagger';
import { CaughtUpGuard } from '../guards/caught-up.guard.js';

interface Options {
  /** Of all its routes, in the OpenAPI document; none where each route names its own. */
  readonly tag?: string;
  /** They run before the guards of a route, in this order. */
  readonly guards?: readonly Type<CanActivate>[];
}

/** @param path what follows `/v1`, such as `/tokens` */
export const V1Controller = (path: string, { tag, guards = [CaughtUpGuard] }: Options = {}) =>
  applyDecorators(
    Controller(`v1${path}`),
    UseGuards(...guards),
    ...(tag === undefined ? [] : [ApiTags(tag)]),
    ApiDefaultResponse({
      description: 'A problem document (RFC 9457).',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
