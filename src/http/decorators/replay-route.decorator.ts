/** The route of the replay, with its part of the OpenAPI document. */
import { applyDecorators, Get } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces } from '../openapi/described.js';
import { replayAnswer } from '../../../answers/story/replay.js';

/** A GET of `replay`, answered as lines of JSON or as server-sent events. */
export const ReplayRoute = () =>
  applyDecorators(
    Get('replay'),
    ApiOperation({
      operationId: 'getReplay',
      summary: 'The story step by step: what came in, what that changed and why, the status after',
    }),
    ApiProduces('application/x-ndjson', 'text/event-stream'),
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description: 'The last step that was seen: what `after` says.',
    }),
    ApiOkResponse({
      standardSchema: replayAnswer,
      description: 'A line, or with `Accept: text/event-stream` an event, for each step, and a last one at the end.',
    }),
  );
