/**
 * The role that each route takes. A route that is not in this table cannot be added: the server does not start.
 */
import type { TokenRole } from '../../events/access.js';

/**
 * - `anybody`: no token is needed.
 * - `admin-or-open`: `admin`; on an open server, anybody on the machine.
 * - `reader-or-public`: `reader`; where the log is public (`PARLEY_LOG_PUBLIC`), anybody.
 */
export type RouteRole = TokenRole | 'anybody' | 'admin-or-open' | 'reader-or-public';

/** The role that a token must have; undefined where none is needed. */
export function requiredRole(role: RouteRole): TokenRole | undefined {
  if (role === 'anybody') return undefined;
  if (role === 'admin-or-open') return 'admin';
  return role === 'reader-or-public' ? 'reader' : role;
}

const of = '/v1/negotiations/:negotiation';
const page = '/negotiations/:negotiation';

/** The routes of the pages. */
export const PAGE_ROUTES = [
  '/',
  '/search',
  page,
  `${page}/reports/:report`,
  `${page}/briefing`,
  `${page}/card`,
  `${page}/compare`,
  `${page}/picture`,
  `${page}/replay`,
  `${page}/sources`,
  `${page}/fragility`,
  `${page}/audit`,
  `${page}/record`,
  `${page}/merge`,
  '/glossary',
  '/tour',
  `${page}/edit`,
  '/new',
  '/people',
  '/alerts',
  '/sources',
  '/sources/:source',
  '/import',
  '/intake',
  '/intake/:article',
  '/sign-in',
] as const;

