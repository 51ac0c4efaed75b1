/**
 * Hostile text in every field stays text in every format that leaves this program. The formats stand in one table. An
 * operation whose answer is of a format that is not in it, or that is not reached here, fails.
 */
import { PAGE_ROUTES, ROUTE_ROLES } from '../../src/access/route-roles.js';
import { QUERY_COMMANDS } from '../../src/cli/commands/query-table.js';
import { program as main, Program } from '../app/program.js';
import { newSigningKey, signingKeyText } from '../../events/log/ed25519.js';
import { importLines, newFolder, remove, send } from '../app/started-app.js';
import { Inside } from '../cli/command-line.js';
import * as keeps from './formats/checks.js';
import { bodyOf, filledIn, PLACES, QUERIES, textIn } from './formats/every-answer.js';
import { sentTo } from './formats/hostile-alert.js';
import { HOSTILE_STORY, NAME, NEGOTIATION, REFUSED } from './formats/hostile-story.js';

/** Every format, by its media type, and how it keeps text text. */
const FORMATS: Readonly<Record<string, keeps.Check>> = {
  'text/html': keeps.markup,
  'application/json': keeps.json,
  'application/x-ndjson': keeps.lines,
  'application/cloudevents+ndjson': keeps.lines,
  'application/feed+json': keeps.jsonWithAddresses,
  'application/atom+xml': keeps.xml,
  'application/json+oembed': keeps.jsonWithAddresses,
  'image/svg+xml': keeps.xml,
  'image/png': keeps.withoutText,
  'text/csv': keeps.table,
  'text/markdown': keeps.markdown,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': keeps.document,
  'text/event-stream': keeps.frames,
  'text/plain': keeps.withoutText,
  'application/ld+json': keeps.linked,
  'application/trig': keeps.trig,
  'application/stix+json': keeps.json,
  'application/gzip': keeps.archive,
  'application/octet-stream': keeps.withoutText,
};

/** A piece of the story's text that no format has to write in another way. */
const SHOWN = 'alert(1)';
/** Formats in which nobody can read the story's text. */
const WITHOUT_TEXT: ReadonlySet<string> = new Set(['image/png', 'text/plain', 'application/octet-stream']);
/** Where the server says that it can be reached. */
const PUBLIC = 'https://parley.example.org';
const KEY = signingKeyText(newSigningKey('parley.example.org/log'));

/** Operations that an open server answers to nobody, and that give JSON alone. */
const FOR_ADMINISTRATORS: readonly string[] = ['listTokens'];

interface Operation {
  readonly operationId?: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

let [folder, base] = ['', ''];
let server: Program;
beforeAll(async () => {
  folder = newFolder();
  const settings = { PARLEY_PUBLIC_URL: PUBLIC, PARLEY_LOG_KEY: KEY, PARLEY_WEBHOOKS: 'on' };
  server = new Program(main, { PARLEY_DATA: folder, ...settings });
  base = await server.ready();
  const answer = (await (await importLines(base, HOSTILE_STORY)).json()) as { refused: unknown[] };
  if (answer.refused.length > 0) throw new Error(JSON.stringify(answer.refused));
  const published = await send(base, 'POST', '/publications', { negotiation: NEGOTIATION });
  const { id, address } = (await published.json()) as { id: string; address: string };
  PLACES['publication'] = id;
  const text = `${NAME} denied that there were talks. Union and port said <script>alert(1)</script>.`;
  const article = { text, publisher: NAME, title: NAME, negotiation: NEGOTIATION };
  const received = await send(base, 'POST', '/intake', article);
  PLACES['article'] = ((await received.json()) as { article: string }).article;
  const channel = { kind: 'webhook', url: 'http://127.0.0.1/alerts' };
  const asked = await send(base, 'POST', '/alerts', { label: NAME, changes: { topics: ['phase'] }, channel });
  PLACES['alert'] = ((await asked.json()) as { id: string }).id;
  QUERIES['getOembed'] = [`?url=${encodeURIComponent(address)}`];
}, 120_000);
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended();
  remove(folder);
});

interface Seen {
  readonly type: string;
  /** Whether the story's text stands in it. */
  readonly shows: boolean;
  readonly wrong: readonly string[];
}

async function seenAt(path: string, accept?: string): Promise<Seen> {
  const response = await fetch(base + path, { headers: accept === undefined ? {} : { accept } });
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  if (response.status !== 200) return { type, shows: false, wrong: [`${response.status} ${await response.text()}`] };
  const [check, body] = [FORMATS[type], await bodyOf(response, type)];
  const shows = textIn(type, body).includes(SHOWN);
  return { type, shows, wrong: check ? check(body) : [`${type} is not in the table of formats`] };
}

test('What no text may hold, and what no address may be, is refused where it comes in', async () => {
  for (const [what, fields] of REFUSED) {
    const body = {
      kind: 'denial',
      party: 'port',
      claim: 'talks',
      speaker: { capacity: 'official' },
      attribution: 'on-the-record',
    };
    const rest = { summary: 'No.', reportedAt: '2023-11-20', source: { publisher: 'P' } };
    const { status } = await send(base, 'POST', `/negotiations/${NEGOTIATION}/reports`, {
      ...body,
      ...rest,
      ...fields,
    });
    expect(`${what}: ${status}`).toMatch(/: 4(?:00|22)$/);
  }
});

