/** Feeds that are polled: RSS, Atom and JSON Feed, with words to look for, and what has been read before. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FeedAddedAnswer, FeedsAnswer, PollAnswer } from '../../../answers/intake/feeds.js';
import type { QueueAnswer } from '../../../answers/intake/queue.js';
import { newFolder, remove, send } from '../../app/started-app.js';
import { appWith, TALKS } from './intake-server.js';

/** What the outside world publishes, by path. */
const pages = new Map<string, { readonly type: string; readonly body: string; readonly etag?: string }>();
const asked: IncomingMessage[] = [];
let world: Server;
let place = '';
let folder = '';
let base = '';
let app: Awaited<ReturnType<typeof appWith>>['app'];

beforeAll(async () => {
  world = createServer((request, response) => {
    asked.push(request);
    const page = pages.get(request.url ?? '');
    if (!page) return response.writeHead(404).end();
    if (page.etag !== undefined && request.headers['if-none-match'] === page.etag) return response.writeHead(304).end();
    return response
      .writeHead(200, { 'content-type': page.type, ...(page.etag ? { etag: page.etag } : {}) })
      .end(page.body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => world.once('listening', resolve));
  place = `127.0.0.1:${(world.address() as AddressInfo).port}`;
  folder = newFolder();
  const intake = { keep: 'text', fetches: true, fetchAllow: [place] } as const;
  ({ app, base } = await appWith(folder, intake));
}, 120_000);
afterAll(async () => {
  await app.close();
  world.closeAllConnections();
  world.close();
  remove(folder);
});

const posted = async <T>(path: string, body: unknown = {}): Promise<T> => {
  const response = await send(base, 'POST', path, body);
  const answer = (await response.json()) as T;
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
};
const queue = async (feed: string): Promise<QueueAnswer> =>
  (await (await fetch(`${base}/v1/intake?state=all&feed=${feed}`)).json()) as QueueAnswer;

const article = (words: string): string =>
  `<html><head><title>Page</title></head><body><article><p>${words}</p></article></body></html>`;

const RSS = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title><link>http://x.example/</link>${items}</channel></rss>`;
const item = (n: number, title: string, description = ''): string =>
  `<item><title>${title}</title><guid>${n}</guid><link>http://${place}/page-${n}</link>
   <pubDate>Fri, 10 Nov 2023 09:30:00 GMT</pubDate><description>${description}</description></item>`;

test('Items that hold one of the words are read, once; what has not changed is not read again', async () => {
  pages.set('/page-1', { type: 'text/html', body: article('Israel denied on Friday that talks were under way.') });
  pages.set('/page-2', { type: 'text/html', body: article('The weather stays fine.') });
  const items = `${item(1, 'Israël denies talks')}${item(2, 'Weather')}${item(3, 'Gone', '&lt;p&gt;Qatar said that Israel had been told.&lt;/p&gt;')}`;
  pages.set('/rss', { type: 'application/rss+xml', body: RSS(items), etag: '"1"' });
  const added = await posted<FeedAddedAnswer>('/intake/feeds', {
    url: `http://${place}/rss`,
    negotiation: TALKS,
    publisher: 'The Harbour Post',
    words: ['israel', 'Doha'],
  });
  expect(added).toMatchObject({ negotiation: TALKS, minutes: 30, last: null, recorded: 1 });
  const poll = await posted<PollAnswer>(`/intake/feeds/${added.feed}/poll`);
  expect(poll).toMatchObject({ outcome: 'read', items: 2, received: 2, failed: [] });
  const { articles } = await queue(added.feed);
  expect(
    articles.map(({ source, way, negotiation }) => [source.title, source.publisher, way, negotiation?.negotiation]),
  ).toEqual([
    ['Israël denies talks', 'The Harbour Post', 'feed', TALKS],
    ['Gone', 'The Harbour Post', 'feed', TALKS],
  ]);
  expect(articles[0]?.source).toMatchObject({ url: `http://${place}/page-1`, published: '2023-11-10T09:30:00Z' });
  expect(await posted(`/intake/feeds/${added.feed}/poll`)).toMatchObject({ outcome: 'unchanged', received: 0 });
  pages.set('/rss', { type: 'application/rss+xml', body: RSS(items), etag: '"2"' });
  expect(await posted(`/intake/feeds/${added.feed}/poll`)).toMatchObject({ outcome: 'read', items: 0, received: 0 });
  expect(asked.some(({ headers }) => 'cookie' in headers || 'authorization' in headers)).toBe(false);
});

test('Atom and JSON Feed are read as well', async () => {
  pages.set('/page-7', { type: 'text/html', body: article('Egypt will host a seventh round of talks.') });
  pages.set('/atom', {
    type: 'application/atom+xml',
    body: `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>a</id><updated>2023-11-10T00:00:00Z</updated>
      <entry><title>Seventh</title><id>e7</id><link rel="alternate" href="http://${place}/page-7"/><updated>2023-11-10T01:00:00Z</updated></entry></feed>`,
  });
  pages.set('/json', {
    type: 'application/feed+json',
    body: JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'J',
      items: [
        {
          id: 'j1',
          title: 'Eighth',
          content_html: '<p>Qatar will host an eighth round.</p>',
          date_published: '2023-11-11T00:00:00Z',
        },
      ],
    }),
  });
  for (const [path, title] of [
    ['/atom', 'Seventh'],
    ['/json', 'Eighth'],
  ] as const) {
    const { feed } = await posted<FeedAddedAnswer>('/intake/feeds', { url: `http://${place}${path}` });
    expect([path, await posted(`/intake/feeds/${feed}/poll`)]).toMatchObject([path, { outcome: 'read', received: 1 }]);
    expect((await queue(feed)).articles).toMatchObject([{ source: { title }, negotiation: null }]);
  }
});

