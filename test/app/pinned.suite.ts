/** Moments that have an address: mementos (RFC 7089), and answers that can never be another. */
import { send, type StartedApp } from './started-app.js';

export function pinnedMoments(served: () => StartedApp): void {
  let app: StartedApp;
  beforeAll(() => {
    app = served();
  });

  const GAZA = '/v1/negotiations/gaza-hostages-2023';
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${app.base}${GAZA}/${path}`, { headers });
  // Nothing but an erasure changes it: whoever keeps it asks anew, and is told that it holds by its tag.
  const FOR_EVER = 'no-cache';

  describe('A memento', () => {
    const asked = { 'accept-datetime': 'Wed, 22 Nov 2023 12:00:00 GMT' };

    test('is what had been published by then, and says so', async () => {
      const [memento, lensed] = [await get('status', asked), await get('status?reportedBy=2023-11-22T12:00:00Z')];
      for (const { headers } of [memento, lensed]) {
        expect(headers.get('memento-datetime')).toBe('Wed, 22 Nov 2023 12:00:00 GMT');
        expect(headers.get('vary')).toBe('accept-datetime, authorization, accept-encoding');
        expect(headers.get('link')).toBe(`<${GAZA}/status>; rel="original timegate"`);
      }
      expect(memento.headers.get('content-location')).toBe(`${GAZA}/status?reportedBy=2023-11-22T12%3A00%3A00Z`);
      expect(memento.headers.get('etag')).toBe(lensed.headers.get('etag'));
      expect(await memento.text()).toBe(await lensed.text());
    });

    test('joins the other fields of a lens, and gives way to a date in the address', async () => {
      const { lens } = (await (await get('positions?withoutOrigin=Reuters', asked)).json()) as { lens: object };
      expect(lens).toEqual({ reportedBy: '2023-11-22T12:00:00Z', withoutOrigin: ['Reuters'] });
      const { headers } = await get('status?reportedBy=2023-10-31T00:00:00Z', asked);
      expect(headers.get('memento-datetime')).toBe('Tue, 31 Oct 2023 00:00:00 GMT');
    });

    test('of what is to come is the present', async () => {
      const { at } = (await (await get('status', { 'accept-datetime': 'Thu, 01 Jan 2099 00:00:00 GMT' })).json()) as {
        at: string;
      };
      expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
    });

    test.each(['yesterday', '2023-11-22', 'Wed, 31 Nov 2023 12:00:00 GMT', 'Mon, 22 Nov 2023 12:00:00 GMT'])(
      'cannot be asked for by %s',
      async (date) => {
        const answer = await get('status', { 'accept-datetime': date });
        expect([answer.status, await answer.json()]).toMatchObject([
          400,
          { errors: [{ parameter: 'Accept-Datetime' }] },
        ]);
      },
    );

    test('comes with the link to the next page of a history', async () => {
      const { headers } = await get('history?limit=5', asked);
      expect(headers.get('link')).toMatch(/^<[^>]+cursor=[^>]+>; rel="next", <[^>]+>; rel="original timegate"$/);
    });
  });

  describe('An answer', () => {
    const pinned = [
      'status?revision=60',
      'status?revision=60&reportedBy=2023-11-22&withoutOrigin=Reuters',
      'status?recordedBy=2300-01-01&revision=100',
      'positions?revision=145',
      'history?revision=60&limit=10',
      'reports/gh-044?revision=145',
      'fragility?revision=20',
      'overview?revision=145',
      'timeline?revision=60&clock=recorded',
      'changes?from.revision=20&to.revision=40',
    ];
    const open = [
      'status',
      'status?reportedBy=2023-11-22',
      'status?recordedBy=2300-01-01',
      'changes?to.revision=40',
      'changes?from.revision=2',
    ];

    test.each(pinned)('%s can never be another, and is not, whatever is recorded later', async (path) => {
      const before = await get(path);
      expect([before.status, before.headers.get('cache-control')]).toEqual([200, FOR_EVER]);
      await send(app.base, 'POST', '/sources/Reuters/grade', { reliability: 'E', from: '2023', reason: path });
      await send(app.base, 'POST', '/negotiations/gaza-hostages-2023/entries/gh-002/void', { reason: path });
      const after = await get(path);
      expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
      expect(await after.text()).toBe(await before.text());
      const again = await get(path, { 'if-none-match': before.headers.get('etag') ?? '' });
      expect([again.status, again.headers.get('cache-control')]).toEqual([304, FOR_EVER]);
    });

    test.each(open.filter((path) => path !== 'changes?to.revision=40'))('%s may become another', async (path) => {
      expect((await get(path)).headers.get('cache-control')).toBe('no-cache');
    });

    test('from the empty record to a revision can never be another either', async () => {
      expect((await get('changes?to.revision=40')).headers.get('cache-control')).toBe(FOR_EVER);
    });

    test('of the day before the opening is that nothing was known', async () => {
      expect((await get('status?recordedBy=2020')).status).toBe(404);
    });

    test('to what the desk had by a moment that is past can never be another', async () => {
      const at = new Date(Date.now() - 1).toISOString();
      await send(app.base, 'POST', '/sources/AFP/grade', { reliability: 'B', from: '2023', reason: at });
      const { headers } = await get(`status?recordedBy=${at}`);
      expect(headers.get('cache-control')).toBe(FOR_EVER);
    });
  });
}
