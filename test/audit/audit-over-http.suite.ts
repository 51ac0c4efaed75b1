/** An auditor and a server: what it is asked, and what becomes of meddling with its file while it runs. */
import { join } from 'node:path';
import { importLines, newFolder, remove, send, startedApp, storyText, type StartedApp } from '../app/started-app.js';
import { allResealed, Attacker, type StoredRow } from './attacker.js';

export function auditOverHttp(): void {
  let folder: string;
  let app: StartedApp;
  let attacker: Attacker;
  let rows: StoredRow[];

  beforeAll(async () => {
    folder = newFolder();
    app = await startedApp(folder);
    await importLines(app.base, storyText('qatar-mediation'));
    await importLines(app.base, storyText('gaza-hostages-2023'));
    attacker = new Attacker(join(folder, 'parley.sqlite'), true);
    rows = attacker.rows();
  });
  afterEach(() => attacker.replace(rows));
  afterAll(async () => {
    attacker.close();
    await app.halt();
    remove(folder);
  });

  const get = (path: string): Promise<Response> => fetch(`${app.base}/v1${path}`);
  const verify = async (query = ''): Promise<unknown> => (await get(`/audit/verify${query}`)).json();
  const compare = (checkpoint: string, query = ''): Promise<Response> =>
    fetch(`${app.base}/v1/audit/verify${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: checkpoint,
    });
  const checkpoint = async (query = ''): Promise<string> => (await get(`/audit/checkpoint${query}`)).text();
  const OF = '?negotiation=qatar-mediation';

  describe('Verifying', () => {
    test('an untouched record says how much holds, and must not be kept by caches', async () => {
      const answer = await get('/audit/verify');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const all = { ok: true, streams: 2, events: 164, head: '164', checkpoint: null, timestamp: null, firstBad: null };
      expect(await answer.json()).toEqual(all);
      expect(await verify(OF)).toEqual({ ...all, streams: 1, events: 18 });
    });

    test('reads the file, and not what the server has in memory', async () => {
      attacker.set(4, 'recorder', Buffer.from('nobody'));
      const bad = {
        stream: 'negotiation-qatar-mediation',
        revision: 3,
        position: '4',
        id: rows[3]?.id,
        problem: 'changed',
        detail: expect.any(String) as string,
      };
      expect(await verify()).toMatchObject({ ok: false, firstBad: bad });
      expect(await verify(OF)).toMatchObject({ ok: false, firstBad: bad });
      expect(await verify('?negotiation=gaza-hostages-2023')).toMatchObject({ ok: true });
    });

    test('finds data that is no JSON at all', async () => {
      attacker.set(4, 'data', Buffer.from([0, 255, 7]));
      expect(await verify()).toMatchObject({ ok: false, firstBad: { revision: 3, problem: 'changed' } });
    });

    test('finds by a checkpoint kept elsewhere that the end is missing', async () => {
      const kept = await checkpoint();
      expect(await (await compare(kept)).json()).toMatchObject({ ok: true, checkpoint: { head: '164', streams: 2 } });
      attacker.replace(rows.slice(0, -2));
      expect(await verify()).toMatchObject({ ok: true });
      const missing = { stream: 'negotiation-gaza-hostages-2023', revision: 144, position: null, id: null };
      const firstBad = { ...missing, problem: 'truncated' };
      expect(await (await compare(kept)).json()).toMatchObject({ ok: false, head: '162', firstBad });
      const one = await compare(kept, '?negotiation=gaza-hostages-2023');
      expect(await one.json()).toMatchObject({ ok: false, firstBad });
    });

    test('finds by a checkpoint kept elsewhere that all was written anew', async () => {
      const kept = await checkpoint(OF);
      const denied = rows.findIndex(({ type }) => type === 'DenialReported');
      const { data, ...rest } = rows[denied]!;
      attacker.replace(allResealed(rows.with(denied, { ...rest, data: data.replace('israel', 'hamas') })));
      expect(await verify()).toMatchObject({ ok: true });
      const firstBad = { stream: 'negotiation-qatar-mediation', revision: 17, problem: 'changed' };
      expect(await (await compare(kept)).json()).toMatchObject({ ok: false, checkpoint: { streams: 1 }, firstBad });
      expect(await (await compare(kept, OF)).json()).toMatchObject({ ok: false, firstBad });
    });

    test('finds a negotiation of which nothing is left, as long as somebody remembers it', async () => {
      const kept = await checkpoint();
      attacker.replace(rows.filter(({ stream }) => !stream.includes('qatar')));
      const firstBad = { stream: 'negotiation-qatar-mediation', revision: 0 };
      expect(await (await compare(kept, OF)).json()).toMatchObject({ firstBad: { ...firstBad, problem: 'truncated' } });
      expect(await verify()).toMatchObject({
        ok: false,
        firstBad: { stream: null, position: '1', problem: 'removed' },
      });
      expect(await (await compare(kept)).json()).toMatchObject({ firstBad });
    });
  });

  describe('A checkpoint', () => {
    test('names every stream and its end, and is text', async () => {
      const answer = await get('/audit/checkpoint');
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      const lines = (await answer.text()).trimEnd().split('\n');
      expect(lines[0]).toMatch(/^parley-checkpoint 2 \S+Z 164$/);
      expect(lines.slice(1, -1)).toEqual([
        expect.stringMatching(/^root 164 [\da-f]{64}$/),
        `negotiation-gaza-hostages-2023 145 ${rows[163]?.hash}`,
        `negotiation-qatar-mediation 17 ${rows[17]?.hash}`,
      ]);
    });

    test.each<[what: string, sent: (kept: string) => string, query: string, says: RegExp]>([
      ['nothing', () => '', '', /first line/],
      ['something else', () => '{"ok":true}', '', /first line/],
      ['a damaged one', (kept) => kept.replace(' 17 ', ' 16 '), '', /damaged/],
      ['one without its end', (kept) => kept.split('\n').slice(0, -2).join('\n'), '', /end is missing/],
      ['one of other talks', (kept) => kept, '?negotiation=gaza-hostages-2023', /negotiation-gaza-hostages-2023/],
    ])('is refused where it is %s', async (_, sent, query, says) => {
      const answer = await compare(sent(await checkpoint(OF)), query);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        422,
        'application/problem+json; charset=utf-8',
      ]);
      expect(await answer.json()).toMatchObject({
        code: 'bad-checkpoint',
        detail: expect.stringMatching(says) as string,
      });
    });
  });

  describe('An auditor is refused', () => {
    test.each([
      ['/audit/verify?negotiation=qatar-mediatoin', 404, /qatar-mediation/],
      ['/audit/checkpoint?negotiation=nobody', 404, /nobody/],
      ['/negotiations/nobody/proof', 404, /nobody/],
      ['/negotiations/nobody/export', 404, /nobody/],
      ['/negotiations/qatar-mediation/export?format=xml', 400, /ndjson, csv, cloudevents/],
      ['/negotiations/qatar-mediation/export?fromat=csv', 400, /format/],
      ['/negotiations/qatar-mediation/proof?x=1', 400, /x/],
      ['/audit/verify?negotiation=%20', 400, /slug/],
      ['/audit/verify?x=1', 400, /x/],
    ])('GET %s', async (path, status, says) => {
      const answer = await get(path);
      expect([answer.status, await answer.text()]).toEqual([status, expect.stringMatching(says)]);
    });

    test('a checkpoint that is not sent as text', async () => {
      expect((await send(app.base, 'POST', '/audit/verify', '{}')).status).toBe(415);
    });
  });
}