export const ROUTE_ROLES: Readonly<Record<string, RouteRole>> = {
  // A page reads what it shows from the routes below, with the token of whoever opened it.
  ...Object.fromEntries(PAGE_ROUTES.map((route) => [`GET ${route}`, 'anybody' as const])),
  'GET /assets/*': 'anybody',
  'POST /sign-in': 'anybody',
  'POST /sign-out': 'anybody',
  // The way to the identity provider, and back.
  'GET /sign-in/provider': 'anybody',
  'GET /sign-in/callback': 'anybody',
  // What the provider says comes with its signature.
  'POST /sign-in/provider/logout': 'anybody',

  // What was published, for whoever has its address.
  'GET /public/:publication': 'anybody',
  'GET /public/:publication/card.png': 'anybody',
  'GET /public/:publication/card.jsonld': 'anybody',
  'GET /oembed': 'anybody',
  'GET /robots.txt': 'anybody',

  // Health checks have no token; the description of the interface is public.
  'GET /healthz': 'anybody',
  'GET /readyz': 'anybody',
  'GET /openapi.json': 'anybody',
  'GET /v1/asyncapi.json': 'anybody',
  'GET /docs': 'anybody',
  'GET /metrics': 'reader',

  'GET /v1/negotiations': 'reader',
  // Who recorded something is neither searched nor shown.
  'GET /v1/search': 'reader',
  [`GET ${of}`]: 'reader',
  [`GET ${of}/registry`]: 'reader',
  [`GET ${of}/status`]: 'reader',
  [`GET ${of}/overview`]: 'reader',
  [`GET ${of}/later`]: 'reader',
  [`GET ${of}/timeline`]: 'reader',
  [`GET ${of}/timeline.svg`]: 'reader',
  [`GET ${of}/timeline.png`]: 'reader',
  [`GET ${of}/timeline.csv`]: 'reader',
  [`GET ${of}/card`]: 'reader',
  [`GET ${of}/briefing`]: 'reader',
  [`GET ${of}/picture`]: 'reader',
  [`GET ${of}/picture.svg`]: 'reader',
  [`GET ${of}/picture.png`]: 'reader',
  [`GET ${of}/picture.csv`]: 'reader',
  [`GET ${of}/positions`]: 'reader',
  [`GET ${of}/positions/:party`]: 'reader',
  [`GET ${of}/claims`]: 'reader',
  [`GET ${of}/proposals`]: 'reader',
  [`GET ${of}/agreements`]: 'reader',
  [`GET ${of}/contradictions`]: 'reader',
  [`GET ${of}/terms`]: 'reader',
  [`GET ${of}/sources`]: 'reader',
  'GET /v1/sources': 'reader',
  'GET /v1/sources/:source': 'reader',
  [`GET ${of}/history`]: 'reader',
  [`GET ${of}/reports/:report`]: 'reader',
  [`GET ${of}/citations`]: 'reader',
  [`GET ${of}/vocabulary`]: 'reader',
  [`GET ${of}/changes`]: 'reader',
  [`GET ${of}/changes/previous`]: 'reader',
  [`GET ${of}/changes/next`]: 'reader',
  [`GET ${of}/replay`]: 'reader',
  [`GET ${of}/fragility`]: 'reader',

  // They come with the program, and are to be had by anybody who reads.
  'GET /v1/stories': 'reader',
  'GET /v1/stories/:story': 'reader',

  // These do not show recorders.
  'GET /v1/stream': 'reader',
  'GET /v1/feed.atom': 'reader',
  'GET /v1/feed.json': 'reader',
  [`GET ${of}/stream`]: 'reader',
  [`GET ${of}/feed.atom`]: 'reader',
  [`GET ${of}/feed.json`]: 'reader',

  // Each tool makes requests of its own, which take the roles of their routes.
  'POST /mcp': 'reader',

  // What a source published, and what it took back.
  [`POST ${of}/reports`]: 'reporter',
  [`POST ${of}/reports/:report/retraction`]: 'reporter',
  [`POST ${of}/reports/:report/reinstatement`]: 'reporter',
  [`POST ${of}/reports/:report/correction`]: 'reporter',

  // Articles are read by whoever may record from them: their texts are others' property, and were never published here.
  'POST /v1/intake': 'reporter',
  'GET /v1/intake': 'reporter',
  'POST /v1/intake/drafts': 'reporter',
  'GET /v1/intake/feeds': 'reporter',
  'GET /v1/intake/:article': 'reporter',
  'POST /v1/intake/:article/candidates': 'reporter',
  'POST /v1/intake/:article/candidates/:candidate/acceptance': 'reporter',
  'POST /v1/intake/:article/candidates/:candidate/rejection': 'reporter',
  'POST /v1/intake/:article/candidates/:candidate/undo': 'reporter',
  'POST /v1/intake/:article/move': 'reporter',
  'GET /v1/intake/:article/endpoint': 'reporter',
  'POST /v1/intake/:article/endpoint': 'reporter',
  [`POST ${of}/intake`]: 'reporter',
  [`GET ${of}/reports/:report/evidence`]: 'reporter',

  // Decisions of our desk: the parties, what counts, names, the grades of sources. A story may hold all of them.
  'POST /v1/negotiations': 'editor',
  'POST /v1/intake/:article/talks': 'editor',
  'POST /v1/intake/feeds': 'editor',
  'POST /v1/intake/feeds/:feed/poll': 'editor',
  'POST /v1/intake/feeds/:feed/removal': 'editor',
  'POST /v1/intake/:article/text/removal': 'editor',
  [`PATCH ${of}`]: 'editor',
  [`POST ${of}/archive`]: 'editor',
  [`POST ${of}/titles`]: 'editor',
  [`POST ${of}/parties`]: 'editor',
  [`PATCH ${of}/parties/:party`]: 'editor',
  [`POST ${of}/entries/:entry/void`]: 'editor',
  [`POST ${of}/entries/:entry/amendment`]: 'editor',
  // What is erased is gone for good.
  [`POST ${of}/entries/:entry/erasure`]: 'eraser',
  'POST /v1/intake/:article/erasure': 'eraser',
  [`POST ${of}/merges`]: 'editor',
  'POST /v1/sources/:publisher/grade': 'editor',
  'POST /v1/sources/:name/alias': 'editor',
  'POST /v1/sources/entries/:entry/void': 'editor',
  'POST /v1/sources/entries/:entry/amendment': 'editor',
  'POST /v1/sources/entries/:entry/erasure': 'eraser',
  'POST /v1/import': 'editor',
  'GET /v1/mappings': 'editor',
  'POST /v1/mappings': 'editor',
  'POST /v1/mappings/:mapping/removal': 'editor',
  'GET /v1/publications': 'editor',
  'POST /v1/publications': 'editor',
  'POST /v1/publications/:publication/revocation': 'editor',

  // By a code in a mail, for whoever has got it.
  'POST /v1/alerts/confirmation': 'anybody',
  'GET /alerts/confirm/:code': 'anybody',
  'POST /alerts/confirm/:code': 'anybody',
  'GET /alerts/end/:alert/:code': 'anybody',
  'POST /alerts/end/:alert/:code': 'anybody',
  // One's own; a webhook takes the role of an editor besides. An admin may list and remove those of others.
  'GET /v1/alerts': 'reader',
  'POST /v1/alerts': 'reader',
  'GET /v1/alerts/:alert': 'reader',
  'POST /v1/alerts/:alert/removal': 'reader',
  'GET /v1/alerts/:alert/dead-letters': 'reader',
  'POST /v1/alerts/:alert/replay': 'reader',

  // Of the log they show hashes and how many events there are, and nothing that anybody said.
  'GET /v1/log/checkpoint': 'reader-or-public',
  'GET /v1/log/consistency': 'reader-or-public',
  'GET /v1/log/witnesses': 'reader-or-public',
  'GET /v1/log/timestamps': 'reader-or-public',
  // The authority is asked in the name of whoever runs the server.
  'POST /v1/log/timestamps': 'admin-or-open',
  'GET /v1/log/tile/*': 'reader-or-public',
  [`GET ${of}/reports/:report/proof`]: 'reader',

  // These show recorders.
  'GET /v1/audit/verify': 'auditor',
  'POST /v1/audit/verify': 'auditor',
  'GET /v1/audit/checkpoint': 'auditor',
  [`GET ${of}/proof`]: 'auditor',
  [`GET ${of}/export`]: 'auditor',
  'GET /v1/log': 'auditor',
  // A log from elsewhere names its recorders, and may hold tokens.
  'POST /v1/log': 'admin-or-open',

  // Says of a caller without a token that it is nobody.
  'GET /v1/me': 'anybody',
  // Of whoever asks, and of nobody else.
  'GET /v1/me/sessions': 'anybody',
  'POST /v1/me/sessions/end': 'anybody',
  'GET /v1/tokens': 'admin',
  'POST /v1/tokens': 'admin',
  'POST /v1/tokens/:token/revocation': 'admin',
  // Who recorded what is told by the id of a token alone from then on.
  'POST /v1/tokens/:token/erasure': 'admin',
};

/** The role of a route; undefined for one that is not in the table. HEAD takes the role of GET. */
export const roleOfRoute = (method: string, url: string): RouteRole | undefined => {
  const name = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  return Object.hasOwn(ROUTE_ROLES, name) ? ROUTE_ROLES[name] : undefined;
};
