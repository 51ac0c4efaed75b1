/** A replay as it goes over the wire. */
import { pacedSteps, gapBetween, LONGEST_GAP } from '../../src/queries/pacing/paced-steps.js';
import type { ReplayStep } from '../../projections/compare/replay.js';
import { importLines, startedApp, storyText, type StartedApp } from './started-app.js';

export function replays(served: () => StartedApp): void {
  let app: StartedApp;
  beforeAll(() => {
    app = served();
  });

  const QATAR = '/v1/negotiations/qatar-mediation';
  const GAZA = '/v1/negotiations/gaza-hostages-2023';
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${app.base}${path}`, { headers });

  interface Line {
    readonly step?: number;
    readonly end?: true;
    readonly at: string;
    readonly entries?: readonly { readonly id: string }[];
    readonly changes: readonly { readonly field: string }[];
    readonly status?: { readonly phase: { readonly value: string } };
  }
  const lines = async (path: string): Promise<Line[]> =>
    (await (await get(path)).text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);

  test('has a line for each event, and one for the end', async () => {
    const told = await lines(`${QATAR}/replay`);
    expect(told.map(({ step, end }) => step ?? end)).toEqual([...Array.from({ length: 18 }, (_, i) => i + 1), true]);
    expect(told[1]?.entries?.map(({ id }) => id)).toEqual(['qm-01']);
  });

  test('holds the milestones alone where they are asked for', async () => {
    const [whole, milestones] = [
      await lines(`${GAZA}/replay?clock=reported&status=false`),
      await lines(`${GAZA}/replay?clock=reported&milestones=true`),
    ];
    expect(milestones.length).toBeLessThan(whole.length);
    const phases = milestones.flatMap(({ status }) => status?.phase.value ?? []);
    expect([phases.includes('implementing'), phases.at(-1)]).toEqual([true, 'collapsed']);
    expect(whole[0]?.status).toBeUndefined();
  });

  test('is cut on its clock by from and to, and ends as the story then stood', async () => {
    const told = await lines(`${GAZA}/replay?clock=reported&from=2023-11-22&to=2023-11-24`);
    const days = told.map(({ at }) => at.slice(0, 10));
    expect([days[0], days.at(-1), told.at(-1)?.end]).toEqual(['2023-11-22', '2023-11-24', true]);
    const status = (await (await get(`${GAZA}/status?reportedBy=2023-11-24`)).json()) as Line['status'];
    expect(told.at(-1)?.status?.phase).toEqual(status?.phase);
  });

  test('goes as server-sent events, and on from the last that was seen', async () => {
    const accept = { accept: 'text/event-stream' };
    const response = await get(`${QATAR}/replay?status=false`, accept);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const events = (await response.text()).split('\n\n').filter(Boolean);
    expect(events[4]).toMatch(/^event: step\nid: 5\ndata: \{"step":5,/);
    expect(events.at(-1)).toMatch(/^event: end\ndata: \{"end":true,/);
    const rest = await (await get(`${QATAR}/replay?status=false`, { ...accept, 'last-event-id': '5' })).text();
    expect(rest.split('\n\n').filter(Boolean).slice(0, -1)).toEqual(events.slice(5, -1));
  });

  test.each([
    ['clock=then', 400, 'clock'],
    ['speed=0', 400, 'speed'],
    ['speed=fast', 400, 'speed'],
    ['from=2023-13', 400, 'from'],
    ['from=2023-12&to=2023-11', 400, 'to'],
    ['after=-1', 400, 'after'],
    ['milestone=true', 400, 'milestone'],
    ['revision=999', 404, 'revision'],
  ])('is refused before it begins where it asks for %s', async (query, status, parameter) => {
    const response = await get(`${QATAR}/replay?${query}`);
    const { errors } = (await response.json()) as { errors?: { parameter: string }[] };
    expect([response.status, errors?.[0]?.parameter]).toEqual([status, parameter]);
  });

  test('of nothing that is followed is refused', async () => {
    expect((await get('/v1/negotiations/qatar-mediatoin/replay')).status).toBe(404);
  });

  test('ends when the server stops', async () => {
    const other = await startedApp();
    await importLines(other.base, storyText('gaza-hostages-2023'));
    const reading = fetch(`${other.base}${GAZA}/replay?clock=reported&speed=1`).then((r) => r.text());
    await fetch(`${other.base}${GAZA}/status`);
    await other.stop();
    expect(await reading).toMatch(/^\{"step":1,/);
  });

  describe('A paced replay', () => {
    const step = (at: string): ReplayStep => ({ step: 1, clock: 'reported', at, lens: {}, entries: [], changes: [] });

    test('waits as long as the story did, so many times faster, and never long', () => {
      const [one, other] = [step('2023-10-01T00:00:00Z'), step('2023-10-02T00:00:00Z')];
      expect(gapBetween(one, other, 86_400)).toBe(1_000);
      expect(gapBetween(one, other, 1)).toBe(LONGEST_GAP);
      expect(gapBetween(one, other, undefined)).toBe(0);
      expect(gapBetween(undefined, other, 1)).toBe(0);
      expect(gapBetween(one, { end: true, steps: 1, at: other.at, lens: {}, changes: [] }, 1)).toBe(0);
    });

    test('that is cut off makes no further step', async () => {
      const ending = new AbortController();
      let made = 0;
      function* steps() {
        for (const day of ['01', '02', '03', '04']) {
          made += 1;
          yield step(`2023-10-${day}T00:00:00Z`);
        }
      }
      for await (const _ of pacedSteps(steps(), 86_400_000, ending.signal)) if (made === 2) ending.abort();
      expect(made).toBeLessThanOrEqual(3);
    });
  });
}
