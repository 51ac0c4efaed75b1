/** A route that tells what is recorded, with what the OpenAPI document says of it. */
import { applyDecorators, Get } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { messageAnswer } from '../../live/message.js';

export const StreamRoute = (path: string, summary: string) =>
  applyDecorators(
    Get(path),
    ApiOperation({ summary }),
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
