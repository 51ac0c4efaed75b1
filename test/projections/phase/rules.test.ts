import type { JsonObject } from '../../../events/envelope.js';
import { change, given, opened, phase, says, type Line } from '../given.js';

const deal = { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [] };
const offer = { proposal: 'offer', issues: ['pay'], terms: [{ item: 'pay', quantity: 10 }] };
const agreed = [
  opened(),
  says('o', 1, 'ford', 'proposal', offer),
  says('a1', 2, 'union', 'agreement', deal),
  says('a2', 3, 'ford', 'agreement', deal),
];

describe('the phases', () => {
  test('a lone principal makes an offer, not talks', () => {
    expect(phase([opened(), says('o', 1, 'ford', 'proposal', offer)])).toBe('exploratory');
    expect(
      phase([opened(), says('o', 1, 'ford', 'proposal', offer), says('c', 2, 'union', 'contact', { with: ['ford'] })]),
    ).toBe('negotiating');
  });
  test('a refusal deadlocks, and a concession moves again; a last word does not', () => {
    const stuck = [opened(), says('c', 1, 'state', 'contact', { with: ['ford'] }), says('r', 2, 'ford', 'refusal')];
    expect(phase(stuck)).toBe('deadlocked');
    expect(phase([...stuck, says('f', 3, 'ford', 'proposal', { ...offer, final: true })])).toBe('deadlocked');
    expect(phase([...stuck, says('y', 3, 'ford', 'concession', { issue: 'pay', terms: [] })])).toBe('negotiating');
  });
  test('out of a collapse a lone principal makes no contact, unless it broke off, or meets another that denies nothing', () => {
    const broken = [opened(), says('c', 1, 'state', 'contact', { with: ['ford'] }), says('b', 2, 'ford', 'breakdown')];
    expect(phase(broken)).toBe('collapsed');
    const after = (...lines: readonly Line[]) => phase([...broken, ...lines]);
    expect(after(says('u', 3, 'union', 'contact', { with: ['press'] }))).toBe('collapsed');
    expect(after(says('u', 3, 'ford', 'contact', { with: ['press'] }))).toBe('exploratory');
    expect(after(says('u', 3, 'union', 'contact', { with: ['ford'] }))).toBe('exploratory');
    expect(after(says('u', 3, 'union', 'resumption'))).toBe('exploratory');
    expect(
      after(says('d', 3, 'union', 'denial', { claim: 'talks' }), says('u', 4, 'ford', 'contact', { with: ['press'] })),
    ).toBe('exploratory');
    const denies = says('d', 3, 'ford', 'denial', { claim: 'talks' });
    expect(after(denies, says('u', 4, 'union', 'contact', { with: ['ford'] }))).toBe('collapsed');
    expect(after(denies, says('u', 4, 'ford', 'contact', { with: ['press'] }))).toBe('exploratory');
    expect(phase([...broken, says('u', 3, 'state', 'confirmation', { claim: 'talks' })])).toBe('exploratory');
  });
  test('a suspension ends by an act of the party that suspended, and gives back the phase before it', () => {
    const halted = [opened(), says('s', 1, 'ford', 'suspension')];
    expect(phase(halted)).toBe('suspended');
    expect(phase([...halted, says('u', 2, 'union', 'contact', { with: ['ford'] })])).toBe('suspended');
    expect(phase([...halted, says('u', 2, 'ford', 'contact', { with: ['union'] })])).toBe('exploratory');
  });
  test('talks end by a conclusion and by nothing after it', () => {
    expect(phase([...agreed, says('z', 4, 'state', 'conclusion'), says('b', 5, 'ford', 'breakdown')])).toBe(
      'concluded',
    );
  });
});

