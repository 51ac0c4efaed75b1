import type { JsonObject } from '../../../events/envelope.js';
import { positionAnswer, positionsOf, positionsWithBecause } from '../../../projections/positions/positions.js';
import { Folds } from '../../../projections/positions/folds.js';
import { given, opened, says, type Line } from '../given.js';

const offer = { proposal: 'offer', issues: ['pay'], terms: [{ item: 'pay', quantity: 10 }] };
const deal = { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [] };
const byInsider = { speaker: { capacity: 'insider' } };

const viewOf = (lines: readonly Line[], lens: JsonObject = {}) => {
  const result = given([opened(), ...lines], lens);
  if (!result) throw new Error('not opened');
  return result.counted;
};
const positions = (lines: readonly Line[]) => positionsWithBecause(viewOf(lines)).map((p) => positionAnswer.parse(p));

/** A party's position on a subject, such as `claim:talks`. */
const position = (lines: readonly Line[], party: string, subject: string) =>
  positions(lines).find((p) => p.party === party && Object.entries(p.subject).flat().join(':') === subject);
const declared = (lines: readonly Line[], party: string, subject: string) => position(lines, party, subject)?.declared;

/** Every position that these reports give, as `party subject stance`. */
const held = (lines: readonly Line[]) =>
  positions(lines).flatMap(({ party, subject, declared: own, attributed }) =>
    Object.entries({ own, attributed }).flatMap(([track, stance]) =>
      stance
        ? [
            [party, Object.entries(subject).flat().join(':'), stance.stance, ...(track === 'own' ? [] : ['?'])].join(
              ' ',
            ),
          ]
        : [],
    ),
  );

describe('the stance that a report gives', () => {
  test.each<[string, string, JsonObject, string[]]>([
    ['a confirmation', 'confirmation', { claim: 'talks' }, ['ford claim:talks confirms']],
    ['a denial', 'denial', { agreement: 'deal' }, ['ford agreement:deal denies']],
    ['a refusal', 'refusal', {}, ['ford claim:talks refuses']],
    ['an overture', 'overture', {}, ['ford claim:talks ready']],
    [
      'an offer is one on the offer, on each issue, and on the talks',
      'proposal',
      { ...offer, issues: ['pay', 'hours'] },
      [
        'ford proposal:offer proposes',
        'ford issue:pay proposes',
        'ford issue:hours proposes',
        'ford claim:talks confirms',
      ],
    ],
    ['a demand', 'demand', { issue: 'pay', terms: [] }, ['ford issue:pay demands']],
    [
      'a concession',
      'concession',
      { issue: 'pay', terms: [] },
      ['ford issue:pay concedes', 'ford claim:talks confirms'],
    ],
    ['a stance', 'stance', { issue: 'pay', toward: 'opposes' }, ['ford issue:pay opposes']],
    ['an endorsement of an offer', 'endorsement', { proposal: 'offer' }, ['ford proposal:offer endorses']],
    ['an endorsement of the talks by a principal is none', 'endorsement', {}, []],
    ['an agreement', 'agreement', deal, ['ford agreement:deal agrees', 'ford claim:talks confirms']],
    [
      'an acceptance of an agreement',
      'acceptance',
      { agreement: 'deal' },
      ['ford agreement:deal accepts', 'ford claim:talks confirms'],
    ],
    ['a rejection of an agreement', 'rejection', { agreement: 'deal' }, ['ford agreement:deal rejects']],
    ['a ratification', 'ratification', { agreement: 'deal', outcome: 'approved' }, ['ford agreement:deal ratifies']],
    ['a failed one', 'ratification', { agreement: 'deal', outcome: 'rejected' }, ['ford agreement:deal rejects']],
    ['a meeting', 'contact', { with: ['union'] }, ['ford claim:talks confirms']],
    ['a breakdown is none', 'breakdown', {}, []],
    ['no comment is none', 'no-comment', {}, []],
    ['a word on a report alone is none', 'confirmation', { report: 'elsewhere' }, []],
    [
      'an acceptance of what nobody demanded is of the talks only',
      'acceptance',
      { report: 'elsewhere' },
      ['ford claim:talks confirms'],
    ],
  ])('follows from its kind: %s', (_, kind, data, expected) => {
    expect(held([says('r', 1, 'ford', kind as 'contact', data)]).toSorted()).toEqual(expected.toSorted());
  });

  test('a party without standing that backs the talks endorses them', () => {
    expect(held([says('r', 1, 'press', 'endorsement')])).toEqual(['press claim:talks endorses']);
  });
  test('a joint report gives each of its parties the position, declared or not', () => {
    const joint = (more: JsonObject) => says('r', 1, 'ford', 'endorsement', { jointly: ['press', 'union'], ...more });
    expect(held([joint({ proposal: 'offer' })]).toSorted()).toEqual(
      ['ford', 'press', 'union'].map((party) => `${party} proposal:offer endorses`),
    );
    expect(held([joint({ proposal: 'offer', ...byInsider })])).toHaveLength(3);
    expect(held([joint({ proposal: 'offer', ...byInsider })])[0]).toBe('ford proposal:offer endorses ?');
    expect(held([joint({})])).toEqual(['press claim:talks endorses']);
  });
  test('a voice of no party has no position', () => {
    expect(positions([says('r', 1, null, 'confirmation', { claim: 'talks' })])).toEqual([]);
  });
});

