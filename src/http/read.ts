/** A route that reads, with what the OpenAPI document says of it. */
import { applyDecorators, Get } from '@nestjs/common';
import { ApiNotModifiedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { z } from 'zod';

export const Read = (path: string, summary: string, answer: z.ZodType) =>
  applyDecorators(
    Get(path),
    ApiOperation({ summary }),
    ApiOkResponse({ standardSchema: answer, description: summary }),
    ApiNotModifiedResponse({ description: 'The body that `If-None-Match` names still holds.' }),
  );
