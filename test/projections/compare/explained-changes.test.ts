import type { JsonObject } from '../../../events/envelope.js';
import { explainedChangesBetween } from '../../../projections/compare/explained-changes.js';
import { valueInWords } from '../../../projections/compare/value-words.js';
import { ReaderNames } from '../../../projections/wording/reader-names.js';
import { change, opened, projectionsOf, says, type Line } from '../given.js';

const lines: readonly Line[] = [
  opened(),
  says('r1', 1, 'state', 'confirmation', { claim: 'talks' }),
  says('r2', 2, 'union', 'denial', { claim: 'talks' }),
  says('r3', 3, 'ford', 'proposal', {
    proposal: 'p',
    issues: ['pay'],
    terms: [{ item: 'rise', quantity: 4, unit: '%' }],
  }),
  says('r4', 5, 'ford', 'assessment', { outlook: 'progress', source: { publisher: 'Wire' } }),
];

interface Told {
  readonly words: string;
  readonly causes: readonly string[];
  readonly reason?: string | undefined;
}

/** By field, in words and with its causes. */
function between(
  from: readonly Line[] | null,
  to: readonly Line[],
  lenses: readonly [JsonObject, JsonObject] = [{}, {}],
) {
  const [before, after] = [from && projectionsOf(from, lenses[0]), projectionsOf(to, lenses[1])];
  if (!after) throw new Error('not opened');
  return Object.fromEntries(
    explainedChangesBetween(before, after).map(({ field, words, causes, reason }): [string, Told] => [
      field,
      { words, causes: causes.map(({ entry, how, by }) => `${entry} ${how}${by ? ` by ${by}` : ''}`), reason },
    ]),
  );
}

test('An outlook that is the same on the record is told once, beside a change as in it', () => {
  const told = (value: string, onTheRecord: string) =>
    valueInWords('outlook', { value, onTheRecord }, new ReaderNames());
  expect(told('unknown', 'unknown')).toBe('unknown');
  expect(told('mixed', 'unknown')).toBe('mixed (on the record: unknown)');
});