describe('offers and answers', () => {
  test('given an offer, when it is accepted, then that is a position on its issues too, with conditions or without', () => {
    const accepted = (conditions: string[]) => [
      says('o', 1, 'ford', 'proposal', offer),
      says('y', 2, 'union', 'acceptance', { proposal: 'offer', conditions }),
    ];
    expect(declared(accepted([]), 'union', 'issue:pay')).toMatchObject({ stance: 'accepts', because: ['o', 'y'] });
    expect(declared(accepted(['in May']), 'union', 'issue:pay')).toMatchObject({
      stance: 'accepts-with-conditions',
      conditions: ['in May'],
    });
  });
  test('given an offer of its own, when a party rejects another, then its own stands and the issue lists the answer', () => {
    const lines = [
      says('o', 1, 'ford', 'proposal', offer),
      says('p', 2, 'union', 'proposal', { ...offer, proposal: 'counter' }),
      says('n', 3, 'union', 'rejection', { proposal: 'offer' }),
    ];
    expect(position(lines, 'union', 'issue:pay')).toMatchObject({
      declared: { stance: 'proposes' },
      answers: [
        {
          proposal: 'offer',
          declared: { stance: 'rejects', to: [], since: '2023-10-03', because: ['o', 'n'] },
          attributed: null,
        },
      ],
    });
    const changedItsMind = [...lines, says('y', 4, 'union', 'acceptance', { proposal: 'offer' })];
    expect(position(changedItsMind, 'union', 'issue:pay')?.answers).toEqual([]);
  });
  test('given a demand, when it is accepted, then that is a position on its issue; rejected, it is listed there', () => {
    const demanded = [
      says('d', 1, 'ford', 'demand', { issue: 'hours', terms: [] }),
      says('copy', 2, 'ford', 'demand', {
        issue: 'hours',
        terms: [],
        corroborates: 'd',
        source: { publisher: 'Other' },
      }),
    ];
    const yes = says('y', 3, 'union', 'acceptance', { report: 'copy' });
    const no = says('n', 4, 'union', 'rejection', { report: 'd' });
    expect(declared([...demanded, yes], 'union', 'issue:hours')?.stance).toBe('accepts');
    expect(position([...demanded, no], 'union', 'issue:hours')).toMatchObject({
      declared: null,
      answers: [{ report: 'd', declared: { since: '2023-10-04', because: ['d', 'n'] }, attributed: null }],
    });
    expect(
      position([...demanded, no, { ...yes, data: { ...yes.data, reportedAt: '2023-10-05' } }], 'union', 'issue:hours'),
    ).toMatchObject({ declared: { stance: 'accepts' }, answers: [] });
  });
  test('given a demand whose reports name two issues, then an answer is one on both', () => {
    const demanded = [
      says('d', 1, 'ford', 'demand', { issue: 'hours', terms: [] }),
      says('copy', 2, 'ford', 'demand', { issue: 'pay', terms: [], corroborates: 'd' }),
    ];
    const yes = [...demanded, says('y', 3, 'union', 'acceptance', { report: 'd' })];
    const no = [...demanded, says('n', 4, 'union', 'rejection', { report: 'd' })];
    for (const issue of ['issue:hours', 'issue:pay']) {
      expect(declared(yes, 'union', issue)?.stance).toBe('accepts');
      expect(position(no, 'union', issue)).toMatchObject({ declared: null, answers: [{ report: 'd' }] });
    }
    expect(declared(yes, 'union', 'issue:pay')?.because).toEqual(['copy', 'y']);
  });
  test('given a rejection that others attribute to a party, then the issue lists it as such', () => {
    const lines = [
      says('o', 1, 'ford', 'proposal', offer),
      says('n', 2, 'union', 'rejection', { proposal: 'offer', ...byInsider }),
    ];
    const attributed = { stance: 'rejects', speaker: byInsider.speaker, since: '2023-10-02', because: ['o', 'n'] };
    expect(position(lines, 'union', 'issue:pay')).toMatchObject({
      declared: null,
      attributed: null,
      answers: [{ proposal: 'offer', declared: null, attributed }],
    });
    const said = [...lines, says('m', 3, 'union', 'rejection', { proposal: 'offer' })];
    expect(position(said, 'union', 'issue:pay')?.answers).toMatchObject([
      { declared: { since: '2023-10-03' }, attributed: null },
    ]);
  });
  test('given demands of two parties in one development, then each is answered by itself', () => {
    const asks = (id: string, party: string) =>
      says(id, 1, party, 'demand', { issue: 'hours', terms: [], corroborates: 'd' });
    const lines = [
      asks('d', 'ford'),
      asks('e', 'state'),
      says('n', 2, 'union', 'rejection', { report: 'd' }),
      says('y', 3, 'union', 'acceptance', { report: 'e' }),
    ];
    expect(position(lines, 'union', 'issue:hours')).toMatchObject({
      declared: { stance: 'accepts' },
      answers: [{ report: 'd', declared: { stance: 'rejects' } }],
    });
  });
  test('given a party that turns down its own offer, then it answers nobody', () => {
    const lines = [says('o', 1, 'ford', 'proposal', offer), says('n', 2, 'ford', 'rejection', { proposal: 'offer' })];
    expect(position(lines, 'ford', 'issue:pay')?.answers).toEqual([]);
  });
  test('the issues of an offer are those that any report of it gives', () => {
    const lines = [
      says('o', 1, 'ford', 'proposal', offer),
      says('c', 2, 'state', 'confirmation', { proposal: 'offer', issues: ['hours'] }),
    ];
    expect(declared(lines, 'ford', 'issue:hours')).toMatchObject({ stance: 'proposes', because: ['o', 'c'] });
  });
});

