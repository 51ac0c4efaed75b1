/** The desk over HTTP: its orders and cursors, how many there are of each sort, whose talks they are, and the stories. */
import { deskAnswer, DESK_SORTS, type DeskAnswer } from '../../answers/desk.js';
import type { StoriesAnswer } from '../../answers/import.js';
import { GuardedApp } from '../access/guarded-app.js';
import { opening, report } from '../app/talks.js';

let guarded: GuardedApp;
let [editor, other] = ['', ''];

const TALKS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'] as const;

const get = (query: string, token = editor): Promise<Response> => guarded.ask(`/v1/negotiations${query}`, { token });
async function desk(query: string, token = editor): Promise<DeskAnswer> {
  const response = await get(query, token);
  expect(response.status).toBe(200);
  return deskAnswer.parse(await response.json());
}
const idsOf = ({ negotiations }: DeskAnswer): string[] => negotiations.map(({ negotiation }) => negotiation);

beforeAll(async () => {
  guarded = await GuardedApp.start();
  editor = (await guarded.issue('an editor', ['editor'])).secret;
  other = (await guarded.issue('another', ['editor'])).secret;
  for (const [i, negotiation] of TALKS.entries())
    await guarded.post('/v1/negotiations', editor, { ...opening, negotiation, title: `Talks ${5 - i}` });
  // Beta is contested, gamma confirmed, delta rumoured, by a reporter's word.
  await guarded.post('/v1/negotiations/beta/reports', editor, report('b1', { reportedAt: '2023-11-10' }));
  await guarded.post(
    '/v1/negotiations/beta/reports',
    editor,
    report('b2', { kind: 'denial', party: 'port', reportedAt: '2023-11-14' }),
  );
  await guarded.post('/v1/negotiations/gamma/reports', other, report('g1', { reportedAt: '2023-11-12' }));
  await guarded.post(
    '/v1/negotiations/delta/reports',
    editor,
    report('d1', { speaker: { capacity: 'reporter' }, attribution: 'unattributed', reportedAt: '2023-11-11' }),
  );
});
afterAll(() => guarded.stop());

describe('The order of the desk', () => {
  test.each([
    ['title', 'asc', ['epsilon', 'delta', 'gamma', 'beta', 'alpha']],
    ['title', 'desc', ['alpha', 'beta', 'gamma', 'delta', 'epsilon']],
    ['phase', 'desc', ['beta', 'gamma', 'delta', 'alpha', 'epsilon']],
    ['contested', 'desc', ['beta', 'alpha', 'delta', 'epsilon', 'gamma']],
    ['news', 'desc', ['beta', 'gamma', 'delta', 'alpha', 'epsilon']],
    ['recorded', 'desc', ['delta', 'gamma', 'beta', 'epsilon', 'alpha']],
  ])('by %s, %s, has equals by their ids', async (sort, direction, ids) => {
    expect(idsOf(await desk(`?sort=${sort}&direction=${direction}`))).toEqual(ids);
  });

  test.each(DESK_SORTS)('by %s comes in pages that hold each once, in the order of the whole', async (sort) => {
    for (const direction of ['asc', 'desc']) {
      const whole = idsOf(await desk(`?sort=${sort}&direction=${direction}`));
      const found: string[] = [];
      let cursor = '';
      do {
        const page = await desk(`?sort=${sort}&direction=${direction}&limit=2${cursor && `&cursor=${cursor}`}`);
        found.push(...idsOf(page));
        cursor = page.next ?? '';
      } while (cursor !== '');
      expect(found).toEqual(whole);
    }
  });

  test('goes on where a page ended, though the row that ended it has moved since', async () => {
    const first = await desk('?sort=title&limit=2');
    expect(idsOf(first)).toEqual(['epsilon', 'delta']);
    const retitle = (title: string) =>
      guarded.ask('/v1/negotiations/delta', { method: 'PATCH', token: editor, body: { title } });
    expect((await retitle('Zulu')).status).toBe(200);
    expect(idsOf(await desk(`?sort=title&limit=2&cursor=${first.next}`))).toEqual(['gamma', 'beta']);
    await retitle('Talks 2');
  });

  test('has cursors of long titles in any script that a request can carry', async () => {
    const title = '漢'.repeat(200);
    const negotiation = 'z'.repeat(100);
    await guarded.post('/v1/negotiations', other, { ...opening, negotiation, title });
    const { next } = await desk('?sort=title&direction=desc&limit=1');
    expect(idsOf(await desk(`?sort=title&direction=desc&limit=1&cursor=${next}`))).toEqual(['alpha']);
  });

  test('is refused by a cursor of another order, and by an order that there is not', async () => {
    const { next } = await desk('?limit=2');
    for (const query of [`?sort=title&cursor=${next}`, '?sort=colour', '?sort=title&direction=up', '?after=x'])
      expect([query, (await get(query)).status]).toEqual([query, 400]);
  });
});