test('Every operation that answers, in each of its formats', async () => {
  const { paths } = (await (await fetch(`${base}/openapi.json`)).json()) as {
    paths: Record<string, { get?: Operation }>;
  };
  const reads = Object.entries(paths).flatMap(([path, { get }]) => (get ? [{ path, get }] : []));
  const isForAdministrators = ({ get }: (typeof reads)[number]) => FOR_ADMINISTRATORS.includes(get.operationId ?? '');
  const unreached = reads
    .filter(isForAdministrators)
    .flatMap(({ get }) => Object.keys(get.responses['200']?.content ?? {}));
  expect(new Set(unreached)).toEqual(new Set(['application/json']));
  const operations = reads.filter((read) => !isForAdministrators(read));
  const [all, showing] = [new Set<string>(), new Set<string>()];
  for (const { path, get } of operations) {
    const { operationId = '', responses } = get;
    const declared = Object.keys(responses['200']?.content ?? {});
    const at = filledIn(path, /\{(\w+)\}/g);
    const seen: Seen[] = [];
    for (const query of QUERIES[operationId] ?? ['']) seen.push(await seenAt(at + query));
    // One address may answer in several formats, as its caller accepts them.
    for (const type of declared.filter((one) => !seen.some((found) => found.type === one)))
      seen.push(await seenAt(at, type));
    expect([path, seen.flatMap(({ wrong }) => wrong)]).toEqual([path, []]);
    expect([path, declared.filter((type) => !seen.some((found) => found.type === type))]).toEqual([path, []]);
    for (const { type, shows } of seen) {
      all.add(type);
      if (shows) showing.add(type);
    }
  }
  // A format that never showed the text was not tested.
  expect([...all].filter((type) => !showing.has(type) && !WITHOUT_TEXT.has(type))).toEqual([]);
}, 240_000);

/** Pages that show nothing that a story holds. */
const WITHOUT_STORY: readonly string[] = ['/glossary', '/new', '/people', '/import', '/sign-in'];
/** The queries with which a page shows the story. */
const PAGE_QUERIES: Record<string, string> = { '/search': '?q=hostile' };

test('Every page, and what it shows of the story', async () => {
  for (const route of PAGE_ROUTES) {
    const { type, shows, wrong } = await seenAt(filledIn(route, /:(\w+)/g) + (PAGE_QUERIES[route] ?? ''));
    expect([route, type, wrong]).toEqual([route, 'text/html', []]);
    expect([route, shows]).toEqual([route, !WITHOUT_STORY.includes(route)]);
  }
}, 120_000);

/** What answers beside the pages and the described interface: nothing that anybody has written is in it. */
const BESIDE: readonly string[] = [
  '/assets/*',
  '/sign-in/provider',
  '/sign-in/callback',
  '/robots.txt',
  '/openapi.json',
  '/v1/asyncapi.json',
  '/docs',
  '/alerts/confirm/:code',
  '/alerts/end/:alert/:code',
];

test('Nothing answers that stands in none of these tables', async () => {
  const { paths } = (await (await fetch(`${base}/openapi.json`)).json()) as { paths: Record<string, { get?: object }> };
  const described = Object.entries(paths).flatMap(([path, { get }]) =>
    get ? [path.replaceAll(/\{\w+\}/g, ':x')] : [],
  );
  const known = new Set([...described, ...[...PAGE_ROUTES, ...BESIDE].map((path) => path.replaceAll(/:\w+/g, ':x'))]);
  const read = Object.keys(ROUTE_ROLES).filter((route) => route.startsWith('GET '));
  const all = read.map((route) => route.slice('GET '.length).replaceAll(/:\w+/g, ':x'));
  expect(all.filter((path) => !known.has(path) && !known.has(path.replace(/\*$/, ':x')))).toEqual([]);
});

test('What answers beside them says nothing of the story', async () => {
  for (const path of [
    '/docs',
    '/robots.txt',
    '/openapi.json',
    '/v1/asyncapi.json',
    '/alerts/confirm/x',
    '/alerts/end/x/y',
  ]) {
    const text = await (await fetch(base + path)).text();
    expect([path, text.includes('id="hostile"'), text.includes('hostile&quot;')]).toEqual([path, false, false]);
  }
});

const AT = encodeURIComponent(NAME);