describe('the history of a stance', () => {
  const word = (id: string, day: number, kind: 'confirmation' | 'denial') =>
    says(id, day, 'ford', kind, { claim: 'talks' });

  test('it holds since the run of it began, was restated last, and counts how often it changed', () => {
    const lines = [word('a', 1, 'confirmation'), word('b', 2, 'denial'), word('c', 3, 'denial')];
    expect(declared(lines, 'ford', 'claim:talks')).toEqual({
      stance: 'denies',
      to: [],
      since: '2023-10-02',
      restated: '2023-10-03',
      reversals: 1,
      because: ['b'],
    });
  });
  test('a refusal towards others is another stance, yet no reversal; the latest alone is held', () => {
    const refuses = (id: string, day: number, to: string[]) => says(id, day, 'ford', 'refusal', { to });
    const lines = [
      refuses('a', 1, ['union']),
      refuses('b', 2, ['union', 'state']),
      refuses('c', 3, ['state', 'union']),
    ];
    expect(declared(lines, 'ford', 'claim:talks')).toEqual({
      stance: 'refuses',
      to: ['state', 'union'],
      since: '2023-10-02',
      restated: '2023-10-03',
      reversals: 0,
      because: ['b'],
    });
  });
  test('an overture leaves standing that the talks go on, and else ends what the party said', () => {
    const ready = says('b', 2, 'ford', 'overture', { to: ['union'] });
    expect(held([word('a', 1, 'confirmation'), ready])).toEqual(['ford claim:talks confirms']);
    expect(held([word('a', 1, 'denial'), ready])).toEqual(['ford claim:talks ready']);
    expect(held([ready, word('c', 3, 'confirmation')])).toEqual(['ford claim:talks confirms']);
  });
  test('the acceptance of an overture is no position on the talks', () => {
    const lines = [says('o', 1, 'ford', 'overture'), says('y', 2, 'union', 'acceptance', { report: 'o' })];
    expect(held(lines)).toEqual(['ford claim:talks ready']);
  });
  test('terms are those last given; a copy need not repeat them', () => {
    const terms = [{ item: 'pay', quantity: 12 }];
    const lines = [
      says('o', 1, 'ford', 'proposal', offer),
      says('p', 2, 'ford', 'proposal', { ...offer, terms }),
      says('copy', 3, 'ford', 'proposal', { ...offer, terms: [], corroborates: 'p', source: { publisher: 'Other' } }),
    ];
    expect(declared(lines, 'ford', 'proposal:offer')?.terms).toEqual(terms);
    const bare = says('q', 4, 'ford', 'proposal', { ...offer, terms: [] });
    expect(declared([...lines, bare], 'ford', 'proposal:offer')).not.toHaveProperty('terms');
  });
  test('the terms and conditions of an act are of what it names, not of the talks that it shows to go on', () => {
    const lines = [
      says('o', 1, 'ford', 'proposal', offer),
      says('y', 2, 'union', 'acceptance', { proposal: 'offer', terms: offer.terms, conditions: ['in May'] }),
    ];
    expect(declared(lines, 'union', 'proposal:offer')).toMatchObject({ terms: offer.terms, conditions: ['in May'] });
    for (const party of ['ford', 'union']) {
      expect(declared(lines, party, 'claim:talks')).not.toHaveProperty('terms');
      expect(declared(lines, party, 'claim:talks')).not.toHaveProperty('conditions');
    }
  });
  test('a collapse of the talks ends no position', () => {
    expect(
      declared([word('a', 1, 'confirmation'), says('b', 2, 'ford', 'breakdown')], 'ford', 'claim:talks'),
    ).toBeTruthy();
  });
  test('positions come by party, and then in the order in which the subjects came up', () => {
    const counted = viewOf([
      says('a', 1, 'union', 'stance', { issue: 'pay', toward: 'open' }),
      says('b', 2, 'ford', 'stance', { issue: 'pay', toward: 'open' }),
      says('c', 3, 'union', 'stance', { issue: 'hours', toward: 'open' }),
    ]);
    expect(positionsOf(new Folds(counted)).map(({ party, subject }) => [party, subject])).toEqual([
      ['ford', { issue: 'pay' }],
      ['union', { issue: 'pay' }],
      ['union', { issue: 'hours' }],
    ]);
  });
});

