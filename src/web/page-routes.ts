/**
 * The routes of the pages. A page requests what it shows from the public interface, with the token of whoever opened it,
 * so that roles are checked in one place.
 */
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import sirv from 'sirv';
import { PAGE_ROUTES } from '../access/route-roles.js';
import { meOf } from '../access/me.js';
import { COMPRESSED } from '../http/compression.js';
import { requestsAs } from '../http/request-within.js';
import { formTokenIn, newFormToken, sessionFormToken } from '../access/sessions/form-token.js';
import { nameIn } from '../access/provider/name-cookie.js';
import { cookieValue, expiredOldCookie, formCookie } from '../access/sessions/session-cookie.js';
import { isLoopback } from '../platform/config.js';
import { PageBundle, type GetJson, type PageRequest, type RenderedPage } from '../platform/page-bundle.js';
import { htmlDocument, NOT_BUILT_DOCUMENT, PAGE_POLICY } from './html-document.js';
import { addBackChannelLogout } from './back-channel-logout.js';
import { addProviderRoutes } from './provider-routes.js';
import { addSignInRoutes } from './sign-in-routes.js';
import type { OriginOf, Refuse, SignIns } from './signing-in.js';

const HTML = 'text/html; charset=utf-8';
const SIGN_IN = '/sign-in';
const YEAR = 31_536_000;

/** Requests paths of this server as the sender of a request. */
function getJsonAs(fastify: FastifyInstance, { renderer }: PageBundle, request: FastifyRequest): GetJson {
  const send = requestsAs(fastify, request);
  return async (path) => {
    const answer = await send({ method: 'GET', url: path });
    const body: unknown = answer.json();
    if (answer.statusCode !== 200) throw new renderer.Refusal(body);
    return body;
  };
}

/** Links do not follow whatever `Host` somebody sends, where the address is known. */
const originOf =
  (publicUrl: string | undefined): OriginOf =>
  ({ protocol, host }) =>
    publicUrl ?? `${protocol}://${host}`;

const pageRequest = (bundle: PageBundle, pattern: string, request: FastifyRequest, get: GetJson): PageRequest => {
  const [path = '/', ...query] = request.url.split('?');
  return {
    pattern,
    path,
    params: request.params as Record<string, string>,
    query: query.join('?'),
    tz: cookieValue(request.headers.cookie, 'parley_tz'),
    signedIn: request.caller.kind === 'token' && request.caller.session !== undefined,
    form: formTokenFor(pattern, request),
    isPlain: request.protocol === 'http' && !isLoopback(request.hostname),
    me: meOf(request.caller, nameIn(request.headers)),
    provider: pattern === SIGN_IN ? bundle.provider : undefined,
    origin: originOf(bundle.publicUrl)(request),
    get,
  };
};

/** The token of the forms of a page. Only the sign-in page has one for whoever has no session yet. */
function formTokenFor(pattern: string, { headers, caller }: FastifyRequest): string {
  const ofSession = caller.kind === 'token' ? sessionFormToken(headers) : undefined;
  if (ofSession !== undefined) return ofSession;
  return pattern === SIGN_IN ? (formTokenIn(headers) ?? newFormToken()) : '';
}

/** The cookie that goes with the sign-in form, where the browser does not have it yet. */
function formCookies({ headers, caller }: FastifyRequest, { pattern, form }: PageRequest): string[] {
  if (pattern !== SIGN_IN) return [];
  const isKnown = form === formTokenIn(headers) || (caller.kind === 'token' && form === sessionFormToken(headers));
  return [...(isKnown ? [] : [formCookie(form)]), ...expiredOldCookie(headers)];
}

/** Redirects to the sign-in page, which leads back to this one. */
function redirectToSignIn(reply: FastifyReply, { path, query }: PageRequest): FastifyReply {
  const next = query === '' ? path : `${path}?${query}`;
  return reply.redirect(`/sign-in?${new URLSearchParams({ next }).toString()}`, 303);
}

function sendPage(reply: FastifyReply, bundle: PageBundle, page: RenderedPage): FastifyReply {
  return (
    reply
      .status(page.status)
      .header('content-security-policy', PAGE_POLICY)
      // With a stricter policy, browsers send no `Origin` with a form.
      .header('referrer-policy', 'same-origin')
      .header('cache-control', 'private, no-cache')
      .header('vary', 'cookie, authorization')
      .type(HTML)
      .send(htmlDocument(bundle, page))
  );
}

function addAssetRoute(fastify: FastifyInstance, { folder }: PageBundle): void {
  // The build has compressed each file, beside it.
  const serve = sirv(folder, { etag: true, immutable: true, maxAge: YEAR, brotli: true, gzip: true });
  fastify.get('/assets/*', (request, reply) => {
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value as string);
    serve(request.raw, reply.raw, () => {
      reply.raw.writeHead(404).end();
    });
  });
}

function addPageRoute(fastify: FastifyInstance, bundle: PageBundle, pattern: string): void {
  fastify.get(pattern, COMPRESSED, async (request, reply) => {
    const page = pageRequest(bundle, pattern, request, getJsonAs(fastify, bundle, request));
    const rendered = await bundle.renderer.render(page);
    if (rendered.status === 401) return redirectToSignIn(reply, page);
    // An admin administers, and reads nothing: the desk is not theirs.
    if (rendered.status === 403 && pattern === '/' && page.me.may.admin) return reply.redirect('/people', 303);
    const cookies = formCookies(request, page);
    if (cookies.length > 0) reply.header('set-cookie', cookies);
    return sendPage(reply, bundle, rendered);
  });
}

/** Answers the routes of the pages with what is missing. */
function addNotBuiltRoutes(fastify: FastifyInstance): void {
  new Logger('Web').warn('the pages have not been built: `npm run build` builds them');
  for (const route of [...PAGE_ROUTES, '/assets/*'])
    fastify.get(route, (_, reply) =>
      reply
        .status(route === '/' ? 200 : 404)
        .type(HTML)
        .send(NOT_BUILT_DOCUMENT),
    );
}

/** Adds the pages, their assets, and signing in and out: call it after access control has added its hooks. */
export async function addPageRoutes(fastify: FastifyInstance, signIns: SignIns, publicUrl?: string): Promise<void> {
  const { settings } = signIns.provider;
  const bundle = await PageBundle.load(publicUrl, settings?.name);
  if (bundle) {
    for (const route of PAGE_ROUTES) addPageRoute(fastify, bundle, route);
    addAssetRoute(fastify, bundle);
  } else addNotBuiltRoutes(fastify);
  const refuse: Refuse = (request, reply, problem) => {
    if (!bundle) return reply.status(problem.status).send(problem);
    const page = pageRequest(bundle, SIGN_IN, request, getJsonAs(fastify, bundle, request));
    // The form on the page can be sent at once.
    const cookies = problem.status === 403 ? [] : formCookies(request, page);
    if (cookies.length > 0) reply.header('set-cookie', cookies);
    return sendPage(reply, bundle, bundle.renderer.renderProblem(page, problem));
  };
  addSignInRoutes(fastify, signIns, originOf(publicUrl), refuse);
  addProviderRoutes(fastify, signIns, settings, originOf(publicUrl), refuse);
  addBackChannelLogout(fastify, signIns, settings);
}
