/** A lens that names what the negotiation does not have is refused. */
import type { Problem } from '../../answers/problem.js';
import { lensSchema } from '../../projections/record/lens.js';
import { Refused } from '../../src/problems/refused.js';
import { checkLens } from '../../src/queries/check-lens.js';
import { given, opened } from '../projections/given.js';

const seated = opened({ tables: [['union', 'ford']] });

/** Why a lens on this opening, of which the last revision is 0, is refused; undefined where it is not. */
function refusal(lens: object, opening = seated): Problem | undefined {
  try {
    checkLens(lensSchema.parse(lens), 0, () => given([opening])!.counted.registry);
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

test('a lens without a publisher or an origin that nobody has named is not refused', () => {
  expect(refusal({ withoutSource: 'Nobody’s', withoutOrigin: 'Nobody’s' })).toBeUndefined();
});