describe('What changed', () => {
  test('is said in a sentence, with the report that caused it', () => {
    const changes = between(lines.slice(0, 2), lines.slice(0, 3));
    expect(changes['contested']).toEqual({
      words: 'The talks are contested: Union denies them since 2 Oct 2023.',
      causes: ['r2 recorded'],
    });
    expect(changes['claims/talks']?.words).toBe('Claim “That there are talks” is contested; before: confirmed.');
    expect(changes['positions/union/claim:talks/declared']?.words).toBe('Union declares: denies, on the talks.');
    expect(changes['contradictions/fact/claim:talks/state,union']?.words).toBe(
      'A contradiction (fact) on the talks between State and Union.',
    );
  });

  test('of an agreement is said field by field, also where it is only that another came into force', () => {
    const agrees = (id: string, day: number, party: string, agreement: string, more: JsonObject = {}) =>
      says(id, day, party, 'agreement', { agreement, between: ['union', 'ford'], scope: 'full', terms: [], ...more });
    const before = [opened(), agrees('a', 1, 'ford', 'old'), agrees('b', 1, 'union', 'old')];
    const twoOfThem = { between: ['ford', 'state'] };
    const after = [...before, agrees('c', 2, 'ford', 'side', twoOfThem), agrees('d', 2, 'state', 'side', twoOfThem)];
    expect(between(before, after)['agreement']?.words).toBe(
      'The agreement “old”: agreements in force: “old”, “side” (before: “old”).',
    );
    expect(between(before, [...before, agrees('e', 2, 'union', 'old', { until: '2030' })])['agreement']?.words).toBe(
      'The agreement “old”: until 2030 (before: no date).',
    );
  });

  test('a demand is told by its party, its day and what it asks, and by no id that was made for it', () => {
    const id = '9c23c7b0-72a0-8ae9-9475-961508e45aff';
    const demand = says(id, 4, 'union', 'demand', { issue: 'pay', terms: [{ item: 'rise', quantity: 9, unit: '%' }] });
    expect(between(lines, [...lines, demand])[`openDemands/${id}`]?.words).toBe(
      'The demand of Union on “pay” of 4 Oct 2023 (9 % (rise)) is open.',
    );
  });

  test('what others said of a party and say no more is told of them', () => {
    const told = says('r5', 6, null, 'stance', { party: 'ford', issue: 'pay', toward: 'opposes' });
    expect(between([...lines, told], lines)['positions/ford/issue:pay/attributed']?.words).toBe(
      'Others say nothing of Ford any more on issue “pay”; before: opposes.',
    );
  });

  test('from the empty record is caused by what each value rests on, and by the opening', () => {
    const changes = between(null, lines);
    expect(changes['phase']).toEqual({
      words: 'The talks are negotiating since 3 Oct 2023 (offer tabled).',
      causes: ['r1 recorded', 'r3 recorded'],
    });
    expect(changes['terms/rise/%/']).toEqual({ words: 'Rise: 4 % (proposal of Ford).', causes: ['r3 recorded'] });
    expect(between(null, [opened()])['phase']).toEqual({
      words: 'The talks are unreported.',
      causes: [],
      reason: 'the negotiation was opened',
    });
  });

  test('by the clock alone has no cause but time', () => {
    const changes = between(lines, lines, [{ happenedBy: '2023-10-06' }, { happenedBy: '2023-10-20' }]);
    expect(changes).toEqual({
      freshness: { words: 'The story is quiet; before: active.', causes: [], reason: 'time passed' },
    });
  });

  test('between what was published by two days names what was published between them', () => {
    const changes = between(lines, lines, [{ reportedBy: '2023-10-01' }, { reportedBy: '2023-10-03' }]);
    expect(changes['contested']?.causes).toEqual(['r2 published']);
    expect(changes['openProposals/p']).toEqual({ words: 'Proposal “p” is open.', causes: ['r3 published'] });
  });

  test('without a source names what the lens leaves out', () => {
    const changes = between(lines, lines, [{}, { withoutSource: 'Wire' }]);
    expect(changes['outlook']).toEqual({
      words: 'The outlook is unknown; before: progress.',
      causes: ['r4 left-out'],
    });
    expect(between(lines, lines, [{ withoutSource: 'Wire' }, {}])['outlook']?.causes).toEqual(['r4 counted']);
  });

  test.each([
    [
      'a retraction',
      change('ReportRetracted', 'c1', { reportId: 'r2', reportedAt: '2023-10-09' }),
      'r2 retracted by c1',
    ],
    ['a voiding', change('EntryVoided', 'c1', { entry: 'r2' }), 'r2 voided by c1'],
    [
      'a correction',
      change('ReportCorrected', 'c1', { reportId: 'r2', reportedAt: '2023-10-09', changes: { kind: 'confirmation' } }),
      'r2 corrected by c1',
    ],
    [
      'an amendment',
      change('EntryAmended', 'c1', { entry: 'r2', changes: { kind: 'confirmation' } }),
      'r2 amended by c1',
    ],
  ])('by %s names the report, what became of it, and by which change', (_, line, cause) => {
    const changes = between(lines, [...lines, line]);
    expect(changes['contested']).toEqual({ words: 'The talks are contested no more.', causes: [cause] });
  });

  test('by a voiding that is voided names what is restored', () => {
    const voided = [...lines, change('EntryVoided', 'c1', { entry: 'r2' })];
    const restored = [...voided, change('EntryVoided', 'c2', { entry: 'c1' })];
    expect(between(voided, restored)['contested']?.causes).toEqual(['r2 restored']);
  });

  test('backwards names what is not there yet', () => {
    expect(between(lines, lines.slice(0, 2))['contested']?.causes).toEqual(['r2 unrecorded']);
    const earlier = between(lines, lines, [{}, { reportedBy: '2023-10-01' }]);
    expect(earlier['contested']?.causes).toEqual(['r2 unpublished']);
  });

  test('by a grade names the report that is graded anew', () => {
    const grade = change('SourceRegraded', 'g', { publisher: 'Paper', reliability: 'E', from: '2023' });
    expect(between(lines, [...lines, grade])['confidence']).toEqual({
      words: 'Confidence fell from moderate to low.',
      causes: ['r1 regraded', 'r3 regraded'],
    });
  });

  test('by another role names the event of the registry', () => {
    const revised: Line = {
      type: 'PartyRevised',
      data: { negotiation: 'n', changeId: 'role', party: 'union', role: 'stakeholder' },
    };
    expect(between(lines, [...lines, revised])['contested']?.causes).toEqual(['role registered']);
  });

  test('by a tie between two reports names the report that ties them', () => {
    const halts = [
      opened(),
      says('h1', 3, null, 'suspension'),
      says('h2', 4, null, 'suspension', { source: { publisher: 'Wire' } }),
    ];
    const tie = says('h3', 5, null, 'suspension', { source: { publisher: 'Third' }, corroborates: 'h1' });
    expect(between(halts, [...halts, tie])['reportedHalt']).toEqual({
      words: 'The talks are reported to be suspended since 3 Oct 2023, though no official says so.',
      causes: ['h3 recorded'],
    });
  });

  test('between the same records is nothing', () => expect(between(lines, lines)).toEqual({}));
});
