/** Entity tags: an answer has the `ETag` of its body, and is 304 without a body where `If-None-Match` names that tag. */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { SerializedResponse } from '../../queries/serialized-response.js';

/** One year, the longest age that RFC 9111 recommends. */
const IMMUTABLE = 'max-age=31536000, immutable';

/** Weak comparison, as RFC 9110 requires for `If-None-Match`. */
const matches = (etag: string, given: string): boolean =>
  given.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);

/**
 * Sets the headers of a body, and the status 304 where the caller has that body already.
 *
 * @returns the body; undefined for 304
 */
export function withEtag(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  answer: SerializedResponse,
): Buffer | undefined {
  const { body, etag, pinned, contentType } = answer;
  reply.header('etag', etag).header('cache-control', pinned ? IMMUTABLE : 'no-cache');
  const given = headers['if-none-match'];
  if (given !== undefined && matches(etag, given)) {
    reply.status(304);
    return undefined;
  }
  reply.header('content-type', contentType);
  return body;
}

@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<Buffer | undefined> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    return next
      .handle()
      .pipe(
        map((answer: unknown) =>
          withEtag(request, reply, answer instanceof SerializedResponse ? answer : SerializedResponse.of(answer)),
        ),
      );
  }
}
