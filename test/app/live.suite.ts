/** The live stream over HTTP: readers get everything that is recorded, once and in order. */
import { XMLParser } from 'fast-xml-parser';
import { atomFeed } from '../../src/live/feed.js';
import { until } from '../store/until.js';
import { Listener } from './listener.js';
import { importLines, newFolder, remove, send, startedApp, storyText, type StartedApp } from './started-app.js';
import { grade, inLines, opening, report, story } from './talks.js';

export function live(served: () => StartedApp): void {
  const jsonOf = async (response: Response) => (await response.json()) as Record<string, never>;

  let app: StartedApp;
  let talks = 0;
  let id = '';
  const listeners: Listener[] = [];

  beforeAll(() => {
    app = served();
  });

  // Each test has talks of its own, on one server.
  beforeEach(async () => {
    talks += 1;
    id = `talks-${talks}`;
    await send(app.base, 'POST', '/negotiations', { ...opening, negotiation: id });
  });
  afterEach(() => {
    for (const listener of listeners.splice(0)) listener.close();
  });

  async function listens(path: string, headers: Record<string, string> = {}): Promise<Listener> {
    const listener = await Listener.on(`${app.base}/v1${path}`, headers);
    listeners.push(listener);
    return listener;
  }

  const tell = async (reportId: string, more: object = {}, of = id): Promise<string> => {
    const answer = await send(app.base, 'POST', `/negotiations/${of}/reports`, report(reportId, more));
    expect(answer.status).toBe(201);
    return (await jsonOf(answer))['position'] ?? '';
  };

  const entries = (heard: readonly { data: Readonly<Record<string, unknown>> }[]) =>
    heard.map(({ data }) => data['entry']);

  describe('Whoever listens', () => {
    test('is told at once of what is recorded, and what it changed, as data and in words', async () => {
      const listener = await listens(`/negotiations/${id}/stream`);
      const [hello] = await listener.until('hello', 1);
      expect(listener.response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
      expect(listener.response.headers['content-security-policy']).toMatch(/default-src 'none'/);
      const position = await tell('r1');
      const [heard] = await listener.until('recorded', 1);
      // Pushed, and not with the next sign of life.
      expect(listener.comments).toBe(0);
      expect([hello?.id, heard?.id]).toEqual([String(Number(position) - 1), position]);
      expect(heard?.data).toMatchObject({
        negotiation: id,
        revision: 1,
        position,
        type: 'ConfirmationReported',
        entry: 'r1',
        kind: 'confirmation',
        party: 'union',
        summary: 'They talk.',
        source: { publisher: 'The Quay' },
      });
      expect(heard?.data['changes']).toContainEqual({
        field: 'claims/talks',
        from: 'unreported',
        to: 'confirmed',
        words: 'Claim “That there are talks” is confirmed; before: unreported.',
      });
    });

    test('to all talks hears of all, and of one those of that one alone', async () => {
      const [all, one, chosen] = [
        await listens('/stream'),
        await listens(`/negotiations/${id}/stream`),
        await listens(`/stream?negotiation=${id}`),
      ];
      await send(app.base, 'POST', '/negotiations', { ...opening, negotiation: `other-${id}` });
      await tell('x1', {}, `other-${id}`);
      await tell('r1');
      expect(entries(await all.until('recorded', 3))).toEqual([`other-${id}`, 'x1', 'r1']);
      expect(entries(await one.until('recorded', 1))).toEqual(['r1']);
      expect(entries(await chosen.until('recorded', 1))).toEqual(['r1']);
    });

    test('chooses by party, by kind, and what changes the status; a change goes with the report that it changes', async () => {
      const of = `/negotiations/${id}/stream`;
      const [every, party, kind, milestones] = [
        await listens(of),
        await listens(`${of}?party=port`),
        await listens(`${of}?kind=denial`),
        await listens(`${of}?milestones=true`),
      ];
      const denial = { party: 'port', kind: 'denial' };
      const retracted = { reason: 'wrong', reportedAt: '2023-11-13' };
      const acts = [
        () => tell('r1'),
        () => tell('r2', denial),
        () => tell('r3', { ...denial, summary: 'As before.' }),
        () => send(app.base, 'POST', `/negotiations/${id}/reports/r2/retraction`, retracted),
        () => tell('end', denial),
      ];
      // One after another: of many at once it is not told what each changed.
      for (const [i, act] of acts.entries()) {
        await act();
        await every.until('recorded', i + 1);
      }
      expect(entries(await party.until('recorded', 4)).slice(0, 2)).toEqual(['r2', 'r3']);
      expect((await kind.until('recorded', 4)).map(({ data }) => [data['type'], data['kind']])[2]).toEqual([
        'ReportRetracted',
        'denial',
      ]);
      expect(entries(await milestones.until('recorded', 2)).slice(0, 2)).toEqual(['r1', 'r2']);
      expect(entries(milestones.heard)).not.toContain('r3');
    });

    test('by party hears joint words, and those under another name that the desk merged', async () => {
      const of = `/negotiations/${id}/stream`;
      const crews = { party: 'crews', name: 'Crews', role: 'principal' };
      expect((await send(app.base, 'POST', `/negotiations/${id}/parties`, crews)).status).toBe(201);
      const merge = { what: 'party', from: 'crews', into: 'union', reason: 'One body.' };
      expect((await send(app.base, 'POST', `/negotiations/${id}/merges`, merge)).status).toBe(201);
      const [byUnion, byCrews, byPort] = [
        await listens(`${of}?party=union`),
        await listens(`${of}?party=crews`),
        await listens(`${of}?party=port`),
      ];
      await tell('r1');
      await tell('r2', { party: 'crews' });
      await tell('r3', { party: 'port', jointly: ['union'] });
      await tell('r4', { party: 'port' });
      for (const listener of [byUnion, byCrews])
        expect(entries(await listener.until('recorded', 3))).toEqual(['r1', 'r2', 'r3']);
      expect(entries(await byPort.until('recorded', 2))).toEqual(['r3', 'r4']);
      expect(byUnion.heard.at(-1)?.data).toMatchObject({ party: 'port', jointly: ['union'] });
    });

    test('is told of a grade, which any status may rest on', async () => {
      const listener = await listens(`/negotiations/${id}/stream`);
      await importLines(app.base, JSON.stringify({ ...grade, data: { ...grade.data, changeId: `g-${id}` } }));
      const [heard] = await listener.until('recorded', 1);
      expect(heard?.data).toMatchObject({ negotiation: null, type: 'SourceRegraded', changes: null });
    });

    test('may ask for the head alone, and is held to nothing', async () => {
      const head = await fetch(`${app.base}/v1/stream`, { method: 'HEAD' });
      expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
      // Those of the tests before may still be on their way out.
      const figures = async () => (await fetch(`${app.base}/metrics`)).text();
      for (let tries = 0; tries < 1_000 && !/^parley_streams_open 0$/m.test(await figures()); tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await figures()).toMatch(/^parley_streams_open 0$/m);
    });

    test('may ask for what is not there, or wrongly, and is told so', async () => {
      const asked = [
        '/negotiations/nowhere/stream',
        '/stream?negotiation=nowhere',
        '/stream?kind=rumour',
        '/stream?after=x',
      ];
      const answers = await Promise.all(asked.map((path) => fetch(`${app.base}/v1${path}`)));
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 400, 400]);
      expect((await jsonOf(answers[2] as Response))['errors']).toMatchObject([{ parameter: 'kind' }]);
    });
  });

  describe('Whoever takes up again', () => {
    test.each(['Last-Event-ID', 'after'])('by %s has missed nothing, and hears nothing twice', async (how) => {
      const first = await listens(`/negotiations/${id}/stream`);
      await tell('r1');
      const [{ id: last = '' } = {}] = await first.until('recorded', 1);
      first.close();
      for (const i of [2, 3, 4]) await tell(`r${i}`);
      const again =
        how === 'after'
          ? await listens(`/negotiations/${id}/stream?after=${last}`)
          : await listens(`/negotiations/${id}/stream`, { 'last-event-id': last });
      await tell('r5');
      expect(entries(await again.until('recorded', 4))).toEqual(['r2', 'r3', 'r4', 'r5']);
      expect(again.heard[0]).toMatchObject({ event: 'hello', data: { position: last } });
    });

    test('while others write hears each event once, in order', async () => {
      const start = await tell('r0');
      const begun = await Promise.all(Array.from({ length: 40 }, (_, i) => tell(`early-${i}`)));
      const writing = (async () => {
        for (let i = 0; i < 60; i += 1) await tell(`late-${i}`);
      })();
      const readers = await Promise.all(
        Array.from({ length: 8 }, () => listens(`/negotiations/${id}/stream?after=${start}`)),
      );
      await writing;
      for (const reader of readers) {
        const heard = await reader.until('recorded', begun.length + 60);
        const positions = heard.map(({ id: at }) => Number(at));
        expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
        expect(new Set(entries(heard)).size).toBe(100);
      }
    });

    test('from where this log has never been is told of the gap, and goes on from the present', async () => {
      const far = await listens('/stream?after=999999999');
      const strange = await listens('/stream', { 'last-event-id': 'of another server' });
      const [gap] = await far.until('gap', 1);
      expect(gap?.data).toMatchObject({ after: '999999999', reason: expect.stringMatching(/has not come to/) });
      expect((await strange.until('gap', 1))[0]?.data).toMatchObject({ after: null });
      await tell('r1');
      expect(entries(await far.until('recorded', 1))).toEqual(['r1']);
    });

    test('after too long is told of the gap', async () => {
      const start = await tell('r0');
      const lines = story(5_100, [id]).slice(1);
      expect((await importLines(app.base, inLines(lines))).status).toBe(200);
      const listener = await listens(`/negotiations/${id}/stream?after=${start}`);
      const [gap] = await listener.until('gap', 1);
      expect(gap?.data).toMatchObject({ after: start, reason: 'more than 5000 events have been recorded since' });
      await tell('now');
      expect(entries(await listener.until('recorded', 1))).toEqual(['now']);
    }, 240_000);
  });

  describe('Feeds', () => {
    const textOf = (entry: Record<string, unknown> | undefined) =>
      (entry?.['content'] as { '#text': string } | undefined)?.['#text'];
    const atom = async (path: string) => {
      const response = await fetch(`${app.base}/v1${path}`);
      expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
      const text = await response.text();
      const parsed = new XMLParser({ ignoreAttributes: false }).parse(text, true) as { feed: Record<string, never> };
      return { text, feed: parsed.feed };
    };

    test('of one negotiation hold what was said and what it changed, the newest first', async () => {
      await tell('r1');
      await tell('r2', { party: 'port', kind: 'denial', summary: 'No talks.' });
      const { feed } = await atom(`/negotiations/${id}/feed.atom`);
      const [first] = feed['entry'] as unknown as Record<string, unknown>[];
      expect(feed['updated']).toBe(first?.['updated']);
      expect(first?.['id']).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
      expect(textOf(first)).toMatch(
        /No talks\. \(The Quay\)\nThe talks are contested: Port denies them since 12 Nov 2023\./,
      );
      const json = await jsonOf(await fetch(`${app.base}/v1/negotiations/${id}/feed.json`));
      expect(json['items']).toHaveLength(3);
      expect((json['items'] as unknown as Record<string, unknown>[])[0]).toMatchObject({
        id: first?.['id'],
        url: `${app.base}/negotiations/${id}/reports/r2`,
      });
    });

    test('of the desk hold the latest of all talks', async () => {
      await tell('r1');
      const { feed } = await atom('/feed.atom');
      const entriesIn = feed['entry'] as unknown as Record<string, unknown>[];
      expect(entriesIn).toHaveLength(20);
      expect(entriesIn[0]?.['link']).toMatchObject({ '@_href': `${app.base}/negotiations/${id}/reports/r1` });
    });

    test('hold whatever a source says, and stay well-formed', async () => {
      const summary = ']]> <script>alert("1")</script> & \u{1F54A} ﷽';
      await tell('r1', { summary });
      const { text, feed } = await atom(`/negotiations/${id}/feed.atom`);
      expect(text).not.toMatch(/<script/);
      const [first] = feed['entry'] as unknown as Record<string, unknown>[];
      expect(textOf(first)).toContain(']]> <script>alert("1")</script> &');
    });

    test('are not sent again to whoever has them', async () => {
      const path = `${app.base}/v1/negotiations/${id}/feed.atom`;
      const etag = (await fetch(path)).headers.get('etag') ?? '';
      expect((await fetch(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
      await tell('r1');
      expect((await fetch(path, { headers: { 'if-none-match': etag } })).status).toBe(200);
    });
  });

  test('What no XML may hold is not in a feed, whatever a log from elsewhere holds', () => {
    const of = {
      id: 'urn:x',
      title: 'a\u0007b\uD800c\uFFFFd',
      path: '/',
      self: '/feed',
      query: '',
      updated: '',
      entries: [],
    };
    const { feed } = new XMLParser().parse(atomFeed(of, 'http://h'), true) as { feed: { title: string } };
    expect(feed.title).toBe('a\uFFFDb\uFFFDc\uFFFDd');
  });

  test('A server that is to stop lets its listeners go at once', async () => {
    const folder = newFolder();
    const own = await startedApp(folder);
    await importLines(own.base, storyText('qatar-mediation'));
    const listener = await Listener.on(`${own.base}/v1/stream`);
    await listener.until('hello', 1);
    await own.halt();
    await until(() => listener.ended);
    expect(listener.ended).toBe(true);
    remove(folder);
  });
}
