/** The oracle on small histories, with what the text of the rules says of each, worked out by hand. */
import type { JsonObject } from '../../events/envelope.js';
import { opened, says, type Line } from '../projections/given.js';
import { oracle, type Status } from './oracle.js';

const NOW = Date.UTC(2023, 9, 31);

function status(lines: readonly Line[], lens: JsonObject = {}, more: JsonObject = {}): Status {
  const all = [opened(more), ...lines];
  const recordedAt = all.map((_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString());
  const read = oracle(all, lens, NOW, recordedAt);
  if (!read) throw new Error('not opened');
  return read;
}

const phase = (lines: readonly Line[], more: JsonObject = {}): string => status(lines, {}, more).phase.value;
const lastRule = (lines: readonly Line[]): string | null => status(lines).phase.rule;

const change = (type: string, changeId: string, data: JsonObject): Line => ({
  type,
  data: { ...(type.startsWith('Source') ? {} : { negotiation: 'n' }), changeId, reason: 'because', ...data },
});

const terms = [{ item: 'pay', quantity: 5 }];
const offer = (id: string, day: number, party: string, proposal: string, more: JsonObject = {}) =>
  says(id, day, party, 'proposal', { proposal, issues: ['wages'], terms, ...more });
const deal = (id: string, day: number, party: string, agreement: string, more: JsonObject = {}) =>
  says(id, day, party, 'agreement', { agreement, between: ['union', 'ford'], scope: 'full', terms: [], ...more });
const met = (id: string, day: number, party: string, other: string, more: JsonObject = {}) =>
  says(id, day, party, 'contact', { with: [other], ...more });

/** As a reporter of some agency tells it. */
const rumour = (line: Line, origin: string, more: JsonObject = {}): Line => ({
  ...line,
  data: { ...line.data, speaker: { capacity: 'reporter' }, source: { publisher: origin }, ...more },
});

const talking = [met('t1', 1, 'union', 'ford'), met('t2', 1, 'ford', 'union')];

describe('joint words', () => {
  test('are the word of each', () => {
    const lines = [says('a', 1, 'union', 'confirmation', { claim: 'talks', jointly: ['ford'] })];
    const { claims, positions } = status([...lines, says('b', 2, 'state', 'denial', { claim: 'talks' })]);
    expect(claims['talks']).toBe('contested');
    expect(positions.map(({ party, declared }) => [party, declared?.stance])).toEqual([
      ['ford', 'confirms'],
      ['state', 'denies'],
      ['union', 'confirms'],
    ]);
  });

  test('are declared where the speaker speaks for any of them', () => {
    const speaker = { capacity: 'official', party: 'ford' };
    expect(status([met('a', 1, 'union', 'state', { jointly: ['ford'], speaker })]).phase.value).toBe('exploratory');
    expect(status([met('a', 1, 'union', 'state', { speaker })]).phase.value).toBe('rumoured');
  });
});

describe('names', () => {
  test('of sources are compared without case and white space, and by their aliases', () => {
    const halt = says('a', 2, null, 'suspension', { source: { publisher: 'Wire One' } });
    const copy = (publisher: string) => says('b', 2, null, 'suspension', { source: { publisher }, corroborates: 'a' });
    expect(status([...talking, halt, copy('WIREONE')]).reportedHalt).toBeNull();
    expect(status([...talking, halt, copy('Other')]).reportedHalt?.origins).toEqual(['other', 'wireone']);
    const alias = change('SourceAliased', 'c', { name: 'other', of: 'wire  one' });
    expect(status([...talking, halt, copy('Other'), alias]).reportedHalt).toBeNull();
  });

  test('of merged things are read as one, until the merge is voided', () => {
    const merge = change('SubjectMerged', 'c', { what: 'party', from: 'gm', into: 'ford' });
    const lines = [met('a', 1, 'union', 'gm', { session: true, jointly: ['gm'] }), merge];
    expect(phase(lines)).toBe('negotiating');
    expect(phase([...lines, change('EntryVoided', 'd', { entry: 'c' })])).toBe('exploratory');
    expect(status(lines, { withoutParty: 'gm' }).counted).toEqual([]);
  });
});

describe('retractions', () => {
  const first = says('a', 5, 'union', 'confirmation', { claim: 'talks' });
  const copy = (id: string, day: number) =>
    says(id, day, 'union', 'confirmation', { claim: 'talks', corroborates: 'a', note: 'copy' });
  const retracted = (day: number) =>
    change('ReportRetracted', `c${day}`, { reportId: 'a', reportedAt: `2023-10-${day}` });

  test('reach copies that were published up to then', () => {
    expect(status([first, copy('b', 10), copy('d', 12), retracted(11)]).counted).toEqual(['d']);
  });

  test('reach nothing once the publisher stands by the report again', () => {
    const again = (reportId: string, day: number) =>
      change('ReportReinstated', `s${day}`, { reportId, reportedAt: `2023-10-${day}` });
    const lines = [first, copy('b', 10), retracted(11)];
    expect(status([...lines, again('a', 13)]).counted).toEqual(['a', 'b']);
    expect(status([...lines, again('a', 13), retracted(14)]).counted).toEqual([]);
    expect(status([...lines, again('b', 13)]).counted).toEqual(['b']);
    expect(status([...lines, again('a', 13)], { reportedBy: '2023-10-12' }).counted).toEqual([]);
  });
});

test('reports that name one report which is not there are of one development', () => {
  const halt = (id: string, publisher: string) =>
    says(id, 2, null, 'suspension', { source: { publisher }, corroborates: 'gone' });
  expect(status([...talking, halt('a', 'One'), halt('b', 'Two')]).reportedHalt?.value).toBe('suspended');
});

describe('overtures', () => {
  const first = says('a', 1, 'union', 'overture');
  test('of both sides open talks', () => {
    expect(phase([first])).toBe('unreported');
    expect(lastRule([first, says('b', 2, 'ford', 'overture')])).toBe('both-ready');
    expect(lastRule([first, says('b', 2, 'ford', 'acceptance', { report: 'a' })])).toBe('both-ready');
    expect(phase([first, says('b', 2, 'ford', 'acceptance', { report: 'a', conditions: ['x'] })])).toBe('unreported');
    expect(phase([first, says('b', 2, 'state', 'overture')])).toBe('unreported');
  });

  test('are the position ready, and leave a confirmation standing', () => {
    const ready = (lines: readonly Line[]) => status(lines).positions[0]?.declared;
    expect(ready([first])?.stance).toBe('ready');
    expect(ready([met('b', 1, 'union', 'ford'), says('c', 2, 'union', 'overture')])?.stance).toBe('confirms');
  });
});

describe('sessions', () => {
  test('of two principals are negotiations', () => {
    expect(lastRule([met('a', 1, 'state', 'union', { session: true })])).toBe('contact-confirmed');
    expect(lastRule([met('a', 1, 'union', 'ford', { session: true })])).toBe('in-session');
    expect(lastRule([met('a', 1, 'state', 'union', { with: ['union', 'ford'], session: true })])).toBe('in-session');
  });
});

describe('refusals', () => {
  const three = {
    parties: ['union', 'ford', 'gm']
      .map((party) => ({ party, name: party, role: 'principal' }))
      .concat([
        { party: 'state', name: 'State', role: 'mediator' },
        { party: 'press', name: 'Press', role: 'observer' },
      ]),
  };
  test.each([
    [[], 'deadlocked'],
    [['ford'], 'exploratory'],
    [['ford', 'gm'], 'deadlocked'],
    [['state'], 'deadlocked'],
    [['press'], 'exploratory'],
  ])('to %j', (to, then) => {
    expect(phase([...talking, says('r', 2, 'union', 'refusal', { to })], three)).toBe(then);
  });

  test('towards others are other stances, yet no reversals', () => {
    const refuses = (id: string, day: number, to: string[]) => says(id, day, 'union', 'refusal', { to });
    const { positions } = status([refuses('a', 1, ['ford']), refuses('b', 2, ['gm'])], {}, three);
    expect(positions[0]?.declared).toEqual({
      stance: 'refuses',
      to: ['gm'],
      since: '2023-10-02',
      restated: '2023-10-02',
      reversals: 0,
    });
  });
});

describe('agreements in part', () => {
  const part = [deal('a', 2, 'union', 'p', { scope: 'partial' }), deal('b', 2, 'ford', 'p', { scope: 'partial' })];
  test('are agreed until the talks go on about the rest', () => {
    expect(phase(part)).toBe('agreed');
    expect(lastRule([...part, met('c', 3, 'union', 'ford')])).toBe('reopened');
    expect(lastRule([...part, says('c', 3, 'union', 'refusal')])).toBe('refused');
    expect(lastRule([...part, says('c', 3, 'union', 'assessment', { outlook: 'deadlock' })])).toBe('deadlock-declared');
  });

  test('are agreed again by what is no part, and not by another part', () => {
    const open = [...part, met('c', 3, 'union', 'ford')];
    const more = (scope: string) => [deal('d', 4, 'union', 'q', { scope }), deal('e', 4, 'ford', 'q', { scope })];
    expect(phase([...open, ...more('partial')])).toBe('negotiating');
    expect(phase([...open, ...more('full')])).toBe('agreed');
    const carried = says('f', 5, 'ford', 'implementation', { agreement: 'p', terms: [] });
    expect(lastRule([...open, carried])).toBe('carried-out');
  });
});

describe('out of a halt', () => {
  const down = [...talking, says('x', 3, 'union', 'breakdown')];
  test('a lone principal does not bring collapsed talks back, but for some', () => {
    const confirms = (party: string) => says('y', 4, party, 'confirmation', { claim: 'talks' });
    expect(phase([...down, confirms('ford')])).toBe('collapsed');
    expect(phase([...down, confirms('union')])).toBe('exploratory');
    expect(phase([...down, confirms('state')])).toBe('exploratory');
    expect(phase([...down, says('y', 4, 'ford', 'resumption')])).toBe('exploratory');
    expect(phase([...down, met('y', 4, 'ford', 'union')])).toBe('exploratory');
    expect(phase([...down, met('y', 4, 'ford', 'press')])).toBe('collapsed');
    const denied = says('d', 4, 'union', 'denial', { claim: 'talks' });
    expect(phase([...down, denied, met('y', 5, 'ford', 'union')])).toBe('collapsed');
  });

  test('a resumption is movement out of a deadlock', () => {
    const stuck = [...talking, says('x', 3, 'union', 'refusal')];
    expect(lastRule([...stuck, says('y', 4, 'union', 'resumption')])).toBe('movement');
    expect(lastRule([...stuck, says('y', 4, 'union', 'resumption', { agreement: 'p' })])).toBe('refused');
  });

  test('one that names an agreement that binds nobody moves nothing', () => {
    const between = { between: ['state', 'guide'] };
    const bound = [deal('a', 2, 'union', 'p'), deal('b', 2, 'ford', 'p'), deal('c', 2, 'state', 'q', between)];
    expect(phase([...bound, says('x', 3, 'union', 'suspension', { agreement: 'q' })])).toBe('agreed');
    expect(phase([...bound, says('x', 3, 'union', 'suspension', { agreement: 'p' })])).toBe('suspended');
  });
});

test('a demand before talks is no offer', () => {
  const demand = says('d', 1, 'union', 'demand', { issue: 'wages', terms });
  const later = talking.map(({ type, data }) => ({ type, data: { ...data, reportedAt: '2023-10-02' } }));
  expect(phase([demand, ...later])).toBe('exploratory');
  expect(phase([...talking, says('d', 2, 'union', 'demand', { issue: 'wages', terms })])).toBe('negotiating');
});

describe('a restart that nobody declares', () => {
  const down = [...talking, says('x', 3, 'union', 'breakdown')];
  const told = met('a', 5, 'union', 'ford');
  const again = [
    rumour(told, 'One'),
    rumour(says('b', 5, null, 'confirmation', { claim: 'talks' }), 'Two', { corroborates: 'a' }),
  ];
  test('is told by two origins of one development, of whatever kinds', () => {
    expect(status([...down, ...again]).reportedRestart).toEqual({ since: '2023-10-05', origins: ['one', 'two'] });
    expect(status([...down, again[0] as Line]).reportedRestart).toBeNull();
    expect(status([...talking, ...again]).reportedRestart).toBeNull();
  });

  test('until it is denied, or a halt is told', () => {
    const denied = says('d', 6, 'ford', 'denial', { claim: 'talks' });
    expect(status([...down, ...again, denied]).reportedRestart).toBeNull();
    const halt = (id: string, origin: string) => rumour(says(id, 7, null, 'breakdown', { corroborates: 'h' }), origin);
    expect(status([...down, ...again, halt('h', 'One'), halt('i', 'Two')]).reportedRestart).toBeNull();
  });
});

describe('agreements', () => {
  test('that are announced expire, and are shown where none is in force', () => {
    const told = (more: JsonObject) => status([deal('a', 2, 'union', 'p', more)]).agreement;
    expect(told({ until: '2023-10-20' }).value).toBe('expired');
    expect(told({ until: '2023-11-20' })).toMatchObject({ value: 'announced', inForce: [], until: '2023-11-20' });
  });

  test('are said no to, after a yes, by a rejection of the proposal', () => {
    const made = [
      offer('o', 1, 'union', 'plan'),
      deal('a', 2, 'union', 'p', { of: 'plan' }),
      deal('b', 2, 'ford', 'p'),
    ];
    const no = (id: string, day: number) => says(id, day, 'ford', 'rejection', { proposal: 'plan' });
    expect(status([...made, no('c', 1)]).agreement.value).toBe('agreed');
    expect(status([...made, no('c', 3)]).agreement.value).toBe('rejected');
  });

  test('await an approval, which other words leave standing', () => {
    const made = [deal('a', 2, 'union', 'p', { subjectTo: ['ford'] }), deal('b', 2, 'ford', 'p')];
    const yes = says('c', 3, 'ford', 'ratification', { agreement: 'p', outcome: 'approved' });
    const later = [
      says('d', 4, 'ford', 'denial', { agreement: 'p' }),
      says('e', 5, 'ford', 'confirmation', { agreement: 'p' }),
    ];
    expect(status(made).agreement.value).toBe('tentative');
    expect(status([...made, yes, ...later]).agreement.value).toBe('agreed');
    const back = says('f', 6, 'ford', 'withdrawal', { report: 'c' });
    expect(status([...made, yes, ...later, back]).agreement.value).toBe('tentative');
  });
});

describe('offers', () => {
  const plan = offer('o', 2, 'union', 'plan', { to: ['ford'] });
  const value = (lines: readonly Line[], proposal = 'plan') => status(lines).offers.proposals[proposal]?.value;

  test('are closed by those they are meant for', () => {
    const accepts = (party: string, more: JsonObject = {}) =>
      says('a', 3, party, 'acceptance', { proposal: 'plan', ...more });
    expect(value([plan])).toBe('open');
    expect(value([plan, accepts('ford')])).toBe('accepted');
    expect(value([plan, accepts('ford', { conditions: ['x'] })])).toBe('open');
    expect(value([plan, accepts('press')])).toBe('open');
    expect(value([plan, accepts('union')])).toBe('open');
    expect(value([accepts('press')])).toBe('named');
    const back = says('b', 4, 'ford', 'withdrawal', { proposal: 'plan' });
    expect(value([plan, accepts('ford'), back])).toBe('open');
  });

  test('lapse, are withdrawn and put anew', () => {
    expect(value([offer('o', 2, 'union', 'plan', { until: '2023-10-09' })])).toBe('lapsed');
    const gone = says('w', 3, 'union', 'withdrawal', { report: 'o' });
    const no = says('n', 4, 'ford', 'rejection', { proposal: 'plan' });
    expect(value([plan, gone, no])).toBe('withdrawn');
    expect(value([plan, gone, no, offer('p', 5, 'union', 'plan')])).toBe('open');
    expect(value([plan, gone, rumour(offer('p', 5, 'union', 'plan'), 'One')])).toBe('withdrawn');
  });

  test('stand as they were answered before their first telling', () => {
    const no = says('n', 1, 'ford', 'rejection', { proposal: 'plan' });
    expect(value([no, plan])).toBe('rejected');
    expect(value([no, plan, offer('p', 3, 'union', 'plan')])).toBe('open');
  });

  test('are replaced and countered', () => {
    const next = (more: JsonObject) => [plan, offer('p', 3, 'union', 'plan-b', more)];
    expect(value(next({ to: ['ford'] }))).toBe('replaced');
    expect(value(next({ to: ['ford'], issues: ['hours'] }))).toBe('open');
    expect(value(next({ to: ['press'] }))).toBe('open');
    expect(value(next({ issues: ['hours'], replaces: 'plan' }))).toBe('replaced');
    expect(value(next({ issues: ['hours'], counters: 'plan' }))).toBe('replaced');
    expect(value([plan, offer('p', 3, 'ford', 'plan-b', { counters: 'plan' })])).toBe('countered');
    expect(value([plan, offer('p', 3, 'ford', 'plan-b', { replaces: 'plan' })])).toBe('open');
    expect(value([plan, rumour(offer('p', 3, 'ford', 'plan-b', { counters: 'plan' }), 'One')])).toBe('countered');
  });

  test('of demands: one for each party in a development', () => {
    const demand = (id: string, party: string, more = {}) =>
      says(id, 2, party, 'demand', { issue: 'wages', terms, ...more });
    const two = [demand('a', 'union'), demand('b', 'ford', { corroborates: 'a' })];
    expect(status(two).offers.openDemands).toEqual(['a', 'b']);
    expect(status([...two, says('c', 3, 'ford', 'acceptance', { report: 'a' })]).offers.openDemands).toEqual(['b']);
    expect(status([demand('a', 'union', { deadline: '2023-10-20' })]).offers.openDemands).toEqual([]);
  });
});

describe('pressure', () => {
  const strike = (id: string, day: number, more = {}) =>
    says(id, day, 'union', 'pressure', { measure: 'strike', ...more });
  const rows = (lines: readonly Line[]) => status(lines).pressure.map(({ since, until }) => [since, until]);
  test('goes on until it ends, passes its until, or the talks are concluded', () => {
    expect(rows([strike('a', 1), strike('b', 2)])).toEqual([['2023-10-01', null]]);
    expect(rows([strike('a', 1, { to: ['ford'] }), strike('b', 2, { ends: true })])).toEqual([]);
    expect(rows([strike('a', 1, { until: '2023-10-03' })])).toEqual([]);
    expect(rows([strike('a', 1, { until: '2023-10-03' }), strike('b', 2, { until: '2023-12' })])).toEqual([
      ['2023-10-01', '2023-12'],
    ]);
    expect(rows([strike('a', 1, { until: '2023-10-03' }), strike('b', 5)])).toEqual([['2023-10-05', null]]);
    expect(rows([strike('a', 1), says('c', 2, 'ford', 'conclusion')])).toEqual([]);
  });
});

describe('positions', () => {
  const on = (lines: readonly Line[], party: string, sort: string, id: string) =>
    status(lines).positions.find((row) => row.party === party && row.subject.sort === sort && row.subject.id === id);

  test('a rejection is an answer on the issue, and leaves the own offer standing', () => {
    const lines = [
      offer('a', 1, 'ford', 'own', { issues: ['wages'] }),
      offer('b', 2, 'union', 'plan', { issues: ['wages'] }),
      says('c', 3, 'ford', 'rejection', { proposal: 'plan' }),
    ];
    expect(on(lines, 'ford', 'issue', 'wages')).toMatchObject({
      declared: { stance: 'proposes' },
      answers: [{ offer: 'proposal plan', declared: '2023-10-03', attributed: null }],
    });
  });

  test('an endorsement of the talks is one only without standing', () => {
    expect(on([says('a', 1, 'press', 'endorsement')], 'press', 'claim', 'talks')?.declared?.stance).toBe('endorses');
    expect(on([says('a', 1, 'state', 'endorsement')], 'state', 'claim', 'talks')).toBeUndefined();
  });

  test('a withdrawal of an own offer leaves the position on the talks', () => {
    const lines = [offer('a', 1, 'union', 'plan'), says('b', 2, 'union', 'withdrawal', { report: 'a' })];
    expect(on(lines, 'union', 'claim', 'talks')?.declared?.stance).toBe('confirms');
    expect(on(lines, 'union', 'proposal', 'plan')).toBeUndefined();
    expect(on(lines, 'union', 'issue', 'wages')).toBeUndefined();
  });
});

describe('contradictions', () => {
  const kinds = (lines: readonly Line[]) =>
    status(lines).contradictions.map(({ kind, subject }) => `${kind} ${subject}`);
  const quantity = (value: number) => ({ terms: [{ item: 'pay', quantity: value }] });

  test('of what an official tells of the other side’s offer', () => {
    const speaker = { capacity: 'official', party: 'ford' };
    const lines = [
      offer('a', 1, 'union', 'plan', quantity(5)),
      offer('b', 2, 'union', 'plan', { ...quantity(9), speaker }),
    ];
    expect(kinds(lines)).toEqual(['account proposal plan']);
  });

  test('of reporting: each later origin against the first', () => {
    const told = (id: string, publisher: string, value: number) =>
      says(id, 2, null, 'implementation', {
        agreement: 'p',
        ...quantity(value),
        source: { publisher },
        corroborates: 'a',
      });
    const { contradictions } = status([told('a', 'One', 13), told('b', 'Two', 24), told('c', 'Three', 25)]);
    expect(contradictions.map(({ origins }) => origins)).toEqual([
      ['one', 'three'],
      ['one', 'two'],
    ]);
  });
});

test('a no-comment brings nothing into being', () => {
  const { claims, positions } = status([says('a', 1, 'union', 'no-comment', { claim: 'secret-deal' })]);
  expect(claims).toEqual({ talks: 'unreported' });
  expect(positions).toEqual([]);
});

describe('the registry', () => {
  const tables = [['union', 'ford']];
  test('is revised, each field in the place of the old one', () => {
    const revised = change('NegotiationRevised', 'c', { tables, freshness: { staleAfterDays: 10 } });
    const { reason: _, ...data } = revised.data;
    const line = { ...revised, data };
    const fresh = [met('a', 15, 'union', 'ford')];
    expect(status(fresh).freshness.value).toBe('quiet');
    expect(status([...fresh, line]).freshness.value).toBe('stale');
    expect(status([...fresh, line]).tables.map(({ parties }) => parties)).toEqual(tables);
    expect(status([...fresh, line, change('EntryVoided', 'd', { entry: 'c' })]).tables).toEqual([]);
  });

  test('holds of merged parties the entry of the one that is left', () => {
    const gone = change('SubjectMerged', 'c', { what: 'party', from: 'union', into: 'press' });
    expect(phase([met('a', 1, 'union', 'ford')])).toBe('exploratory');
    expect(phase([met('a', 1, 'union', 'ford'), gone])).toBe('rumoured');
  });
});

describe('merged agreements', () => {
  const lines = [deal('a', 2, 'union', 'p'), deal('b', 2, 'ford', 'q')];
  const merge = (from: string, into: string) =>
    change('SubjectMerged', `${from}-${into}`, { what: 'agreement', from, into });
  test('are one, along the chain, and for a revision that knows of it', () => {
    expect(status(lines).agreementStates).toEqual({ p: 'announced', q: 'announced' });
    expect(status([...lines, merge('q', 'p')]).agreementStates).toEqual({ p: 'agreed' });
    expect(status([...lines, merge('q', 'p'), merge('p', 'r')]).agreementStates).toEqual({ r: 'agreed' });
    expect(status([...lines, merge('q', 'p')], { revision: 2 }).agreementStates).toMatchObject({ q: 'announced' });
  });
});

test('an interval counts as its last instant, and is shown as it was written', () => {
  const occurredAt = '2023-10-02/2023-10-05';
  const lines = [met('a', 9, 'union', 'ford', { occurredAt }), says('b', 4, 'union', 'refusal')];
  expect(status(lines).phase).toEqual({ value: 'exploratory', rule: 'contact-confirmed', since: occurredAt });
  expect(status(lines, { happenedBy: '2023-10-04' }).counted).toEqual(['b']);
});

describe('a chain of agreements', () => {
  const both = (id: string, day: number, agreement: string, more: JsonObject) => [
    deal(`${id}1`, day, 'union', agreement, more),
    deal(`${id}2`, day, 'ford', agreement, more),
  ];
  const first = both('a', 2, 'p', { until: '2023-10-09' });
  test('lapses by the last to which all say yes', () => {
    const longer = { extends: 'p', until: '2023-11-09' };
    expect(status([...first, ...both('b', 8, 'q', longer)]).agreementStates).toEqual({ p: 'agreed', q: 'agreed' });
    expect(status([...first, deal('b', 8, 'union', 'q', longer)]).agreementStates).toEqual({
      p: 'expired',
      q: 'announced',
    });
    expect(status([...first, ...both('b', 8, 'q', { extends: 'p' })]).agreement.inForce).toEqual(['q', 'p']);
  });

  test('is halted, and taken up again, by the name of any of it', () => {
    const chain = [...first, ...both('b', 8, 'q', { extends: 'p' })];
    const halt = says('h', 9, 'state', 'suspension', { agreement: 'p' });
    const back = says('i', 10, 'ford', 'resumption', { agreement: 'q' });
    expect(status([...chain, halt]).agreementStates).toEqual({ p: 'suspended', q: 'suspended' });
    expect(status([...chain, halt, back]).agreementStates).toEqual({ p: 'agreed', q: 'agreed' });
  });
});

test('the ledger has a series of the offers and what ended them, and one of each other chain', () => {
  const pay = (quantity: number) => ({ terms: [{ item: 'pay', quantity }] });
  const lines = [
    offer('a', 1, 'union', 'plan', pay(36)),
    says('b', 2, 'ford', 'demand', { issue: 'wages', ...pay(50) }),
    deal('c', 3, 'union', 'p', { of: 'plan', ...pay(40) }),
    deal('d', 4, 'union', 'q', pay(60)),
    deal('e', 5, 'union', 'r', { extends: 'q', ...pay(70) }),
  ];
  const series = status(lines).terms.map(({ ofChain, quantities }) => [
    ofChain,
    quantities.map((q) => JSON.parse(q)[0]),
  ]);
  expect(series).toEqual([
    [false, [36, 40, 50]],
    [true, [60, 70]],
  ]);
});

describe('a withdrawal', () => {
  test('of another’s report takes back the answer to what it put', () => {
    const lines = [
      offer('a', 1, 'union', 'plan', { to: ['ford'] }),
      says('b', 2, 'ford', 'acceptance', { proposal: 'plan' }),
      says('c', 3, 'ford', 'withdrawal', { report: 'a' }),
    ];
    const { offers, positions } = status(lines);
    expect(offers.openProposals).toEqual(['plan']);
    expect(positions.filter(({ party }) => party === 'ford').map(({ subject }) => subject.sort)).toEqual(['claim']);
  });

  test('of one party leaves the word of the other with whom it spoke', () => {
    const lines = [
      says('a', 1, 'union', 'denial', { claim: 'talks', jointly: ['ford'] }),
      says('b', 2, 'ford', 'withdrawal', { report: 'a' }),
      met('c', 3, 'state', 'union'),
    ];
    expect(status(lines).contested.by).toEqual(['union']);
  });
});
