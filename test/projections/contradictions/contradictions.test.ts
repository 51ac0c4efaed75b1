import type { JsonObject } from '../../../events/envelope.js';
import type { Kind } from '../../../events/vocabulary.js';
import {
  contradictionAnswer,
  contradictionsOf,
  contradictionsWithBecause,
} from '../../../projections/contradictions/contradictions.js';
import { Folds } from '../../../projections/positions/folds.js';
import { given, opened, says, type Line } from '../given.js';

const viewOf = (lines: readonly Line[]) => {
  const result = given([opened(), ...lines]);
  if (!result) throw new Error('not opened');
  return result.counted;
};
const contradictions = (lines: readonly Line[]) =>
  contradictionsWithBecause(viewOf(lines)).map((c) => contradictionAnswer.parse(c));
const kinds = (lines: readonly Line[]) => contradictions(lines).map(({ kind }) => kind);

const deal = { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [] };
const offer = { proposal: 'offer', issues: ['pay'], terms: [{ item: 'pay', quantity: 10 }] };
const byInsider = { speaker: { capacity: 'insider' } };
const from = (publisher: string) => ({ source: { publisher } });

describe('contradictions of fact', () => {
  const yes = says('yes', 1, 'state', 'confirmation', { claim: 'talks' });
  const no = says('no', 2, 'ford', 'denial', { claim: 'talks' });

  test('given a confirmation, when another party denies it, then both sides are shown, since the second was published', () => {
    expect(contradictions([yes, no])).toEqual([
      {
        kind: 'fact',
        subject: { claim: 'talks' },
        parties: ['ford', 'state'],
        since: '2023-10-02',
        because: ['yes', 'no'],
      },
    ]);
  });
  test('the second side is the one that was published last, whenever it happened', () => {
    const result = { ...yes, data: { ...yes.data, occurredAt: '2023-10-01', reportedAt: '2023-10-09' } };
    expect(contradictions([result, no])[0]?.since).toBe('2023-10-09');
  });
  test('each side is the report with which a party began to say so', () => {
    const again = says('again', 5, 'ford', 'denial', { claim: 'talks' });
    expect(contradictions([yes, no, again])[0]).toMatchObject({ since: '2023-10-02', because: ['yes', 'no'] });
  });
  test('there is one for every two parties that contradict each other, whatever their roles', () => {
    const third = says('third', 3, 'press', 'denial', { claim: 'talks' });
    expect(contradictions([yes, no, third]).map(({ parties }) => parties)).toEqual([
      ['ford', 'state'],
      ['press', 'state'],
    ]);
  });
  test('an act in the talks contradicts their denial, until the talks have collapsed', () => {
    const meeting = says('m', 1, 'union', 'contact', { with: ['ford'] });
    expect(kinds([meeting, no])).toEqual(['fact']);
    expect(
      kinds([meeting, says('b', 2, 'union', 'breakdown'), says('n', 3, 'ford', 'denial', { claim: 'talks' })]),
    ).toEqual([]);
  });
  test('a withdrawn word contradicts nothing', () => {
    expect(kinds([yes, no, says('w', 3, 'ford', 'withdrawal', { claim: 'talks' })])).toEqual([]);
  });

  test.each<[string, Kind, JsonObject]>([
    ['puts', 'proposal', offer],
    ['accepts', 'acceptance', { proposal: 'offer' }],
    ['confirms', 'confirmation', { proposal: 'offer' }],
  ])('a party that %s an offer contradicts one that denies that it was made', (_, kind, data) => {
    const denied = says('no', 2, 'ford', 'denial', { proposal: 'offer' });
    expect(contradictions([says('yes', 1, 'union', kind, data), denied])).toMatchObject([
      { kind: 'fact', subject: { proposal: 'offer' }, parties: ['ford', 'union'], because: ['yes', 'no'] },
    ]);
  });
  test.each<[string, Kind, JsonObject]>([
    ['announces', 'agreement', deal],
    ['accepts', 'acceptance', { agreement: 'deal' }],
    ['ratifies', 'ratification', { agreement: 'deal', outcome: 'approved' }],
    ['carries out', 'implementation', { agreement: 'deal', terms: [] }],
    ['suspends', 'suspension', { agreement: 'deal' }],
    ['resumes', 'resumption', { agreement: 'deal' }],
  ])('a party that %s an agreement contradicts one that denies it', (_, kind, data) => {
    const denied = says('no', 2, 'ford', 'denial', { agreement: 'deal' });
    expect(contradictions([says('yes', 1, 'union', kind, data), denied])).toMatchObject([
      { subject: { agreement: 'deal' }, parties: ['ford', 'union'] },
    ]);
  });
  test('accepting against rejecting is disagreement, and a failed ratification asserts nothing', () => {
    const denied = says('no', 2, 'ford', 'denial', { agreement: 'deal' });
    expect(
      kinds([
        says('y', 1, 'union', 'acceptance', { proposal: 'offer' }),
        says('n', 2, 'ford', 'rejection', { proposal: 'offer' }),
      ]),
    ).toEqual([]);
    expect(kinds([says('y', 1, 'union', 'ratification', { agreement: 'deal', outcome: 'rejected' }), denied])).toEqual(
      [],
    );
  });
  test('a withdrawn offer takes with it the words on it, and on an agreement that is of it', () => {
    const back = (data: JsonObject) => says('w', 5, 'union', 'withdrawal', data);
    const made = [says('o', 1, 'union', 'proposal', offer), says('no', 2, 'ford', 'denial', { proposal: 'offer' })];
    expect(kinds([...made, back({ proposal: 'offer' })])).toEqual([]);
    expect(kinds([...made, back({ report: 'o' })])).toEqual([]);
    const agreed = [
      says('a', 1, 'union', 'agreement', { ...deal, of: 'offer' }),
      says('no', 2, 'ford', 'denial', { agreement: 'deal' }),
    ];
    expect(kinds([...agreed, back({ proposal: 'offer' })])).toEqual([]);
    expect(kinds([...agreed, back({ agreement: 'deal' })])).toEqual([]);
    expect(kinds([...agreed, back({ claim: 'talks' })])).toEqual(['fact']);
  });

  describe('on a report', () => {
    const result = says('told', 1, 'union', 'pressure', { measure: 'strike' });
    const denied = says('no', 3, 'ford', 'denial', { report: 'told' });

    test('the party whose own it is asserts it, and so does who confirms it', () => {
      expect(contradictions([result, denied])).toEqual([
        {
          kind: 'fact',
          subject: { report: 'told' },
          parties: ['ford', 'union'],
          since: '2023-10-03',
          because: ['told', 'no'],
        },
      ]);
      const confirmed = says('yes', 2, 'state', 'confirmation', { report: 'told' });
      expect(contradictions([result, denied, confirmed]).map(({ parties }) => parties)).toEqual([
        ['ford', 'state'],
        ['ford', 'union'],
      ]);
    });
    test('is asserted no longer by who takes back, by name, what it said', () => {
      const told = says('told', 1, 'union', 'proposal', offer);
      for (const back of [{ proposal: 'offer' }, { report: 'told' }])
        expect(contradictions([told, denied, says('w', 4, 'union', 'withdrawal', back)])).toEqual([]);
      expect(contradictions([told, denied, says('w', 4, 'union', 'withdrawal', { proposal: 'other' })])).toHaveLength(
        1,
      );
    });
    test('that is not there is denied alone', () => {
      const tied = says('told', 1, 'union', 'assessment', { outlook: 'progress', corroborates: 'gone' });
      const gone = says('no', 3, 'ford', 'denial', { report: 'gone' });
      expect(contradictions([tied, gone])).toEqual([]);
      const confirmed = says('yes', 2, 'state', 'confirmation', { report: 'gone' });
      expect(contradictions([tied, gone, confirmed]).map(({ parties }) => parties)).toEqual([['ford', 'state']]);
    });
    test('a copy of it is the same thing', () => {
      const copy = says('copy', 2, 'state', 'pressure', { measure: 'strike', corroborates: 'told' });
      expect(contradictions([result, copy, denied]).map(({ parties }) => parties)).toContainEqual(['ford', 'state']);
    });
    test('what is withdrawn, by its report or by what it names, is no longer asserted', () => {
      expect(kinds([result, denied, says('w', 4, 'union', 'withdrawal', { report: 'told' })])).toEqual([]);
      const claimed = says('told', 1, 'union', 'confirmation', { claim: 'done' });
      expect(kinds([claimed, denied])).toEqual(['fact']);
      expect(kinds([claimed, denied, says('w', 4, 'union', 'withdrawal', { claim: 'done' })])).toEqual([]);
    });
    test('of an own report of an offer the offer alone is withdrawn: its denial stays', () => {
      const joint = says('d', 1, 'ford', 'demand', {
        issue: 'pay',
        jointly: ['union'],
        terms: [{ item: 'pay', quantity: 1 }],
      });
      const itsDenial = says('n', 2, 'union', 'denial', { report: 'd' });
      const back = says('w', 3, 'union', 'withdrawal', { report: 'd' });
      expect(contradictions([joint, itsDenial, back])[0]).toMatchObject({
        subject: { report: 'd' },
        parties: ['ford', 'union'],
      });
    });
    test('a word on another’s report is withdrawn by naming that report, and only by the party that gave it', () => {
      expect(kinds([result, denied, says('w', 4, 'ford', 'withdrawal', { report: 'told' })])).toEqual([]);
      expect(kinds([result, denied, says('w', 4, 'state', 'withdrawal', { report: 'told' })])).toEqual(['fact']);
      const ofNoParty = says('told', 1, null, 'pressure', { measure: 'strike' });
      const lines = [ofNoParty, says('yes', 2, 'union', 'confirmation', { report: 'told' }), denied];
      expect(kinds(lines)).toEqual(['fact']);
      expect(kinds([...lines, says('w', 4, 'ford', 'withdrawal', { report: 'told' })])).toEqual([]);
    });
    test('what a party reports itself is not withdrawn with its word on another’s copy of it', () => {
      const copy = says('copy', 2, 'state', 'pressure', { measure: 'strike', corroborates: 'told' });
      const lines = [result, copy, denied, says('w', 4, 'union', 'withdrawal', { report: 'copy' })];
      expect(contradictions(lines).map(({ parties }) => parties)).toContainEqual(['ford', 'union']);
    });
    test('one that is not in the record can be confirmed and denied, and the word on it withdrawn', () => {
      const lines = [
        says('y', 1, 'union', 'confirmation', { report: 'x' }),
        says('n', 2, 'ford', 'denial', { report: 'x' }),
      ];
      expect(contradictions(lines)[0]?.subject).toEqual({ report: 'x' });
      expect(kinds([...lines, says('w', 3, 'ford', 'withdrawal', { report: 'x' })])).toEqual([]);
    });
    test('only what a party declares counts', () => {
      expect(kinds([result, says('no', 3, 'ford', 'denial', { report: 'told', ...byInsider })])).toEqual([]);
    });
  });
});

