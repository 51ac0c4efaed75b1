/**
 * Access control: who calls, whether they may, and whether they call too often. It runs in hooks of Fastify and not in
 * guards of Nest, so that it covers every route, and comes before a body is read.
 */
import { Injectable } from '@nestjs/common';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestAsyncHookHandler,
  onRequestHookHandler,
  onResponseHookHandler,
} from 'fastify';
import { Config } from '../platform/config.js';
import type { Refused } from '../problems/refused.js';
import { AccessService } from './access.service.js';
import { AuditLog } from './audit-log.js';
import { foreignHeader, hasManyHosts, isForeignFetch, isOwnName } from './origin-check.js';
import { OPEN_CALLER, type Caller } from './caller.js';
import { PROBES, RateLimits } from './rate-limits.js';
import {
  accessRefused,
  crossSiteWrite,
  foreignFetch,
  foreignOrigin,
  manyHosts,
  tooManyRequests,
  unknownHost,
} from './refusals.js';
import { hasRole } from './roles.js';
import { PAGE_ROUTES, requiredRole, roleOfRoute, type RouteRole } from './route-roles.js';
import { mayBeShared } from './shared-answer.js';
import { isCrossSiteWrite, sessionSecretOf } from './sessions/session-cookie.js';

/** Roles whose successful calls are in the audit log. */
const PRIVILEGED: ReadonlySet<RouteRole | undefined> = new Set<RouteRole>([
  'editor',
  'eraser',
  'auditor',
  'admin',
  'admin-or-open',
]);

const PAGES: ReadonlySet<string> = new Set(PAGE_ROUTES);

/** Throws for a route without a role. */
function requireRole(method: string | readonly string[], url: string): void {
  for (const one of [method].flat())
    if (roleOfRoute(one, url) === undefined)
      throw new Error(`${one} ${url} is not in the table of src/access/route-roles.ts: say there who may call it`);
}

/** The statuses of what was sent and could not be taken. Refusals of callers are in the log already. */
const INVALID: ReadonlySet<number> = new Set([400, 408, 413, 414, 415, 422]);

/** Of those by which this machine was asked so many are remembered: to list its addresses takes a while. */
const MOST_OWN_NAMES = 100;

@Injectable()
export class AccessControl {
  readonly #ownNames = new Set<string>();
  /** Those whose refusal is in the log already. */
  readonly #refused = new WeakSet<FastifyRequest>();

  constructor(
    private readonly access: AccessService,
    private readonly audit: AuditLog,
    private readonly config: Config,
  ) {}

  /** Adds the hooks, in the order in which they run: call it before routes are added. */
  async addHooks(fastify: FastifyInstance): Promise<void> {
    fastify.decorateRequest('caller');
    fastify.addHook('onRoute', ({ method, url }) => requireRole(method, url));
    const limits = await RateLimits.create(fastify, this.config.access.rateLimit ?? 0);
    const identifyCaller: onRequestHookHandler = (request, reply, done) => {
      request.caller = this.#callerOf(request);
      // Where a route says nothing of caches. One that does replaces it.
      if (!mayBeShared(request, this.config.log.isPublic))
        reply.header('cache-control', 'private, no-cache').header('vary', 'authorization, cookie');
      done();
    };
    const authorize: onRequestHookHandler = (request, reply, done) => done(this.#refusal(request, reply));
    fastify.addHook('onRequest', identifyCaller);
    if (limits) {
      const limitRate: onRequestAsyncHookHandler = async (request, reply) => {
        const refused = await this.#rateRefusal(limits, request, reply);
        if (refused) throw refused;
      };
      fastify.addHook('onRequest', limitRate);
    }
    fastify.addHook('onRequest', authorize);
    const logOutcome: onResponseHookHandler = (request, reply, done) => {
      const { statusCode: status } = reply;
      if (status < 400 && PRIVILEGED.has(roleFor(request))) this.audit.logPrivilegedCall(request, status);
      const isInvalid = INVALID.has(status) && !this.#refused.has(request);
      if (isInvalid && request.refusedWith) this.audit.logInvalid(request, request.refusedWith);
      done();
    };
    fastify.addHook('onResponse', logOutcome);
  }

  #callerOf({ headers, routeOptions: { url } }: FastifyRequest): Caller {
    const secret = sessionSecretOf(headers);
    if (secret === undefined) return this.access.callerOf(headers.authorization);
    // A page follows a live stream, and takes it up again, without anybody sitting before it.
    return this.access.callerOfSession(secret, url?.endsWith('/stream') !== true);
  }

  async #rateRefusal(limits: RateLimits, request: FastifyRequest, reply: FastifyReply): Promise<Refused | undefined> {
    const exceeded = await limits.exceededBy(request);
    if (!exceeded) return undefined;
    reply.header('retry-after', String(exceeded.retryAfter));
    if (exceeded.isFirst) this.audit.logRefusal(request, 'too-many-requests');
    return tooManyRequests();
  }

  #refusal(request: FastifyRequest, reply: FastifyReply): Refused | undefined {
    const refused = this.#foreignRefusal(request) ?? this.#roleRefusal(request);
    if (!refused) return undefined;
    const { code, status } = refused.problem;
    if (status === 401) reply.header('www-authenticate', 'Bearer realm="parley"');
    this.audit.logRefusal(request, code);
    this.#refused.add(request);
    return refused;
  }

  #foreignRefusal(request: FastifyRequest): Refused | undefined {
    const { caller, headers, method } = request;
    if (hasManyHosts(request.raw.rawHeaders)) return manyHosts();
    if (isCrossSiteWrite(method, headers)) return crossSiteWrite();
    if (isForeignFetch(headers) && isCostly(request)) return foreignFetch();
    if (caller !== OPEN_CALLER && !this.#knowsHost(request)) return unknownHost(request.host);
    const foreign = caller === OPEN_CALLER ? foreignHeader(headers) : undefined;
    return foreign === undefined ? undefined : foreignOrigin(foreign);
  }

  // A probe may go by any name: there are no links in what it is told.
  #knowsHost({ host, routeOptions: { url } }: FastifyRequest): boolean {
    if (this.config.publishing.publicUrl !== undefined || PROBES.has(url ?? '')) return true;
    if (this.#ownNames.has(host)) return true;
    if (!isOwnName(host, this.config.host)) return false;
    // Whoever names a thousand ports fills no memory.
    if (this.#ownNames.size < MOST_OWN_NAMES) this.#ownNames.add(host);
    return true;
  }

  #roleRefusal(request: FastifyRequest): Refused | undefined {
    const role = roleFor(request);
    const { caller } = request;
    const isOpen =
      (role === 'admin-or-open' && caller === OPEN_CALLER) || (role === 'reader-or-public' && this.config.log.isPublic);
    const required = isOpen ? undefined : requiredRole(role);
    return required === undefined || hasRole(caller.roles, required) ? undefined : accessRefused(caller, required);
  }
}

/** Whether a request reads the record. A page does, for whoever opens it. */
const isCostly = (request: FastifyRequest): boolean =>
  roleFor(request) !== 'anybody' || PAGES.has(request.routeOptions.url ?? '');

/** The role that a request takes. An unknown path takes none, so that it is answered 404 and not 401. */
const roleFor = ({ is404, method, routeOptions: { url } }: FastifyRequest): RouteRole =>
  is404 || url === undefined ? 'anybody' : (roleOfRoute(method, url) ?? 'admin');
