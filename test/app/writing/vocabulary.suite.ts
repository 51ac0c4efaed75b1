/** What a report can name, as a form asks for it. */
import type { VocabularyAnswer } from '../../../answers/vocabulary.js';
import { send, type StartedApp } from '../started-app.js';

export function vocabularies(served: () => StartedApp): void {
  const TALKS = 'named-talks';
  let app: StartedApp;
  const read = async (query = '', of = TALKS): Promise<VocabularyAnswer> =>
    (await (await fetch(`${app.base}/v1/negotiations/${of}/vocabulary${query}`)).json()) as VocabularyAnswer;
  const record = (reportId: string, more: object) =>
    send(app.base, 'POST', `/negotiations/${TALKS}/reports`, {
      reportId,
      kind: 'confirmation',
      party: 'union',
      speaker: { name: 'Ana Ruiz', capacity: 'official' },
      attribution: 'on-the-record',
      summary: `So it is said in ${reportId}.`,
      source: { publisher: 'The Quay', reliability: 'B' },
      reportedAt: '2023-10-01',
      ...more,
    });

  beforeAll(async () => {
    app = served();
    await send(app.base, 'POST', '/negotiations', {
      negotiation: TALKS,
      title: 'Named talks',
      parties: ['state', 'port', 'union'].map((party) => ({ party, name: `The ${party}`, role: 'principal' })),
      issues: [{ issue: 'pay', title: 'Pay' }],
    });
    await record('v1', { claim: 'near-deal', claimText: 'A deal is near', about: 'port' });
    await record('v2', {
      kind: 'pressure',
      party: 'port',
      measure: 'lockout',
      source: { publisher: 'Crane', origin: 'Wire' },
    });
    await record('v3', {
      kind: 'proposal',
      proposal: 'first-offer',
      title: 'Première offre',
      issues: ['hours'],
      issueTitle: 'Hours',
      terms: [{ item: 'week', quantity: 35, unit: 'hour' }],
      speaker: { name: 'Ana Ruiz', capacity: 'insider' },
    });
    await record('v4', { claim: 'never', claimText: 'Never said' });
    await send(app.base, 'POST', `/negotiations/${TALKS}/entries/v4/void`, { reason: 'a slip' });
    await send(app.base, 'POST', `/negotiations/${TALKS}/titles`, {
      what: 'issue',
      slug: 'hours',
      title: 'Working hours',
      reason: 'clearer',
    });
  });

  test('It holds what reports name, with titles, the last used first', async () => {
    const known = await read();
    expect(known.parties.map(({ party, uses }) => [party, uses])).toEqual([
      ['union', 2],
      ['port', 2],
      ['state', 0],
    ]);
    expect(known.claims).toEqual([
      { slug: 'near-deal', title: 'A deal is near', about: 'port', uses: 1 },
      { slug: 'talks', title: null, uses: 0 },
    ]);
    expect(known.issues).toEqual([
      { slug: 'hours', title: 'Working hours', uses: 1 },
      { slug: 'pay', title: 'Pay', uses: 0 },
    ]);
    expect(known.proposals).toEqual([{ slug: 'first-offer', title: 'Première offre', uses: 1 }]);
    expect(known.publishers).toEqual([
      { name: 'The Quay', reliability: 'B', uses: 2 },
      { name: 'Crane', reliability: null, uses: 1 },
    ]);
    expect(known.origins).toEqual([{ name: 'Wire', reliability: null, uses: 1 }]);
    expect(known.speakers).toMatchObject([{ name: 'Ana Ruiz', capacity: 'insider', party: 'union', uses: 3 }]);
    expect(known.reports.map(({ reportId }) => reportId)).toEqual(['v3', 'v2', 'v1']);
    expect(known.texts).toMatchObject({ measure: ['lockout'], item: ['week'], unit: ['hour'] });
    expect(known.cut).toEqual([]);
  });

  test('It is searched by words, whatever their accents and case', async () => {
    const found = await read('?q=OFFRE+premiere');
    expect(found.proposals.map(({ slug }) => slug)).toEqual(['first-offer']);
    expect([found.claims, found.reports, found.publishers]).toEqual([[], [], []]);
    expect((await read('?q=crane')).reports.map(({ reportId }) => reportId)).toEqual(['v2']);
  });

  test('What our desk has merged is named once', async () => {
    await record('v5', { claim: 'deal-near', claimText: 'A deal is close' });
    const merge = { what: 'claim', from: 'deal-near', into: 'near-deal', reason: 'the same' };
    await send(app.base, 'POST', `/negotiations/${TALKS}/merges`, merge);
    expect((await read()).claims.map(({ slug, uses }) => [slug, uses])).toEqual([
      ['near-deal', 2],
      ['talks', 0],
    ]);
  });

  test('A long story is told in part, and says so', async () => {
    const known = await read('', 'gaza-hostages-2023');
    expect(known.reports).toHaveLength(100);
    expect(known.cut).toEqual(['reports']);
    expect(known.claims.find(({ slug }) => slug === 'talks')?.uses).toBeGreaterThan(5);
  });

  test('It is of one negotiation, and takes no lens', async () => {
    expect((await fetch(`${app.base}/v1/negotiations/nowhere/vocabulary`)).status).toBe(404);
    expect((await fetch(`${app.base}/v1/negotiations/${TALKS}/vocabulary?revision=1`)).status).toBe(400);
  });
}
