/** What becomes of an offer: who makes it, what takes its place, when it lapses, and what opens it anew. */
import type { JsonObject } from '../../../events/envelope.js';
import { offersValidUntil, offersWithBecause } from '../../../projections/positions/offers.js';
import { openOffersIn } from '../../../projections/positions/open-offers.js';
import { summaryOf, statusValidUntil } from '../../../projections/status/summary.js';
import { given, NOW, opened, says, type Line } from '../given.js';

const parties = [
  ...['union', 'ford', 'gm'].map((party) => ({ party, name: party, role: 'principal' })),
  { party: 'state', name: 'State', role: 'mediator' },
];
const viewOf = (lines: readonly Line[], lens: JsonObject = {}) => given([opened({ parties }), ...lines], lens)!.counted;
const offers = (lines: readonly Line[], lens: JsonObject = {}) => offersWithBecause(viewOf(lines, lens));
const valueOf = (lines: readonly Line[], slug = 'a', lens: JsonObject = {}) =>
  offers(lines, lens).proposals.find(({ proposal }) => proposal === slug)?.value;
const openIn = (lines: readonly Line[]) => {
  const { proposals, demands } = openOffersIn(viewOf(lines));
  return [...proposals.map(({ proposal: { proposal } }) => proposal), ...demands.map(({ demand }) => demand.id)];
};

const puts = (id: string, day: number, proposal: string, more: JsonObject = {}, party: string | null = 'ford') =>
  says(id, day, party, 'proposal', { proposal, issues: ['pay'], terms: [], ...more });
const answer = (id: string, day: number, kind: 'acceptance' | 'rejection', more: JsonObject = {}, party = 'union') =>
  says(id, day, party, kind, { proposal: 'a', ...more });
const back = (data: JsonObject, party = 'union', day = 9) => says('w', day, party, 'withdrawal', data);
const byInsider = { speaker: { capacity: 'insider' } };

describe('the makers of an offer', () => {
  const makers = (lines: readonly Line[]) => {
    const [row] = offers(lines).proposals;
    return [row?.party, row?.proposers];
  };
  test('are those of the first declared report of it, else of the first that has a party', () => {
    const told = puts('o', 1, 'a', byInsider, 'gm');
    expect(makers([puts('n', 1, 'a', {}, null), told])).toEqual(['gm', ['gm']]);
    expect(makers([told, puts('p', 2, 'a', { jointly: ['state'] })])).toEqual(['ford', ['ford', 'state']]);
    expect(makers([puts('n', 1, 'a', {}, null)])).toEqual([null, []]);
  });
  test('do not answer it, and any of them withdraws it', () => {
    const joint = puts('o', 1, 'a', { jointly: ['gm'] });
    expect(valueOf([joint, answer('y', 2, 'acceptance', {}, 'gm')])).toBe('open');
    expect(valueOf([joint, back({ proposal: 'a' }, 'gm')])).toBe('withdrawn');
    expect(valueOf([joint, back({ report: 'o' }, 'gm')])).toBe('withdrawn');
  });
  test('of a demand are one for each party in a development, with those in `jointly`', () => {
    const asks = (id: string, party: string, more: JsonObject = {}) =>
      says(id, 1, party, 'demand', { issue: 'pay', terms: [], ...more });
    const lines = [asks('d', 'union', { jointly: ['state'] }), asks('e', 'gm', { corroborates: 'd' })];
    const rows = (more: readonly Line[] = []) =>
      offers([...lines, ...more]).demands.map(({ proposers, value }) => [proposers, value]);
    expect(rows()).toEqual([
      [['union', 'state'], 'open'],
      [['gm'], 'open'],
    ]);
    expect(rows([says('n', 2, 'ford', 'rejection', { report: 'e' })])).toEqual([
      [['union', 'state'], 'open'],
      [['gm'], 'rejected'],
    ]);
  });
});

test('the title that our desk gave an offer comes before that of its reports', () => {
  const retitled: Line = {
    type: 'SubjectRetitled',
    data: { negotiation: 'n', changeId: 't', what: 'proposal', slug: 'a', title: 'Ours', reason: 'shorter' },
  };
  const told = puts('o', 1, 'a', { title: 'Theirs' });
  expect(offers([told]).proposals[0]?.title).toBe('Theirs');
  expect(offers([told, retitled]).proposals[0]?.title).toBe('Ours');
});

describe('an offer lapses', () => {
  const limited = puts('o', 1, 'a', { until: '2023-10-05' });
  test('past the last date that its reports give, at the lens’s time', () => {
    expect(offers([limited]).proposals[0]).toMatchObject({ value: 'lapsed', until: '2023-10-05', since: '2023-10-01' });
    expect(valueOf([limited], 'a', { reportedBy: '2023-10-05' })).toBe('open');
    expect(openIn([limited])).toEqual([]);
    const longer = puts('p', 2, 'a', { until: '2050' });
    expect(offers([limited, longer]).proposals[0]).toMatchObject({ value: 'open', until: '2050', because: ['o', 'p'] });
  });
  test('only while it is open: what was answered stays so', () => {
    expect(valueOf([limited, answer('y', 2, 'acceptance')])).toBe('accepted');
  });
  test('and so does a demand past its deadline', () => {
    const demand = says('d', 1, 'union', 'demand', { issue: 'pay', terms: [], deadline: '2023-10-05' });
    expect(openIn([demand])).toEqual([]);
    expect(offers([demand]).demands[0]).toMatchObject({ value: 'lapsed', deadline: '2023-10-05' });
  });
  test('by the clock: the status holds until the first of the open ones does', () => {
    const lines = [limited, puts('p', 2, 'b', { until: '2026-01-01T06:00:00Z', issues: ['hours'] })];
    const ends = NOW + 6 * 3_600_000 + 1;
    const counted = viewOf(lines);
    expect(offersValidUntil(counted)).toBe(ends);
    expect(statusValidUntil(counted, summaryOf(counted))).toBe(ends);
    expect(offersValidUntil(viewOf([limited]))).toBe(Infinity);
  });
});