describe('agreements', () => {
  test('bind when all members say yes, and no longer when one takes it back', () => {
    expect(phase(agreed)).toBe('agreed');
    expect(given([...agreed, says('w', 4, 'ford', 'withdrawal', { agreement: 'deal' })])?.run.rule).toBe('undone');
    expect(given([...agreed, says('w', 4, 'ford', 'withdrawal', { report: 'a2' })])?.stateOf('deal')).toBe('announced');
  });
  test('to make or accept an offer is a yes to the agreement of it; to withdraw the offer takes the yes back', () => {
    const viaOffer = [
      opened(),
      says('o', 1, 'ford', 'proposal', offer),
      says('y', 2, 'union', 'acceptance', { proposal: 'offer' }),
      says('d', 3, 'state', 'agreement', { ...deal, of: 'offer' }),
    ];
    expect(phase(viaOffer)).toBe('agreed');
    expect(phase([...viaOffer, says('w', 4, 'ford', 'withdrawal', { proposal: 'offer' })])).toBe('negotiating');
    expect(phase([...viaOffer, says('w', 4, 'ford', 'withdrawal', { report: 'o' })])).toBe('negotiating');
  });
  test('wait for those who must ratify, lapse, are rejected, broken and carried out', () => {
    const subject = agreed.map((l) =>
      l.type === 'AgreementReported' ? { ...l, data: { ...l.data, subjectTo: ['union'] } } : l,
    );
    expect(given(subject)?.stateOf('deal')).toBe('tentative');
    expect(
      given([...subject, says('v', 5, 'union', 'ratification', { agreement: 'deal', outcome: 'approved' })])?.stateOf(
        'deal',
      ),
    ).toBe('agreed');
    expect(
      given([...subject, says('v', 5, 'union', 'ratification', { agreement: 'deal', outcome: 'rejected' })])?.stateOf(
        'deal',
      ),
    ).toBe('rejected');
    const done = [
      ...agreed,
      says('i', 5, 'ford', 'implementation', { agreement: 'deal', terms: [] }),
      says('v', 6, 'union', 'violation', { agreement: 'deal', by: 'ford' }),
    ];
    expect(given(done)?.stateOf('deal')).toBe('implementing');
    expect(given(done)?.run.agreements.get('deal' as never)?.violated).toBe(true);
    const until = agreed.map((l) =>
      l.type === 'AgreementReported' ? { ...l, data: { ...l.data, until: '2023-11' } } : l,
    );
    expect(given(until)?.stateOf('deal')).toBe('expired');
    expect(given(until, { reportedBy: '2023-11-30' })?.stateOf('deal')).toBe('agreed');
    expect(given([opened(), says('d', 1, 'ford', 'denial', { agreement: 'deal' })])?.stateOf('deal')).toBe('denied');
    expect(given(agreed)?.stateOf('unheard-of')).toBe('denied');
  });
  test('a halt of one chain halts the talks only while they stand on it', () => {
    const extended = [
      ...agreed,
      says('x1', 5, 'union', 'agreement', { ...deal, agreement: 'longer', extends: 'deal' }),
    ];
    const halted = given([...extended, says('s', 6, 'ford', 'suspension', { agreement: 'longer' })]);
    expect([halted?.run.phase, halted?.stateOf('deal'), halted?.stateOf('longer')]).toEqual([
      'suspended',
      'suspended',
      'suspended',
    ]);
    const other = says('t', 5, 'union', 'agreement', { ...deal, agreement: 'other' });
    const too = says('t2', 5, 'ford', 'agreement', { ...deal, agreement: 'other' });
    expect(phase([...agreed, other, too, says('s', 6, 'ford', 'suspension', { agreement: 'deal' })])).toBe('agreed');
    expect(phase([...agreed, says('b', 6, 'ford', 'breakdown', { agreement: 'deal' })])).toBe('collapsed');
    expect(given(agreed)?.run.agreements.ids()).toEqual(['deal']);
  });
});

