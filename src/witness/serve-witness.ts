/** The HTTP side of a witness: two routes, for logs and for whoever follows them. No token is read. */
import Fastify, { type FastifyInstance } from 'fastify';
import type { Witness, WitnessReply } from './witness.js';

/** In bytes: 63 hashes and a note of many signatures fit in. */
const LONGEST_BODY = 64 * 1024;

/** In milliseconds: within this a request must have arrived. */
const REQUEST_TIMEOUT = 30_000;

export async function serveWitness(witness: Witness, host: string, port: number): Promise<FastifyInstance> {
  const fastify = Fastify({ bodyLimit: LONGEST_BODY, requestTimeout: REQUEST_TIMEOUT });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body));
  fastify.post('/add-checkpoint', async (request, answer) => {
    const { status, type, body }: WitnessReply = await witness.addCheckpoint(
      typeof request.body === 'string' ? request.body : '',
    );
    return answer.status(status).type(type).header('cache-control', 'no-store').send(body);
  });
  fastify.get<{ Params: { origin: string } }>('/:origin/checkpoint', (request, answer) => {
    const { status, type, body } = witness.newest(request.params.origin);
    return answer.status(status).type(type).header('cache-control', 'no-cache').send(body);
  });
  await fastify.listen({ host, port });
  return fastify;
}
