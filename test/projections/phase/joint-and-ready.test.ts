/** Joint statements, overtures, sessions, refusals to some, and what moves the talks in part. */
import type { JsonObject } from '../../../events/envelope.js';
import { claimAnswersOf } from '../../../projections/positions/claim-answers.js';
import { summaryOf } from '../../../projections/status/summary.js';
import { given, opened, phase, says, type Line } from '../given.js';

const three = opened({
  parties: [
    { party: 'union', name: 'Union', role: 'principal' },
    { party: 'ford', name: 'Ford', role: 'principal' },
    { party: 'gm', name: 'GM', role: 'principal' },
    { party: 'state', name: 'State', role: 'mediator' },
  ],
});
const rules = (...lines: readonly Line[]) =>
  given([opened(), ...lines])!.run.firings.map(({ rule, report }) => `${report.id}:${rule}`);
const offer = { proposal: 'offer', issues: ['pay'], terms: [] };
const deal = (agreement: string, scope: string): JsonObject => ({
  agreement,
  between: ['union', 'ford'],
  scope,
  terms: [],
});
const signs = (id: string, day: number, agreement: string, scope = 'partial', more: JsonObject = {}) =>
  says(id, day, 'union', 'agreement', { ...deal(agreement, scope), jointly: ['ford'], ...more });

describe('a joint statement', () => {
  test('is the word of each of its parties, when an official speaks for any of them', () => {
    const words = (speaker: JsonObject) =>
      claimAnswersOf(
        given([
          opened(),
          says('j', 1, 'ford', 'confirmation', { claim: 'talks', jointly: ['union', 'press'], speaker }),
        ])!.counted,
      )[0]?.words.map(({ party, standing }) => [party, standing]);
    const each = [
      ['ford', true],
      ['union', true],
      ['press', false],
    ];
    expect(words({ capacity: 'official' })).toEqual(each);
    expect(words({ capacity: 'official', party: 'union' })).toEqual(each);
    expect(words({ capacity: 'official', party: 'state' })).toEqual([]);
  });
  test('by two principals engages the talks, and binds both', () => {
    expect(rules(says('o', 1, 'union', 'proposal', { ...offer, jointly: ['ford'] }))).toEqual([
      'o:contact-confirmed',
      'o:offer-tabled',
    ]);
    expect(phase([opened(), signs('a', 1, 'deal', 'full')])).toBe('agreed');
  });
});

describe('overtures', () => {
  const ready = (id: string, day: number, party: string, more: JsonObject = {}) =>
    says(id, day, party, 'overture', more);
  test('of two principals make the talks exploratory; those of one do not', () => {
    expect(phase([opened(), ready('a', 1, 'union'), ready('b', 2, 'union'), ready('c', 3, 'state')])).toBe(
      'unreported',
    );
    expect(rules(ready('a', 1, 'union'), ready('b', 2, 'ford'))).toEqual(['b:both-ready']);
  });
  test('are met by an acceptance without conditions, which is no act in the talks', () => {
    const accepts = (more: JsonObject) => says('y', 2, 'ford', 'acceptance', { report: 'a', ...more });
    expect(rules(ready('a', 1, 'union'), accepts({}))).toEqual(['y:both-ready']);
    expect(rules(ready('a', 1, 'union'), accepts({ conditions: ['first a truce'] }))).toEqual([]);
    expect(rules(says('a', 1, 'state', 'overture'), accepts({}))).toEqual([]);
  });
  test('begin anew after a collapse', () => {
    const broken = [ready('a', 1, 'union'), ready('b', 2, 'ford'), says('z', 3, 'ford', 'breakdown')];
    expect(rules(...broken, ready('c', 4, 'ford')).at(-1)).toBe('z:collapsed');
    expect(rules(...broken, ready('c', 4, 'ford'), ready('d', 5, 'union')).at(-1)).toBe('d:both-ready');
  });
});

