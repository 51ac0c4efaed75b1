/** Two names for one thing: merges, aliases, titles, and what a desk revises. */
import type { JsonObject } from '../../../events/envelope.js';
import { agreementAnswersOf } from '../../../projections/phase/agreement-answers.js';
import { claimAnswersOf } from '../../../projections/positions/claim-answers.js';
import { titledIssuesOf } from '../../../projections/positions/issue-titles.js';
import { sourcesOf } from '../../../projections/positions/sources.js';
import { summaryOf } from '../../../projections/status/summary.js';
import { change, given, opened, says, type Line } from '../given.js';

const merges = (id: string, what: string, from: string, into: string) =>
  change('SubjectMerged', id, { what, from, into });
const countedOf = (lines: readonly Line[], lens: JsonObject = {}) => given(lines, lens)!.counted;
const claims = (lines: readonly Line[], lens: JsonObject = {}) =>
  claimAnswersOf(countedOf(lines, lens)).map(({ claim, value }) => `${claim} ${value}`);

describe('two names of one claim', () => {
  const lines = [
    opened(),
    says('a', 1, 'ford', 'confirmation', { claim: 'round' }),
    says('b', 2, 'union', 'denial', { claim: 'round-8' }),
  ];
  const merged = [...lines, merges('m', 'claim', 'round', 'round-8')];
  test('are read as one once our desk merges them, and as two before', () => {
    expect(claims(lines)).toEqual(['talks unreported', 'round confirmed', 'round-8 denied']);
    expect(claims(merged)).toEqual(['talks unreported', 'round-8 contested']);
    expect(claims(merged, { revision: 2 })).toEqual(['talks unreported', 'round confirmed', 'round-8 denied']);
  });
  test('are read as one in what is recorded later and in corrections, along a chain of merges', () => {
    const later = [
      ...merged,
      merges('m2', 'claim', 'round-8', 'eighth'),
      says('c', 3, 'state', 'confirmation', { claim: 'other' }),
      change('ReportCorrected', 'k', { reportId: 'c', reportedAt: '2023-10-04', changes: { claim: 'round' } }),
    ];
    expect(claims(later)).toEqual(['talks unreported', 'eighth contested']);
  });
  test('are two again when the merge is voided', () =>
    expect(claims([...merged, change('EntryVoided', 'v', { entry: 'm' })])).toEqual(claims(lines)));
});

describe('two names of one issue', () => {
  const titles = (issues: readonly JsonObject[]) =>
    titledIssuesOf(countedOf([opened({ issues }), merges('m', 'issue', 'wages', 'pay')]));
  const [from, into] = [
    { issue: 'wages', title: 'Wages' },
    { issue: 'pay', title: 'Pay' },
  ];
  test('have the title of the one that is left, whichever was listed first', () => {
    for (const issues of [
      [from, into],
      [into, from],
    ])
      expect(titles(issues)).toEqual([into]);
    expect(titles([from])).toEqual([]);
  });
});

describe('two names of one party', () => {
  const parties = ['union', 'ford', 'the-union'].map((party) => ({ party, name: party, role: 'principal' }));
  const merged = [
    opened({
      parties,
      tables: [
        ['the-union', 'ford'],
        ['union', 'ford'],
      ],
    }),
    says('a', 1, 'the-union', 'contact', { with: ['ford'] }),
    says('b', 2, 'union', 'denial', { claim: 'talks' }),
    merges('m', 'party', 'the-union', 'union'),
  ];
  test('are one party, with the registry’s entry of the other', () => {
    const { registry, reports } = countedOf(merged);
    expect([...registry.parties.keys()]).toEqual(['union', 'ford']);
    expect(registry.tables).toEqual([
      ['union', 'ford'],
      ['union', 'ford'],
    ]);
    expect(reports.map((t) => t.report.party)).toEqual(['union', 'union']);
    expect(claims(merged)).toEqual(['talks denied']);
  });
  test('are one in a lens as well', () => {
    expect(given(merged, { withoutParty: 'the-union' })?.ids).toEqual([]);
    expect(given(merged, { table: 'the-union,ford' })?.ids).toEqual(['a', 'b']);
  });
});

