/** From an article to a report over HTTP: received, proposed, accepted, undone, accepted again. */
import type { QueueAnswer } from '../../../answers/intake/queue.js';
import type { ReceivedAnswer } from '../../../answers/intake/article.js';
import type { EvidenceAnswer, UndoneAnswer } from '../../../answers/intake/decisions.js';
import type { ReportAnswer } from '../../../answers/report.js';
import { ARTICLE, DENIAL, IntakeServer, SOURCE, TALKS } from './intake-server.js';

let server: IntakeServer;
beforeEach(async () => {
  server = await IntakeServer.withTalks();
});
afterEach(() => server.app.stop());

/** The status without what only the clock changes. */
const status = async (): Promise<unknown> => {
  const {
    at: _,
    position: __,
    revision: ___,
    freshness: ____,
    ...rest
  } = await server.read<Record<string, unknown>>(`/negotiations/${TALKS}/status`);
  return rest;
};

/** The candidate whose evidence holds these words. */
function candidateOf({ proposed, text }: ReceivedAnswer, words: string): string {
  const found = proposed.find(({ evidence }) =>
    evidence.some(({ start, end }) => text?.slice(start, end).includes(words)),
  );
  if (!found) throw new Error(`nothing is proposed from “${words}”`);
  return found.candidate;
}

test('An article is received once; what it proposes is evidence in its own words', async () => {
  const received = await server.received();
  expect(received).toMatchObject({ negotiation: { negotiation: TALKS }, source: SOURCE, way: 'text', kept: 'text' });
  expect(received.text).toBe(ARTICLE);
  expect(received.proposed.length).toBeGreaterThan(0);
  for (const { evidence, text, standing, drafts, kinds } of received.proposed) {
    expect(text).toEqual(evidence.map(({ start, end }) => ARTICLE.slice(start, end)));
    expect([standing, drafts.map(({ kind }) => kind)]).toEqual(['waiting', kinds]);
  }
  const again = await server.posted<ReceivedAnswer>('/intake', { text: ARTICLE.replaceAll('\n', '\r\n') });
  expect(again).toMatchObject({ article: received.article, duplicate: true, recorded: 0 });
});

test('Accepting records an ordinary report, whose page leads to the sentence', async () => {
  const received = await server.received();
  const { article } = received;
  const denial = candidateOf(received, 'denied');
  const tried = await server.accept(article, denial, DENIAL, 'denial', '?dryRun=true');
  expect([tried.status, await tried.json()]).toMatchObject([200, { dryRun: true, recorded: 0, standing: 'waiting' }]);
  const first = await server.accept(article, denial);
  expect([first.status, first.headers.get('location')]).toEqual([
    201,
    expect.stringMatching(/^\/v1\/negotiations\/qatar-mediation\/reports\/[0-9a-f-]{36}$/),
  ]);
  const accepted = (await first.json()) as { reportId: string };
  expect(accepted).toMatchObject({ standing: 'accepted', recorded: 2, changes: expect.any(Array) });
  const { report } = await server.read<ReportAnswer>(`/negotiations/${TALKS}/reports/${accepted.reportId}`);
  expect(report.recorded).toMatchObject({ kind: 'denial', summary: DENIAL.summary });
  const { evidence } = await server.read<EvidenceAnswer>(
    `/negotiations/${TALKS}/reports/${accepted.reportId}/evidence`,
  );
  expect(evidence).toMatchObject({ article, candidate: denial, proposer: { name: 'rules' } });
  expect(evidence?.text[0]).toContain('Israel denied');
  const shown = (await server.article(article)).proposed.find(({ candidate }) => candidate === denial);
  expect(shown).toMatchObject({ standing: 'accepted', decision: { reportId: accepted.reportId, kind: 'denial' } });
});

test('Accepting twice, and two people accepting at once, record once', async () => {
  const received = await server.received();
  const denial = candidateOf(received, 'denied');
  const before = await server.read<{ entries: unknown[] }>(`/negotiations/${TALKS}/history`);
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      server.accept(received.article, denial, i % 2 ? DENIAL : { ...DENIAL, summary: 'Israel says no.' }),
    ),
  );
  expect(answers.map(({ status: code }) => code).toSorted((a, b) => a - b)).toEqual([200, 200, 201, 409, 409, 409]);
  const after = await server.read<{ entries: unknown[] }>(`/negotiations/${TALKS}/history`);
  expect(after.entries.length).toBe(before.entries.length + 1);
});

