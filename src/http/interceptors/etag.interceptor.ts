/**
 * Entity tags: an answer has the `ETag` of its body, and is 304 without a body where `If-None-Match` names that tag. Where
 * the client takes an encoding, the body is sent in it, and its tag says in which.
 */
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { mayBeShared } from '../../access/shared-answer.js';
import { SerializedResponse } from '../../queries/serialized-response.js';
import { compressed, encodingFor, LEAST, type Encoding } from '../content-encoding.js';

/** What an answer to somebody who was told from others depends on: not even a cache of one's own mixes them up. */
const OF_PRIVATE = ['authorization', 'cookie', 'accept-encoding'];
const OF_SHARED = ['accept-encoding'];

/** By what routes and hooks have set: there are few of those. */
const variedAlready = new Map<string, string>();

/** The header `Vary` with further names, each once. */
function variedBy(given: string, more: readonly string[]): string {
  const key = `${given}, ${more.join(', ')}`;
  const known = variedAlready.get(key);
  if (known !== undefined) return known;
  const varied = [...new Set(key.split(', '))].join(', ');
  variedAlready.set(key, varied);
  return varied;
}

/** Two encodings of one body are two representations, each with a tag of its own (RFC 9110, 8.8.3.3). */
const tagIn = (etag: string, encoding: Encoding | undefined): string =>
  encoding === undefined ? etag : `${etag.slice(0, -1)}-${encoding}"`;

/** The tag without what says that it is weak, and without the encoding. */
const bareTag = (tag: string): string =>
  tag
    .trim()
    .replace(/^W\//, '')
    .replace(/-(?:br|gzip)"$/, '"');

/** Weak comparison, as RFC 9110 requires for `If-None-Match`: whoever has the body in any encoding has it. */
const matches = (etag: string, given: string): boolean =>
  given.split(',').some((tag) => tag.trim() === '*' || bareTag(tag) === etag);

/** Whether the caller has the body already. */
const hasAlready = (headers: FastifyRequest['headers'], { etag }: SerializedResponse): boolean => {
  const given = headers['if-none-match'];
  return given !== undefined && matches(etag, given);
};

/** Pictures and documents are compressed already. */
const isPacked = (contentType: string): boolean => /^image\/png|officedocument/.test(contentType);

/** The encoding that the answer is sent in; undefined: as it is. */
export const encodingOf = (request: FastifyRequest, { body, contentType }: SerializedResponse): Encoding | undefined =>
  body.length < LEAST || isPacked(contentType) ? undefined : encodingFor(request);

/**
 * Sets the headers of a body, and the status 304 where the caller has that body already.
 *
 * @param encoding one in which the answer has been compressed
 * @returns the body; undefined for 304
 */
export function withEtag(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: SerializedResponse,
  encoding: Encoding | undefined,
): Buffer | undefined {
  const { etag, contentType } = answer;
  const isPrivate = !mayBeShared(request);
  // Also of the past: a text of it may be erased, and nobody is to go on showing it. The tag covers that.
  const age = 'no-cache';
  reply
    .header('etag', tagIn(etag, encoding))
    .header('cache-control', isPrivate ? `private, ${age}` : age)
    .header('vary', variedBy(String(reply.getHeader('vary')), isPrivate ? OF_PRIVATE : OF_SHARED));
  if (hasAlready(request.headers, answer)) {
    reply.status(304);
    return undefined;
  }
  reply.header('content-type', contentType);
  if (encoding === undefined) return answer.body;
  reply.header('content-encoding', encoding);
  return answer.compressedAs(encoding);
}

@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<Buffer | undefined> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const send = async (given: unknown): Promise<Buffer | undefined> => {
      const answer = given instanceof SerializedResponse ? given : SerializedResponse.of(given);
      const encoding = encodingOf(request, answer);
      // Of an answer without a body nothing is compressed.
      if (encoding !== undefined && !hasAlready(request.headers, answer))
        await answer.compressAs(encoding, (body) => compressed(body, encoding));
      return withEtag(request, reply, answer, encoding);
    };
    return next.handle().pipe(mergeMap(send));
  }
}
