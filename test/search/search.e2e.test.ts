/** The search over HTTP: what is found, and what is not any more. */
import { NEAR_MISSES, PAIRS } from '../projections/search/pairs.js';
import { importLines } from '../app/started-app.js';
import { grade, inLines, opening } from '../app/talks.js';
import { markedIn, Searched } from './searched.js';

const PARTIES = opening.parties;

let served: Searched;
beforeEach(async () => {
  served = await Searched.start();
  await served.open();
});
afterEach(() => served.app.stop());

test('A report is found by its summary, its quotation, its speaker and its source as soon as it was recorded', async () => {
  await served.record('r1', {
    summary: 'The union accepts arbitration.',
    quote: 'Nous acceptons l’arbitrage',
    speaker: { name: 'Anna Øster', capacity: 'official' },
    source: { publisher: 'The Quay', origin: 'Havenpress' },
  });
  expect(await served.found('ARBITRATION')).toEqual(['r1']);
  expect(await served.found('arbitrage')).toEqual(['r1']);
  expect(await served.found('oster')).toEqual(['speaker:Anna Øster', 'r1']);
  expect(await served.found('havenpress')).toEqual(['source:Havenpress', 'r1']);
  expect(await served.found('accepts quay')).toEqual(['r1']);
  expect(await served.found('arbitration strike')).toEqual([]);
});

test('Talks, parties, claims, issues, proposals and agreements are found by their titles', async () => {
  await served.record('r1', {
    kind: 'proposal',
    claim: undefined,
    proposal: 'first-offer',
    title: 'The Easter offer',
    issues: ['pay'],
    issueTitle: 'Wages',
    terms: [],
  });
  await served.record('r2', { claim: 'lockout', claimText: 'A lockout is planned' });
  expect(await served.found('easter')).toEqual(['proposal:first-offer']);
  expect(await served.found('wages')).toEqual(['issue:pay']);
  expect(await served.found('planned')).toEqual(['claim:lockout']);
  expect(await served.found('port')).toEqual(['party:port']);
  const { counts, found } = await served.search({ q: 'offer', what: 'talks' });
  expect([counts.proposal, found]).toEqual([1, 0]);
});

test('The marks stand at the words as written', async () => {
  await served.record('r1', {
    summary: 'قالت إسرائيل وحماس إنّ المُفاوضات مستمرة.',
    quote: 'Über die Straße, 1,500 Fuß',
  });
  const { results } = await served.search('حماس مفاوضات');
  expect(results[0]?.texts.map(markedIn)).toEqual([['وحماس', 'المُفاوضات']]);
  expect((await served.search('strasse 1500')).results[0]?.texts.map(markedIn)).toEqual([[], ['Straße', '1,500']]);
});

test('Pairs find each other over HTTP, near misses do not', async () => {
  await Promise.all(PAIRS.map(([, text], i) => served.record(`p${i}`, { summary: text })));
  await Promise.all(NEAR_MISSES.map(([, text], i) => served.record(`m${i}`, { summary: text })));
  for (const [i, [query]] of PAIRS.entries())
    expect([query, await served.found({ q: query, what: 'report', limit: '200' })]).toEqual([
      query,
      expect.arrayContaining([`p${i}`]),
    ]);
  for (const [i, [query]] of NEAR_MISSES.entries())
    expect([query, await served.found({ q: query, what: 'report', limit: '200' })]).toEqual([
      query,
      expect.not.arrayContaining([`m${i}`]),
    ]);
});