describe('contradictions of account', () => {
  const account = (id: string, day: number, party: string, terms: JsonObject[], more: JsonObject = {}) =>
    says(id, day, party, 'agreement', { ...deal, terms, ...more });
  const hostages = (quantity: number) => [{ item: 'hostages', unit: 'person', quantity }];
  const differing = [account('a', 1, 'union', hostages(50)), account('b', 2, 'ford', hostages(60))];

  test('given two parties that announce different quantities, then their accounts contradict each other', () => {
    expect(contradictions(differing)).toEqual([
      {
        kind: 'account',
        subject: { agreement: 'deal' },
        parties: ['ford', 'union'],
        since: '2023-10-02',
        because: ['a', 'b'],
      },
    ]);
    const offers = [
      says('o', 1, 'union', 'proposal', offer),
      says('p', 2, 'ford', 'proposal', { ...offer, terms: [{ item: 'pay', quantity: 9 }] }),
    ];
    expect(contradictions(offers)).toMatchObject([{ kind: 'account', subject: { proposal: 'offer' } }]);
  });
  test('they end when the parties agree, when one withdraws its account, and by a later agreement that extends it', () => {
    expect(kinds([...differing, account('c', 3, 'union', hostages(60))])).toEqual([]);
    expect(kinds([...differing, says('w', 3, 'union', 'withdrawal', { agreement: 'deal' })])).toEqual([]);
    expect(kinds([...differing, says('w', 3, 'union', 'withdrawal', { claim: 'talks' })])).toEqual(['account']);
    const extended = [...differing, says('x', 3, 'ford', 'agreement', { ...deal, agreement: 'more', extends: 'deal' })];
    expect(kinds(extended)).toEqual([]);
    const restated = account('c', 4, 'union', hostages(50));
    expect(kinds([...extended, restated])).toEqual([]);
    expect(contradictions([...extended, restated, account('d', 5, 'ford', hostages(60))])).toMatchObject([
      { kind: 'account', since: '2023-10-05', because: ['c', 'd'] },
    ]);
    expect(
      kinds([...extended, says('y', 5, 'ford', 'agreement', { ...deal, agreement: 'more', extends: 'deal' })]),
    ).toEqual([]);
  });
  test('an agreement extends another by whatever report says that it was made, not by one that denies it', () => {
    const later = (kind: Kind) => [
      ...differing,
      says('x', 3, 'ford', kind, { agreement: 'more', between: ['union', 'ford'], extends: 'deal' }),
    ];
    expect(kinds(later('confirmation'))).toEqual([]);
    expect(kinds(later('denial'))).toEqual(['account']);
  });
  test('an account repeated is the same account; one that leaves the quantity out gives none', () => {
    const repeated = [...differing, account('c', 3, 'ford', hostages(60))];
    expect(contradictions(repeated)[0]).toMatchObject({ since: '2023-10-02', because: ['a', 'b'] });
    expect(kinds([...differing, account('c', 3, 'ford', [])])).toEqual([]);
  });
  test('a copy of a report that leaves the quantity out withdraws none', () => {
    const copy = account('c', 3, 'ford', [], { corroborates: 'b', ...from('Echo') });
    expect(contradictions([...differing, copy])[0]).toMatchObject({ since: '2023-10-02', because: ['a', 'b'] });
  });
  test('of several differences it is there since the first', () => {
    const both = (hours: number, people: number) => [...hostages(people), { item: 'hours', quantity: hours }];
    const lines = [
      account('a', 1, 'union', both(30, 50)),
      account('b', 2, 'ford', both(32, 50)),
      account('c', 4, 'ford', both(32, 60)),
    ];
    expect(contradictions(lines)[0]?.since).toBe('2023-10-02');
  });
  test.each<[string, JsonObject, JsonObject, boolean]>([
    ['a quantity within a range', { quantity: 50 }, { min: 40, max: 60 }, false],
    ['ranges that overlap', { min: 40, max: 50 }, { min: 50 }, false],
    ['ranges apart', { max: 40 }, { min: 41 }, true],
    ['another unit', { quantity: 50, unit: 'person' }, { quantity: 60, unit: 'family' }, false],
    ['a rate and a total', { quantity: 50, per: 'day' }, { quantity: 60 }, false],
    [
      'a total told as one from the start and one told as it is',
      { quantity: 50, cumulative: true },
      { quantity: 60 },
      true,
    ],
    ['words without a number', { text: 'many' }, { quantity: 60 }, false],
  ])('%s', (_, one, other, contradict) => {
    const lines = [
      account('a', 1, 'union', [{ item: 'freed', ...one }]),
      account('b', 2, 'ford', [{ item: 'freed', ...other }]),
    ];
    expect(kinds(lines)).toEqual(contradict ? ['account'] : []);
  });
  test('what is only attributed, or of no offer or agreement, is nobody’s account', () => {
    expect(kinds([account('a', 1, 'union', hostages(50)), account('b', 2, 'ford', hostages(60), byInsider)])).toEqual(
      [],
    );
    const freed = (id: string, party: string, n: number) =>
      says(id, 1, party, 'implementation', { agreement: 'deal', terms: hostages(n) });
    expect(kinds([freed('a', 'union', 50), freed('b', 'ford', 60)])).toEqual([]);
  });
});

