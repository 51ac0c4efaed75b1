/** The link to the next page of a listing (RFC 8288). */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Sets `Link` to the address of this request with another cursor. @param cursor null: there is no next page */
export function setNextPageLink(request: FastifyRequest, reply: FastifyReply, cursor: string | null): void {
  if (cursor === null) return;
  const [path = '', query] = request.url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  reply.header('link', `<${path}?${parameters.toString()}>; rel="next"`);
}
