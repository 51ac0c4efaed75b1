/** Who asks: every call by every role and by nobody, an open server, too many requests, the pages and their sessions. */
import { Draw, filled, valueOf } from './lenses.mjs';
import { bearer, ROLES } from './past.mjs';
import { callsOf } from './reads.mjs';

const SECRET = 'parley_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Headers of callers of every sort. */
function callersOf(tokens) {
  const strangers = [
    {},
    bearer(tokens.revoked),
    bearer(tokens.expired),
    bearer(SECRET),
    { authorization: 'Basic eDp5' },
    { authorization: 'Bearer' },
  ];
  const session = { cookie: `x=y; parley_session=${tokens.all}` };
  const sessions = [
    session,
    { ...session, origin: 'http://localhost:3000' },
    { ...session, origin: 'http://evil.example' },
    { cookie: 'parley_session=%zz' },
  ];
  return [...ROLES.map((role) => bearer(tokens[role])), ...strangers, ...sessions];
}

/** A body that comes after the question who asks, and is refused by all calls that are let through. */
const EMPTY = { body: Buffer.from('{}'), headers: { 'content-type': 'application/json' } };

export function* byEveryCaller(document, talk, tokens) {
  for (const { method, path } of callsOf(document)) {
    const draw = new Draw();
    const address = filled(path, (name) => valueOf({ name }, draw, talk));
    const more = method === 'GET' ? { headers: {} } : EMPTY;
    for (const who of callersOf(tokens)) yield { ...more, method, path: address, headers: { ...more.headers, ...who } };
  }
  for (const who of callersOf(tokens)) {
    // The document and its page are compared once, by what may differ in them.
    for (const path of ['/openapi.json', '/docs']) yield { method: 'HEAD', path, headers: who };
    yield { path: '/v1/nothing', headers: who };
  }
}

const ELSEWHERE = [
  { host: 'evil.example' },
  { host: '127.0.0.1:1' },
  { host: '[::1]:1' },
  { origin: 'http://evil.example' },
  { origin: 'http://localhost:3000' },
  { origin: 'null' },
  { 'x-forwarded-for': '10.0.0.1', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'parley.example' },
];

/** On a server without tokens it matters from where somebody asks. */
export function* fromElsewhere(document, talk) {
  for (const headers of ELSEWHERE)
    for (const path of [`/v1/negotiations/${talk.negotiation}/status`, '/v1/feed.atom', '/readyz', '/v1/tokens', '/'])
      yield { path, headers };
  for (const { method, path } of callsOf(document)) {
    const draw = new Draw();
    const address = filled(path, (name) => valueOf({ name }, draw, talk));
    yield method === 'GET' ? { path: address } : { method, path: address, ...EMPTY };
  }
}

const PAGES = [
  '',
  '/sources',
  '/fragility',
  '/audit',
  '/record',
  '/replay',
  '/compare?from.reportedBy=2023-10-20&to.reportedBy=2023-11-25',
  '?reportedBy=2023-11-22',
  '?withoutOrigin=Reuters',
  '?revision=9',
  '?revision=x',
  '?clock=happened&at=2023-11-22',
];
const form = (path, text, headers = {}) => ({
  method: 'POST',
  path,
  body: Buffer.from(text),
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
});

/** The pages, which ask the same interface, and signing in and out of them. */
export function* pageRequests(talks, tokens) {
  const session = { cookie: `parley_session=${tokens.all}; parley_tz=Europe/Berlin` };
  const places = talks.flatMap(({ negotiation, reports }) =>
    [...PAGES, `/reports/${reports[0]}`].map((page) => `/negotiations/${negotiation}${page}`),
  );
  for (const path of ['/', '/?phase=negotiating', '/sign-in', '/sign-in?next=/x', '/negotiations/nothing', ...places]) {
    yield { path, headers: session };
    yield { path, headers: {} };
  }
  for (const text of [
    '',
    'token=',
    'token=x',
    `token=${SECRET}`,
    `token=${tokens.reader}`,
    `token=${tokens.reader}&next=/negotiations/x`,
    `token=${tokens.reader}&next=//evil.example`,
  ])
    yield form('/sign-in', text);
  yield form('/sign-in', `token=${tokens.admin}`, { 'content-type': 'text/plain' });
  yield form('/sign-in', `token=${'x'.repeat(5000)}`);
  yield form('/sign-out', '', { cookie: session.cookie, origin: 'http://localhost:3000' });
  yield form('/sign-out', '', { cookie: session.cookie, origin: 'http://evil.example' });
}

/** The names of built files hold what is in them, and the classes of styles where their source lies: both may move. */
export const plainPage = (answer) => ({
  ...answer,
  body: answer.body.replaceAll(/\bassets\/[\w.-]+/g, 'assets/FILE').replaceAll(/\bsvelte-[a-z0-9]+/g, 'svelte-CLASS'),
});
