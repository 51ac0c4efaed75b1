/** A route that answers a picture as a file, with its part of the OpenAPI document. */
import { applyDecorators, Get, Header, UseGuards } from '@nestjs/common';
import { ApiNotModifiedResponse, ApiOkResponse, ApiOperation, ApiQuery } from '../openapi/described.js';
import { ReadYourWritesGuard } from '../guards/read-your-writes.guard.js';
import { POSITION } from './read-route.decorator.js';

const CONTENT = {
  svg: { 'image/svg+xml': { schema: { type: 'string' } } },
  png: { 'image/png': { schema: { type: 'string', format: 'binary' } } },
  csv: { 'text/csv': { schema: { type: 'string' } } },
} as const;

/** A picture holds its own styles, and nothing else of it may do anything. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/** What the OpenAPI document says of a file. */
interface Described {
  readonly operationId: string;
  readonly summary: string;
}

/** @param format by which the path ends */
export const FileRoute = (path: string, format: keyof typeof CONTENT, { operationId, summary }: Described) =>
  applyDecorators(
    Get(`${path}.${format}`),
    UseGuards(ReadYourWritesGuard),
    Header('content-security-policy', PICTURE_POLICY),
    ApiOperation({ operationId, summary }),
    ApiQuery(POSITION),
    ApiOkResponse({ description: summary, content: CONTENT[format] }),
    ApiNotModifiedResponse({ description: 'The body that `If-None-Match` names still holds.' }),
  );
