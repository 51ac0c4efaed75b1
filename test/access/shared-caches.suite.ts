/** What a cache that several people share may keep: nothing that somebody was told because of who they are. */
import { ROLES } from '../../events/access.js';
import { ROUTE_ROLES } from '../../src/access/route-roles.js';
import { importLines, startedApp, storyText } from '../app/started-app.js';
import { ADMIN, FORM, GuardedApp, logged } from './guarded-app.js';

export function sharedCaches(): void {
  let guarded: GuardedApp;
  let all: string;

  beforeAll(async () => {
    guarded = await GuardedApp.start();
    all = (await guarded.issue('Alma', [...ROLES])).secret;
    const headers = { 'content-type': 'application/x-ndjson' };
    await guarded.ask('/v1/import', { method: 'POST', token: all, headers, body: storyText('qatar-mediation') });
  });
  afterAll(() => guarded.stop());

  const TALKS = '/v1/negotiations/qatar-mediation';
  const PINNED = [`${TALKS}/status?revision=3`, `${TALKS}/positions?revision=3`, `${TALKS}/history?revision=3`];

  /** Every address that takes a role, once as it stands in the table. */
  const addresses = (): string[] =>
    Object.entries(ROUTE_ROLES)
      .filter(([call, role]) => call.startsWith('GET ') && role !== 'anybody')
      .map(([call]) =>
        call
          .replace('GET ', '')
          .replace(':negotiation', 'qatar-mediation')
          .replace(':report', 'qm-01')
          .replace(':party', 'israel')
          .replace(':source', 'Axios')
          .replace(':story', 'qatar-mediation')
          .replace(':article', 'a'.repeat(32)),
      );

  async function cachingOf(path: string, headers: Record<string, string>) {
    const gone = new AbortController();
    const answer = await fetch(`${guarded.base}${path}`, { headers, signal: gone.signal });
    const [caching, vary] = [answer.headers.get('cache-control') ?? '', answer.headers.get('vary') ?? ''];
    gone.abort();
    return { status: answer.status, caching, vary };
  }

  describe('An answer to somebody who was told from others', () => {
    test.each(['a token', 'a session'])('by %s is for them alone, at every address', async (by) => {
      const session = await guarded.session(all);
      const headers: Record<string, string> =
        by === 'a token' ? { authorization: `Bearer ${all}` } : { cookie: session };
      const asked = [...addresses(), ...PINNED];
      expect(asked.length).toBeGreaterThan(50);
      const shared = [];
      let answered = 0;
      for (const path of asked) {
        const { status, caching, vary } = await cachingOf(path, headers);
        if (status === 200) answered += 1;
        const isApart = ['authorization', 'cookie'].every((name) => vary.split(', ').includes(name));
        if (!/no-store/.test(caching) && !(/^private\b/.test(caching) && isApart))
          shared.push([path, status, caching, vary]);
      }
      expect(shared).toEqual([]);
      expect(answered).toBeGreaterThan(asked.length / 2);
    });

    test('of a moment that is over is kept by their own browser alone, which asks anew whether something was erased', async () => {
      for (const path of PINNED)
        expect(await cachingOf(path, { authorization: `Bearer ${all}` })).toMatchObject({
          status: 200,
          caching: 'private, no-cache',
        });
    });

    test('is for everybody where the server is open', async () => {
      const open = await startedApp();
      await importLines(open.base, storyText('qatar-mediation'));
      const answer = await fetch(`${open.base}${PINNED[0]}`);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      await open.stop();
    });
  });

  describe('The log', () => {
    test('tells what could not be taken, by whom, and not what it was', async () => {
      const text = await logged(() => guarded.post(`${TALKS}/reports`, all, { kind: 'rumour', summary: 'Hidden.' }));
      const entries = text.split('\n').filter((line) => line.includes('"audit"'));
      expect(entries.map((line) => JSON.parse(line) as unknown)).toMatchObject([
        { audit: 'invalid', code: 'invalid-request', who: 'Alma', call: `POST ${TALKS}/reports` },
      ]);
      expect(text).not.toMatch(/rumour|Hidden/);
    });

    test('tells who signed in and out, and who could not, without a secret', async () => {
      let session = '';
      const text = await logged(async () => {
        await guarded.session('parley_wrong');
        session = await guarded.session(ADMIN);
        await guarded.postForm('/sign-out', {}, { cookie: session, origin: guarded.base });
        const cookie = `${session}; __Host-parley_form=${FORM}`;
        await guarded.postForm('/sign-out', {}, { cookie, origin: guarded.base });
      });
      const entries = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ audit }) => audit !== undefined);
      expect(entries).toMatchObject([
        { audit: 'refused', code: 'bad-token', from: '127.0.0.1', call: 'POST /sign-in' },
        { audit: 'signed-in', who: 'bootstrap', from: '127.0.0.1', session: expect.stringMatching(/^[0-9a-f]{16}$/) },
        { audit: 'refused', code: 'forbidden', call: 'POST /sign-out' },
        { audit: 'signed-out', who: 'bootstrap' },
      ]);
      expect(session).toMatch(/^__Host-/);
      for (const hidden of [ADMIN, session.split('=')[1] ?? '-']) expect(text).not.toContain(hidden);
    });
  });
}
