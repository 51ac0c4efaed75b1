/** RFC 8288: the address of the next page. */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** @param cursor of the next page; null where there is none */
export function setNextPageLink(request: FastifyRequest, reply: FastifyReply, cursor: string | null): void {
  if (cursor === null) return;
  const [path = '', query] = request.url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  reply.header('link', `<${path}?${parameters.toString()}>; rel="next"`);
}
