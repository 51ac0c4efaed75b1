/** A server that started from a snapshot answers and records as the one that wrote it, whatever it is asked for first. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Listener } from './listener.js';
import {
  importLines,
  newFolder,
  remove,
  send,
  startedApp,
  STORIES,
  storyText,
  type StartedApp,
} from './started-app.js';

export function fromSnapshot(): void {
  const EVERY = 10;
  const OF = '/negotiations/gaza-hostages-2023';
  const OTHER = '/negotiations/qatar-mediation';

  /** Readings of one, of all, and what only looks at what is stored. */
  const READS = [
    '',
    '/status',
    '/overview',
    '/positions',
    '/claims',
    '/proposals',
    '/agreements',
    '/contradictions',
    '/terms',
    '/sources',
    '/history?limit=20',
    '/timeline',
    '/status?reportedBy=2023-11-20',
    '/status?withoutOrigin=Reuters',
    '/changes?from.reportedBy=2023-11-10&to.reportedBy=2023-11-20',
    '/feed.json',
    '/export',
    '/positions/hamas',
  ].map((path) => `${OF}${path}`);
  const OF_ALL = ['/negotiations', '/feed.json', '/audit/verify'];

  let folder = '';
  const warm = new Map<string, string>();
  /** What is answered, but for when and where. */
  const text = async (base: string, path: string): Promise<string> => {
    const answer = await fetch(`${base}/v1${path}`);
    const body = await answer.text();
    return `${answer.status} ${body.replaceAll(base, '').replaceAll(/"(?:at)":"[^"]+",(?="revision")/g, '')}`;
  };
  const lineCount = (story: string): number => storyText(story).trimEnd().split('\n').length;

  /** A server on what was left, which has read nothing of any negotiation yet. */
  async function cold(): Promise<StartedApp> {
    const app = await startedApp(folder, EVERY);
    expect(await (await fetch(`${app.base}/metrics`)).text()).toMatch(/^parley_events_applied 0$/m);
    return app;
  }

  beforeAll(async () => {
    folder = newFolder();
    const app = await startedApp(folder, EVERY);
    for (const story of STORIES) await importLines(app.base, storyText(story));
    const grade = { reliability: 'B', from: '2023', reason: 'Known to us.' };
    await send(app.base, 'POST', '/sources/Reuters/grade', grade);
    for (const path of [...READS, ...OF_ALL]) warm.set(path, await text(app.base, path));
    await app.halt();
  });
  afterAll(() => remove(folder));

  describe('A server that started from a snapshot', () => {
    test.each([...READS, ...OF_ALL])('answers %s as before', async (path) => {
      const app = await cold();
      const before = warm.get(path) ?? '';
      expect(before).toMatch(/^200 /);
      expect(await text(app.base, path)).toBe(before);
      await app.halt();
    });

    test('knows what is recorded: a story told again is all duplicates', async () => {
      const app = await cold();
      const answer = await importLines(app.base, STORIES.map(storyText).join(''));
      const lines = STORIES.reduce((sum, story) => sum + lineCount(story), 0);
      expect(await answer.json()).toMatchObject({ recorded: 0, duplicates: lines, refused: [] });
      await app.halt();
    });

    test('knows what is open, and what is not', async () => {
      const app = await cold();
      const opening = { negotiation: 'qatar-mediation', title: 'Another title' };
      expect(await (await send(app.base, 'POST', '/negotiations', opening)).json()).toMatchObject({
        status: 409,
        detail: expect.stringContaining('open already'),
      });
      expect((await fetch(`${app.base}/v1/negotiations/qatar-mediations/status`)).status).toBe(404);
      await app.halt();
    });

    test('tells what a grade would change in talks that nobody has asked for', async () => {
      const app = await cold();
      const would = { reliability: 'E', from: '2023', reason: 'It was wrong too often.' };
      const path = '/sources/Reuters/grade?dryRun=true';
      const first = await (await send(app.base, 'POST', path, would)).text();
      for (const story of STORIES) await fetch(`${app.base}/v1/negotiations/${story}/status`);
      expect(await (await send(app.base, 'POST', path, would)).text()).toBe(first);
      expect(first).toContain('"affected"');
      await app.halt();
    });

    test('records after what was there, and tells what that changed', async () => {
      const app = await cold();
      const report = {
        kind: 'denial',
        claim: 'talks',
        party: 'israel',
        speaker: { capacity: 'official' },
        attribution: 'on-the-record',
        summary: 'There are no talks, an official says once more.',
        source: { publisher: 'Reuters' },
        reportedAt: '2024-01-02T10:00:00Z',
      };
      const dry = await send(app.base, 'POST', `${OTHER}/reports?dryRun=true`, report);
      expect([dry.status, await dry.json()]).toMatchObject([200, { dryRun: true }]);
      const last = JSON.parse((await text(app.base, `${OTHER}/status`)).slice(4)) as { revision: number };
      const answer = await send(app.base, 'POST', `${OTHER}/reports`, report);
      expect([answer.status, await answer.json()]).toMatchObject([201, { revision: last.revision + 1 }]);
      await app.halt();
    });

    test('works out again the rows of the desk that do not hold any more', async () => {
      const others = await startedApp(folder);
      const party = { party: 'oman', name: 'Oman', role: 'facilitator' };
      expect((await send(others.base, 'POST', `${OTHER}/parties`, party)).status).toBe(201);
      const desk = await text(others.base, '/negotiations');
      await others.halt();
      const app = await startedApp(folder, EVERY);
      expect(await text(app.base, '/negotiations')).toBe(desk);
      expect(desk).toContain('"oman"');
      await app.halt();
    });

    test('tells its readers of what another process records, in the same words', async () => {
      const [mine, others] = [await cold(), await startedApp(folder)];
      const stream = await Listener.on(`${mine.base}/v1/stream`);
      await stream.until('hello', 1);
      const party = { party: 'norway', name: 'Norway', role: 'mediator' };
      expect((await send(others.base, 'POST', `${OTHER}/parties`, party)).status).toBe(201);
      const [heard] = await stream.until('recorded', 1);
      expect(heard?.data).toMatchObject({ negotiation: 'qatar-mediation', type: 'PartyAdded' });
      stream.close();
      await others.halt();
      await mine.halt();
    });

    test('tells a reader who comes again what it has missed', async () => {
      const app = await cold();
      const stream = await Listener.on(`${app.base}/v1/stream?after=0`);
      const told = await stream.until('recorded', lineCount('gaza-hostages-2023'));
      expect(told[0]?.data).toMatchObject({ type: 'NegotiationOpened', negotiation: 'gaza-hostages-2023' });
      stream.close();
      await app.halt();
    });

    test('refuses to read where the log has lost what the snapshot has seen, and still says to auditors what is wrong', async () => {
      expect(readFileSync(join(folder, 'parley.snapshot'), 'utf8')).toContain('negotiation-gaza-hostages-2023');
      const db = new Database(join(folder, 'parley.sqlite'));
      db.exec('DROP TRIGGER events_are_not_removed');
      db.exec(
        `DELETE FROM events WHERE stream = (SELECT number FROM streams WHERE name LIKE '%gaza-hostages-2023') AND revision > 100`,
      );
      db.close();
      const app = await startedApp(folder, EVERY);
      expect(await text(app.base, `${OF}/status`)).toMatch(/^50\d .*damaged|^50\d .*is gone/);
      expect(await text(app.base, `${OTHER}/status`)).toMatch(/^200 /);
      expect(await text(app.base, '/audit/verify?negotiation=gaza-hostages-2023')).toMatch(/^200 /);
      expect(await text(app.base, '/audit/verify')).toMatch(/^200 .*"ok":false/);
      expect(await text(app.base, `${OF}/export`)).toMatch(/^200 /);
      await app.halt();
    });
  });
}