describe('two names of one source', () => {
  const halt = (id: string, publisher: string, more: JsonObject = {}) =>
    says(id, 3, null, 'suspension', { source: { publisher }, ...more });
  const lines = [
    opened(),
    says('c', 1, 'state', 'contact', { with: ['ford'] }),
    halt('h1', 'AFP'),
    halt('h2', 'Agence France-Presse', { corroborates: 'h1' }),
  ];
  const aliased = [...lines, change('SourceAliased', 's', { name: 'afp', of: 'Agence France-Presse' })];
  test('are one origin, shown as the alias says, in every reading that knows of it', () => {
    expect(summaryOf(countedOf(lines)).reportedHalt).not.toBeNull();
    expect(summaryOf(countedOf(aliased)).reportedHalt).toBeNull();
    expect(summaryOf(countedOf(aliased, { recordedBy: '2024-01-04' })).reportedHalt).not.toBeNull();
    expect(sourcesOf(countedOf(aliased)).origins.map(({ origin }) => origin)).toEqual([
      'Agence France-Presse',
      'Paper',
    ]);
  });
  test('are one in a lens and in a grade', () => {
    expect(given(aliased, { withoutOrigin: 'A F P' })?.ids).toEqual(['c']);
    const graded = [...aliased, change('SourceRegraded', 'g', { publisher: 'AFP', reliability: 'E', from: '2023' })];
    expect(countedOf(graded).reports.map((t) => [t.id, t.poor])).toEqual([
      ['c', false],
      // The other is now an identical copy by the same origin.
      ['h1', true],
    ]);
  });
  test('are shown in one way, though two aliases write the name differently', () => {
    const twice = [
      ...aliased,
      change('SourceAliased', 's2', { name: 'A. F. P.', of: 'AGENCE FRANCE-PRESSE' }),
      says('h3', 4, 'ford', 'suspension', { source: { publisher: 'A. F. P.' } }),
    ];
    expect(sourcesOf(countedOf(twice)).origins.map(({ origin }) => origin)).toEqual(['Agence France-Presse', 'Paper']);
  });
  test('stand for the last along a chain of aliases', () => {
    const chain = [...aliased, change('SourceAliased', 's2', { name: 'Agence France-Presse', of: 'French agency' })];
    expect(sourcesOf(countedOf(chain)).origins.map(({ origin }) => origin)).toEqual(['French agency', 'Paper']);
  });
});

describe('what our desk revises', () => {
  const first = says('a', 1, 'ford', 'confirmation', { claim: 'round', claimText: 'The round took place' });
  const retitled = change('SubjectRetitled', 't', { what: 'claim', slug: 'round', title: 'The eighth round was held' });
  test('is the title of a claim, an issue, an offer or an agreement, until that is voided', () => {
    const text = (...lines: readonly Line[]) =>
      claimAnswersOf(countedOf([opened(), first, ...lines])).find(({ claim }) => claim === 'round')?.text;
    expect(text()).toBe('The round took place');
    expect(text(retitled)).toBe('The eighth round was held');
    expect(text(retitled, change('EntryVoided', 'v', { entry: 't' }))).toBe('The round took place');
    const agreement = [
      opened(),
      says('d', 1, 'ford', 'agreement', { agreement: 'deal', between: ['ford'], scope: 'full', terms: [], title: 'D' }),
      change('SubjectRetitled', 't', { what: 'agreement', slug: 'deal', title: 'The deal' }),
    ];
    const { counted, run } = given(agreement)!;
    expect(agreementAnswersOf(counted, run)[0]?.title).toBe('The deal');
  });
  test('is the negotiation: each given field takes the place of the old one', () => {
    const revise = (data: JsonObject): Line => ({
      type: 'NegotiationRevised',
      data: { negotiation: 'n', changeId: 'r', ...data },
    });
    const revised = [
      opened({ summary: 'old', freshness: { quietAfterDays: 2, staleAfterDays: 3 } }),
      revise({ title: 'New', tables: [['union', 'ford']], freshness: { quietAfterDays: 10 } }),
    ];
    const { title, summary, tables, quietAfterDays, staleAfterDays } = countedOf(revised).registry;
    expect({ title, summary, tables, quietAfterDays, staleAfterDays }).toEqual({
      title: 'New',
      summary: 'old',
      tables: [['union', 'ford']],
      quietAfterDays: 10,
      staleAfterDays: 30,
    });
    expect(countedOf(revised, { revision: 0 }).registry.title).toBe('Talks');
  });
});