describe('What the record says now is found', () => {
  const standing = async (q: string): Promise<string | undefined> =>
    (await served.search({ q, what: 'report' })).results[0]?.report?.standing;

  test('A corrected report is found by what it says now, and under the lens by what it said then', async () => {
    await served.record('r1', { summary: 'Twelve ships wait.' });
    await served.change('/reports/r1/correction', {
      reportedAt: '2023-11-20',
      reason: 'miscounted',
      changes: { summary: 'Thirteen ships wait.' },
    });
    expect(await served.found('twelve')).toEqual([]);
    expect(await served.found('thirteen')).toEqual(['r1']);
    expect(await standing('thirteen')).toBe('corrected');
    expect(await served.found({ q: 'twelve', reportedBy: '2023-11-15' })).toEqual(['r1']);
    expect(await served.found({ q: 'thirteen', reportedBy: '2023-11-15' })).toEqual([]);
  });

  test('A change may take away what named a thing', async () => {
    await served.record('r1', {
      kind: 'denial',
      speaker: { name: 'Anna', capacity: 'official' },
      source: { publisher: 'The Quay', origin: 'Havenpress' },
    });
    const changes = { kind: 'contact', claim: null, with: ['port'], source: { origin: null }, speaker: { name: null } };
    await served.change('/reports/r1/correction', { reportedAt: '2023-11-20', reason: 'mixed up', changes });
    expect(await served.found('havenpress')).toEqual([]);
    expect(await served.found('anna')).toEqual([]);
    expect(await served.found({ q: 'havenpress', reportedBy: '2023-11-15' })).toEqual(['source:Havenpress', 'r1']);
  });

  test('A retracted report and its copies are found, and said to be retracted', async () => {
    await served.record('r1', { summary: 'A strike begins.' });
    await served.record('r2', { summary: 'A strike begins, says The Quay.', corroborates: 'r1' });
    await served.change('/reports/r1/retraction', { reportedAt: '2023-11-20', reason: 'invented' });
    const { results } = await served.search({ q: 'strike', what: 'report' });
    expect(results.map(({ id, report }) => `${id} ${report?.standing}`).toSorted()).toEqual([
      'r1 retracted',
      'r2 retracted',
    ]);
    await served.record('r3', { summary: 'The strike again.', corroborates: 'r1' });
    expect((await served.search('again')).results[0]?.report?.standing).toBe('retracted');
    expect((await served.search({ q: 'begins', reportedBy: '2023-11-15' })).results[0]?.report?.standing).toBe(
      'active',
    );
  });

  test('A voided entry is not found, nor is what it alone named; voiding the voiding restores it', async () => {
    await served.record('r1', {
      summary: 'Someone was named.',
      claim: 'secret',
      claimText: 'A secret deal',
      speaker: { name: 'Wrong Name', capacity: 'official' },
    });
    expect(await served.found('wrong')).toEqual(['speaker:Wrong Name', 'r1']);
    await served.change('/entries/r1/void', { changeId: 'v1', reason: 'a mistake' });
    expect(await served.found('wrong')).toEqual([]);
    expect(await served.found('secret')).toEqual([]);
    expect((await served.search('someone')).counts.report).toBe(0);
    expect(await served.found({ q: 'wrong', negotiation: 'talks', revision: '1' })).toEqual([
      'speaker:Wrong Name',
      'r1',
    ]);
    await served.change('/entries/v1/void', { reason: 'it was right' });
    expect(await served.found('wrong')).toEqual(['speaker:Wrong Name', 'r1']);
  });

  test('An amendment changes what is found, in its texts and in its filters', async () => {
    await served.record('r1', { summary: 'Ferries stop.', credibility: 2 });
    await served.change('/entries/r1/amendment', {
      reason: 'typo',
      changes: { summary: 'Ferries start.', party: 'port', credibility: 3 },
    });
    expect(await served.found('stop')).toEqual([]);
    expect(await served.found({ q: 'start', party: 'port' })).toEqual(['r1']);
    expect(await served.found({ q: 'start', party: 'union' })).toEqual([]);
    expect(await served.found({ q: 'ferries', grade: '3' })).toEqual(['r1']);
    expect(await served.found({ q: 'ferries', grade: '2' })).toEqual([]);
  });

  test('A grade is found, however many sources were graded anew', async () => {
    const names = Array.from({ length: 1_500 }, (_, i) => `Paper ${i}`);
    const graded = names.map((publisher, i) => ({ ...grade, data: { ...grade.data, changeId: `g${i}`, publisher } }));
    expect((await importLines(served.app.base, inLines(graded))).status).toBe(200);
    await served.record('r1', { summary: 'Ferries stop.', source: { publisher: 'Paper 1499' } });
    await served.record('r2', { summary: 'Ferries start.', source: { publisher: 'Another', reliability: 'C' } });
    expect(await served.found({ q: 'ferries', grade: 'B' })).toEqual(['r1']);
    expect(await served.found({ q: 'ferries', grade: 'C' })).toEqual(['r2']);
  });

  test('A party is found under the one as which it is read, in reports of before and after the merge', async () => {
    await served.open({
      negotiation: 'merged',
      parties: [...PARTIES, { party: 'dockers', name: 'D', role: 'principal' }],
    });
    await served.record('r1', { party: 'dockers' }, 'merged');
    await served.record('r2', { party: 'port' }, 'merged');
    const of = (party: string, more = {}) =>
      served.found({ q: 'talk', negotiation: 'merged', what: 'report', party, ...more });
    expect([await of('union'), await of('dockers')]).toEqual([[], ['r1']]);
    const merge = { what: 'party', from: 'dockers', into: 'union', reason: 'the same', changeId: 'm1' };
    await served.change('/merges', merge, 'merged');
    await served.record('r3', { party: 'dockers' }, 'merged');
    expect([await of('union'), await of('dockers')]).toEqual([
      ['r3', 'r1'],
      ['r3', 'r1'],
    ]);
    expect(await of('union', { revision: '2' })).toEqual([]);
    await served.change('/entries/m1/void', { reason: 'two unions' }, 'merged');
    expect([await of('union'), await of('dockers')]).toEqual([[], ['r3', 'r1']]);
  });

  test('Titles, merges and aliases are obeyed', async () => {
    await served.record('r1', { claim: 'lock-out', claimText: 'Gates are shut' });
    await served.record('r2', { claim: 'lockout', reportedAt: '2023-11-13' });
    await served.change('/titles', {
      what: 'claim',
      slug: 'lock-out',
      title: 'The gates stay closed',
      reason: 'clearer',
    });
    expect(await served.found('shut')).toEqual([]);
    expect(await served.found('closed')).toEqual(['claim:lock-out']);
    await served.change('/merges', { what: 'claim', from: 'lock-out', into: 'lockout', reason: 'the same' });
    expect(await served.found('closed')).toEqual(['claim:lockout']);
    await served.post('/sources/The%20Quay/alias', { of: 'Harbour Times', reason: 'renamed' });
    expect(await served.found({ q: 'harbour', what: 'source' })).toEqual(['source:Harbour Times']);
    expect(await served.found({ q: 'quay', what: 'source' })).toEqual(['source:Harbour Times']);
    expect(await served.found({ q: 'talk', source: 'Harbour Times' })).toEqual(['r2', 'r1']);
  });
});

