/** A group of calls under `/v1`. */
import { applyDecorators, Controller, UseGuards, type CanActivate, type Type } from '@nestjs/common';
import { ApiDefaultResponse, ApiTags } from '@nestjs/swagger';
import { LoadedGuard } from '../guards/loaded.guard.js';
import { CaughtUpGuard } from '../guards/caught-up.guard.js';

/** @param guards what has to hold before they are answered */
export const V1Controller = (
  path: string,
  tag: string,
  guards: readonly Type<CanActivate>[] = [CaughtUpGuard, LoadedGuard],
) =>
  applyDecorators(
    Controller(`v1${path}`),
    UseGuards(...guards),
    ApiTags(tag),
    ApiDefaultResponse({
      description: 'A problem document (RFC 9457).',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