test('Undoing voids the report, and accepting again restores it: accept, undo, accept counts once', async () => {
  const received = await server.received();
  const { article } = received;
  const denial = candidateOf(received, 'denied');
  const before = await status();
  const first = await server.accepted(article, denial);
  const counting = await status();
  const undone = await server.posted<UndoneAnswer>(`/intake/${article}/candidates/${denial}/undo`);
  expect(undone).toMatchObject({ standing: 'waiting', recorded: 2, reportId: first.reportId });
  expect(await status()).toEqual(before);
  const again = await server.accepted(article, denial);
  expect(again).toMatchObject({ reportId: first.reportId, restored: true, standing: 'accepted', recorded: 2 });
  expect(await status()).toEqual(counting);
  expect(await server.posted(`/intake/${article}/candidates/${denial}/undo`)).toMatchObject({ recorded: 2 });
  expect(await server.posted(`/intake/${article}/candidates/${denial}/undo`)).toMatchObject({ duplicate: true });
  expect(await status()).toEqual(before);
});

test('What is refused as a report is refused with a pointer into it, and nothing is recorded', async () => {
  const received = await server.received();
  const denial = candidateOf(received, 'denied');
  const refused = await server.accept(received.article, denial, { ...DENIAL, party: 'isreal' });
  expect([refused.status, await refused.json()]).toMatchObject([
    422,
    { code: 'unknown-party', errors: [{ pointer: '/report/party', nearest: 'israel' }] },
  ]);
  const { proposed } = await server.article(received.article);
  expect(proposed.every(({ standing }) => standing === 'waiting')).toBe(true);
});

test('A rejected candidate waits no more; it can be undone; the queue shows what waits, the first received first', async () => {
  const first = await server.received();
  const second = await server.received({ text: `${ARTICLE} It was late.`, title: 'Second' });
  const queue = await server.read<QueueAnswer>('/intake');
  expect(queue.articles.map(({ article }) => article)).toEqual([first.article, second.article]);
  for (const { candidate } of first.proposed)
    await server.posted(`/intake/${first.article}/candidates/${candidate}/rejection`, { reason: 'Not news.' });
  expect((await server.read<QueueAnswer>('/intake')).articles.map(({ article }) => article)).toEqual([second.article]);
  const done = await server.read<QueueAnswer>(`/intake?state=done&negotiation=${TALKS}`);
  expect(done.articles).toMatchObject([{ article: first.article, candidates: { waiting: 0 } }]);
  const [one] = first.proposed;
  const refused = await server.accept(first.article, one?.candidate ?? '');
  expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'decided-already' }]);
  await server.posted(`/intake/${first.article}/candidates/${one?.candidate}/undo`);
  expect((await server.read<QueueAnswer>('/intake?limit=1')).next).not.toBeNull();
});

test('A nearly identical article is shown with the first', async () => {
  const first = await server.received();
  const second = await server.received({ text: `${ARTICLE} It was late.` });
  expect(second.similar).toMatchObject([{ article: first.article, source: SOURCE }]);
});

test('A passage that a person selects is a candidate of their own, once', async () => {
  const { article, text } = await server.received();
  const start = text?.indexOf('Nobody else') ?? 0;
  const evidence = [{ start, end: start + 41 }];
  const own = await server.posted<ReceivedAnswer & { candidate: string }>(`/intake/${article}/candidates`, {
    evidence,
    kind: 'no-comment',
  });
  const made = own.proposed.find(({ candidate }) => candidate === own.candidate);
  expect(made).toMatchObject({ proposer: { name: 'person' }, kinds: ['no-comment'], standing: 'waiting' });
  expect(made?.text).toEqual([text?.slice(start, start + 41)]);
  const again = await server.posted(`/intake/${article}/candidates`, { evidence, kind: 'no-comment' });
  expect(again).toMatchObject({ candidate: own.candidate, duplicate: true, recorded: 0 });
  const outside = await server.post(`/intake/${article}/candidates`, { evidence: [{ start: 0, end: 100_000 }] });
  expect(outside.status).toBe(422);
});

