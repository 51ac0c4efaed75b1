/** Every write can be rehearsed: it says what it would change, and records nothing. */
import { send, type StartedApp } from '../started-app.js';

export function dryRuns(served: () => StartedApp): void {
  const TALKS = 'rehearsed-talks';
  const of = `/negotiations/${TALKS}`;
  const reason = { reason: 'We know better now.' };
  const dated = { ...reason, reportedAt: '2023-10-05' };
  const report = (reportId: string, party: string, kind: string) => ({
    reportId,
    kind,
    party,
    claim: 'talks',
    speaker: { capacity: 'official' },
    attribution: 'on-the-record',
    summary: 'So it is said.',
    source: { publisher: 'The rehearsing Quay' },
    reportedAt: '2023-10-01',
  });

  /** Every write whose answer is a receipt: its path, its body, and a field of the status that it would change. */
  const WRITES: Readonly<Record<string, readonly [path: string, body: object, field?: string]>> = {
    openNegotiation: ['/negotiations', { negotiation: 'not-opened', title: 'T' }],
    reviseNegotiation: [of, { title: 'Another' }],
    archiveNegotiation: [`${of}/archive`, reason],
    retitleSubject: [`${of}/titles`, { what: 'claim', slug: 'talks', title: 'They talk', ...reason }],
    addParty: [`${of}/parties`, { party: 'state', name: 'State', role: 'mediator' }],
    reviseParty: [`${of}/parties/union`, { role: 'observer' }, 'contested'],
    recordReport: [`${of}/reports`, report('r3', 'port', 'confirmation'), 'contested'],
    retractReport: [`${of}/reports/r2/retraction`, dated, 'contested'],
    reinstateReport: [`${of}/reports/r4/reinstatement`, { ...dated, reportedAt: '2023-10-07' }],
    correctReport: [`${of}/reports/r2/correction`, { ...dated, changes: { kind: 'confirmation' } }, 'contested'],
    voidEntry: [`${of}/entries/r2/void`, reason, 'contested'],
    amendEntry: [`${of}/entries/r2/amendment`, { ...reason, changes: { kind: 'confirmation' } }, 'contested'],
    eraseEntry: [`${of}/entries/r2/erasure`, { reason: 'court-order' }],
    mergeSubjects: [`${of}/merges`, { what: 'party', from: 'harbour', into: 'port', ...reason }],
    gradeSource: ['/sources/The%20rehearsing%20Quay/grade', { reliability: 'E', from: '2020', ...reason }],
    aliasSource: ['/sources/The%20rehearsing%20Quay/alias', { of: 'Another Quay', ...reason }],
    eraseGrade: ['/sources/entries/rehearsed-grade/erasure', { reason: 'court-order' }],
    voidGrade: ['/sources/entries/rehearsed-grade/void', reason],
    amendGrade: ['/sources/entries/rehearsed-grade/amendment', { ...reason, changes: { reliability: 'C' } }],
  };

  interface Operation {
    readonly operationId: string;
    readonly parameters?: readonly { readonly name: string }[];
  }
  let app: StartedApp;
  const json = async <T>(path: string): Promise<T> => (await (await fetch(`${app.base}${path}`)).json()) as T;

  beforeAll(async () => {
    app = served();
    const party = (id: string) => ({ party: id, name: id, role: 'principal' });
    await send(app.base, 'POST', '/negotiations', {
      negotiation: TALKS,
      title: 'Rehearsed talks',
      parties: ['union', 'port', 'harbour'].map(party),
    });
    await send(app.base, 'POST', `${of}/reports`, report('r1', 'union', 'confirmation'));
    await send(app.base, 'POST', `${of}/reports`, report('r2', 'port', 'denial'));
    await send(app.base, 'POST', `${of}/reports`, report('r4', 'union', 'confirmation'));
    await send(app.base, 'POST', `${of}/reports/r4/retraction`, dated);
    await send(app.base, 'POST', '/sources/Rehearsing%20Times/grade', {
      changeId: 'rehearsed-grade',
      reliability: 'B',
      from: '2020',
      ...reason,
    });
  });

  test('All of them are looked at here', async () => {
    const { paths } = await json<{ paths: Record<string, Record<string, Operation>> }>('/openapi.json');
    const written = Object.values(paths).flatMap(({ post, patch }) => [post, patch].filter((one) => one !== undefined));
    const rehearsable = written.filter(({ parameters = [] }) => parameters.some(({ name }) => name === 'dryRun'));
    // Tokens are tried in test/access, articles in test/intake/shell, erasures of recorders and articles in test/erasure.
    expect(rehearsable.map(({ operationId }) => operationId).toSorted()).toEqual(
      Object.keys(WRITES)
        .concat(
          'importStory',
          'issueToken',
          'revokeToken',
          'acceptCandidate',
          'openTalksOfArticle',
          'eraseRecorder',
          'eraseArticle',
        )
        .toSorted(),
    );
  });

  test.each(Object.entries(WRITES))('%s is rehearsed', async (operation, [path, body, field]) => {
    const method = operation.startsWith('revise') ? 'PATCH' : 'POST';
    const positionBefore = await json<object>('/readyz');
    const before = await json<{ entries: unknown[] }>(`/v1${of}/history?limit=100`);
    const answer = await send(app.base, method, `${path}?dryRun=true`, body);
    const receipt = (await answer.json()) as { changes: { field: string }[]; errors?: unknown };
    expect([answer.status, receipt.errors]).toEqual([200, undefined]);
    expect(receipt).toMatchObject({ dryRun: true, revision: null, position: null, recordedAt: null, hash: null });
    expect(answer.headers.get('location')).toBeNull();
    if (field !== undefined) expect(receipt.changes.map((change) => change.field)).toContain(field);
    expect(await json<object>(`/v1${of}/history?limit=100`)).toEqual(before);
    expect(await json<object>('/readyz')).toEqual(positionBefore);
    const read = await fetch(`${app.base}/v1/negotiations/not-opened`);
    expect(read.status).toBe(404);
  });
}
