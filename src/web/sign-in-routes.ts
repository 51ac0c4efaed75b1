/** Signing in to the pages and out of them: forms without scripts, answered with a cookie that scripts cannot read. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem, type Problem } from '../../answers/problem.js';
import { bearerSecret } from '../access/token-secret.js';
import { expiredSessionCookie, sessionCookie } from '../access/session-cookie.js';

/** The largest form, in bytes: it holds a token and an address. */
const FORM_LIMIT = 4096;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The path to redirect to after signing in: a path of this server, else `/`. No browser takes it for another host. */
export const redirectTarget = (next: string | null): string =>
  next !== null && /^\/(?![/\\])[\w\-./~%?=&+:,@!$'()*;]*$/.test(next) ? next : '/';

/** Answers a form with a problem. */
type Refuse = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => FastifyReply;

/**
 * Adds the routes.
 *
 * The registration is not awaited: Nest adds its error handler later, and routes that are ready before would not have it.
 *
 * @param refuse answers with a problem, as a page
 */
export function addSignInRoutes(fastify: FastifyInstance, refuse: Refuse): void {
  void fastify.register(async (forms) => {
    forms.addContentTypeParser(FORM_TYPE, { parseAs: 'string', bodyLimit: FORM_LIMIT }, (_, body, done) =>
      done(null, new URLSearchParams(String(body))),
    );
    forms.post('/sign-in', async (request, reply) => {
      // A form without a body, or with one of another type, is an empty form.
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const token = form.get('token')?.trim() ?? '';
      if (token === '') return refuse(request, reply, problem('bad-request', 'a token is asked for'));
      const isGood = bearerSecret(`Bearer ${token}`) !== null && (await isAccepted(fastify, request, token));
      if (!isGood)
        return refuse(request, reply, problem('bad-token', 'that token is not known, has expired or was revoked'));
      return reply
        .header('set-cookie', sessionCookie(token, request.protocol))
        .redirect(redirectTarget(form.get('next')), 303);
    });
    forms.post('/sign-out', async (request, reply) =>
      reply.header('set-cookie', expiredSessionCookie(request.protocol)).redirect('/', 303),
    );
  });
}

/** Whether the token is good. An admin's may not read, and is answered 403: it is for the page of people. */
async function isAccepted(fastify: FastifyInstance, request: FastifyRequest, token: string): Promise<boolean> {
  const headers = { host: request.headers.host ?? '', authorization: `Bearer ${token}` };
  const answer = await fastify.inject({
    method: 'GET',
    url: '/v1/negotiations?limit=1',
    headers,
    remoteAddress: request.ip,
  });
  return answer.statusCode === 200 || answer.statusCode === 403;
}