test('One item that fails stops none of the others, and a feed that fails is said to', async () => {
  pages.set('/page-20', { type: 'text/html', body: article('Jordan confirmed the twentieth round.') });
  pages.set('/mixed', { type: 'text/xml', body: RSS(`${item(99, 'Nothing there')}${item(20, 'Twentieth')}`) });
  pages.set('/broken', { type: 'text/xml', body: '<rss><channel><item>' });
  const mixed = await posted<FeedAddedAnswer>('/intake/feeds', { url: `http://${place}/mixed` });
  const poll = await posted<PollAnswer>(`/intake/feeds/${mixed.feed}/poll`);
  expect(poll).toMatchObject({ items: 2, received: 1, failed: [expect.stringContaining('Nothing there')] });
  const failing = async (path: string): Promise<PollAnswer> => {
    const { feed } = await posted<FeedAddedAnswer>('/intake/feeds', { url: `http://${place}${path}` });
    return posted<PollAnswer>(`/intake/feeds/${feed}/poll`);
  };
  expect(await failing('/broken')).toMatchObject({ received: 0 });
  expect(await failing('/none')).toMatchObject({ outcome: 'failed', failed: [expect.stringMatching(/answers 404/)] });
  const inside = await posted<FeedAddedAnswer>('/intake/feeds', { url: 'http://169.254.169.254/feed' });
  expect(await posted(`/intake/feeds/${inside.feed}/poll`)).toMatchObject({
    outcome: 'failed',
    failed: [expect.stringMatching(/only public addresses/)],
  });
});

test('A feed is added once, listed, and removed; what it brought stays', async () => {
  const url = `http://${place}/rss`;
  const again = await posted<FeedAddedAnswer>('/intake/feeds', { url, negotiation: TALKS });
  expect(again).toMatchObject({ duplicate: true, recorded: 0 });
  const before = await queue(again.feed);
  expect(await posted(`/intake/feeds/${again.feed}/removal`)).toMatchObject({ recorded: 1 });
  expect(await posted(`/intake/feeds/${again.feed}/removal`)).toMatchObject({ duplicate: true, recorded: 0 });
  const { feeds, polled } = (await (await fetch(`${base}/v1/intake/feeds`)).json()) as FeedsAnswer;
  expect([polled, feeds.map(({ feed }) => feed)]).toEqual([true, expect.not.arrayContaining([again.feed])]);
  expect(await queue(again.feed)).toEqual(before);
  expect((await send(base, 'POST', `/intake/feeds/${again.feed}/poll`, {})).status).toBe(404);
  expect((await send(base, 'POST', '/intake/feeds', { url: 'file:///etc/passwd' })).status).toBe(422);
});

test('An article is fetched from its address, where the server fetches', async () => {
  pages.set('/one', { type: 'text/html; charset=utf-8', body: article('Qatar confirmed on Monday that it mediates.') });
  const received = await posted(`/negotiations/${TALKS}/intake`, { url: `http://${place}/one`, publisher: 'The Quay' });
  expect(received).toMatchObject({
    way: 'url',
    text: 'Qatar confirmed on Monday that it mediates.',
    source: { url: `http://${place}/one`, publisher: 'The Quay', title: 'Page' },
  });
  for (const url of ['http://127.0.0.1/', 'http://[::ffff:127.0.0.1]/', `http://${place}/none`]) {
    const refused = await send(base, 'POST', '/intake', { url });
    expect([url, refused.status, await refused.json()]).toMatchObject([url, 422, { code: 'not-fetched' }]);
  }
});
