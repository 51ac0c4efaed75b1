import type { JsonObject } from '../../../events/envelope.js';
import {
  demandAnswer,
  offersWithBecause,
  openDemandAnswer,
  openProposalAnswer,
  proposalAnswer,
} from '../../../projections/positions/offers.js';
import { openOffersIn } from '../../../projections/positions/open-offers.js';
import { given, opened, says, type Line } from '../given.js';

const terms = [{ item: 'pay', quantity: 10 }];
const offer = { proposal: 'offer', issues: ['pay'], terms };
const made = says('o', 1, 'ford', 'proposal', offer);
const byInsider = { speaker: { capacity: 'insider' } };

const viewOf = (lines: readonly Line[], registry: JsonObject = {}) => {
  const result = given([opened(registry), ...lines]);
  if (!result) throw new Error('not opened');
  return result.counted;
};
const offers = (lines: readonly Line[]) => offersWithBecause(viewOf(lines));
const proposal = (lines: readonly Line[], slug = 'offer') => {
  const found = offers(lines).proposals.find((p) => p.proposal === slug);
  return found && proposalAnswer.parse(found);
};
const demand = (lines: readonly Line[]) => {
  const [found] = offers(lines).demands;
  return found && demandAnswer.parse(found);
};
/** What became of the offer, since when, and by which reports. */
const became = (lines: readonly Line[]) => {
  const { value, since, because } = proposal(lines) ?? {};
  return [value, since?.slice(-2), because?.join()];
};

