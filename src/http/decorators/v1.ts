/** A group of calls under `/v1`. */
import { applyDecorators, Controller, UseGuards, type CanActivate, type Type } from '@nestjs/common';
import { ApiDefaultResponse, ApiTags } from '@nestjs/swagger';
import { AtHand } from '../guards/loaded.guard.js';
import { CaughtUp } from '../guards/caught-up.guard.js';

/** @param guards what has to hold before they are answered */
export const V1 = (path: string, tag: string, guards: readonly Type<CanActivate>[] = [CaughtUp, AtHand]) =>
  applyDecorators(
    Controller(`v1${path}`),
    UseGuards(...guards),
    ApiTags(tag),
    ApiDefaultResponse({
      description: 'A problem document (RFC 9457).',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
