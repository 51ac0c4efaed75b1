/** Published cards over HTTP: an editor's act, seen by anybody, revoked for good. */
import jsonld from 'jsonld';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TokenRole } from '../../events/access.js';
import type { OembedAnswer, PublicationAnswer, PublicationsAnswer } from '../../answers/publishing/publications.js';
import { startApp } from '../app/start-app.js';
import { Config } from '../../src/platform/config.js';
import { shownRecorder } from '../../src/store/erasure/sealed-recorder.js';
import { HOSTILE_TALKS } from '../briefing/hostile-talks.js';
import { newFolder, remove, storyText } from '../app/started-app.js';
import { inLines } from '../app/talks.js';

const ADMIN = 'the-first-token-of-this-test-server';
const PUBLIC = 'https://parley.example.org';
const folder = newFolder();

const started = async (
  frameAncestors: string,
  publicUrl: string | undefined = PUBLIC,
  isIndexed = false,
): Promise<NestFastifyApplication> => {
  const publishing = { publicUrl, frameAncestors, isIndexed };
  const access = { bootstrapToken: ADMIN };
  const app = await startApp(new Config(0, '127.0.0.1', folder, 'error', undefined, access, undefined, 0, publishing));
  const base = await app.getUrl();
  while (!(await fetch(`${base}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 20));
  return app;
};

let app: NestFastifyApplication;
let base: string;
const tokens = new Map<TokenRole, string>();

const send = (path: string, body: unknown, token?: string): Promise<Response> =>
  fetch(`${base}${path}`, {
    method: 'POST',
    headers: {
      'content-type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const editor = (): string => tokens.get('editor') ?? '';

async function published(body: object): Promise<PublicationAnswer> {
  const response = await send('/v1/publications', body, editor());
  expect(response.status).toBe(201);
  return (await response.json()) as PublicationAnswer;
}

/** The path on this server of an address under the public one. */
const local = (address: string): string => `${base}${address.slice(PUBLIC.length)}`;

const oembed = (url: string, more = ''): Promise<Response> =>
  fetch(`${base}/oembed?url=${encodeURIComponent(url)}&format=json${more}`);

/** What tells one refusal from another, but for the address itself. */
async function refusalOf(response: Response) {
  const { instance: _, ...body } = (await response.json()) as Record<string, unknown>;
  const headers = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  return { status: response.status, body, headers };
}

beforeAll(async () => {
  app = await started("'none'");
  base = await app.getUrl();
  for (const role of ['reader', 'reporter', 'editor', 'auditor'] as const) {
    const issued = await send('/v1/tokens', { subject: `the ${role}`, roles: [role] }, ADMIN);
    tokens.set(role, ((await issued.json()) as { secret: string }).secret);
  }
  await send('/v1/import', storyText('qatar-mediation'), editor());
  await send('/v1/import', inLines(HOSTILE_TALKS), editor());
});
afterAll(async () => {
  await app.close();
  remove(folder);
});

describe('A published card', () => {
  test('is published by an editor, and by nobody with a lesser role', async () => {
    const body = { negotiation: 'qatar-mediation' };
    for (const role of ['reader', 'reporter', 'auditor'] as const)
      expect((await send('/v1/publications', body, tokens.get(role))).status).toBe(403);
    expect((await send('/v1/publications', body)).status).toBe(401);
    expect(await published(body)).toMatchObject({ moment: 'present', standing: 'shown', lens: {}, revoked: null });
  });

  test('has an address that nobody guesses, and shows the card’s fields to anybody, without cookie, form and script', async () => {
    const { id, address } = await published({ negotiation: 'qatar-mediation' });
    expect(id).toMatch(/^[0-9a-f]{40}$/);
    expect(address).toBe(`${PUBLIC}/public/${id}`);
    const response = await fetch(local(address));
    expect(response.status).toBe(200);
    const { headers } = response;
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox; default-src 'none'; style-src 'sha256-[\w+/=]+'; .*frame-ancestors 'none'$/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-cache');
    const page = await response.text();
    expect(page).toContain('Negotiating since 11 Nov 2023, contested');
    expect(page).toMatch(/Deny talks<\/dt><dd><bdi>Israel/);
    expect(page).not.toMatch(/<script|<form|<a |qm-0/);
    const picture = await fetch(`${local(address)}/card.png`);
    expect([picture.headers.get('content-type'), picture.headers.get('cross-origin-resource-policy')]).toEqual([
      'image/png',
      'cross-origin',
    ]);
  });

  test('is gone as linked data, too, once it is revoked', async () => {
    const { id, address } = await published({ negotiation: 'qatar-mediation' });
    await send(`/v1/publications/${id}/revocation`, {}, editor());
    const gone = await fetch(`${local(address)}/card.jsonld`);
    expect([gone.status, (await gone.json()) as object]).toMatchObject([404, { code: 'unknown-publication' }]);
  });

  test('of the present goes on with the record; a pinned one stays as it was', async () => {
    const [present, pinned] = [
      await published({ negotiation: 'qatar-mediation' }),
      await published({ negotiation: 'qatar-mediation', moment: 'pinned' }),
    ];
    const before = await (await fetch(local(pinned.address))).text();
    expect(before).toContain('A past moment');
    const report = {
      kind: 'breakdown',
      party: 'israel',
      speaker: { capacity: 'official' },
      attribution: 'on-the-record',
      summary: 'Israel says that the talks have failed.',
      source: { publisher: 'Reuters' },
      reportedAt: '2023-11-20',
    };
    expect((await send('/v1/negotiations/qatar-mediation/reports', report, editor())).status).toBe(201);
    expect(await (await fetch(local(present.address))).text()).toContain('Collapsed since 20 Nov 2023');
    expect(await (await fetch(local(pinned.address))).text()).toBe(before);
  });

  test('that is revoked is refused exactly as one that never was', async () => {
    const { id, address } = await published({ negotiation: 'qatar-mediation' });
    const revoked = await send(`/v1/publications/${id}/revocation`, { reason: 'It is old.' }, editor());
    expect(await revoked.json()).toMatchObject({ standing: 'revoked', revoked: { reason: 'It is old.' } });
    const unknown = `${PUBLIC}/public/${'0'.repeat(40)}`;
    for (const part of ['', '/card.png'])
      expect(await refusalOf(await fetch(`${local(address)}${part}`))).toEqual(
        await refusalOf(await fetch(`${local(unknown)}${part}`)),
      );
    expect((await refusalOf(await fetch(local(address)))).status).toBe(404);
    expect(await refusalOf(await oembed(address))).toEqual(await refusalOf(await oembed(unknown)));
    const again = await send(`/v1/publications/${id}/revocation`, { reason: 'Another.' }, editor());
    expect(await again.json()).toMatchObject({ revoked: { reason: 'It is old.' } });
    expect((await send(`/v1/publications/${'0'.repeat(40)}/revocation`, {}, editor())).status).toBe(404);
  });

  test('takes the lens, which is refused as it is for reading', async () => {
    const { address } = await published({ negotiation: 'qatar-mediation', lens: { reportedBy: '2023-11-10' } });
    expect(await (await fetch(local(address))).text()).toContain('as it had been published by 10 Nov 2023');
    const body = { negotiation: 'qatar-mediation', lens: { withoutSource: ['Nobody Ever'] } };
    expect((await send('/v1/publications', body, editor())).status).toBe(400);
    expect((await send('/v1/publications', { negotiation: 'nowhere' }, editor())).status).toBe(404);
  });

  test('of hostile talks is text', async () => {
    const { address } = await published({ negotiation: 'hostile' });
    const page = await (await fetch(local(address))).text();
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name = '']) => name));
    const ours = [
      'html',
      'head',
      'meta',
      'title',
      'link',
      'style',
      'body',
      'main',
      'h1',
      'bdi',
      'p',
      'dl',
      'dt',
      'dd',
      'footer',
    ];
    expect([...tags].filter((tag) => !ours.includes(tag))).toEqual([]);
    const { title, url } = (await (await oembed(address)).json()) as OembedAnswer;
    expect([title, url]).toEqual([expect.stringContaining('<script>'), `${address}/card.png`]);
  });

  test('is listed with its standing, for an editor alone, and does not name who published it', async () => {
    const list = await fetch(`${base}/v1/publications?negotiation=hostile`, {
      headers: { authorization: `Bearer ${editor()}` },
    });
    const { publications } = (await list.json()) as PublicationsAnswer;
    expect(publications.map(({ negotiation, standing }) => [negotiation, standing])).toEqual([['hostile', 'shown']]);
    expect(JSON.stringify(publications)).not.toContain('the editor');
    const others = await fetch(`${base}/v1/publications`, {
      headers: { authorization: `Bearer ${tokens.get('reader')}` },
    });
    expect(others.status).toBe(403);
  });
});

describe('oEmbed', () => {
  test('describes a published card as a picture where nobody may frame it', async () => {
    const { address } = await published({ negotiation: 'hostile' });
    const answer = (await (await oembed(address, '&maxwidth=600')).json()) as OembedAnswer;
    expect(answer).toMatchObject({ version: '1.0', type: 'photo', provider_url: PUBLIC, width: 600 });
  });

  test('answers for nothing else: every other address is refused alike', async () => {
    const { id, address } = await published({ negotiation: 'qatar-mediation' });
    const others = [
      `${PUBLIC}/public/${'f'.repeat(40)}`,
      `${PUBLIC}/negotiations/qatar-mediation`,
      `${address}?token=${editor()}`,
      `${address}/`,
      `${address}#x`,
      `http://parley.example.org/public/${id}`,
      `https://evil.example/public/${id}`,
      `${base}/public/${id}`,
      '',
      'javascript:alert(1)',
    ];
    const refusals = await Promise.all(others.map(async (url) => refusalOf(await oembed(url))));
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(refusals[0]?.status).toBe(404);
  });

  test('takes no token from an address: what takes a role is refused with one there', async () => {
    const token = editor();
    for (const path of [`/v1/publications?token=${token}`, `/v1/publications?access_token=${token}`])
      expect((await fetch(`${base}${path}`)).status).toBe(401);
  });
});

