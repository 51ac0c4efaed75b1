/** Signing in and out of the pages: a form without script, answered by a cookie that no script can read. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem, type Problem } from '../../answers/problem.js';
import { bearerSecret } from '../access/token-secret.js';
import { expiredSessionCookie, sessionCookie } from '../access/session-cookie.js';

/** A token and an address are short. */
const FORM_LIMIT = 4096;
const FORM = 'application/x-www-form-urlencoded';

/** Where to go on: a page of this server, and nothing that a browser could take for another. */
export const redirectTarget = (next: string | null): string =>
  next !== null && /^\/(?![/\\])[\w\-./~%?=&+:,@!$'()*;]*$/.test(next) ? next : '/';

type Refuse = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => FastifyReply;

/** Not waited for: Nest adds its error handler later, and routes that were ready before would not have it. */
export function addSignInRoutes(fastify: FastifyInstance, refuse: Refuse): void {
  void fastify.register(async (forms) => {
    forms.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: FORM_LIMIT }, (_, body, done) =>
      done(null, new URLSearchParams(String(body))),
    );
    forms.post('/sign-in', async (request, reply) => {
      // Without a body, or with one of another type, nothing has been filled in.
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

/** Whether the token lets anybody in: a call that any token with a role may make, or is told that it may not. */
async function isAccepted(fastify: FastifyInstance, request: FastifyRequest, token: string): Promise<boolean> {
  const headers = { host: request.headers.host ?? '', authorization: `Bearer ${token}` };
  const answer = await fastify.inject({
    method: 'GET',
    url: '/v1/negotiations?limit=1',
    headers,
    remoteAddress: request.ip,
  });
  return answer.statusCode === 200;
}