describe('what a party’s official tells of another’s offer', () => {
  const tells = (id: string, day: number, quantity: number, more: JsonObject = {}) =>
    says(id, day, 'ford', 'proposal', { ...offer, terms: [{ item: 'pay', quantity }], ...more });
  const byState = { speaker: { capacity: 'official', party: 'state' } };

  test('is that party’s account of it', () => {
    expect(contradictions([tells('a', 1, 10), tells('b', 2, 12, byState)])).toEqual([
      {
        kind: 'account',
        subject: { proposal: 'offer' },
        parties: ['ford', 'state'],
        since: '2023-10-02',
        because: ['a', 'b'],
      },
    ]);
    expect(kinds([tells('a', 1, 10), tells('b', 2, 12, byState), tells('c', 3, 10, byState)])).toEqual([]);
    const back = says('w', 3, 'state', 'withdrawal', { report: 'b' });
    expect(kinds([tells('a', 1, 10), tells('b', 2, 12, byState), back])).toEqual([]);
  });
  test('is none where an insider tells it, or where the offer is nobody’s', () => {
    const insider = { speaker: { capacity: 'insider', party: 'state' } };
    expect(kinds([tells('a', 1, 10), tells('b', 2, 12, insider)])).toEqual([]);
    const nobodys = says('b', 2, null, 'proposal', { ...offer, terms: [{ item: 'pay', quantity: 12 }], ...byState });
    expect(kinds([tells('a', 1, 10), nobodys])).toEqual([]);
  });
});