test('The log holds who published and revoked, it verifies, and a server that starts anew shows the same', async () => {
  const { id, address } = await published({ negotiation: 'hostile' });
  const auditor = { headers: { authorization: `Bearer ${tokens.get('auditor')}` } };
  const log = await (await fetch(`${base}/v1/log`, auditor)).text();
  const line = log.split('\n').find((one) => one.includes(id));
  const event = JSON.parse(line ?? '') as { readonly recorder: string; readonly recorderKey: string };
  // A whole log holds names as its hashes cover them, and the keys that open them.
  expect(shownRecorder(event.recorder, Buffer.from(event.recorderKey, 'base64url'))).toBe('the editor');
  expect(event).toMatchObject({
    stream: 'publications',
    type: 'CardPublished',
    data: { publication: id, negotiation: 'hostile', moment: 'present', lens: {} },
  });
  const verified = await (await fetch(`${base}/v1/audit/verify`, auditor)).json();
  expect(verified).toMatchObject({ ok: true, firstBad: null });
  await app.close();
  app = await started('https://news.example https://*.paper.example');
  base = await app.getUrl();
  const page = await fetch(local(address));
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toMatch(
    /frame-ancestors https:\/\/news.example https:\/\/\*.paper.example$/,
  );
  expect(page.headers.get('x-frame-options')).toBeNull();
  const framed = (await (await oembed(address, '&maxheight=210')).json()) as OembedAnswer;
  expect(framed).toMatchObject({ type: 'rich', width: 300, height: 210, thumbnail_url: `${address}/card.png` });
  expect(framed.html).toMatch(/^<iframe src="[^"<>]+" width="300" height="210" title="[^"<>]*" sandbox="" /);
});

