/** Compression as it arrives: which answers are compressed, and that tags, heads and 304 are of what was sent. */
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { IncomingHttpHeaders } from 'node:http';
import { GuardedApp } from '../access/guarded-app.js';
import { STORIES, storyText } from '../app/started-app.js';

interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

let guarded: GuardedApp;
let [editor, admin] = ['', ''];

beforeAll(async () => {
  guarded = await GuardedApp.start();
  editor = (await guarded.issue('an editor', ['editor', 'auditor'])).secret;
  admin = (await guarded.issue('an admin', ['admin'])).secret;
  for (const story of STORIES)
    await guarded.ask('/v1/import', {
      method: 'POST',
      token: editor,
      headers: { 'content-type': 'application/x-ndjson' },
      body: storyText(story),
    });
});
afterAll(() => guarded.stop());

/** Without the client's own decoding, and with the headers that are given alone. */
const raw = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${guarded.base}${path}`,
      { method, headers: { authorization: `Bearer ${editor}`, ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    sent.on('error', reject).end();
  });

const OF = '/v1/negotiations/qatar-mediation';
const ANSWERS = [`${OF}/status`, `${OF}/overview`, `${OF}/history`, '/v1/negotiations', `${OF}/feed.atom`];
const decoded = { br: brotliDecompressSync, gzip: gunzipSync } as const;

describe('An answer with a tag', () => {
  test.each(ANSWERS)('%s is the same bytes in every encoding, under a tag for each', async (path) => {
    const plain = await raw(path);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.length).toBeGreaterThan(1024);
    for (const [encoding, decode] of Object.entries(decoded)) {
      const answer = await raw(path, { 'accept-encoding': encoding });
      expect(answer.headers['content-encoding']).toBe(encoding);
      expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
      expect(answer.body.length).toBeLessThan(plain.body.length);
      // Its `at` is of another moment, where the answer is made anew.
      const still = (body: Buffer): string => body.toString().replace(/"at":"[^"]*"/, '');
      expect(still(decode(answer.body))).toBe(still(plain.body));
      expect(answer.headers.etag).toMatch(new RegExp(`^"[\\w-]+-${encoding}"$`));
      for (const { headers } of [plain, answer]) expect(headers.vary).toMatch(/accept-encoding/);
    }
  });

  test('is not sent again to who has it in any encoding', async () => {
    const path = `${OF}/status`;
    const plain = await raw(path);
    const br = await raw(path, { 'accept-encoding': 'br' });
    expect(decoded.br(br.body).toString()).toBe(plain.body.toString());
    for (const [tag, encoding] of [
      [br.headers.etag, 'br'],
      [`W/${br.headers.etag}`, 'br'],
      [plain.headers.etag, 'br'],
      [br.headers.etag, 'identity'],
    ] as const) {
      const again = await raw(path, { 'accept-encoding': encoding, 'if-none-match': tag ?? '' });
      expect([again.status, again.body.length, again.headers['content-encoding']]).toEqual([304, 0, undefined]);
    }
    const other = await raw(path, { 'accept-encoding': 'br', 'if-none-match': '"other-br"' });
    expect(other.status).toBe(200);
  });

  test('has a head with the headers of the whole', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const [whole, head] = [
        await raw(`${OF}/status`, { 'accept-encoding': encoding }),
        await raw(`${OF}/status`, { 'accept-encoding': encoding }, 'HEAD'),
      ];
      expect(head.body).toHaveLength(0);
      for (const name of ['etag', 'vary', 'content-encoding', 'content-length', 'content-type'])
        expect([encoding, name, head.headers[name]]).toEqual([encoding, name, whole.headers[name]]);
    }
  });

  test('goes the way that the client names: what weighs nothing is not taken, what nobody knows is not sent', async () => {
    const chosen = async (accept: string) =>
      (await raw(`${OF}/status`, { 'accept-encoding': accept })).headers['content-encoding'];
    expect(await chosen('gzip, deflate, br')).toBe('br');
    expect(await chosen('gzip;q=1.0, br;q=0')).toBe('gzip');
    expect(await chosen('GZIP')).toBe('gzip');
    expect(await chosen('zstd, deflate')).toBeUndefined();
    expect(await chosen(',;q=,;;')).toBeUndefined();
  });
});

describe('A document', () => {
  test.each(['/openapi.json', '/v1/asyncapi.json', '/docs'])('%s is compressed', async (path) => {
    const plain = await raw(path);
    const answer = await raw(path, { 'accept-encoding': 'br, gzip' });
    expect(answer.headers['content-encoding']).toBe('br');
    expect(answer.headers.vary).toMatch(/accept-encoding/i);
    expect(decoded.br(answer.body).toString()).toBe(plain.body.toString());
  });
});

describe('What is sent as it is', () => {
  test.each([
    ['a replay', `${OF}/replay`],
    ['an export', `${OF}/export`],
    ['a list of tokens', '/v1/tokens'],
    ['a small answer', '/readyz'],
    ['a problem', `${OF}/nowhere`],
  ])('is %s', async (_, path) => {
    const headers = {
      'accept-encoding': 'br, gzip',
      ...(path === '/v1/tokens' ? { authorization: `Bearer ${admin}` } : {}),
    };
    const answer = await raw(path, headers);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.body.length).toBeGreaterThan(0);
  });

  test('is a new token, however long the answer that holds it', async () => {
    const answer = await guarded.ask('/v1/tokens', {
      method: 'POST',
      token: admin,
      headers: { 'accept-encoding': 'br, gzip' },
      body: { subject: 'x'.repeat(100), roles: ['reader', 'reporter', 'editor', 'auditor', 'admin'] },
    });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null]);
  });

  test('is a live stream', async () => {
    const ending = new AbortController();
    const answer = await fetch(`${guarded.base}/v1/stream`, {
      headers: { authorization: `Bearer ${editor}`, 'accept-encoding': 'br, gzip' },
      signal: ending.signal,
    });
    expect(answer.headers.get('content-encoding')).toBeNull();
    ending.abort();
  });
});
