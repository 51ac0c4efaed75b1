/** A group of calls under `/v1`. */
import { applyDecorators, Controller, UseGuards } from '@nestjs/common';
import { ApiDefaultResponse, ApiTags } from '@nestjs/swagger';
import { CaughtUp } from './caught-up.js';

export const V1 = (path: string, tag: string) =>
  applyDecorators(
    Controller(`v1${path}`),
    UseGuards(CaughtUp),
    ApiTags(tag),
    ApiDefaultResponse({
      description: 'A problem document (RFC 9457).',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
