/**
 * Who may call what: every route of the server, and the role that it takes. A route that is not in this table cannot be
 * added: the server does not start.
 */
import type { Role } from '../../events/access.js';

/**
 * `anybody`: also a caller without a token. `admin-or-open`: while a server is open, anybody on the machine; there are no
 * tokens yet that could be overruled.
 */
export type RouteRole = Role | 'anybody' | 'admin-or-open';

/** The role that a caller with a token must have; none where anybody may. */
export function requiredRole(role: RouteRole): Role | undefined {
  if (role === 'anybody') return undefined;
  return role === 'admin-or-open' ? 'admin' : role;
}

const of = '/v1/negotiations/:negotiation';
const page = '/negotiations/:negotiation';

/** The addresses of the pages. */
export const PAGE_ROUTES = [
  '/',
  page,
  `${page}/reports/:report`,
  `${page}/compare`,
  `${page}/replay`,
  `${page}/sources`,
  `${page}/fragility`,
  `${page}/audit`,
  `${page}/record`,
  '/sign-in',
] as const;

export const ROUTE_ROLES: Readonly<Record<string, RouteRole>> = {
  // A page holds nothing by itself: what it shows, it asks of the calls below, as whoever opened it.
  ...Object.fromEntries(PAGE_ROUTES.map((route) => [`GET ${route}`, 'anybody' as const])),
  'GET /assets/*': 'anybody',
  'POST /sign-in': 'anybody',
  'POST /sign-out': 'anybody',

  // Health is asked for by what has no token; the description of the interface is no secret.
  'GET /healthz': 'anybody',
  'GET /readyz': 'anybody',
  'GET /openapi.json': 'anybody',
  'GET /docs': 'anybody',
  'GET /metrics': 'reader',

  'GET /v1/negotiations': 'reader',
  [`GET ${of}`]: 'reader',
  [`GET ${of}/status`]: 'reader',
  [`GET ${of}/overview`]: 'reader',
  [`GET ${of}/timeline`]: 'reader',
  [`GET ${of}/positions`]: 'reader',
  [`GET ${of}/positions/:party`]: 'reader',
  [`GET ${of}/claims`]: 'reader',
  [`GET ${of}/proposals`]: 'reader',
  [`GET ${of}/agreements`]: 'reader',
  [`GET ${of}/contradictions`]: 'reader',
  [`GET ${of}/terms`]: 'reader',
  [`GET ${of}/sources`]: 'reader',
  [`GET ${of}/history`]: 'reader',
  [`GET ${of}/reports/:report`]: 'reader',
  [`GET ${of}/changes`]: 'reader',
  [`GET ${of}/changes/previous`]: 'reader',
  [`GET ${of}/changes/next`]: 'reader',
  [`GET ${of}/replay`]: 'reader',
  [`GET ${of}/fragility`]: 'reader',

  // These tell nobody who recorded what.
  'GET /v1/stream': 'reader',
  'GET /v1/feed.atom': 'reader',
  'GET /v1/feed.json': 'reader',
  [`GET ${of}/stream`]: 'reader',
  [`GET ${of}/feed.atom`]: 'reader',
  [`GET ${of}/feed.json`]: 'reader',

  // What a source said, and what it took back.
  [`POST ${of}/reports`]: 'reporter',
  [`POST ${of}/reports/:report/retraction`]: 'reporter',
  [`POST ${of}/reports/:report/correction`]: 'reporter',

  // What our desk decides: who takes part, what counts, which source is how good. A story may hold all of it.
  'POST /v1/negotiations': 'editor',
  [`POST ${of}/parties`]: 'editor',
  [`PATCH ${of}/parties/:party`]: 'editor',
  [`POST ${of}/entries/:entry/void`]: 'editor',
  [`POST ${of}/entries/:entry/amendment`]: 'editor',
  'POST /v1/sources/:publisher/grade': 'editor',
  'POST /v1/sources/entries/:entry/void': 'editor',
  'POST /v1/sources/entries/:entry/amendment': 'editor',
  'POST /v1/import': 'editor',

  // These tell who recorded what.
  'GET /v1/audit/verify': 'auditor',
  'POST /v1/audit/verify': 'auditor',
  'GET /v1/audit/checkpoint': 'auditor',
  [`GET ${of}/proof`]: 'auditor',
  [`GET ${of}/export`]: 'auditor',
  'GET /v1/log': 'auditor',
  // A log from elsewhere says who recorded what, and may hold tokens.
  'POST /v1/log': 'admin-or-open',

  'GET /v1/tokens': 'admin',
  'POST /v1/tokens': 'admin',
  'POST /v1/tokens/:token/revocation': 'admin',
};

/** Undefined where the table has no such route. A HEAD is answered as the GET that it is the head of. */
export const roleOfRoute = (method: string, url: string): RouteRole | undefined => {
  const name = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  return Object.hasOwn(ROUTE_ROLES, name) ? ROUTE_ROLES[name] : undefined;
};