describe('the record', () => {
  const talks = says('c', 5, 'state', 'confirmation', { claim: 'talks' });
  test('a voided entry counts only in the record as it was before the voiding, and a voided voiding voids nothing', () => {
    const voided = [opened(), talks, change('EntryVoided', 'v1', { entry: 'c' })];
    expect(phase(voided)).toBe('unreported');
    expect(phase(voided, { revision: 1 })).toBe('exploratory');
    expect(phase(voided, { recordedBy: '2024-01-02' })).toBe('exploratory');
    expect(phase([...voided, change('EntryVoided', 'v2', { entry: 'v1' })])).toBe('exploratory');
    expect(given(voided, { recordedBy: '2023' })).toBeNull();
  });
  test('an amendment and a correction may change the kind; one that cannot be read has no effect', () => {
    const changes = { kind: 'refusal', claim: null };
    expect(phase([opened(), talks, change('EntryAmended', 'm', { entry: 'c', changes })])).toBe('unreported');
    expect(phase([opened(), talks, change('EntryAmended', 'm', { entry: 'c', changes: { kind: 'nonsense' } })])).toBe(
      'exploratory',
    );
    const corrected = [
      opened(),
      talks,
      change('ReportCorrected', 'k', { reportId: 'c', reportedAt: '2023-10-09', changes }),
    ];
    expect(phase(corrected)).toBe('unreported');
    expect(phase(corrected, { reportedBy: '2023-10-08' })).toBe('exploratory');
    expect(
      phase([
        opened(),
        talks,
        change('ReportCorrected', 'k', { reportId: 'c', reportedAt: '2023-10-09', changes: { claim: null } }),
      ]),
    ).toBe('exploratory');
  });
  test('one that changes the kind leaves behind what the new kind has not', () => {
    const changes = { kind: 'assessment', outlook: 'imminent' };
    const lines = [
      opened(),
      says('r1', 5, 'state', 'agreement', deal),
      change('ReportCorrected', 'k', { reportId: 'r1', reportedAt: '2023-10-09', changes }),
      says('r2', 5, 'ford', 'acceptance', { proposal: 'offer', conditions: ['in May'] }),
      change('EntryAmended', 'm', { entry: 'r2', changes: { kind: 'rejection' } }),
    ];
    expect(given(lines)?.counted.reports.map(({ report }) => report)).toMatchObject([changes, { kind: 'rejection' }]);
    expect(given(lines)?.run.agreements.ids()).toEqual([]);
  });
  test('a retraction takes copies by the same origin with it, and leaves independent corroborations', () => {
    const copy = says('d', 6, 'state', 'confirmation', {
      claim: 'talks',
      corroborates: 'c',
      source: { publisher: 'Echo', origin: 'Paper' },
    });
    const other = says('e', 6, 'state', 'confirmation', {
      claim: 'talks',
      corroborates: 'c',
      source: { publisher: 'Other' },
    });
    const retraction = change('ReportRetracted', 'x', { reportId: 'c', reportedAt: '2023-10-10' });
    expect(given([opened(), talks, copy, other, retraction])?.ids).toEqual(['e']);
  });
  test('reports of one development take the place of the earliest that counts, and identical copies do not count', () => {
    const late = says('d', 9, 'state', 'confirmation', { claim: 'talks', corroborates: 'c' });
    const same = says('b', 5, 'state', 'confirmation', { claim: 'talks', corroborates: 'c' });
    const counted = given([opened(), talks, late, same])?.counted;
    expect(counted?.reports.map((t) => [t.id, t.place.text])).toEqual([
      ['c', '2023-10-05'],
      ['d', '2023-10-05'],
    ]);
  });
  test('a regrading holds for what was published from its date on', () => {
    const lines = [
      opened(),
      talks,
      change('SourceRegraded', 'g', { publisher: 'Paper', reliability: 'B', from: '2023-10-05' }),
    ];
    expect(phase(lines, { minReliability: 'B' })).toBe('exploratory');
    expect(phase(lines, { minReliability: 'A' })).toBe('unreported');
    expect(phase(lines, { minCredibility: 2 })).toBe('unreported');
  });
  test('roles hold from their date on', () => {
    const revised = [
      opened(),
      change('PartyAdded', 'p0', { party: 'aunt', name: 'Aunt', role: 'observer', reason: null }),
      change('PartyRevised', 'p', { party: 'press', role: 'mediator', since: '2023-10-06', reason: null }),
    ].map((l) => ({
      ...l,
      data: Object.fromEntries(Object.entries(l.data).filter(([k, v]) => v !== null && !(k === 'reason'))),
    }));
    expect(phase([...revised, says('c', 5, 'press', 'confirmation', { claim: 'talks' })])).toBe('rumoured');
    expect(phase([...revised, says('c', 6, 'press', 'confirmation', { claim: 'talks' })])).toBe('exploratory');
    expect(
      given(
        [...revised, change('PartyRevised', 'q', { party: 'press', name: 'Wire' })].map((l) => ({
          ...l,
          data: Object.fromEntries(Object.entries(l.data).filter(([k]) => k !== 'reason')),
        })),
      )?.counted.registry.parties.get('press' as never)?.name,
    ).toBe('Wire');
    expect(given([opened(), change('NegotiationArchived', 'z', {})])?.counted.registry.archived).toBe('because');
  });
  test('other lens fields leave out what they name, and nothing else', () => {
    const source = { publisher: 'Paper', origin: 'Wire' };
    const kept = (lens: JsonObject) =>
      given(
        [
          opened(),
          says('own', 5, 'union', 'confirmation', { claim: 'talks', source }),
          says('joint', 6, 'union', 'stance', {
            issue: 'pay',
            toward: 'open',
            jointly: ['ford'],
            source: { publisher: 'Echo' },
          }),
          says('voice', 7, null, 'assessment', {
            outlook: 'progress',
            speaker: { capacity: 'official', party: 'state' },
            source: { publisher: 'Echo' },
          }),
          // Told on the 9th of the development of the 5th.
          says('late', 9, 'press', 'confirmation', {
            claim: 'talks',
            corroborates: 'own',
            source: { publisher: 'Wire', origin: 'Echo' },
          }),
        ],
        lens,
      )?.ids.toSorted();
    const all = ['joint', 'late', 'own', 'voice'];
    const lenses: readonly (readonly [JsonObject, ...string[]])[] = [
      [{}],
      [{ withoutSource: 'Paper' }, 'own'],
      [{ withoutSource: 'Wire' }, 'late'],
      [{ withoutSource: ['Echo', 'Wire'] }, 'joint', 'voice', 'late'],
      [{ withoutOrigin: 'Paper' }],
      [{ withoutOrigin: ['Wire'] }, 'own'],
      [{ withoutOrigin: 'Echo' }, 'joint', 'voice', 'late'],
      [{ withoutParty: 'union' }, 'own', 'joint'],
      [{ withoutParty: 'ford' }, 'joint'],
      [{ withoutParty: 'state' }, 'voice'],
      [{ withoutParty: 'press' }, 'late'],
      [{ happenedBy: '2023-10-04' }, ...all],
      [{ happenedBy: '2023-10-05' }, 'joint', 'voice', 'late'],
      [{ happenedBy: '2023-10-08' }, 'late'],
      [{ happenedBy: '2023-10-09' }],
    ];
    for (const [lens, ...left] of lenses)
      expect([lens, kept(lens)]).toEqual([lens, all.filter((id) => !left.includes(id))]);
  });
  test('a day as a bound keeps its last minute, and not the next midnight', () => {
    const at = (reportedAt: string) => [opened(), { ...talks, data: { ...talks.data, reportedAt } }];
    const lens = { reportedBy: '2023-10-09' };
    expect(given(at('2023-10-09T23:59:59Z'), lens)?.ids).toEqual(['c']);
    expect(given(at('2023-10-10T00:00:00Z'), lens)?.ids).toEqual([]);
  });
  test('at a table counts what concerns it, and other principals have no standing there', () => {
    const tables = opened({
      tables: [
        ['union', 'ford'],
        ['union', 'gm'],
      ],
      parties: [
        { party: 'union', name: 'U', role: 'principal' },
        { party: 'ford', name: 'F', role: 'principal' },
        { party: 'gm', name: 'G', role: 'principal' },
      ],
    });
    const lines = [
      tables,
      says('o', 1, 'ford', 'proposal', { ...offer, to: ['union'] }),
      says('y', 2, 'union', 'acceptance', { proposal: 'offer' }),
      says('r', 3, 'gm', 'refusal'),
      says('k', 3, 'union', 'denial', { report: 'o' }),
    ];
    expect(given(lines, { table: 'union,ford' })?.ids).toEqual(['o', 'y', 'k']);
    expect(given(lines, { table: 'union,gm' })?.ids).toEqual(['r']);
    expect(given(lines, {}, ['union', 'gm'])?.run.phase).toBe('deadlocked');
    expect(given(lines, {}, ['union', 'ford'])?.run.phase).toBe('negotiating');
  });
});