describe('What is counted', () => {
  const EARLY = 'negotiation=alpha&negotiation=beta&negotiation=gamma&negotiation=delta&negotiation=epsilon';

  test('is how many talks there would be with each value, all other parameters as they are', async () => {
    const { facets, negotiations } = await desk(`?facets=true&contested=true&${EARLY}`);
    expect(negotiations).toHaveLength(1);
    expect(facets).toMatchObject({
      total: 1,
      all: 5,
      phase: [{ value: 'exploratory', talks: 1 }],
      contested: [
        { value: 'true', talks: 1 },
        { value: 'false', talks: 4 },
      ],
      freshness: [{ value: 'stale', talks: 1 }],
      party: [
        { value: 'port', name: 'Port', talks: 1 },
        { value: 'union', name: 'Union', talks: 1 },
      ],
    });
  });

  test('is left out where it is not asked for', async () => {
    expect((await desk('?limit=1')).facets).toBeUndefined();
  });

  test('adds up to the total for each value that is then asked for', async () => {
    const { facets } = await desk('?facets=true');
    expect(facets?.total).toBeGreaterThanOrEqual(TALKS.length);
    expect(facets?.all).toBe(facets?.total);
    const phases = facets?.phase ?? [];
    expect(phases.length).toBeGreaterThan(1);
    expect(phases.reduce((sum, { talks }) => sum + talks, 0)).toBe(facets?.total);
    for (const { value, talks } of phases)
      expect((await desk(`?facets=true&phase=${value}`)).facets?.total).toBe(talks);
  });
});

describe('Which talks', () => {
  test('are found by the name of a party too', async () => {
    await guarded.post('/v1/negotiations/alpha/parties', editor, {
      party: 'quay',
      name: 'Hafen Köln',
      role: 'observer',
    });
    expect(idsOf(await desk('?q=hafen%20k%C3%B6ln'))).toEqual(['alpha']);
    expect((await desk('?negotiation=alpha')).negotiations[0]?.names).toMatchObject({ quay: 'Hafen Köln' });
  });

  test('are mine is a matter of who has recorded in them, and nobody else learns of it', async () => {
    expect(idsOf(await desk('?mine=true', other))).toEqual(['gamma', 'z'.repeat(100)]);
    expect(idsOf(await desk('?mine=true')).toSorted()).toEqual([...TALKS].toSorted());
    const reader = (await guarded.issue('a reader', ['reader'])).secret;
    expect(idsOf(await desk('?mine=true', reader))).toEqual([]);
    expect(JSON.stringify(await desk('?facets=true', reader))).not.toMatch(/an editor|another/);
  });

  test('have changed since a position are those in which something was recorded after it', async () => {
    const { facets } = await desk('?facets=true');
    const since = facets?.position ?? '';
    expect(idsOf(await desk(`?after=${since}`))).toEqual([]);
    await guarded.post('/v1/negotiations/epsilon/reports', editor, report('e1'));
    expect(idsOf(await desk(`?after=${since}`))).toEqual(['epsilon']);
  });
});

describe('The stories that come with the program', () => {
  test('are imported through the interface, and are then known to be there', async () => {
    const list = async () =>
      ((await (await guarded.ask('/v1/stories', { token: editor })).json()) as StoriesAnswer).stories;
    const before = await list();
    expect(before.map(({ story }) => story)).toContain('qatar-mediation');
    expect(before.every(({ imported }) => !imported)).toBe(true);
    const lines = await guarded.ask('/v1/stories/qatar-mediation', { token: editor });
    expect(lines.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const answer = await guarded.ask('/v1/import', {
      method: 'POST',
      token: editor,
      headers: { 'content-type': 'application/x-ndjson' },
      body: await lines.text(),
    });
    expect(await answer.json()).toMatchObject({ recorded: 18, refused: [] });
    const found = (await list()).filter(({ imported }) => imported).map(({ story, entries }) => [story, entries]);
    expect(found).toEqual([['qatar-mediation', 18]]);
  });

  test('are no way to other files', async () => {
    for (const name of ['nothing', '..%2Fpackage', 'README', '..%2F..%2Fpackage.json', 'x%00']) {
      const { status } = await guarded.ask(`/v1/stories/${name}`, { token: editor });
      expect([name, [400, 404, 422].includes(status)]).toEqual([name, true]);
    }
  });
});
