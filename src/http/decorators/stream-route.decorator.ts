/** A route that sends what is recorded as server-sent events, with its part of the OpenAPI document. */
import { applyDecorators, Get } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces } from '../openapi/described.js';
import { messageAnswer } from '../../../answers/live.js';

/** What the OpenAPI document says of a stream. */
interface Described {
  readonly operationId: string;
  readonly summary: string;
}

/** A GET that stays open. */
export const StreamRoute = (path: string, { operationId, summary }: Described) =>
  applyDecorators(
    Get(path),
    ApiOperation({ operationId, summary }),
    ApiProduces('text/event-stream'),
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description: 'The last event that was seen: what `after` says.',
    }),
    ApiOkResponse({
      standardSchema: messageAnswer,
      description:
        'An event `recorded` for each that is recorded, its `id` the position; `hello` where it begins; `gap` where the reader has missed what is not told again.',
    }),
  );
