/** A route that answers a feed, with its part of the OpenAPI document. */
import { applyDecorators, Get } from '@nestjs/common';
import { ApiNotModifiedResponse, ApiOkResponse, ApiOperation } from '../openapi/described.js';

/** What the OpenAPI document says of a feed. */
interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly contentType: string;
}

/** A GET: its handler needs the interceptor for `ETag`, and takes the lens where there is one. */
export const FeedRoute = (path: string, { operationId, summary, contentType }: Described) =>
  applyDecorators(
    Get(path),
    ApiOperation({ operationId, summary }),
    ApiOkResponse({ description: summary, content: { [contentType]: { schema: { type: 'string' } } } }),
    ApiNotModifiedResponse({ description: 'The body that `If-None-Match` names still holds.' }),
  );