test('Of an article about no talks nothing is accepted before they are opened; then it is read by their parties', async () => {
  const received = await server.received({}, null);
  const { article } = received;
  expect(received.negotiation).toBeNull();
  expect(received.talks).not.toBeNull();
  const own = await server.posted<{ candidate: string }>(`/intake/${article}/candidates`, {
    evidence: [{ start: 0, end: 20 }],
  });
  const refused = await server.accept(article, own.candidate);
  expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'no-talks-yet' }]);
  const talksOf = `/intake/${article}/talks`;
  const accepted = {
    negotiation: 'new-talks',
    title: 'New talks',
    parties: [
      { party: 'israel', name: 'Israel', role: 'principal' },
      { party: 'qatar', name: 'Qatar', role: 'mediator' },
    ],
  };
  const tried = await server.posted(`${talksOf}?dryRun=true`, accepted);
  expect(tried).toMatchObject({ negotiation: 'new-talks', recorded: 0 });
  expect((await server.article(article)).negotiation).toBeNull();
  const opened = await server.posted(talksOf, accepted, 201);
  expect(opened).toMatchObject({ negotiation: 'new-talks', recorded: 3 });
  const { negotiation, proposed, talks } = await server.article(article);
  expect([negotiation, talks]).toEqual([{ negotiation: 'new-talks', title: 'New talks' }, null]);
  expect(proposed.map(({ party }) => party)).toContain('israel');
  const moved = await server.posted<ReceivedAnswer>(`/intake/${article}/move`, { negotiation: TALKS });
  expect(moved.negotiation).toMatchObject({ negotiation: TALKS });
});

test('A text that is dropped is gone; its candidates keep what the log holds, and the same text is not taken in again', async () => {
  const received = await server.received();
  const denial = candidateOf(received, 'denied');
  const { reportId } = await server.accepted(received.article, denial);
  await server.posted(`/intake/${received.article}/text/removal`, { reason: 'The publisher asked for it.' });
  const gone = await server.article(received.article);
  expect(gone).toMatchObject({ text: null, kept: 'gone', sentences: [], notes: ['its text is gone'] });
  expect(gone.proposed.map(({ evidence }) => evidence)).toEqual(received.proposed.map(({ evidence }) => evidence));
  expect(JSON.stringify(gone.proposed)).not.toContain('truce');
  const { evidence } = await server.read<EvidenceAnswer>(`/negotiations/${TALKS}/reports/${reportId}/evidence`);
  expect(evidence?.text).toEqual([null]);
  expect(await server.posted('/intake', { text: ARTICLE })).toMatchObject({ duplicate: true, text: null });
});

test('Once texts of a report are erased, what is kept of its article is dropped', async () => {
  const received = await server.received();
  const { reportId } = await server.accepted(received.article, candidateOf(received, 'denied'));
  const body = { reason: 'source-protection' };
  const erasure = `/negotiations/${TALKS}/entries/${reportId}/erasure`;
  expect((await server.post(`${erasure}?dryRun=true`, body)).status).toBe(200);
  expect((await server.article(received.article)).text).toBe(ARTICLE);
  expect((await server.post(erasure, body)).status).toBe(201);
  expect(await server.article(received.article)).toMatchObject({ text: null, kept: 'gone' });
});

test('A server that starts anew shows the same articles', async () => {
  const received = await server.received();
  const denial = candidateOf(received, 'denied');
  await server.accepted(received.article, denial);
  const before = await server.article(received.article);
  await server.app.halt();
  const { folder } = server;
  server = await IntakeServer.start(folder);
  expect(await server.article(received.article)).toEqual(before);
});

test('What is in the record already is shown with a candidate, and what it may corroborate', async () => {
  const received = await server.received();
  // A draft that can be recorded as it was read.
  const drafts = received.proposed.flatMap(({ candidate, drafts: [draft] }) => (draft ? [{ candidate, draft }] : []));
  const fits: typeof drafts = [];
  for (const one of drafts) {
    const { kind, report } = one.draft;
    if ((await server.accept(received.article, one.candidate, report, kind, '?dryRun=true')).ok) fits.push(one);
  }
  const [first] = fits;
  const { kind, report } = first?.draft ?? { kind: 'none', report: {} };
  const { reportId } = await server.posted<{ reportId: string }>(
    `/negotiations/${TALKS}/reports`,
    { ...report, kind },
    201,
  );
  const shown = (await server.article(received.article)).proposed;
  expect(shown.find(({ candidate }) => candidate === first?.candidate)?.recorded).toMatchObject({ reportId, kind });
  const other = await server.received({
    text: `${ARTICLE} So it was.`,
    publisher: 'Another Paper',
    published: '2023-11-11',
  });
  expect(other.proposed.flatMap(({ corroborates }) => corroborates.map((one) => one.reportId as string))).toContain(
    reportId,
  );
  const later = await server.received({
    text: `${ARTICLE} So it is.`,
    publisher: 'A Third Paper',
    published: '2024-02-11',
  });
  const offered = later.proposed.filter(({ occurredAt }) => occurredAt === undefined || occurredAt > '2024');
  expect(offered.flatMap(({ corroborates }) => corroborates.map((one) => one.reportId as string))).not.toContain(
    reportId,
  );
});
