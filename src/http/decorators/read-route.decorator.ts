/** A route that answers JSON derived from the record, with its part of the OpenAPI document. */
import { applyDecorators, Get, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiNotModifiedResponse, ApiOkResponse, ApiOperation, ApiQuery } from '../openapi/described.js';
import type { z } from 'zod';
import { ReadYourWritesGuard } from '../guards/read-your-writes.guard.js';

/** The parameter of a read that waits for a write. */
export const POSITION = {
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

/** What the OpenAPI document says of a read. */
interface Described {
  readonly operationId: string;
  readonly summary: string;
  /** The schema of the answer. */
  readonly answer: z.ZodType;
}

/** A GET that takes `position` and is answered with an `ETag`: its handler needs the interceptor for that. */
export const ReadRoute = (path: string, { operationId, summary, answer }: Described) =>
  applyDecorators(
    Get(path),
    UseGuards(ReadYourWritesGuard),
    ApiOperation({ operationId, summary }),
    ApiQuery(POSITION),
    ApiHeader(PREFER),
    ApiOkResponse({ standardSchema: answer, description: summary }),
    ApiNotModifiedResponse({ description: 'The body that `If-None-Match` names still holds.' }),
  );
