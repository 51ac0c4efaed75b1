/** Routes that record something, with their part of the OpenAPI document. Their handlers take `@Write()`. */
import { applyDecorators, Patch, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation } from '../openapi/described.js';
import type { z } from 'zod';
import { JSON_TYPES } from '../body-parsers.js';
import { ContentTypeGuard } from '../guards/content-type.guard.js';
import { ReceiptInterceptor, type Locate, type Outcome } from '../interceptors/receipt.interceptor.js';
import { queryParameters } from '../openapi/query-parameters.js';
import { recordParameters } from '../../../answers/receipts.js';

/** What the OpenAPI document says of a write. */
interface Described<A> {
  readonly operationId: string;
  readonly summary: string;
  /** The schema of the answer. */
  readonly answer: z.ZodType<A>;
}

const writing = <A>({ operationId, summary, answer }: Described<A>) => [
  UseGuards(new ContentTypeGuard(JSON_TYPES)),
  ApiOperation({ operationId, summary }),
  queryParameters(recordParameters),
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The last revision of the negotiation that you know, such as `"17"`: another one is refused.',
  }),
  ApiOkResponse({ standardSchema: answer, description: 'It was recorded before, or it was only tried.' }),
];

/**
 * A POST that records something new: 201, or 200 for a duplicate and a dry run.
 * @param locate where what was recorded can be read: the header `Location`
 */
export const CreateRoute = <A extends Outcome>(path: string, described: Described<A>, locate: Locate<A>) =>
  applyDecorators(
    Post(path),
    ...writing(described),
    UseInterceptors(new ReceiptInterceptor(locate)),
    ApiCreatedResponse({ standardSchema: described.answer, description: described.summary }),
  );

/** A PATCH that records a change of what is there: 200. */
export const ReviseRoute = <A>(path: string, described: Described<A>) =>
  applyDecorators(Patch(path), ...writing(described));
