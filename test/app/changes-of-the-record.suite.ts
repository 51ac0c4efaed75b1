/** The ways to change the record without changing the past, over HTTP. */
import { send, type StartedApp } from './started-app.js';

export function changesOfTheRecord(served: () => StartedApp): void {
  const PARTIES = [
    { party: 'union', name: 'Union', role: 'principal' },
    { party: 'port', name: 'Port', role: 'principal' },
    { party: 'state', name: 'State', role: 'mediator' },
  ];

  interface Answer {
    readonly changeId: string;
    readonly revision: number | null;
    readonly recordedAt: string;
    readonly changes: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
    readonly affected?: readonly { readonly negotiation: string; readonly changes: readonly unknown[] }[];
  }

  let app: StartedApp;
  let opened = 0;
  let talks = '';

  const report = (reportId: string, kind: string, party: string, more: object = {}) =>
    send(app.base, 'POST', `/negotiations/${talks}/reports`, {
      reportId,
      kind,
      party,
      claim: 'talks',
      speaker: { capacity: 'official' },
      attribution: 'on-the-record',
      summary: 'So it is said.',
      source: { publisher: `The Quay of ${talks}` },
      reportedAt: '2023-10-01',
      ...more,
    });
  const of = (path: string): string => `/negotiations/${talks}/${path}`;
  const change = (path: string, body: object, query = '') => send(app.base, 'POST', `${path}${query}`, body);
  const read = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${app.base}/v1/negotiations/${talks}/${path}`)).json()) as T;
  const contested = async (lens = ''): Promise<boolean> =>
    (await read<{ contested: { value: boolean } }>(`status${lens}`)).contested.value;

  beforeAll(() => {
    app = served();
  });
  beforeEach(async () => {
    opened += 1;
    talks = `port-strike-${opened}`;
    await send(app.base, 'POST', '/negotiations', { negotiation: talks, title: 'Port strike', parties: PARTIES });
    await report('r1', 'confirmation', 'state');
    await report('r2', 'denial', 'union', { reportedAt: '2023-10-02' });
  });

  describe('A report', () => {
    test('that its publisher withdrew counts no more, and earlier views still show it', async () => {
      const answer = await change(of('reports/r2/retraction'), {
        reportedAt: '2023-10-05',
        reason: 'The union never said so.',
      });
      expect(answer.status).toBe(201);
      expect(answer.headers.get('location')).toBe(`/v1/negotiations/${talks}/reports/r2`);
      const { changes } = (await answer.json()) as Answer;
      expect(changes.find(({ field }) => field === 'contested')).toMatchObject({ from: { by: ['union'] }, to: false });
      expect([await contested(), await contested('?reportedBy=2023-10-04'), await contested('?revision=2')]).toEqual([
        false,
        true,
        true,
      ]);
    });

    test('that its publisher corrected reads as corrected from then on', async () => {
      const correction = { reportedAt: '2023-10-05', reason: 'He confirmed it.', changes: { kind: 'confirmation' } };
      expect((await change(of('reports/r2/correction'), correction)).status).toBe(201);
      expect([await contested(), await contested('?reportedBy=2023-10-04')]).toEqual([false, true]);
    });

    test('that our desk voided counts on no view but what the desk had before, and comes back when that is voided', async () => {
      const { changeId } = (await (await change(of('entries/r2/void'), { reason: 'Typed twice.' })).json()) as Answer;
      const views = ['', '?reportedBy=2023-10-04', '?revision=2'];
      expect(await Promise.all(views.map(contested))).toEqual([false, false, true]);
      expect((await change(of(`entries/${changeId}/void`), { reason: 'It was right.' })).status).toBe(201);
      expect(await Promise.all(views.map(contested))).toEqual([true, true, true]);
    });

    test('that our desk amended reads as amended, with what it was beside it', async () => {
      await change(of('entries/r2/amendment'), { reason: 'The port said it.', changes: { party: 'port' } });
      const { report: told } = await read<{ report: object }>('reports/r2');
      expect(told).toMatchObject({
        recorded: { party: 'union' },
        current: { party: 'port' },
        changes: [
          { type: 'EntryAmended', reason: 'The port said it.', recorder: 'anonymous', recordedAt: expect.any(String) },
        ],
      });
    });
  });

  describe('A source that is graded anew', () => {
    test('tells whose status that changed, and can be taken back', async () => {
      await change(of('entries/r2/void'), { reason: 'So that nobody denies.' });
      const grade = { reliability: 'E', from: '2023', reason: 'It invents.' };
      const path = `/sources/${encodeURIComponent(`The Quay of ${talks}`)}/grade`;
      const tried = (await (await change(path, grade, '?dryRun=true')).json()) as Answer;
      const graded = await change(path, grade);
      expect(graded.status).toBe(201);
      const { changeId, changes, affected, revision } = (await graded.json()) as Answer;
      expect({ changes, negotiations: affected?.map(({ negotiation }) => negotiation) }).toEqual({
        changes: [],
        negotiations: [talks],
      });
      expect(tried).toMatchObject({ revision: null, affected });
      expect((await read<{ confidence: { value: string } }>('status')).confidence.value).toBe('low');
      const voided = await change(`/sources/entries/${changeId}/void`, { reason: 'It was the wrong paper.' });
      expect((await voided.json()) as Answer).toMatchObject({
        affected: [{ negotiation: talks }],
        revision: Number(revision) + 1,
      });
    });
  });

  describe('A change', () => {
    const retraction = { changeId: 'c1', reportedAt: '2023-10-05', reason: 'Withdrawn.' };

    test('sent twice is recorded once and answered as before', async () => {
      const [first, again] = [
        await change(of('reports/r2/retraction'), retraction),
        await change(of('reports/r2/retraction'), retraction),
      ];
      expect([first.status, again.status]).toEqual([201, 200]);
      const { duplicate, ...answer } = (await again.json()) as Answer & { duplicate: boolean };
      expect([duplicate, answer]).toEqual([true, await first.json()]);
      expect((await change(of('reports/r2/retraction'), { ...retraction, reason: 'Other.' })).status).toBe(409);
    });

    test('that is only tried, or on a record that has moved on, changes nothing', async () => {
      const tried = await change(of('reports/r2/retraction'), retraction, '?dryRun=true');
      expect(tried.status).toBe(200);
      expect(((await tried.json()) as Answer).changes.length).toBeGreaterThan(0);
      const late = await fetch(`${app.base}/v1${of('reports/r2/retraction')}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'if-match': '"1"' },
        body: JSON.stringify(retraction),
      });
      expect([late.status, await contested()]).toEqual([412, true]);
    });

    test.each([
      ['reports/r9/retraction', retraction, 422, '/reportId'],
      ['entries/r9/void', { reason: 'No.' }, 422, '/entry'],
      ['reports/r2/retraction', { reason: 'No date.' }, 422, '/reportedAt'],
      ['reports/r2/correction', { ...retraction, changes: { kind: 'denail' } }, 422, '/changes/kind'],
      ['reports/r2/correction', { ...retraction, changes: {} }, 422, '/changes'],
      ['entries/r2/amendment', { reason: 'x', changes: { party: 'unoin' } }, 422, '/changes/party'],
      ['reports/r2/retraction', { ...retraction, reportId: 'r1' }, 422, '/reportId'],
      ['reports/r2/retraction', { ...retraction, recorder: 'me' }, 422, '/recorder'],
    ])('%s with %j is refused, and names what is wrong', async (path, body, status, pointer) => {
      const answer = await change(of(path), body);
      const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
      expect([answer.status, errors.map((e) => e.pointer)]).toEqual([status, [pointer]]);
      expect((await read<{ revision: number }>('status')).revision).toBe(2);
    });

    test('of what is not there suggests what is', async () => {
      const answer = await change(of('reports/r3/retraction'), retraction);
      expect(await answer.json()).toMatchObject({ errors: [{ nearest: expect.stringMatching(/^r[12]$/) }] });
    });
  });
}