describe('a later offer of the same makers', () => {
  const first = puts('o', 1, 'a');
  test('on just the same issues, and to the same, replaces the earlier', () => {
    const [row] = offers([first, puts('p', 2, 'b')]).proposals;
    expect(row).toMatchObject({ value: 'replaced', since: '2023-10-02', because: ['o', 'p'] });
    expect(openIn([first, puts('p', 2, 'b')])).toEqual(['b']);
    expect(valueOf([first, puts('p', 2, 'b', byInsider)])).toBe('replaced');
  });
  test('replaces no offer on other issues, to others, or of others', () => {
    expect(valueOf([first, puts('p', 2, 'b', { issues: ['pay', 'hours'] })])).toBe('open');
    expect(valueOf([first, puts('p', 2, 'b', { to: ['union'] })])).toBe('open');
    expect(valueOf([first, puts('p', 2, 'b', {}, 'gm')])).toBe('open');
    expect(valueOf([first, puts('p', 2, 'b', { jointly: ['gm'] })])).toBe('open');
    expect(valueOf([puts('o', 1, 'a', {}, null), puts('p', 2, 'b', {}, null)])).toBe('open');
  });
  test('is replaced in turn where the earlier is declared anew, not where others repeat it', () => {
    const lines = [first, puts('p', 2, 'b')];
    const anew = puts('q', 3, 'a');
    expect([valueOf([...lines, anew]), valueOf([...lines, anew], 'b')]).toEqual(['open', 'replaced']);
    const repeated = puts('q', 3, 'a', byInsider);
    expect([valueOf([...lines, repeated]), valueOf([...lines, repeated], 'b')]).toEqual(['replaced', 'open']);
  });
  test('replaces it by name on whatever issues, as one that counters it does', () => {
    for (const names of [{ replaces: 'a' }, { counters: 'a' }])
      expect(valueOf([first, puts('p', 2, 'b', { issues: ['hours'], ...names })])).toBe('replaced');
    const demand = says('d', 1, 'ford', 'demand', { issue: 'pay', terms: [] });
    expect(offers([demand, puts('p', 2, 'b', { replaces: 'd' })]).demands[0]?.value).toBe('replaced');
  });
  test('replaces nothing that others made, or that was not told before', () => {
    expect(valueOf([first, puts('p', 2, 'b', { replaces: 'a', issues: ['hours'] }, 'gm')])).toBe('open');
    const before = puts('p', 1, 'b', { replaces: 'a', issues: ['hours'] });
    expect(valueOf([before, puts('o', 2, 'a')])).toBe('open');
  });
});

describe('answers and counters', () => {
  test('before the first telling stand: only a later word of a maker opens the offer', () => {
    const no = answer('n', 1, 'rejection');
    expect(valueOf([no, puts('o', 2, 'a')])).toBe('rejected');
    const counter = puts('k', 1, 'b', { counters: 'a' }, 'union');
    expect(valueOf([counter, puts('o', 2, 'a')])).toBe('countered');
    expect(valueOf([no, puts('o', 2, 'a'), puts('p', 3, 'a')])).toBe('open');
    expect(valueOf([no, puts('o', 2, 'a', byInsider), puts('p', 3, 'a')])).toBe('open');
  });
  test('of an offer that nobody put make it more than named', () => {
    expect(valueOf([answer('n', 1, 'rejection')])).toBe('rejected');
  });
  test('given jointly are the answer of each party', () => {
    const lines = [puts('o', 1, 'a'), answer('y', 2, 'acceptance', { jointly: ['gm'] }, 'state')];
    expect(valueOf(lines)).toBe('accepted');
    const both = [puts('o', 1, 'a'), answer('y', 2, 'acceptance', { jointly: ['gm'] })];
    expect(valueOf([...both, back({ proposal: 'a' }, 'gm')])).toBe('accepted');
    expect(valueOf([...both, says('v', 8, 'union', 'withdrawal', { report: 'y' }), back({ report: 'o' }, 'gm')])).toBe(
      'open',
    );
  });
  test('taken back by a report of their development, or by the offer’s, count no longer anywhere', () => {
    const lines = [
      puts('o', 1, 'a'),
      answer('y', 2, 'acceptance'),
      says('t', 2, 'union', 'confirmation', { claim: 'done', corroborates: 'y' }),
    ];
    for (const report of ['y', 't', 'o']) {
      expect(offers([...lines, back({ report })]).proposals[0]).toMatchObject({ value: 'open', answers: [] });
      expect(openIn([...lines, back({ report })])).toEqual(['a']);
    }
    expect(openIn(lines)).toEqual([]);
  });
});
