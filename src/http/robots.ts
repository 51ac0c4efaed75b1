/** What search engines are told: to leave everything alone but published cards. */
import type { FastifyInstance } from 'fastify';

/**
 * Cards may be fetched also where they may not be listed: that they may not stands in themselves (`X-Robots-Tag`), and
 * whoever may not fetch them would list their addresses all the same, as soon as somebody links to them.
 */
const ROBOTS = 'User-agent: *\nAllow: /public/\nDisallow: /\n';

/** Adds the route: call it after access control has added its hooks. */
export function addRobotsRoute(fastify: FastifyInstance): void {
  fastify.get('/robots.txt', (_, reply) => reply.type('text/plain; charset=utf-8').send(ROBOTS));
}
