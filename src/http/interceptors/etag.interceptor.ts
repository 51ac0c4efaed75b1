/** Reads carry a tag that covers their body, and a reader who has that body already is told so in place of it. */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { SerializedResponse } from '../../queries/serialized-response.js';

/** A year, the longest that RFC 9111 would have anybody promise. */
const FOR_EVER = 'max-age=31536000, immutable';

/** Weak comparison, as RFC 9110 asks for here. */
const matches = (etag: string, given: string): boolean =>
  given.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);

/** Says what the reply is to say of its body. @returns the body, where the reader has not got it already */
export function withEtag(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  answer: SerializedResponse,
): Buffer | undefined {
  const { body, etag, pinned, contentType } = answer;
  reply.header('etag', etag).header('cache-control', pinned ? FOR_EVER : 'no-cache');
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
