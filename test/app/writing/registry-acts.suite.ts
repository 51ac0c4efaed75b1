/** The acts of the registry over HTTP: archiving, and the list of all acts with what undid them. */
import { send, type StartedApp } from '../started-app.js';

interface Act {
  readonly id: string;
  readonly type: string;
  readonly words: string;
  readonly reason: string | null;
  readonly recorder?: string;
  readonly undoable: boolean;
  readonly voided: { readonly by: string; readonly reason: string; readonly recorder?: string } | null;
}

export function registryActs(served: () => StartedApp): void {
  const because = { reason: 'The contract is signed.' };
  let [opened, talks] = [0, ''];
  const of = (path: string): string => `/negotiations/${talks}${path}`;
  const read = async <T = Record<string, unknown>>(path: string): Promise<T> =>
    (await (await fetch(`${served().base}/v1${of(path)}`)).json()) as T;
  const act = async (method: 'POST' | 'PATCH', path: string, body: object, headers?: Record<string, string>) => {
    const answer = await send(served().base, method, path, body, headers);
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  };
  const acts = async (): Promise<readonly Act[]> => (await read<{ acts: Act[] }>('/registry')).acts;
  const words = async () => (await acts()).map((one) => one.words);
  const report = (reportId: string) =>
    act('POST', of('/reports'), {
      reportId,
      kind: 'confirmation',
      claim: 'talks',
      party: 'union',
      speaker: { capacity: 'official' },
      attribution: 'on-the-record',
      summary: 'So it is said.',
      source: { publisher: 'The Quay' },
      reportedAt: '2023-10-01',
    });

  beforeEach(async () => {
    opened += 1;
    talks = `quay-talks-${opened}`;
    await act('POST', '/negotiations', {
      negotiation: talks,
      title: 'Quay talks',
      parties: [
        { party: 'union', name: 'Union', role: 'principal' },
        { party: 'port', name: 'Port', role: 'principal' },
      ],
      issues: [{ issue: 'pay', title: 'Pay' }],
    });
  });

  describe('Archiving', () => {
    test('is tried without a trace, recorded with its reason, warned of, and undone by voiding it', async () => {
      const tried = await act('POST', of('/archive?dryRun=true'), because);
      expect(tried).toMatchObject({ status: 200, body: { dryRun: true, revision: null, changes: [] } });
      expect(await read('')).toMatchObject({ archived: null, revision: 0 });

      const archived = await act('POST', of('/archive'), because);
      expect(archived).toMatchObject({ status: 201, body: { revision: 1, changes: [], warnings: [] } });
      expect(archived.headers.get('location')).toBe(`/v1/negotiations/${talks}`);
      expect(await read('')).toMatchObject({ archived: because.reason });
      expect((await report('r1')).body).toMatchObject({ warnings: [{ code: 'archived' }] });

      const undone = await act('POST', of(`/entries/${String(archived.body['changeId'])}/void`), {
        reason: 'They go on.',
      });
      expect(undone.status).toBe(201);
      expect(await read('')).toMatchObject({ archived: null });
      expect((await report('r2')).body).toMatchObject({ warnings: [] });
    });

    test('may be done again for the same reason, after it was undone', async () => {
      const first = await act('POST', of('/archive'), because);
      await act('POST', of(`/entries/${String(first.body['changeId'])}/void`), { reason: 'They go on.' });
      expect(await act('POST', of('/archive'), because)).toMatchObject({ status: 201, body: { revision: 3 } });
      expect(await read('')).toMatchObject({ archived: because.reason });
    });

    test('takes a reason, known talks and the revision that is expected', async () => {
      expect(await act('POST', of('/archive'), {})).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/reason' }] },
      });
      expect(await act('POST', of('/archive'), because, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
      expect(await act('POST', '/negotiations/no-such-talks/archive', because)).toMatchObject({ status: 404 });
      expect(await read('')).toMatchObject({ archived: null, revision: 0 });
    });
  });

  describe('The acts of the registry', () => {
    test('are told in words, the last first, with the names that things had then', async () => {
      await act('POST', of('/parties'), { party: 'state', name: 'State', role: 'mediator', since: '2023-10' });
      await act('PATCH', of('/parties/union'), { name: 'Dockers’ Union', aliases: ['DU', 'the dockers'] });
      await act('PATCH', of('/parties/union'), { role: 'stakeholder', since: '2023-11-02', names: { fr: 'Syndicat' } });
      await act('PATCH', of(''), { title: 'Port talks', freshness: { quietAfterDays: 1, staleAfterDays: 9 } });
      await act('POST', of('/titles'), { what: 'issue', slug: 'pay', title: 'Base pay', reason: 'It is more exact.' });
      await act('POST', of('/merges'), { what: 'issue', from: 'wages', into: 'pay', reason: 'One thing.' });
      await act('POST', of('/archive'), because);
      await report('not-an-act');
      expect(await words()).toEqual([
        'archived',
        'issue “wages” is read as “Base pay”',
        'issue “Pay” is called “Base pay”',
        'title: “Port talks”; quiet after 1 day; stale after 9 days',
        expect.stringMatching(/^Dockers’ Union: stakeholder since .*2023.*; in fr: Syndicat$/) as string,
        'Union: is called “Dockers’ Union”; also called DU and the dockers',
        expect.stringMatching(/^added State, mediator since .*2023/) as string,
        'opened as “Quay talks” with Union and Port, 1 issue',
      ]);
    });

    test('are undone and restored: each says by what, and which cannot be', async () => {
      const { body } = await act('PATCH', of('/parties/union'), { name: 'Dockers' });
      const renamed = String(body['changeId']);
      const { body: undone } = await act('POST', of(`/entries/${renamed}/void`), { reason: 'A slip.' });
      expect(await acts()).toMatchObject([
        { id: renamed, undoable: true, voided: { by: undone['changeId'], reason: 'A slip.', recorder: 'anonymous' } },
        { type: 'NegotiationOpened', undoable: false, voided: null, recorder: 'anonymous' },
      ]);
      expect(await read('')).toMatchObject({ parties: [{ name: 'Union' }, {}] });
      await act('POST', of(`/entries/${String(undone['changeId'])}/void`), { reason: 'It was right.' });
      expect(await acts()).toMatchObject([{ id: renamed, voided: null }, {}]);
      expect(await read('')).toMatchObject({ parties: [{ name: 'Dockers' }, {}] });
      expect(await act('POST', of('/entries/union/void'), { reason: 'Out.' })).toMatchObject({ status: 422 });
    });

    test('read amended where they were amended, and stay apart from reports', async () => {
      const { body } = await act('PATCH', of(''), { title: 'Qay talks' });
      await act('POST', of(`/entries/${String(body['changeId'])}/amendment`), {
        reason: 'A slip.',
        changes: { title: 'The quay' },
      });
      const [first] = await acts();
      expect(first).toMatchObject({ words: 'title: “The quay”', amendedBy: [expect.any(String)] });
    });

    test('of talks that nobody opened are not there, and take no parameter but a position', async () => {
      const [none, wrong] = [
        await fetch(`${served().base}/v1/negotiations/nowhere/registry`),
        await read('/registry?x=1'),
      ];
      expect(none.status).toBe(404);
      expect(wrong).toMatchObject({ status: 400, errors: [{ parameter: 'x' }] });
    });
  });
}
