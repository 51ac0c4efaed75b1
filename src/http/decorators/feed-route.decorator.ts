/** A route that answers with a feed. */
import { applyDecorators, Get, UseGuards } from '@nestjs/common';
import { ApiNotModifiedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';

export const FeedRoute = (path: string, summary: string, contentType: string) =>
  applyDecorators(
    Get(path),
    UseGuards(NoParametersGuard),
    ApiOperation({ summary }),
    ApiOkResponse({ description: summary, content: { [contentType]: { schema: { type: 'string' } } } }),
    ApiNotModifiedResponse({ description: 'The body that `If-None-Match` names still holds.' }),
  );
