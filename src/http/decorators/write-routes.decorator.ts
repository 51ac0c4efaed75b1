/** A route that writes, with what the OpenAPI document says of it. */
import { applyDecorators, Patch, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { z } from 'zod';
import { JSON_TYPES } from '../body-parsers.js';
import { ContentTypeGuard } from '../guards/content-type.guard.js';

const documented = (summary: string, answer: z.ZodType) => [
  UseGuards(new ContentTypeGuard(JSON_TYPES)),
  ApiOperation({ summary }),
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The last revision of the negotiation that you know, such as `"17"`: another one is refused.',
  }),
  ApiOkResponse({ standardSchema: answer, description: 'It was recorded before, or it was only tried.' }),
];

/** 201 where something was recorded. */
export const CreateRoute = (path: string, summary: string, answer: z.ZodType) =>
  applyDecorators(
    Post(path),
    ...documented(summary, answer),
    ApiCreatedResponse({ standardSchema: answer, description: summary }),
  );

export const ReviseRoute = (path: string, summary: string, answer: z.ZodType) =>
  applyDecorators(Patch(path), ...documented(summary, answer));