describe('a proposal', () => {
  test('is open from when it is put, with all that reports say of it', () => {
    const lines = [
      { ...made, data: { ...made.data, counters: 'earlier', final: true } },
      says('c', 2, 'state', 'confirmation', { proposal: 'offer', title: 'The offer', issues: ['hours'] }),
    ];
    const open = {
      proposal: 'offer',
      title: 'The offer',
      party: 'ford',
      proposers: ['ford'],
      to: [],
      issues: ['pay', 'hours'],
      counters: 'earlier',
      final: true,
      terms,
      until: null,
      since: '2023-10-01',
      because: ['o'],
    };
    expect(proposal(lines)).toEqual({ ...open, value: 'open', answers: [] });
    expect(offers(lines).openProposals.map((p) => openProposalAnswer.parse(p))).toEqual([open]);
  });
  test('is closed by an acceptance or a rejection of a principal it is meant for', () => {
    expect(became([made, says('y', 2, 'union', 'acceptance', { proposal: 'offer' })])).toEqual(['accepted', '02', 'y']);
    expect(became([made, says('n', 2, 'union', 'rejection', { proposal: 'offer' })])).toEqual(['rejected', '02', 'n']);
    expect(offers([made, says('n', 2, 'union', 'rejection', { proposal: 'offer' })]).openProposals).toEqual([]);
  });
  test('is not closed by conditions, by what is attributed, nor by those it is not meant for', () => {
    const answers = [
      says('a', 2, 'union', 'acceptance', { proposal: 'offer', conditions: ['in May'] }),
      says('b', 2, 'union', 'rejection', { proposal: 'offer', ...byInsider }),
      says('c', 2, 'state', 'acceptance', { proposal: 'offer' }),
      says('d', 2, 'ford', 'acceptance', { proposal: 'offer' }),
      says('e', 2, 'press', 'endorsement', { proposal: 'offer' }),
    ];
    expect(became([made, ...answers])).toEqual(['open', '01', 'o']);
    expect(proposal([made, ...answers])?.answers).toEqual([
      { party: 'union', stance: 'accepts-with-conditions', since: '2023-10-02' },
      { party: 'state', stance: 'accepts', since: '2023-10-02' },
      { party: 'press', stance: 'endorses', since: '2023-10-02' },
    ]);
  });
  test('is closed by a later offer that counters it', () => {
    const counter = says('k', 2, 'union', 'proposal', { ...offer, proposal: 'counter', counters: 'offer' });
    expect(became([made, counter])).toEqual(['countered', '02', 'k']);
    const attributed = { ...counter, data: { ...counter.data, ...byInsider } };
    expect(became([made, attributed])[0]).toBe('countered');
  });
  test('is closed by its maker’s withdrawal, by its name or by its report, and by nothing after it', () => {
    const yes = says('y', 3, 'union', 'acceptance', { proposal: 'offer' });
    const back = (data: JsonObject) => says('w', 2, 'ford', 'withdrawal', data);
    expect(became([made, back({ proposal: 'offer' }), yes])).toEqual(['withdrawn', '02', 'o,w']);
    expect(became([made, back({ report: 'o' })])).toEqual(['withdrawn', '02', 'o,w']);
    expect(became([made, back({ report: 'unknown' })])[0]).toBe('open');
    expect(became([made, back({ proposal: 'offer', ...byInsider })])[0]).toBe('open');
  });
  test('stays when its maker withdraws another report of it', () => {
    const lines = [made, says('c', 2, 'ford', 'confirmation', { proposal: 'offer' })];
    expect(became([...lines, says('w', 3, 'ford', 'withdrawal', { report: 'c' })])[0]).toBe('open');
  });
  test('is open again when its maker declares it again, not when others or copies repeat it', () => {
    const no = says('n', 2, 'union', 'rejection', { proposal: 'offer' });
    const again = (more: JsonObject = {}) => says('p', 4, 'ford', 'proposal', { ...offer, ...more });
    expect(became([made, no, again()])).toEqual(['open', '04', 'o,n,p']);
    expect(became([made, no, again(byInsider)])[0]).toBe('rejected');
    const onTheDay = { ...no, data: { ...no.data, occurredAt: '2023-10-01' } };
    expect(became([made, onTheDay, again({ corroborates: 'o' })])[0]).toBe('rejected');
  });
  test('is open again when the answer that closed it is withdrawn', () => {
    const no = says('n', 2, 'union', 'rejection', { proposal: 'offer' });
    const back = (data: JsonObject) => says('w', 3, 'union', 'withdrawal', data);
    expect(became([made, no, back({ proposal: 'offer' })])).toEqual(['open', '03', 'o,n,w']);
    expect(became([made, no, back({ report: 'n' })])[0]).toBe('open');
    expect(became([made, no, back({ report: 'o' })])[0]).toBe('open');
  });
  test('has the value that its latest answer gave it, since when that began', () => {
    const lines = [
      made,
      says('n', 2, 'union', 'rejection', { proposal: 'offer' }),
      says('y', 3, 'union', 'acceptance', { proposal: 'offer' }),
      says('z', 4, 'union', 'acceptance', { proposal: 'offer' }),
    ];
    expect(became(lines)).toEqual(['accepted', '03', 'y']);
  });
  test('comes into being where a report names it in `of`, `counters` or `replaces`', () => {
    const named = (more: JsonObject) =>
      offers([{ ...made, data: { ...made.data, ...more } }]).proposals.map((p) => [p.proposal, p.value]);
    expect(named({ replaces: 'earlier' })).toEqual([
      ['offer', 'open'],
      ['earlier', 'named'],
    ]);
    expect(named({ counters: 'earlier' })[1]).toEqual(['earlier', 'countered']);
    const of = says('a', 1, null, 'agreement', {
      agreement: 'deal',
      between: ['ford'],
      scope: 'full',
      terms: [],
      of: 'x',
    });
    expect(offers([of]).proposals.map((p) => [p.proposal, p.value])).toEqual([['x', 'named']]);
  });
  test('that no report puts is only named, and not open', () => {
    const spokenOf = [says('c', 1, 'state', 'denial', { proposal: 'offer' })];
    expect(became(spokenOf)).toEqual(['named', '01', 'c']);
    expect(proposal(spokenOf)).toMatchObject({
      party: null,
      title: null,
      counters: null,
      terms: [],
      proposers: [],
      to: [],
    });
    expect(offers(spokenOf).openProposals).toEqual([]);
  });
  test('is meant for the principals in its `to` when they answer, else for all others', () => {
    const registry = {
      parties: [
        ...['union', 'ford', 'gm'].map((party) => ({ party, name: party, role: 'principal' })),
        { party: 'un', name: 'UN', role: 'observer' },
      ],
    };
    const becomes = (to: string[], answering: string, more: readonly Line[] = []) =>
      offersWithBecause(
        viewOf(
          [
            says('o', 1, 'ford', 'proposal', { ...offer, to }),
            ...more,
            says('y', 5, answering, 'acceptance', { proposal: 'offer' }),
          ],
          registry,
        ),
      ).proposals[0];
    expect(becomes([], 'gm')).toMatchObject({ value: 'accepted', to: [] });
    expect(becomes(['gm'], 'gm')).toMatchObject({ value: 'accepted', to: ['gm'] });
    expect(becomes(['gm'], 'union')?.value).toBe('open');
    expect(becomes(['un'], 'union')?.value).toBe('accepted');
    const again = says('p', 2, 'ford', 'proposal', { ...offer, to: ['union'] });
    expect(becomes(['gm'], 'union', [again])).toMatchObject({ value: 'accepted', to: ['gm', 'union'] });
    const leaves: Line = {
      type: 'PartyRevised',
      data: { negotiation: 'n', party: 'gm', role: 'observer', since: '2023-10-03' },
    };
    expect(becomes(['gm'], 'union', [leaves])?.value).toBe('accepted');
  });
  test('has the terms that its maker last declared, else those last reported', () => {
    const result = (id: string, day: number, party: string | null, quantity: number, more: JsonObject = {}) =>
      says(id, day, party, 'proposal', { ...offer, terms: [{ item: 'pay', quantity }], ...more });
    const quantity = (lines: readonly Line[]) => proposal(lines)?.terms[0]?.quantity;
    expect(
      quantity([result('a', 1, 'ford', 10), result('b', 2, 'ford', 11), result('c', 3, 'ford', 12, byInsider)]),
    ).toBe(11);
    expect(quantity([result('a', 1, null, 10), result('b', 2, null, 11)])).toBe(11);
  });
});

