/** A route that reads, with what the OpenAPI document says of it. */
import { applyDecorators, Get, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiNotModifiedResponse, ApiOkResponse, ApiOperation, ApiQuery } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReadYourWritesGuard } from '../guards/read-your-writes.guard.js';

const POSITION = {
  name: 'position',
  required: false,
  schema: { type: 'string', pattern: '^[0-9]{1,19}$' },
  description: 'The position that a write has answered, here or on another server: the answer knows of it.',
} as const;
const PREFER = {
  name: 'Prefer',
  required: false,
  description: 'How many seconds to wait for `position`, such as `wait=5`.',
};

export const ReadRoute = (path: string, summary: string, answer: z.ZodType) =>
  applyDecorators(
    Get(path),
    UseGuards(ReadYourWritesGuard),
    ApiOperation({ summary }),
    ApiQuery(POSITION),
    ApiHeader(PREFER),
    ApiOkResponse({ standardSchema: answer, description: summary }),
    ApiNotModifiedResponse({ description: 'The body that `If-None-Match` names still holds.' }),
  );
