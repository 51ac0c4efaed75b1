/**
 * The pages on their way out. A page holds nothing of its own: what it shows, it asks of the public interface, as
 * whoever opened it, so that a role is checked in one place.
 */
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import sirv from 'sirv';
import { PAGE_ROUTES } from '../access/route-roles.js';
import { cookieValue, SESSION_COOKIE } from '../access/session-cookie.js';
import { PageBundle, type GetJson, type PageRequest, type RenderedPage } from './page-bundle.js';
import { htmlDocument, NOT_BUILT_DOCUMENT, PAGE_POLICY } from './html-document.js';
import { addSignInRoutes } from './sign-in-routes.js';

const HTML = 'text/html; charset=utf-8';
const YEAR = 31_536_000;

/** The headers by which a call within this server is the same as one from outside by the same person. */
const OWN = ['host', 'cookie', 'authorization', 'origin', 'x-forwarded-for', 'x-forwarded-proto'] as const;

function within(fastify: FastifyInstance, { renderer }: PageBundle, request: FastifyRequest): GetJson {
  const headers = Object.fromEntries(
    OWN.flatMap((name) => (request.headers[name] ? [[name, request.headers[name]]] : [])),
  );
  const remoteAddress = request.raw.socket.remoteAddress ?? '';
  return async (path) => {
    const answer = await fastify.inject({ method: 'GET', url: path, headers, remoteAddress });
    const told: unknown = answer.json();
    if (answer.statusCode !== 200) throw new renderer.Refusal(told);
    return told;
  };
}

const asked = (pattern: string, request: FastifyRequest, get: GetJson): PageRequest => {
  const [path = '/', ...query] = request.url.split('?');
  return {
    pattern,
    path,
    params: request.params as Record<string, string>,
    query: query.join('?'),
    tz: cookieValue(request.headers.cookie, 'parley_tz'),
    signedIn: cookieValue(request.headers.cookie, SESSION_COOKIE) !== undefined,
    origin: `${request.protocol}://${request.host}`,
    get,
  };
};

/** Whoever may not see a page is asked to sign in, and comes back to it. */
function toSignIn(reply: FastifyReply, { path, query }: PageRequest): FastifyReply {
  const next = query === '' ? path : `${path}?${query}`;
  return reply.redirect(`/sign-in?${new URLSearchParams({ next }).toString()}`, 303);
}

function sendPage(reply: FastifyReply, built: PageBundle, page: RenderedPage): FastifyReply {
  return (
    reply
      .status(page.status)
      .header('content-security-policy', PAGE_POLICY)
      // Under a stricter one, browsers do not say from where a form is sent.
      .header('referrer-policy', 'same-origin')
      .header('cache-control', 'private, no-cache')
      .header('vary', 'cookie, authorization')
      .type(HTML)
      .send(htmlDocument(built, page))
  );
}

function serveAssets(fastify: FastifyInstance, { folder }: PageBundle): void {
  const serve = sirv(folder, { etag: true, immutable: true, maxAge: YEAR });
  fastify.get('/assets/*', (request, reply) => {
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value as string);
    serve(request.raw, reply.raw, () => {
      reply.raw.writeHead(404).end();
    });
  });
}

function servePage(fastify: FastifyInstance, built: PageBundle, pattern: string): void {
  fastify.get(pattern, async (request, reply) => {
    const page = asked(pattern, request, within(fastify, built, request));
    const rendered = await built.renderer.render(page);
    return rendered.status === 401 ? toSignIn(reply, page) : sendPage(reply, built, rendered);
  });
}

/** The same addresses, so that whoever comes learns what is missing. */
function serveNothing(fastify: FastifyInstance): void {
  new Logger('Web').warn('the pages have not been built: `npm run build` builds them');
  for (const route of [...PAGE_ROUTES, '/assets/*'])
    fastify.get(route, (_, reply) =>
      reply
        .status(route === '/' ? 200 : 404)
        .type(HTML)
        .send(NOT_BUILT_DOCUMENT),
    );
}

/** To be called once the gate stands. */
export async function addPageRoutes(fastify: FastifyInstance): Promise<void> {
  const built = await PageBundle.load();
  if (built) {
    for (const route of PAGE_ROUTES) servePage(fastify, built, route);
    serveAssets(fastify, built);
  } else serveNothing(fastify);
  addSignInRoutes(fastify, (request, reply, problem) => {
    if (!built) return reply.status(problem.status).send(problem);
    const page = asked('/sign-in', request, within(fastify, built, request));
    return sendPage(reply, built, built.renderer.renderProblem(page, problem));
  });
}
