/** A lens that names what the negotiation does not have is refused. */
import type { Problem } from '../../answers/problem.js';
import { lensSchema } from '../../projections/record/lens.js';
import { Refused } from '../../src/problems/refused.js';
import { checkLens } from '../../src/queries/check-lens.js';
import { evolve, initialState, type NegotiationState } from '../../decisions/state.js';
import { change, given, logOf, opened, says, type Line } from '../projections/given.js';

const seated = opened({ tables: [['union', 'ford']] });

const stateOf = (log: readonly Parameters<typeof evolve>[1][]): NegotiationState => log.reduce(evolve, initialState);

/** Why a lens on these lines is refused; undefined where it is not. */
function refusal(lens: object, ...lines: readonly Line[]): Problem | undefined {
  const all = lines.length === 0 ? [seated] : lines;
  const log = logOf(all);
  const { registry, selection } = given(all)!.counted;
  try {
    checkLens(lensSchema.parse(lens), {
      head: log.negotiation.length - 1,
      negotiation: stateOf(log.negotiation),
      sources: stateOf(log.sources),
      desk: { registry, merges: selection.reportIndex.desk.merges },
    });
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    throw error;
  }
}

test('a lens at a revision that is not yet reached is refused', () => {
  expect(refusal({ revision: 0 })).toBeUndefined();
  expect(refusal({ revision: 1 })).toMatchObject({ code: 'revision-not-reached' });
});

test('a lens on a table that the negotiation does not have is refused, with the nearest that it has', () => {
  expect(refusal({ table: 'ford,union' })).toBeUndefined();
  expect(refusal({ table: 'union,frod' })).toMatchObject({
    code: 'invalid-parameter',
    errors: [{ parameter: 'table', nearest: 'union,ford' }],
  });
  expect(refusal({ table: 'union,ford' }, opened())).toMatchObject({
    code: 'invalid-parameter',
    errors: [{ parameter: 'table' }],
  });
});

test('a lens without a party that is not in the registry is refused, with the nearest that is', () => {
  expect(refusal({ withoutParty: 'ford' })).toBeUndefined();
  expect(refusal({ withoutParty: ['ford', 'unoin'] })).toMatchObject({
    code: 'invalid-parameter',
    errors: [{ parameter: 'withoutParty', nearest: 'union' }],
  });
});

const told = (id: string, publisher: string, origin?: string): Line =>
  says(id, 9, 'union', 'confirmation', { claim: 'talks', source: { publisher, ...(origin && { origin }) } });

test('a lens without a publisher or an origin that nothing has ever named is refused, with the nearest', () => {
  const lines = [seated, told('r1', 'The Quay', 'Harbour Wire')];
  for (const parameter of ['withoutSource', 'withoutOrigin']) {
    expect(refusal({ [parameter]: 'the  quay' }, ...lines)).toBeUndefined();
    expect(refusal({ [parameter]: ['HarbourWire', 'The Quai'] }, ...lines)).toMatchObject({
      code: 'invalid-parameter',
      errors: [{ parameter, nearest: 'The Quay', detail: expect.stringContaining('The Quai') as string }],
    });
  }
});

test('a lens may name what a correction, an amendment or an alias has named, and what was voided', () => {
  const source = (publisher: string) => ({ changes: { source: { publisher } } });
  const aliased = { changeId: 's1', name: 'Quay Mail', of: 'Mail on Quay', reason: 'because' };
  const lines = [
    seated,
    told('r1', 'The Quay'),
    change('ReportCorrected', 'c1', { reportId: 'r1', reportedAt: '2023-10-20', ...source('Second') }),
    change('EntryAmended', 'c2', { entry: 'r1', ...source('Third') }),
    change('EntryVoided', 'c3', { entry: 'r1' }),
    { type: 'SourceAliased', data: aliased },
  ];
  for (const withoutSource of ['The Quay', 'Second', 'third', 'quaymail', 'Mail on Quay'])
    expect(refusal({ withoutSource }, ...lines)).toBeUndefined();
  expect(refusal({ withoutSource: 'Fourth' }, ...lines)).toMatchObject({ code: 'invalid-parameter' });
});

test('a lens may name a party that was merged into another, also in a table', () => {
  const merged = change('SubjectMerged', 'm', { what: 'party', from: 'press', into: 'ford' });
  expect(refusal({ withoutParty: 'press' }, seated, merged)).toBeUndefined();
  expect(refusal({ table: 'press,union' }, seated, merged)).toBeUndefined();
  expect(refusal({ table: 'press,union' }, seated)).toMatchObject({ code: 'invalid-parameter' });
});