describe('a session', () => {
  const met = (id: string, day: number, party: string, parties: string[], session = true) =>
    says(id, day, party, 'contact', { with: parties, session });
  test('of two principals makes the talks negotiate, on the report that makes them exploratory too', () => {
    expect(rules(met('m', 1, 'state', ['union', 'ford']))).toEqual(['m:contact-confirmed', 'm:in-session']);
    expect(rules(met('m', 1, 'state', ['union', 'ford'], false))).toEqual(['m:contact-confirmed']);
    expect(rules(met('m', 1, 'state', ['ford', 'press']))).toEqual(['m:contact-confirmed']);
  });
  test('and a resumption move talks that are deadlocked', () => {
    const stuck = [met('m', 1, 'state', ['union', 'ford']), says('r', 2, 'ford', 'refusal')];
    expect(rules(...stuck, met('n', 3, 'state', ['union', 'ford'])).at(-1)).toBe('n:movement');
    expect(rules(...stuck, says('n', 3, 'ford', 'resumption')).at(-1)).toBe('n:movement');
  });
});

describe('an offer on the table', () => {
  test('is no demand made before there are talks: that is a condition for them', () => {
    const asks = (id: string, day: number) => says(id, day, 'union', 'demand', { issue: 'pay', terms: [] });
    const confirms = says('c', 2, 'state', 'confirmation', { claim: 'talks' });
    expect(phase([opened(), asks('d', 1), confirms])).toBe('exploratory');
    expect(phase([opened(), asks('d', 1), confirms, asks('e', 3)])).toBe('negotiating');
  });
  test('makes the talks negotiate with an offer, or a declared word on them, and not with a report of another kind', () => {
    const lines = [
      says('c', 1, 'state', 'confirmation', { claim: 'talks' }),
      says('d', 2, 'union', 'demand', { issue: 'pay', terms: [] }),
    ];
    expect(rules(...lines)).toEqual(['c:contact-confirmed', 'd:offer-tabled']);
    const early = [
      says('o', 1, null, 'proposal', offer),
      says('s', 2, 'state', 'stance', { issue: 'pay', toward: 'open' }),
      says('c', 3, 'state', 'confirmation', { claim: 'talks' }),
    ];
    expect(rules(...early)).toEqual(['o:rumour', 'c:contact-confirmed', 'c:offer-tabled']);
  });
});

describe('a refusal', () => {
  const met = says('m', 1, 'state', 'contact', { with: ['union', 'ford'], session: true });
  const after = (to: string[] | undefined) => phase([three, met, says('r', 2, 'ford', 'refusal', to ? { to } : {})]);
  test('of nobody in particular, of every other principal, or of a third party deadlocks', () => {
    expect(after(undefined)).toBe('deadlocked');
    expect(after(['union', 'gm'])).toBe('deadlocked');
    expect(after(['state'])).toBe('deadlocked');
  });
  test('of some is only a position', () => expect(after(['union'])).toBe('negotiating'));
});

describe('an agreement in part', () => {
  const talks = says('m', 1, 'state', 'contact', { with: ['union', 'ford'], session: true });
  const part = [talks, signs('a', 2, 'first')];
  const after = (...lines: readonly Line[]) => rules(...part, ...lines).at(-1);
  test('makes the talks agreed until they go on about the rest; a further one fires nothing', () => {
    expect(after()).toBe('a:agreed');
    expect(after(says('o', 3, 'ford', 'proposal', offer))).toBe('o:reopened');
    expect(after(says('g', 3, 'state', 'assessment', { outlook: 'unresolved' }))).toBe('g:reopened');
    expect(after(says('g', 3, 'state', 'assessment', { outlook: 'remote' }))).toBe('a:agreed');
    const goesOn = says('o', 3, 'ford', 'proposal', offer);
    expect(after(goesOn, signs('b', 4, 'second'))).toBe('o:reopened');
    expect(after(goesOn, signs('b', 4, 'whole', 'full'))).toBe('b:agreed');
    expect(after(goesOn, says('i', 4, 'ford', 'implementation', { agreement: 'first', terms: [] }))).toBe(
      'i:carried-out',
    );
  });
  test('can be stopped by a refusal, also while it is carried out; then only what names that phase moves it', () => {
    const carried = says('i', 3, 'ford', 'implementation', { agreement: 'first', terms: [] });
    expect(after(says('r', 3, 'ford', 'refusal'))).toBe('r:refused');
    expect(after(carried, says('r', 4, 'ford', 'refusal'))).toBe('r:refused');
    expect(after(carried, says('o', 4, 'ford', 'proposal', offer))).toBe('i:carried-out');
  });
  test('is undone as any other', () =>
    expect(after(says('w', 3, 'ford', 'withdrawal', { agreement: 'first' }))).toBe('w:undone'));
  test('in full is not reopened', () =>
    expect(rules(talks, signs('a', 2, 'deal', 'full'), says('o', 3, 'ford', 'proposal', offer)).at(-1)).toBe(
      'a:agreed',
    ));
});