test('a joint report is the word, and the account, of each of its parties', () => {
  const joint = { jointly: ['union'] };
  const denied = says('no', 2, 'state', 'denial', { proposal: 'offer' });
  const confirmed = says('yes', 1, 'ford', 'confirmation', { proposal: 'offer', ...joint });
  expect(contradictions([confirmed, denied]).map((c) => c.parties)).toEqual([
    ['ford', 'state'],
    ['state', 'union'],
  ]);
  const tells = (id: string, party: string, quantity: number, more: JsonObject = {}) =>
    says(id, 1, party, 'agreement', { ...deal, terms: [{ item: 'pay', quantity }], ...more });
  expect(contradictions([tells('a', 'ford', 10, joint), tells('b', 'state', 12)]).map((c) => c.parties)).toEqual([
    ['ford', 'state'],
    ['state', 'union'],
  ]);
});

describe('contradictions of reporting', () => {
  const freed = (id: string, party: string | null, publisher: string, quantity: number, more: JsonObject = {}) =>
    says(id, 1, party, 'implementation', {
      agreement: 'deal',
      terms: [{ item: 'freed', quantity }],
      ...from(publisher),
      ...more,
    });
  const tied = { corroborates: 'a' };

  test('given one development, when two origins give different quantities, then both are named', () => {
    expect(
      contradictions([
        freed('a', 'ford', 'Wire', 13),
        freed('b', null, 'Paper', 14, { ...tied, reportedAt: '2023-10-02' }),
      ]),
    ).toEqual([
      {
        kind: 'reporting',
        subject: { agreement: 'deal' },
        parties: ['ford'],
        origins: ['Paper', 'Wire'],
        since: '2023-10-02',
        because: ['a', 'b'],
      },
    ]);
  });
  test('reports of two developments, of one origin, or that agree in the end do not differ', () => {
    expect(kinds([freed('a', 'ford', 'Wire', 13), freed('b', null, 'Paper', 14)])).toEqual([]);
    expect(kinds([freed('a', 'ford', 'Wire', 13), freed('b', null, 'Wire', 14, tied)])).toEqual([]);
    const put = freed('c', null, 'Paper', 13, { ...tied, reportedAt: '2023-10-03' });
    expect(kinds([freed('a', 'ford', 'Wire', 13), freed('b', null, 'Paper', 14, tied), put])).toEqual([]);
  });
  test('each later origin is held against the first that gives the item, and against no other', () => {
    const lines = [
      freed('a', 'ford', 'Wire', 13),
      freed('b', null, 'Paper', 14, { ...tied, reportedAt: '2023-10-02' }),
      freed('c', null, 'Radio', 15, { ...tied, reportedAt: '2023-10-03' }),
      freed('d', null, 'Local', 13, { ...tied, reportedAt: '2023-10-04' }),
    ];
    expect(contradictions(lines).map(({ origins, since }) => [origins, since])).toEqual([
      [['Paper', 'Wire'], '2023-10-02'],
      [['Radio', 'Wire'], '2023-10-03'],
    ]);
    const other = { ...tied, terms: [{ item: 'wounded', quantity: 1 }] };
    const items = [
      freed('a', 'ford', 'Wire', 13),
      freed('b', null, 'Paper', 0, { ...other, reportedAt: '2023-10-02' }),
      freed('c', null, 'Radio', 0, {
        ...tied,
        reportedAt: '2023-10-03',
        terms: [
          { item: 'freed', quantity: 13 },
          { item: 'wounded', quantity: 2 },
        ],
      }),
    ];
    expect(contradictions(items).map(({ origins }) => origins)).toEqual([['Paper', 'Radio']]);
  });
  test('origins are shown as they are first written, or as our desk calls them', () => {
    const alias: Line = {
      type: 'SourceAliased',
      data: { changeId: 'alias', name: 'The Wire', of: 'Wire Agency', reason: 'one house' },
    };
    const earlier = says('z', 1, null, 'stance', {
      issue: 'pay',
      toward: 'open',
      ...from('PAPER'),
      reportedAt: '2023-09-01',
    });
    const lines = [
      earlier,
      freed('a', 'ford', 'The Wire', 13),
      freed('b', null, 'wire agency', 14, tied),
      freed('c', null, 'pa per', 15, { ...tied, reportedAt: '2023-10-03' }),
    ];
    expect(contradictions([...lines, alias]).map(({ origins }) => origins)).toEqual([['PAPER', 'Wire Agency']]);
  });
  test('a later copy of the same origin that leaves the quantity out withdraws none', () => {
    const copy = { ...tied, source: { publisher: 'Guardian', origin: 'Wire' }, reportedAt: '2023-10-03', terms: [] };
    const lines = [freed('a', 'ford', 'Wire', 36), freed('b', null, 'Paper', 50, tied), freed('c', null, '', 0, copy)];
    expect(contradictions(lines)).toMatchObject([
      { kind: 'reporting', origins: ['Paper', 'Wire'], because: ['a', 'b'] },
    ]);
  });
  test('two origins have one row in a development, the earliest', () => {
    const items = (pay: number, hours: number) => ({
      terms: [
        { item: 'pay', quantity: pay },
        { item: 'hours', quantity: hours },
      ],
    });
    const lines = [
      freed('a', 'ford', 'Wire', 0, { terms: [{ item: 'pay', quantity: 1 }] }),
      freed('b', null, 'Paper', 0, { ...tied, reportedAt: '2023-10-02', terms: [{ item: 'hours', quantity: 1 }] }),
      freed('c', null, 'Wire', 0, { ...tied, reportedAt: '2023-10-03', ...items(1, 2) }),
      freed('d', null, 'Paper', 0, { ...tied, reportedAt: '2023-10-04', ...items(2, 1) }),
    ];
    expect(contradictions(lines)).toMatchObject([{ origins: ['Paper', 'Wire'], since: '2023-10-03' }]);
  });
  test('what an origin gave last is its quantity', () => {
    const lines = [freed('a', 'ford', 'Wire', 36), freed('b', null, 'Paper', 50, tied)];
    const later = (id: string, publisher: string, quantity: number, day: string) =>
      freed(id, null, publisher, quantity, { ...tied, reportedAt: day });
    const corrected = later('c', 'Paper', 36, '2023-10-03');
    expect(contradictions([...lines, corrected])).toEqual([]);
    expect(contradictions([...lines, corrected, later('d', 'Wire', 40, '2023-10-04')])).toMatchObject([
      { kind: 'reporting', origins: ['Paper', 'Wire'], since: '2023-10-04', because: ['c', 'd'] },
    ]);
  });
  test.each<[string, Kind, JsonObject, JsonObject]>([
    ['a claim', 'confirmation', { claim: 'done' }, { claim: 'done' }],
    ['a proposal', 'endorsement', { proposal: 'offer' }, { proposal: 'offer' }],
    ['an issue', 'stance', { issue: 'pay', toward: 'open' }, { issue: 'pay' }],
    ['nothing by name, but the report first published', 'contact', { with: ['union'] }, { report: 'a' }],
  ])('their subject is what they name: %s', (_, kind, data, subject) => {
    const result = (id: string, publisher: string, quantity: number, more: JsonObject = {}) =>
      says(id, 1, 'ford', kind, { ...data, terms: [{ item: 'n', quantity }], ...from(publisher), ...more });
    expect(contradictions([result('b', 'Paper', 2, tied), result('a', 'Wire', 1)])).toMatchObject([
      { kind: 'reporting', subject },
    ]);
  });
});