describe('a demand', () => {
  const asked = says('d', 1, 'union', 'demand', { issue: 'pay', terms, deadline: '2050-11' });
  const copy = says('copy', 2, 'union', 'demand', {
    issue: 'pay',
    terms: [],
    corroborates: 'd',
    source: { publisher: 'Other' },
  });

  test('goes by its first report; copies of it are the same demand', () => {
    const open = {
      report: 'd',
      issue: 'pay',
      party: 'union',
      proposers: ['union'],
      to: [],
      terms,
      deadline: '2050-11',
      since: '2023-10-01',
      because: ['d'],
    };
    expect(demand([asked, copy])).toEqual({ ...open, value: 'open', answers: [] });
    expect(offers([asked, copy]).openDemands.map((d) => openDemandAnswer.parse(d))).toEqual([open]);
    expect(openOffersIn(viewOf([asked, copy])).demands.map(({ demand: { id } }) => id)).toEqual(['d']);
  });
  test('that two parties make is one of each', () => {
    const joint = says('j', 1, 'state', 'demand', { issue: 'pay', terms, corroborates: 'd' });
    const rows = offers([asked, joint, says('w', 2, 'state', 'withdrawal', { report: 'j' })]).demands;
    expect(rows.map(({ party, value }) => [party, value])).toEqual([
      ['union', 'open'],
      ['state', 'withdrawn'],
    ]);
  });
  test('is answered by what names any report of it', () => {
    const yes = says('y', 3, 'ford', 'acceptance', { report: 'copy' });
    expect(demand([asked, copy, yes])).toMatchObject({
      value: 'accepted',
      since: '2023-10-03',
      answers: [{ party: 'ford', stance: 'accepts', since: '2023-10-03' }],
      because: ['d', 'y'],
    });
    expect(demand([asked, says('n', 3, 'ford', 'rejection', { report: 'd' })])?.value).toBe('rejected');
  });
  test('is closed by an offer that counters its report, and by its maker’s withdrawal', () => {
    const counter = says('k', 2, 'ford', 'proposal', { ...offer, counters: 'd' });
    expect(demand([asked, counter])).toMatchObject({ value: 'countered', because: ['d', 'k'] });
    expect(demand([asked, says('w', 2, 'union', 'withdrawal', { report: 'd' })])?.value).toBe('withdrawn');
    expect(demand([asked, says('w', 2, 'ford', 'withdrawal', { report: 'd' })])?.value).toBe('open');
  });
  test('is open again when the answer to it is withdrawn by its report', () => {
    const no = says('n', 2, 'ford', 'rejection', { report: 'd' });
    expect(demand([asked, no, says('w', 3, 'ford', 'withdrawal', { report: 'n' })])?.value).toBe('open');
  });
  test('is open again when the party that answered withdraws its word on the demand, and stays for all others', () => {
    const yes = says('y', 2, 'ford', 'acceptance', { report: 'd' });
    const back = (party: string, report = 'd') => says('w', 3, party, 'withdrawal', { report });
    expect(demand([asked, yes, back('ford')])).toMatchObject({ value: 'open', answers: [], since: '2023-10-03' });
    expect(demand([asked, copy, yes, back('ford', 'copy')])?.value).toBe('open');
    expect(demand([asked, yes, back('state')])?.value).toBe('accepted');
  });
  test('is not withdrawn by its maker’s withdrawal that names another’s demand of the same', () => {
    const joint = says('j', 1, 'state', 'demand', { issue: 'pay', terms, corroborates: 'd' });
    expect(demand([asked, joint, says('w', 2, 'union', 'withdrawal', { report: 'j' })])?.value).toBe('open');
  });
  test('may be nobody’s', () => {
    const nobodys = says('d', 1, null, 'demand', { issue: 'pay', terms });
    expect(demand([nobodys])).toMatchObject({ party: null, proposers: [], deadline: null, value: 'open' });
  });
});
