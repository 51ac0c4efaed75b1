/** The client against a real server, over a network that fails as networks do. */
import {
  Connection,
  Parley,
  ParleyProblem,
  ParleyUnreachable,
  type Fetch,
  type LiveEvent,
} from '../../packages/client/src/index.js';
import { importLines, send, startedApp, storyText, type StartedApp } from '../app/started-app.js';

export function client(): void {
  const TALKS = 'qatar-mediation';
  const REPORT = {
    kind: 'denial',
    party: 'israel',
    speaker: { capacity: 'official' },
    claim: 'talks',
    summary: 'Israel denies that there are talks.',
    attribution: 'on-the-record',
    source: { publisher: 'The Harbour Post' },
    reportedAt: '2023-11-25',
  } as const;

  let app: StartedApp;
  let parley: Parley;
  beforeAll(async () => {
    app = await startedApp();
    await importLines(app.base, storyText(TALKS));
    parley = new Parley({ server: `${app.base}/`, retries: 0 });
  });
  afterAll(() => app.stop());

  const json = async (path: string): Promise<unknown> => (await fetch(`${app.base}/v1${path}`)).json();

  /** Waits for nothing, and notes how long it would have waited. */
  const noting = (): { readonly waited: number[]; readonly pause: (ms: number) => Promise<void> } => {
    const waited: number[] = [];
    return {
      waited,
      pause: async (ms) => {
        waited.push(ms);
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
  };

  describe('Reading', () => {
    test('a lens is an object', async () => {
      const lens = {
        reportedBy: '2023-11-20',
        withoutParty: ['hamas', 'egypt'],
        revision: 12,
        minReliability: 'F',
      } as const;
      const query = 'reportedBy=2023-11-20&withoutParty=hamas&withoutParty=egypt&revision=12&minReliability=F';
      expect(await parley.status(TALKS, lens)).toEqual(await json(`/negotiations/${TALKS}/status?${query}`));
    });

    test('a table is a list of its parties', async () => {
      await expect(parley.status(TALKS, { table: ['israel', 'hamas'] })).rejects.toMatchObject({
        problem: { errors: [{ parameter: 'table' }] },
      });
    });

    test('changes have two ends', async () => {
      const { changes } = await parley.changes(TALKS, { from: { reportedBy: '2023-11-01' }, to: 'now' });
      const path = `/negotiations/${TALKS}/changes?from.reportedBy=2023-11-01`;
      expect({ changes }).toEqual({ changes: ((await json(path)) as { changes: unknown }).changes });
      expect((await parley.changes(TALKS, { from: 'start' })).from).toBeNull();
    });

    test('the entries come page by page, all of them', async () => {
      const ids: string[] = [];
      for await (const { id } of parley.entries(TALKS, { order: 'recorded' })) ids.push(id);
      const all = (await json(`/negotiations/${TALKS}/history?order=recorded&limit=500`)) as {
        entries: { id: string }[];
      };
      expect(ids).toEqual(all.entries.map(({ id }) => id));
    });

    test('what answers hold is typed', async () => {
      const { phase } = await parley.status(TALKS);
      // @ts-expect-error: no such phase
      expect(phase.value === 'asleep').toBe(false);
      // @ts-expect-error: no such field of the lens
      await expect(parley.status(TALKS, { reportedOn: '2023' })).rejects.toBeInstanceOf(ParleyProblem);
      // @ts-expect-error: a stance says towards what
      await expect(parley.record(TALKS, { ...REPORT, kind: 'stance' })).rejects.toMatchObject({ status: 422 });
    });
  });

  describe('Errors', () => {
    test('a refusal is a problem document', async () => {
      const refused = await parley.status('qatar-mediaton').catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ParleyProblem);
      expect(refused).toMatchObject({
        status: 404,
        code: 'unknown-negotiation',
        message: expect.stringContaining('qatar-mediaton'),
      });
    });

    test('no server is told from a refusal', async () => {
      const nowhere = new Parley({ server: 'http://127.0.0.1:9', retries: 0 });
      await expect(nowhere.talks()).rejects.toBeInstanceOf(ParleyUnreachable);
    });

    test('an answer of something else is told by its status', async () => {
      const other: Fetch = async () => new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' });
      await expect(new Parley({ fetch: other, retries: 0 }).talks()).rejects.toMatchObject({
        problem: { status: 502, title: 'Bad Gateway' },
      });
    });

    test('a signal ends a call, and its repetitions', async () => {
      const signal = AbortSignal.abort();
      await expect(parley.request('/v1/me', { signal })).rejects.toMatchObject({ name: 'AbortError' });
    });
  });

  describe('Repeating', () => {
    test('waits as long as the server says, then as long again each time', async () => {
      const answers = [
        new Response('{"status":503,"title":"The log is still being read"}', {
          status: 503,
          headers: { 'retry-after': '7' },
        }),
        new Response('{"status":429,"title":"Too many requests"}', { status: 429 }),
        new Response('{"status":504,"title":"x"}', { status: 504 }),
      ];
      const { waited, pause } = noting();
      const later: Fetch = async (url, init) => answers.shift() ?? fetch(url, init);
      expect(await new Parley({ server: app.base, fetch: later, pause }).me()).toMatchObject({
        subject: expect.anything(),
      });
      expect(waited[0]).toBe(7000);
      expect(waited[1]).toBeLessThanOrEqual(500);
      expect(waited[2]).toBeGreaterThanOrEqual(500);
    });

    test('a report whose answer was lost is sent again, and recorded once', async () => {
      let lost = 0;
      const lossy: Fetch = async (url, init) => {
        const answer = await fetch(url, init);
        if (init.method !== 'POST' || lost === 2) return answer;
        lost += 1;
        throw new TypeError('the connection was closed');
      };
      const { pause } = noting();
      const before = (await parley.status(TALKS)).revision;
      const receipt = await new Parley({ server: app.base, fetch: lossy, pause }).record(TALKS, REPORT);
      expect([lost, receipt.duplicate, receipt.revision, (await parley.status(TALKS)).revision]).toEqual([
        2,
        true,
        before + 1,
        before + 1,
      ]);
      const other = { ...REPORT, reportId: receipt.reportId, summary: 'Something else.' };
      await expect(parley.record(TALKS, other)).rejects.toMatchObject({ code: 'id-taken' });
    });

    test('nothing is sent again that was refused, or that may have arrived and is not known to bear it', async () => {
      let sent = 0;
      const counting: Fetch = async (url, init) => {
        sent += 1;
        return fetch(url, init);
      };
      const counted = new Parley({ server: app.base, fetch: counting, pause: noting().pause });
      await expect(counted.status('nobody')).rejects.toMatchObject({ status: 404 });
      expect(sent).toBe(1);
      const broken = new Connection({ fetch: async () => Promise.reject(new TypeError('no')), pause: noting().pause });
      await expect(broken.json('/v1/tokens', { method: 'POST', body: {} })).rejects.toBeInstanceOf(ParleyUnreachable);
    });

    test('nobody is kept waiting for hours', async () => {
      const headers = { 'retry-after': '86400' };
      const tomorrow: Fetch = async () => new Response('{"status":429,"title":"Tomorrow"}', { status: 429, headers });
      const { waited, pause } = noting();
      await expect(new Parley({ fetch: tomorrow, pause }).talks()).rejects.toMatchObject({ retryAfter: 86_400 });
      expect(waited).toEqual([]);
    });

    test('it gives up at last', async () => {
      const { waited, pause } = noting();
      const away = new Parley({ fetch: async () => Promise.reject(new TypeError('no')), pause, retries: 3 });
      await expect(away.talks()).rejects.toBeInstanceOf(ParleyUnreachable);
      expect(waited.length).toBe(3);
    });
  });

  /** A network that breaks every connection to a stream after so many bytes. */
  const breakingAfter =
    (bytes: number): Fetch =>
    async (url, init) => {
      const answer = await fetch(url, init);
      if (!url.includes('/stream') || !answer.body) return answer;
      let left = bytes;
      const cut = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          controller.enqueue(chunk.subarray(0, left));
          left -= chunk.length;
          if (left <= 0) controller.error(new TypeError('terminated'));
        },
      });
      return new Response(answer.body.pipeThrough(cut), answer);
    };

  describe('The live stream', () => {
    async function firstRecorded(events: AsyncIterable<LiveEvent>, count: number): Promise<string[]> {
      const positions: string[] = [];
      for await (const { event, data } of events) {
        if (event === 'recorded') positions.push(data.position);
        if (positions.length === count) break;
      }
      return positions;
    }

    test('goes on behind the last event, however often the connection breaks: nothing is lost, nothing comes twice', async () => {
      const { waited, pause } = noting();
      const states: string[] = [];
      const shaky = new Parley({ server: app.base, fetch: breakingAfter(2_000), pause });
      const onState = (state: string): void => void states.push(state);
      const seen = await firstRecorded(shaky.live({ after: '1', onState }), 16);
      const whole = await firstRecorded(parley.live({ after: '1' }), 16);
      expect(seen).toEqual(whole);
      expect(waited.length).toBeGreaterThan(1);
      expect(states.slice(0, 3)).toEqual(['live', 'away', 'live']);
    });

    test('tells what is recorded from now on, and ends with its signal', async () => {
      const ending = new AbortController();
      const kinds: unknown[] = [];
      for await (const { event, data } of parley.live({ negotiation: TALKS, signal: ending.signal })) {
        if (event === 'hello')
          await send(app.base, 'POST', `/negotiations/${TALKS}/reports`, { ...REPORT, reportedAt: '2023-11-26' });
        if (event !== 'recorded') continue;
        kinds.push(data.kind);
        ending.abort();
      }
      expect(kinds).toEqual(['denial']);
    });

    test('says where events are left out', async () => {
      for await (const { event, data } of parley.live({ after: '999999' })) {
        expect([event, data]).toMatchObject(['gap', { after: '999999' }]);
        break;
      }
    });

    test('is refused for talks that are none', async () => {
      const all = firstRecorded(parley.live({ negotiation: 'nobody' }), 1);
      await expect(all).rejects.toMatchObject({ code: 'unknown-negotiation' });
    });
  });
}