test('A page that is not there, and an address that cannot be read, are told in text', async () => {
  const at = [`/${AT}`, `/negotiations/${AT}`, `/negotiations/${NEGOTIATION}/reports/${AT}`, `/sources/${AT}%20`];
  const asked = [`/search?q=${AT}`, `/negotiations/${NEGOTIATION}?kind=${AT}&from=${AT}&reportedBy=${AT}`, `/?q=${AT}`];
  const compared = [`/negotiations/${NEGOTIATION}/compare?from.revision=${AT}&to.reportedBy=${AT}`];
  for (const path of [...at, ...asked, ...compared, `/intake/${AT}`, `/sign-in?next=${AT}&error=${AT}`]) {
    const response = await fetch(base + path, { headers: { accept: 'text/html' } });
    expect([path, response.status < 500, keeps.markup(Buffer.from(await response.text()))]).toEqual([path, true, []]);
  }
  for (const path of [`/v1/negotiations/${AT}`, `/v1/search?q=x&kind=${AT}`, `/v1/negotiations?phase=${AT}`]) {
    const response = await fetch(base + path);
    expect([path, response.headers.get('content-type')]).toEqual([
      path,
      expect.stringMatching(/^application\/problem\+json/),
    ]);
    expect(keeps.json(Buffer.from(await response.text()))).toEqual([]);
  }
});

test.each([
  ['cloudevents', keeps.json],
  ['slack', keeps.slack],
  ['teams', keeps.card],
  ['mail', keeps.mail],
  ['digest', keeps.mail],
] as const)('An alert that is sent: %s', (receiver, check) => {
  for (const at of [PUBLIC, '']) {
    const body = sentTo[receiver](at);
    expect(body.toString()).toContain(SHOWN);
    expect(check(body)).toEqual([]);
  }
});

test('Every tool for assistants answers with text that is data', async () => {
  let id = 0;
  const call = async (method: string, params: object): Promise<Record<string, never>> => {
    const response = await fetch(`${base}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-06-18',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: (id += 1), method, params }),
    });
    const text = await response.text();
    const isStream = /event-stream/.test(response.headers.get('content-type') ?? '');
    expect([method, (isStream ? keeps.frames : keeps.json)(Buffer.from(text))]).toEqual([method, []]);
    const json = text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '');
    return (JSON.parse(json) as { result: Record<string, never> }).result;
  };
  const { tools } = (await call('tools/list', {})) as unknown as {
    tools: { name: string; inputSchema: { properties?: object } }[];
  };
  expect(tools.length).toBeGreaterThan(3);
  const shows: string[] = [];
  for (const { name, inputSchema } of tools) {
    const takes = Object.keys(inputSchema.properties ?? {});
    const given = { negotiation: NEGOTIATION, report: 'r1', q: 'hostile', query: 'hostile', party: 'union' };
    const args = Object.fromEntries(Object.entries(given).filter(([field]) => takes.includes(field)));
    const result = JSON.stringify(await call('tools/call', { name, arguments: args }));
    if (result.includes(SHOWN)) shows.push(name);
  }
  expect(shows.length).toBeGreaterThan(3);
});

test('Every command that reads, on a terminal', async () => {
  for (const { name, args } of QUERY_COMMANDS) {
    const places = Object.keys(args).map((arg) => PLACES[arg.replaceAll(/[<>[\].]/g, '')] ?? 'hostile');
    const { code, out, err } = await new Inside(base, true).run([name, ...places, '--format', 'table', '--no-color']);
    expect([name, code, err]).toEqual([name, 0, '']);
    expect([name, keeps.terminal(Buffer.from(out))]).toEqual([name, []]);
  }
}, 120_000);

const BY_NAME = {
  markup: keeps.markup,
  xml: keeps.xml,
  jsonWithAddresses: keeps.jsonWithAddresses,
  lines: keeps.lines,
  frames: keeps.frames,
  table: keeps.table,
  markdown: keeps.markdown,
  terminal: keeps.terminal,
  slack: keeps.slack,
  card: keeps.card,
  mail: keeps.mail,
} as const;

describe('The checks see what they are for', () => {
  test.each([
    ['markup', '<p>a</p><b id="hostile">x</b>'],
    ['markup', '<a href="javascript:alert(1)">x</a>'],
    ['markup', '<img src="/x" onerror="alert(1)">'],
    ['xml', '<svg><a></svg>'],
    ['jsonWithAddresses', '{"items":[{"external_url":"javascript:alert(1)"}]}'],
    ['lines', '{"a":1}\n{"b"'],
    ['frames', 'data: {"a":1}\nforged: 1\n'],
    ['table', 'a,b\n=1+1,2\n'],
    ['markdown', 'see [x](javascript:alert(1))'],
    ['markdown', 'see <b>x</b>'],
    ['terminal', 'a\u001B[31mb'],
    ['slack', '{"text":"<!channel>","blocks":[]}'],
    ['slack', '{"text":"","blocks":[{"text":{"type":"mrkdwn","text":"<https://evil.example|x>"}}]}'],
    ['card', '{"content":{"body":[{"type":"TextBlock","text":"[x](javascript:alert(1))"}]}}'],
    ['card', '{"content":{"actions":[{"url":"javascript:alert(1)"}]}}'],
    ['mail', '{"subject":"a","text":"- a\\ndata: 1"}'],
    ['mail', '{"subject":"a\\u202Eb","text":""}'],
  ] as const)('%s: %j', (check, body) => {
    expect(BY_NAME[check](Buffer.from(body))).not.toEqual([]);
  });
});