describe('contradictions of attribution', () => {
  const rumour = (id: string, day: number, kind: Kind, data: JsonObject) =>
    says(id, day, 'ford', kind, { ...data, ...byInsider });
  const accepted = says('own', 2, 'ford', 'acceptance', { proposal: 'offer' });

  test.each<[string, Kind, JsonObject, Kind]>([
    ['accepts', 'acceptance', { proposal: 'offer' }, 'rejection'],
    ['rejects', 'rejection', { proposal: 'offer' }, 'acceptance'],
    ['accepts', 'acceptance', { agreement: 'deal' }, 'denial'],
    ['confirms', 'confirmation', { claim: 'talks' }, 'denial'],
    ['denies', 'denial', { claim: 'talks' }, 'confirmation'],
  ])('given a party that %s, when the contrary is attributed to it later, then it is one', (_, own, data, others) => {
    const lines = [says('own', 2, 'ford', own, data), rumour('r', 3, others, data)];
    expect(contradictions(lines)).toMatchObject([
      { kind: 'attribution', subject: data, parties: ['ford'], since: '2023-10-03', because: ['own', 'r'] },
    ]);
  });
  test('what was attributed before the party spoke contradicts nothing', () => {
    expect(kinds([rumour('r', 1, 'rejection', { proposal: 'offer' }), accepted])).toEqual([]);
  });
  test('what is attributed again is one since it was first attributed after the party last spoke', () => {
    const [before, after] = [
      rumour('r1', 1, 'rejection', { proposal: 'offer' }),
      rumour('r2', 3, 'rejection', { proposal: 'offer' }),
    ];
    expect(contradictions([before, accepted, after])[0]).toMatchObject({ since: '2023-10-03', because: ['own', 'r2'] });
  });
  test('what can be held together is none: conditions and a refusal', () => {
    const conditional = rumour('r', 3, 'acceptance', { proposal: 'offer', conditions: ['in May'] });
    expect(kinds([says('own', 2, 'ford', 'rejection', { proposal: 'offer' }), conditional])).toEqual([]);
    expect(kinds([says('own', 2, 'ford', 'refusal'), rumour('r', 3, 'denial', { claim: 'talks' })])).toEqual([]);
  });
  test.each<[string, Kind, JsonObject, Kind, JsonObject]>([
    ['a denial of the agreement', 'denial', { agreement: 'deal' }, 'agreement', deal],
    ['a failed vote', 'ratification', { agreement: 'deal', outcome: 'rejected' }, 'agreement', deal],
    ['a rejection', 'rejection', { agreement: 'deal' }, 'ratification', { agreement: 'deal', outcome: 'approved' }],
    ['an announcement of it', 'agreement', deal, 'rejection', { agreement: 'deal' }],
    ['a denial of the offer', 'denial', { proposal: 'offer' }, 'proposal', offer],
  ])(
    'what a party agrees to or does by its own act cannot be held with the contrary: %s',
    (_, own, word, kind, data) => {
      expect(kinds([says('own', 2, 'ford', own, word), rumour('r', 3, kind, data)])).toEqual(['attribution']);
    },
  );
  test('a party may turn down what it put or confirmed', () => {
    const turnedDown = rumour('r', 3, 'rejection', { proposal: 'offer' });
    expect(kinds([says('own', 2, 'ford', 'proposal', offer), turnedDown])).toEqual([]);
    expect(kinds([says('own', 2, 'ford', 'confirmation', { proposal: 'offer' }), turnedDown])).toEqual([]);
  });
  test('a refusal withdraws no denial of the talks, whenever it comes', () => {
    const denied = says('own', 1, 'ford', 'denial', { claim: 'talks' });
    const refused = (day: number) => says('no', day, 'ford', 'refusal');
    const met = (day: number) => rumour('r', day, 'contact', { with: ['union'] });
    const expected = { kind: 'attribution', subject: { claim: 'talks' }, parties: ['ford'], because: ['own', 'r'] };
    expect(contradictions([denied, refused(2), met(3)])).toEqual([{ ...expected, since: '2023-10-03' }]);
    expect(contradictions([denied, met(2), refused(3)])).toEqual([{ ...expected, since: '2023-10-02' }]);
  });
  test('the latest that is attributed counts alone', () => {
    const denied = says('own', 1, 'ford', 'denial', { claim: 'talks' });
    const met = rumour('r', 2, 'contact', { with: ['union'] });
    expect(kinds([denied, met, rumour('n', 3, 'refusal', {})])).toEqual([]);
  });
  test('an answer to a demand is one too, on the demand', () => {
    const demanded = says('d', 1, 'union', 'demand', { issue: 'pay', terms: [] });
    const copy = says('copy', 2, 'union', 'demand', {
      issue: 'pay',
      terms: [],
      corroborates: 'd',
      source: { publisher: 'Other' },
    });
    const no = says('own', 3, 'ford', 'rejection', { report: 'copy' });
    const yes = rumour('r', 4, 'acceptance', { report: 'd' });
    expect(contradictions([demanded, no, yes, copy])).toMatchObject([
      { kind: 'attribution', subject: { report: 'd' }, parties: ['ford'], since: '2023-10-04' },
    ]);
    expect(kinds([demanded, copy, no, yes, says('w', 5, 'ford', 'withdrawal', { report: 'd' })])).toEqual([]);
  });
  test('a word on talks that have collapsed since no longer counts', () => {
    const met = says('own', 1, 'ford', 'contact', { with: ['union'] });
    expect(kinds([met, rumour('r', 3, 'denial', { claim: 'talks' })])).toEqual(['attribution']);
    expect(kinds([met, says('b', 2, 'ford', 'breakdown'), rumour('r', 3, 'denial', { claim: 'talks' })])).toEqual([]);
  });
});

test('they come by kind, and then by when they came to be', () => {
  const counted = viewOf([
    says('y', 1, 'state', 'confirmation', { claim: 'later' }),
    says('z', 1, 'state', 'confirmation', { claim: 'sooner' }),
    says('m', 4, 'ford', 'denial', { claim: 'later' }),
    says('n', 3, 'ford', 'denial', { claim: 'sooner' }),
    says('o', 3, 'press', 'denial', { claim: 'sooner' }),
    says('i', 2, 'state', 'denial', { claim: 'sooner', ...byInsider }),
  ]);
  expect(
    contradictionsOf(new Folds(counted)).map(({ kind, subject, parties }) => [kind, subject, parties.join()]),
  ).toEqual([
    ['fact', { claim: 'sooner' }, 'ford,state'],
    ['fact', { claim: 'sooner' }, 'press,state'],
    ['fact', { claim: 'later' }, 'ford,state'],
    ['attribution', { claim: 'sooner' }, 'state'],
  ]);
});
