/** Requests that read a story moment by moment: while one is worked out, others are answered. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { importLines, startedApp, type StartedApp } from '../../app/started-app.js';
import { inLines, opening, report } from '../../app/talks.js';

const REPORTS = 150;

let app: StartedApp;

/** Reports of which only the first changes the status itself, each published at a moment of its own. */
const quietStory = (): string =>
  inLines([
    { type: 'NegotiationOpened', data: opening },
    ...Array.from({ length: REPORTS }, (_none, i) => {
      const { kind: _kind, ...data } = report(`r${i}`, {
        claim: `claim-${i}`,
        reportedAt: new Date(Date.UTC(2024, 0, 1) + i * 3_600_000).toISOString(),
      });
      return { type: 'ConfirmationReported', data: { negotiation: 'talks', ...data } };
    }),
  ]);

/** Reports that are dear to read: agreements of many terms, carried out again and again, and reports that name them. */
const dearStory = (): string => {
  const terms = Array.from({ length: 60 }, (_none, i) => ({ item: `item-${i}`, quantity: i + 1, unit: 'people' }));
  const line = (id: string, type: string, i: number, more: object) => {
    const {
      kind: _kind,
      claim: _claim,
      ...data
    } = report(id, {
      reportedAt: new Date(Date.UTC(2024, 0, 1) + i * 3_600_000).toISOString(),
      ...more,
    });
    return { type, data: { ...data, negotiation: 'dear' } };
  };
  return inLines([
    { type: 'NegotiationOpened', data: { ...opening, negotiation: 'dear' } },
    ...Array.from({ length: 330 }, (_none, i) =>
      line(`d${i}`, 'ConfirmationReported', i, { claim: `claim-${i % 40}` }),
    ),
    ...Array.from({ length: 8 }, (_none, i) =>
      line(`a${i}`, 'AgreementReported', 340 + i, {
        agreement: `agreement-${i}`,
        between: ['union', 'port'],
        scope: 'partial',
        terms,
      }),
    ),
    ...Array.from({ length: 24 }, (_none, i) =>
      line(`i${i}`, 'ImplementationReported', 350 + i, { agreement: `agreement-${i % 8}`, terms }),
    ),
  ]);
};

beforeAll(async () => {
  app = await startedApp();
  await importLines(app.base, quietStory());
  await importLines(app.base, dearStory());
});
afterAll(() => app.stop());

/** How long others wait at the longest while something is asked for, as a part of the time that it takes. */
async function longestWait(path: string, body?: object): Promise<{ readonly part: number; readonly text: string }> {
  const begun = performance.now();
  let longest = 0;
  const state = { done: false };
  const sent = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = fetch(`${app.base}/v1/negotiations/${path}`, sent).then((response) => response.text());
  void answer.finally(() => (state.done = true));
  for (let before = begun; !state.done;) {
    await turnOfTheLoop();
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
  }
  return { part: longest / (performance.now() - begun), text: await answer };
}

test.each([
  ['the change before this one', '/changes/previous?milestones=true&revision=149', '"changes":['],
  ['the change after this one', '/changes/next?milestones=true&revision=2', '"changes":[]'],
  ['a replay of what changed the status itself', '/replay?milestones=true&status=false', '"end":true'],
  ['what changed between two moments', '/changes?from.revision=2', '"changes":['],
])('While %s is looked for, others have their turn', async (_, path, holds) => {
  const { part, text } = await longestWait(`talks${path}`);
  expect(text).toContain(holds);
  expect(part).toBeLessThan(0.4);
});

test.each([
  ['what one report changed', 'dear/reports/i23', undefined, '"changed":['],
  [
    'what a report changes, before it is recorded',
    'dear/reports?dryRun=true',
    report('new', { claim: 'c' }),
    '"dryRun":true',
  ],
  ['what has been carried out of agreements', 'dear/terms', undefined, '"fulfilment":['],
])('While %s is worked out, others have their turn', async (_, path, body, holds) => {
  const { part, text } = await longestWait(path, body);
  expect(text).toContain(holds);
  expect(part).toBeLessThan(0.8);
});

test('Who goes while their answer is worked out leaves no work behind', async () => {
  const gone = new AbortController();
  const answer = fetch(`${app.base}/v1/negotiations/talks/fragility`, { signal: gone.signal });
  setTimeout(() => gone.abort(), 15);
  await expect(answer).rejects.toThrow('aborted');
  // Whoever asks next is answered: the work that was given up is begun anew.
  expect((await fetch(`${app.base}/v1/negotiations/talks/fragility`)).status).toBe(200);
});
