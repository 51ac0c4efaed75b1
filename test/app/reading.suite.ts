/** Reading over HTTP: both stories imported, every route asked. */
import type { z } from 'zod';
import { PART_ANSWERS } from '../../answers/parts.js';
import { historyAnswer } from '../../answers/history.js';
import { reportAnswer } from '../../answers/report.js';
import { descriptionAnswer } from '../../answers/description.js';
import { deskAnswer, type DeskAnswer } from '../../answers/desk.js';
import { wholeStatusAnswer, type WholeStatusAnswer } from '../../answers/status.js';
import { send, type StartedApp } from './started-app.js';

export function reading(served: () => StartedApp): void {
  let app: StartedApp;
  beforeAll(() => {
    app = served();
  });

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${app.base}${path}`, { headers });
  const body = async <T>(path: string): Promise<T> => (await (await get(path)).json()) as T;

  const STORY = '/v1/negotiations/gaza-hostages-2023';
  const SMALL = '/v1/negotiations/qatar-mediation';

  const ROUTES: readonly (readonly [path: string, answer: z.ZodType])[] = [
    ['', descriptionAnswer],
    ['/status', wholeStatusAnswer],
    ['/status?reportedBy=2023-11-22&onlyAttribution=on-the-record', wholeStatusAnswer],
    ['/positions', PART_ANSWERS.positions],
    ['/positions/hamas', PART_ANSWERS.positions],
    ['/claims', PART_ANSWERS.claims],
    ['/proposals', PART_ANSWERS.proposals],
    ['/agreements', PART_ANSWERS.agreements],
    ['/contradictions', PART_ANSWERS.contradictions],
    ['/terms', PART_ANSWERS.terms],
    ['/sources', PART_ANSWERS.sources],
    ['/history', historyAnswer],
    ['/reports/gh-001', reportAnswer],
  ];

  describe('Every read', () => {
    test.each(ROUTES)('of a negotiation%s has the shape that is documented', async (path, answer) => {
      const response = await get(`${STORY}${path}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(answer.safeParse(await response.json()).error?.issues).toBeUndefined();
    });

    test.each(ROUTES)('of a negotiation%s is not sent again to those who have it', async (path) => {
      const etag = (await get(`${STORY}${path}`)).headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[\w-]{20,}"$/);
      const again = await get(`${STORY}${path}`, { 'if-none-match': `"other", W/${etag}` });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
      expect((await get(`${STORY}${path}`, { 'if-none-match': '"other"' })).status).toBe(200);
    });

    test('can be asked for its head alone', async () => {
      const [whole, head] = [
        await get(`${SMALL}/status`, { 'accept-encoding': 'identity' }),
        await fetch(`${app.base}${SMALL}/status`, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } }),
      ];
      const length = (await whole.text()).length;
      expect([head.status, await head.text()]).toEqual([200, '']);
      expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));
      expect(Number(head.headers.get('content-length'))).toBeGreaterThanOrEqual(length);
    });

    test('says under which lens it was read, and what that saw', async () => {
      expect(
        await body(`${SMALL}/claims?revision=3&withoutSource=World%20Report%20Now&withoutSource=worldreportnow`),
      ).toMatchObject({
        negotiation: 'qatar-mediation',
        lens: { revision: 3, withoutSource: ['World Report Now', 'worldreportnow'] },
        revision: 3,
        claims: [{ claim: 'talks' }],
      });
    });

    test('without a lens is the present, at the time of the answer', async () => {
      const { at, lens } = await body<{ at: string; lens: object }>(`${SMALL}/status`);
      expect(lens).toEqual({});
      expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
    });
  });

  describe('The desk', () => {
    const ids = async (query: string) =>
      (await body<DeskAnswer>(`/v1/negotiations${query}`)).negotiations.map(({ negotiation }) => negotiation);

    test('lists all talks with their status in short', async () => {
      const answer = deskAnswer.parse(await body('/v1/negotiations'));
      expect(answer.next).toBeNull();
      for (const { negotiation, phase, contested } of answer.negotiations) {
        const status = await body<WholeStatusAnswer>(`/v1/negotiations/${negotiation}/status`);
        expect({ phase, contested }).toMatchObject({
          phase: { value: status.phase.value, since: status.phase.since },
          contested: { value: status.contested.value, by: status.contested.by },
        });
      }
    });

    test('is filtered by phase, contested, party, freshness and text', async () => {
      expect(await ids('?phase=negotiating')).toEqual(['qatar-mediation']);
      expect(await ids('?contested=false')).toEqual(['gaza-hostages-2023']);
      expect(await ids('?party=icrc')).toEqual(['gaza-hostages-2023']);
      expect(await ids('?freshness=active')).toEqual([]);
      expect(await ids('?q=QATARI')).toEqual(['qatar-mediation']);
    });

    test('is paged by links', async () => {
      const first = await get('/v1/negotiations?limit=1');
      expect(await first.json()).toMatchObject({ negotiations: [{ negotiation: 'gaza-hostages-2023' }] });
      const link = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
      const second = await fetch(new URL(link, app.base));
      expect(await second.json()).toMatchObject({ negotiations: [{ negotiation: 'qatar-mediation' }], next: null });
      expect(second.headers.get('link')).toBeNull();
    });
  });

  describe('A write', () => {
    const report = {
      reportId: 'new-1',
      kind: 'denial',
      party: 'hamas',
      claim: 'talks',
      speaker: { name: 'a spokesman', capacity: 'official' },
      attribution: 'on-the-record',
      summary: 'There are no talks.',
      source: { publisher: 'The Quay' },
      reportedAt: '2023-11-12T09:00:00Z',
    };

    test('is seen by the read after it, under another tag', async () => {
      const before = await get(`${SMALL}/status`);
      expect(await before.json()).toMatchObject({ contested: { by: ['israel'] } });
      const written = await send(app.base, 'POST', '/negotiations/qatar-mediation/reports', report);
      expect(written.status).toBe(201);
      const { revision } = (await written.json()) as { revision: number };
      const after = await get(`${SMALL}/status`);
      expect(await after.json()).toMatchObject({ revision, contested: { by: ['hamas', 'israel'] } });
      expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
      expect(await body(`${SMALL}/status?revision=${revision - 1}`)).toMatchObject({ contested: { by: ['israel'] } });
    });

    test('made twice is recorded once', async () => {
      const { revision } = await body<{ revision: number }>(`${SMALL}/status`);
      const again = await send(app.base, 'POST', '/negotiations/qatar-mediation/reports', report);
      expect(again.ok).toBe(true);
      expect(await body(`${SMALL}/status`)).toMatchObject({ revision });
    });

    test('opens a negotiation, whose address it names', async () => {
      const opened = await send(app.base, 'POST', '/negotiations', {
        negotiation: 'port-strike',
        title: 'Port strike',
        parties: [{ party: 'port', name: 'Port Authority', role: 'principal' }],
      });
      expect(opened.status).toBe(201);
      expect(opened.headers.get('location')).toBe('/v1/negotiations/port-strike');
      await send(app.base, 'POST', '/negotiations/port-strike/parties', {
        party: 'dockers',
        name: 'Dockers’ Union',
        role: 'observer',
      });
      await send(app.base, 'PATCH', '/negotiations/port-strike/parties/dockers', { role: 'principal' });
      expect(await body('/v1/negotiations/port-strike')).toMatchObject({
        parties: [
          { party: 'port', role: 'principal' },
          { party: 'dockers', role: 'principal' },
        ],
      });
    });

    test('that is only tried tells what it would change, and changes nothing', async () => {
      const tried = await send(app.base, 'POST', '/negotiations/qatar-mediation/reports?dryRun=true', {
        ...report,
        reportId: 'new-2',
        kind: 'confirmation',
      });
      expect(tried.ok).toBe(true);
      expect((await get(`${SMALL}/reports/new-2`)).status).toBe(404);
    });
  });
}