describe('an agreement that binds no principal', () => {
  const mediators = { agreement: 'note', between: ['state', 'host'], scope: 'full', terms: [] };
  const parties = [
    ...['union', 'ford'].map((party) => ({ party, name: party, role: 'principal' })),
    { party: 'state', name: 'State', role: 'mediator' },
    { party: 'host', name: 'Host', role: 'host' },
  ];
  test('moves no phase when it is carried out or halted', () => {
    const lines = [
      opened({ parties }),
      signs('a', 1, 'deal', 'full'),
      says('n', 2, 'state', 'agreement', { ...mediators, jointly: ['host'] }),
    ];
    const halted = says('h', 3, 'state', 'breakdown', { agreement: 'note' });
    expect(phase([...lines, says('i', 3, 'state', 'implementation', { agreement: 'note', terms: [] })])).toBe('agreed');
    expect(phase([...lines, halted])).toBe('agreed');
    expect(phase([...lines, says('h', 3, 'ford', 'breakdown', { agreement: 'deal' })])).toBe('collapsed');
  });
});

describe('an agreement that was announced', () => {
  const announced = says('a', 1, 'ford', 'agreement', { ...deal('deal', 'full'), until: '2023-10-10' });
  const at = (reportedBy: string) => given([opened(), announced], { reportedBy })?.stateOf('deal');
  test('lapses at its own end', () => {
    expect(at('2023-10-10')).toBe('announced');
    expect(at('2023-10-11')).toBe('expired');
  });
});

describe('a reported restart', () => {
  const told = (id: string, day: number, publisher: string, kind: 'contact' | 'confirmation', more: JsonObject = {}) =>
    says(id, day, null, kind, {
      ...(kind === 'contact' ? { with: ['ford'] } : { claim: 'talks' }),
      source: { publisher },
      ...more,
    });
  const broken = [says('c', 1, 'state', 'contact', { with: ['ford'] }), says('b', 2, 'ford', 'breakdown')];
  const restart = [told('r1', 3, 'One', 'contact'), told('r2', 3, 'Two', 'confirmation', { corroborates: 'r1' })];
  const after = (...lines: readonly Line[]) => {
    const { reportedHalt, reportedRestart } = summaryOf(given([opened(), ...lines])!.counted);
    return [reportedHalt?.value ?? null, reportedRestart?.since ?? null];
  };
  test('shows while the talks have stopped, by two origins, whatever the kinds of their reports', () => {
    expect(after(...broken, ...restart)).toEqual([null, '2023-10-03']);
    expect(after(...broken, restart[0]!)).toEqual([null, null]);
    expect(after(broken[0]!, ...restart)).toEqual([null, null]);
  });
  test('ends with a declared denial, a refusal of all, a halt, or a change of phase', () => {
    for (const stop of [
      says('d', 4, 'press', 'denial', { claim: 'talks' }),
      says('d', 4, 'ford', 'refusal'),
      says('d', 4, 'press', 'suspension'),
      says('d', 4, 'state', 'confirmation', { claim: 'talks' }),
    ])
      expect(after(...broken, ...restart, stop)).toEqual([null, null]);
    expect(after(...broken, ...restart, says('d', 4, 'ford', 'refusal', { to: ['press'] }))).toEqual([
      null,
      '2023-10-03',
    ]);
  });
  test('ends a reported halt before it, and is ended by one after it', () => {
    const halts = [
      says('h1', 4, null, 'suspension', { source: { publisher: 'One' } }),
      says('h2', 4, null, 'suspension', { source: { publisher: 'Two' }, corroborates: 'h1' }),
    ];
    expect(after(...broken, ...restart, ...halts)).toEqual(['suspended', null]);
    const later = restart.map((line, i) => ({ ...line, data: { ...line.data, reportedAt: `2023-10-0${5 + i}` } }));
    expect(after(...broken, ...halts, ...later)).toEqual([null, '2023-10-05']);
  });
});