test('Every field of the lens leaves out what it leaves out elsewhere', async () => {
  await served.record('r1', {
    summary: 'Word one',
    source: { publisher: 'The Quay', reliability: 'B' },
    credibility: 2,
  });
  await served.record('r2', {
    summary: 'Word two',
    party: 'port',
    attribution: 'unattributed',
    source: { publisher: 'Dock News', origin: 'Havenpress', reliability: 'D' },
    credibility: 4,
    reportedAt: '2023-12-01',
    occurredAt: '2023-11-30',
  });
  const lenses: readonly (readonly [Record<string, string>, readonly string[]])[] = [
    [{}, ['r1', 'r2']],
    [{ reportedBy: '2023-11-20' }, ['r1']],
    [{ happenedBy: '2023-11-20' }, ['r1']],
    [{ recordedBy: '2000-01-01' }, []],
    [{ revision: '1', negotiation: 'talks' }, ['r1']],
    [{ withoutSource: 'Dock News' }, ['r1']],
    [{ withoutOrigin: 'Havenpress' }, ['r1']],
    [{ withoutParty: 'port' }, ['r1']],
    [{ withoutParty: 'nobody-here' }, ['r1', 'r2']],
    [{ onlyAttribution: 'on-the-record' }, ['r1']],
    [{ minReliability: 'C' }, ['r1']],
    [{ minCredibility: '3' }, ['r1']],
  ];
  for (const [lens, ids] of lenses) {
    const { results, counts } = await served.search({ q: 'word', what: 'report', ...lens });
    expect([lens, results.map(({ id }) => id).toSorted(), counts.report]).toEqual([lens, ids, ids.length]);
  }
  expect(await served.found({ q: 'dock', withoutSource: 'Dock News' })).toEqual([]);
});

test('Filters, sorting, counts and pages', async () => {
  for (let i = 1; i <= 9; i += 1)
    await served.record(`r${i}`, {
      summary: i === 5 ? 'pay, pay and pay' : `A word of pay in a longer summary, number ${i}`,
      kind: i % 2 ? 'confirmation' : 'denial',
      reportedAt: `2023-11-0${i}`,
    });
  expect((await served.found({ q: 'pay', sort: 'date' })).slice(0, 3)).toEqual(['r9', 'r8', 'r7']);
  expect((await served.found('pay'))[0]).toBe('r5');
  expect(await served.found({ q: 'pay', kind: 'denial', from: '2023-11-04', to: '2023-11-06', sort: 'date' })).toEqual([
    'r6',
    'r4',
  ]);
  const pages: string[][] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Awaited<ReturnType<Searched['search']>> = await served.search({
      q: 'pay',
      limit: '4',
      ...(cursor === '' ? {} : { cursor }),
    });
    pages.push(page.results.map(({ id }) => id));
    expect(page.found).toBe(9);
    cursor = page.next;
  }
  expect(pages.map((page) => page.length)).toEqual([4, 4, 1]);
  expect(new Set(pages.flat()).size).toBe(9);
});

test('What cannot be asked is refused in words', async () => {
  const refused: readonly (Record<string, string> | string)[] = [
    '???',
    { q: '' },
    {},
    'x'.repeat(2000),
    Array.from({ length: 200 }, (_, i) => `w${i}`).join(' '),
    { q: 'a', revision: '3' },
    { q: 'a', grade: 'Z' },
    { q: 'a', from: 'sometime' },
    { q: 'a', cursor: 'bm9uZQ' },
    { q: 'a', what: 'recorder' },
  ];
  for (const query of refused) {
    const response = await served.ask(query);
    expect([query, response.status, response.headers.get('content-type')]).toEqual([
      query,
      400,
      expect.stringContaining('application/problem+json'),
    ]);
  }
});
