/** How many requests are taken, and what an open server takes from a browser. */
import { request } from 'node:http';
import { hostname } from 'node:os';
import { startedApp, type StartedApp } from '../app/started-app.js';
import { ADMIN, GuardedApp, logged } from './guarded-app.js';

export function limits(): void {
  describe('More requests a minute than are taken', () => {
    let guarded: GuardedApp;
    let [one, other] = ['', ''];
    beforeAll(async () => {
      guarded = await GuardedApp.start({ rateLimit: 200 });
      one = (await guarded.issue('One', ['reader'])).secret;
      other = (await guarded.issue('Other', ['reader'])).secret;
    });
    afterAll(() => guarded.stop());

    const statuses = async (times: number, token?: string) => {
      const answers = await Promise.all(
        Array.from({ length: times }, () => guarded.ask('/v1/negotiations', { token })),
      );
      return answers.map(({ status }) => status);
    };

    test('are refused, of one token without regard to others, and are told once', async () => {
      let found: number[] = [];
      const text = await logged(async () => {
        found = await statuses(210, one);
      });
      expect([found.filter((s) => s === 200).length, found.filter((s) => s === 429).length]).toEqual([200, 10]);
      expect(text.match(/too-many-requests/g)).toHaveLength(1);
      const refused = await guarded.ask('/v1/negotiations', { token: one });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await refused.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
      expect(await statuses(1, other)).toEqual([200]);
    });

    test('are far fewer of an address without a token, and tokens still come in from there', async () => {
      const found = await statuses(40);
      expect(found.filter((s) => s === 429).length).toBeGreaterThanOrEqual(20);
      expect(await statuses(1, 'parley_a-guess')).toEqual([429]);
      expect(await statuses(1, other)).toEqual([200]);
    });
  });

  describe('A probe from the address of a flood', () => {
    test('is answered: the server lives', async () => {
      const guarded = await GuardedApp.start({ rateLimit: 20 });
      const asked = await Promise.all(Array.from({ length: 20 }, () => guarded.ask('/v1/negotiations')));
      expect(asked.some(({ status }) => status === 429)).toBe(true);
      for (const probe of ['/healthz', '/readyz']) expect((await guarded.ask(probe)).status).toBe(200);
      await guarded.stop();
    });
  });

  describe('A request that names two hosts', () => {
    test('is refused: a proxy may go by one of them, and the server by the other', async () => {
      const guarded = await GuardedApp.start();
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const headers = ['Host', 'localhost', 'Host', 'elsewhere.example'];
        request(`${guarded.base}/healthz`, { headers, setHost: false }, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end();
      });
      expect(status).toBe(400);
      await guarded.stop();
    });
  });

  describe('A server with tokens that is asked by a name', () => {
    const asked = (
      guarded: GuardedApp,
      host: string,
      path = '/v1/negotiations',
    ): Promise<readonly [number | undefined, string]> =>
      new Promise((resolve, reject) => {
        const headers = { host, authorization: `Bearer ${ADMIN}` };
        request(`${guarded.base}${path}`, { headers }, (answer) => {
          let text = '';
          answer.on('data', (chunk) => (text += chunk)).on('end', () => resolve([answer.statusCode, text]));
        })
          .on('error', reject)
          .end();
      });

    test('of nobody’s is asked for the public one: whoever chose it would choose where links lead', async () => {
      const guarded = await GuardedApp.start();
      for (const path of ['/v1/tokens', '/feed.atom', '/', '/sign-in']) {
        const [status, text] = await asked(guarded, 'elsewhere.example', path);
        expect([path, status, text]).toEqual([path, 403, expect.stringContaining('PARLEY_PUBLIC_URL')]);
      }
      for (const host of ['127.0.0.1:1', 'localhost', `${hostname()}:3000`])
        expect((await asked(guarded, host, '/v1/tokens'))[0]).toBe(200);
      expect((await asked(guarded, 'elsewhere.example', '/healthz'))[0]).toBe(200);
      await guarded.stop();
    });

    test('is answered whatever it is where the public address is set, and links begin with that', async () => {
      const guarded = await GuardedApp.start({}, { publicUrl: 'https://parley.example.org', frameAncestors: "'none'" });
      expect((await asked(guarded, 'parley.example.org', '/v1/tokens'))[0]).toBe(200);
      await guarded.stop();
    });
  });

  describe('Behind a proxy that is trusted', () => {
    test('each address is counted by itself, and nobody else can say where they are', async () => {
      const guarded = await GuardedApp.start({ rateLimit: 20, trustedProxies: ['127.0.0.1'] });
      const from = async (address: string) =>
        (await guarded.ask('/v1/negotiations', { headers: { 'x-forwarded-for': address } })).status;
      const statuses = [];
      for (const address of ['10.0.0.1', '10.0.0.1', '10.0.0.1', '10.0.0.2', '10.9.9.9, 10.0.0.1'])
        statuses.push(await from(address));
      expect(statuses).toEqual([401, 401, 429, 401, 429]);
      await guarded.stop();
    });
  });

  describe('A server that asks nobody who they are', () => {
    let app: StartedApp;
    beforeAll(async () => {
      app = await startedApp();
    });
    afterAll(() => app.stop());

    /** By `node:http`, which sends whatever Host it is told to. */
    const asked = (headers: Record<string, string>, path = '/v1/negotiations'): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request(`${app.base}${path}`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });

    test('lets everybody on this machine read, record and audit, but issue no tokens', async () => {
      expect((await fetch(`${app.base}/v1/audit/verify`)).status).toBe(200);
      const body = JSON.stringify({ subject: 'me', roles: ['admin'] });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${app.base}/v1/tokens`, { method: 'POST', headers, body });
      expect([answer.status, await answer.json()]).toEqual([
        403,
        expect.objectContaining({ detail: expect.stringContaining('parley token create') }),
      ]);
    });

    test('reads nothing for a picture, a frame or a script of another site, which bear no Origin', async () => {
      const { host } = new URL(app.base);
      const from = (path: string, site: string, mode: string, dest: string, more: Record<string, string> = {}) =>
        asked({ host, 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest, ...more }, path);
      for (const path of ['/v1/negotiations', '/v1/search?q=x', '/', '/v1/feed.atom'])
        for (const site of ['cross-site', 'same-site']) {
          expect(await from(path, site, 'no-cors', 'image')).toBe(403);
          expect(await from(path, site, 'no-cors', 'script')).toBe(403);
          expect(await from(path, site, 'navigate', 'iframe')).toBe(403);
          expect(await from(path, site, 'navigate', 'document', { 'sec-purpose': 'prefetch' })).toBe(403);
        }
      // A link is followed, our own pages load what they show, and who types an address is no page.
      expect(await from('/v1/negotiations', 'cross-site', 'navigate', 'document')).toBe(200);
      expect(await from('/v1/negotiations', 'same-origin', 'cors', 'empty')).toBe(200);
      expect(await from('/v1/negotiations', 'none', 'navigate', 'document')).toBe(200);
      expect(await from('/healthz', 'cross-site', 'no-cors', 'image')).toBe(200);
    });

    test('answers no page of another origin, under whatever name it found this machine', async () => {
      const { host } = new URL(app.base);
      expect(await asked({ host })).toBe(200);
      expect(await asked({ host, origin: app.base })).toBe(200);
      expect(await asked({ host: `localhost:${new URL(app.base).port}` })).toBe(200);
      expect(await asked({ host, origin: 'https://elsewhere.example' })).toBe(403);
      expect(await asked({ host, origin: 'null' })).toBe(403);
      expect(await asked({ host: 'rebound.example' })).toBe(403);
      const story = { method: 'POST', headers: { 'content-type': 'text/plain', origin: 'https://elsewhere.example' } };
      expect((await fetch(`${app.base}/v1/import`, { ...story, body: '{}' })).status).toBe(403);
    });
  });
}