describe('what is attributed', () => {
  const own = (day: number) => says('own', day, 'ford', 'confirmation', { claim: 'talks' });
  const rumour = (kind: 'confirmation' | 'denial') => says('rumour', 2, 'ford', kind, { claim: 'talks', ...byInsider });

  test('shows alone where the party declares nothing, with the voice that says so', () => {
    expect(position([rumour('denial')], 'ford', 'claim:talks')).toMatchObject({
      declared: null,
      attributed: {
        stance: 'denies',
        speaker: { capacity: 'insider' },
        attribution: 'on-the-record',
        because: ['rumour'],
      },
    });
  });
  test('shows beside the declared stance where it is newer or different, and not otherwise', () => {
    expect(position([own(1), rumour('confirmation')], 'ford', 'claim:talks')?.attributed).toBeTruthy();
    expect(position([own(3), rumour('denial')], 'ford', 'claim:talks')?.attributed).toBeTruthy();
    expect(position([own(3), rumour('confirmation')], 'ford', 'claim:talks')?.attributed).toBeNull();
  });
});

describe('a withdrawal', () => {
  const made = says('o', 1, 'ford', 'proposal', offer);
  const back = (data: JsonObject) => says('w', 5, 'ford', 'withdrawal', data);

  test('of an offer ends it and the positions on its issues, and leaves the word on the talks', () => {
    expect(held([made, back({ proposal: 'offer' })])).toEqual(['ford claim:talks confirms']);
    expect(held([made, back({ report: 'o' })])).toEqual(['ford claim:talks confirms']);
  });
  test('of an offer leaves a position on its issue that came from elsewhere', () => {
    const stance = says('s', 2, 'ford', 'stance', { issue: 'pay', toward: 'opposes' });
    expect(held([made, stance, back({ proposal: 'offer' })])).toContain('ford issue:pay opposes');
  });
  test('ends the word on a claim or an agreement', () => {
    const agreed = says('a', 1, 'ford', 'agreement', deal);
    expect(held([agreed, back({ agreement: 'deal' })])).toEqual(['ford claim:talks confirms']);
    expect(held([agreed, back({ claim: 'talks' })])).toEqual(['ford agreement:deal agrees']);
  });
  test('by its report ends the word on the talks only where the report gave no other', () => {
    expect(held([says('c', 1, 'ford', 'contact', { with: ['union'] }), back({ report: 'c' })])).toEqual([]);
    expect(held([says('c', 1, 'ford', 'concession', { issue: 'pay', terms: [] }), back({ report: 'c' })])).toEqual([
      'ford claim:talks confirms',
    ]);
  });
  test('by another’s demand ends the answer to it, and leaves the word on the talks', () => {
    const demanded = [
      says('d', 1, 'union', 'demand', { issue: 'hours', terms: [] }),
      says('y', 2, 'ford', 'acceptance', { report: 'd' }),
    ];
    expect(held([...demanded, back({ report: 'd' })]).toSorted()).toEqual([
      'ford claim:talks confirms',
      'union issue:hours demands',
    ]);
    const rejected = [...demanded, says('n', 3, 'ford', 'rejection', { report: 'd' }), back({ report: 'd' })];
    expect(position(rejected, 'ford', 'issue:hours')).toBeUndefined();
  });
  test('by another’s demand leaves what else the party holds on its issue', () => {
    const lines = [
      says('d', 1, 'union', 'demand', { issue: 'pay', terms: [] }),
      says('y', 2, 'ford', 'acceptance', { report: 'd' }),
      says('s', 3, 'ford', 'stance', { issue: 'pay', toward: 'open' }),
    ];
    expect(held([...lines, back({ report: 'd' })])).toContain('ford issue:pay open');
  });
  test('by a report that gave no position, or another party’s that it never answered, ends nothing', () => {
    const lines = [made, says('x', 2, 'union', 'stance', { issue: 'pay', toward: 'open' })];
    expect(held([...lines, back({ report: 'x' })])).toEqual(held(lines));
    expect(held([...lines, back({ report: 'unknown' })])).toEqual(held(lines));
  });
  test('restores no earlier position, and what is said again begins anew', () => {
    const word = (id: string, day: number, kind: 'confirmation' | 'denial') =>
      says(id, day, 'ford', kind, { claim: 'done' });
    const lines = [word('a', 1, 'confirmation'), word('b', 2, 'denial'), back({ claim: 'done' })];
    expect(held(lines)).toEqual([]);
    expect(declared([...lines, word('c', 6, 'denial')], 'ford', 'claim:done')).toMatchObject({
      since: '2023-10-06',
      reversals: 1,
    });
  });
  test('that is declared ends what is attributed as well; one that is attributed leaves what is declared', () => {
    const lines = [made, says('i', 2, 'ford', 'denial', { proposal: 'offer', ...byInsider })];
    expect(held([...lines, back({ proposal: 'offer' })])).toEqual(['ford claim:talks confirms']);
    expect(held([...lines, back({ proposal: 'offer', ...byInsider })])).toEqual(held([made]));
  });
});

test('a copy that the lens leaves out still ties a withdrawal to what it withdraws', () => {
  const lines = [
    says('c', 1, 'ford', 'confirmation', { claim: 'done' }),
    says('copy', 2, 'ford', 'confirmation', { claim: 'done', corroborates: 'c', source: { publisher: 'Other' } }),
    says('w', 3, 'ford', 'withdrawal', { report: 'copy' }),
  ];
  expect(positionsOf(new Folds(viewOf(lines, { withoutSource: ['Other'] })))).toEqual([]);
});