test('A published card is had as linked data of schema.org, where hostile names are text', async () => {
  // The context of schema.org, which tests do not fetch: each term is a name in its vocabulary.
  const document = { '@context': { '@vocab': 'https://schema.org/' } };
  const documentLoader = (documentUrl: string) => Promise.resolve({ contextUrl: undefined, documentUrl, document });
  for (const negotiation of ['qatar-mediation', 'hostile']) {
    const { address } = await published({ negotiation });
    const page = await (await fetch(local(address))).text();
    const path = /<link rel="alternate" type="application\/ld\+json" href="([^"]+)">/.exec(page)?.[1] ?? '';
    const answer = await fetch(`${base}${path}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/ld+json']);
    const body = (await answer.json()) as { claimReviewed: string };
    expect(body).toMatchObject({ '@type': 'ClaimReview', url: address, reviewRating: { '@type': 'Rating' } });
    const quads = (await jsonld.toRDF(body, { safe: true, documentLoader } as object)) as readonly object[];
    expect(quads.length).toBeGreaterThan(10);
    expect(page).toContain(`<link rel="canonical" href="${address}">`);
  }
});

const robotsOf = (answer: Response): string | null => answer.headers.get('x-robots-tag');

test('Search engines list nothing, and cards alone where the operator says so', async () => {
  const { address, id } = await published({ negotiation: 'qatar-mediation' });
  const cards = [`/public/${id}`, `/public/${id}/card.png`, `/public/${id}/card.jsonld`];
  const others = ['/', '/sign-in', '/oembed?url=x', '/v1/negotiations', '/docs', '/nowhere', '/public/unknown'];
  const all = async (paths: readonly string[]) =>
    new Set(await Promise.all(paths.map(async (path) => robotsOf(await fetch(`${base}${path}`)))));
  expect(await all([...cards, ...others])).toEqual(new Set(['noindex, nofollow']));
  expect(await (await fetch(local(address))).text()).toContain('<meta name="robots" content="noindex">');
  expect(await (await fetch(`${base}/robots.txt`)).text()).toBe('User-agent: *\nAllow: /public/\nDisallow: /\n');
  await app.close();
  app = await started("'none'", PUBLIC, true);
  base = await app.getUrl();
  expect([await all(cards), await all(others)]).toEqual([new Set([null]), new Set(['noindex, nofollow'])]);
  expect(await (await fetch(local(address))).text()).not.toContain('noindex');
});
