/** What goes when a party takes back one of its reports: the words and the positions that are of its development. */
import type { JsonObject } from '../../../events/envelope.js';
import { claimsOf } from '../../../projections/positions/claims.js';
import { Folds } from '../../../projections/positions/folds.js';
import { positionsOf } from '../../../projections/positions/positions.js';
import { subjectKey } from '../../../projections/record/subjects.js';
import { given, opened, says, type Line } from '../given.js';

const offer = { proposal: 'offer', issues: ['pay'], terms: [] };
const made = says('o', 1, 'ford', 'proposal', offer);
const tied = (id: string, kind: Parameters<typeof says>[3], more: JsonObject) =>
  says(id, 2, 'ford', kind, { corroborates: 'o', source: { publisher: 'Other' }, ...more });
const back = (report: string) => says('w', 9, 'ford', 'withdrawal', { report });

/** What ford holds: its words on claims and agreements, and its declared positions. */
function heldBy(...lines: readonly Line[]) {
  const { counted, run } = given([opened(), ...lines])!;
  const claims = [...claimsOf(counted)].flatMap(([claim, { words }]) => (words.has('ford' as never) ? [claim] : []));
  const agreements = run.agreements.ids().filter((id) => run.agreements.get(id)?.words.has('ford' as never));
  const positions = positionsOf(new Folds(counted)).flatMap(({ party, subject, declared }) =>
    party === 'ford' && declared ? [subjectKey(subject)] : [],
  );
  return { words: [...claims, ...agreements].toSorted(), positions: positions.toSorted() };
}

describe('a withdrawal that names a report of its own party', () => {
  const done = (id: string, day: number) => says(id, day, 'ford', 'confirmation', { claim: 'done' });

  test('ends the word and the position that the report gave, and not those that another has restated since', () => {
    expect(heldBy(done('c', 1))).toEqual({ words: ['done'], positions: ['claim:done'] });
    expect(heldBy(done('c', 1), back('c'))).toEqual({ words: [], positions: [] });
    expect(heldBy(done('c', 1), done('d', 2), back('c'))).toEqual({ words: ['done'], positions: ['claim:done'] });
    expect(heldBy(done('c', 1), done('d', 2), back('d'))).toEqual({ words: [], positions: [] });
  });
  test('ends what a tied report of the party said, by whichever of the two it names', () => {
    const denied = says('x', 1, 'ford', 'denial', { claim: 'other' });
    const tie = says('t', 2, 'ford', 'confirmation', { claim: 'done', corroborates: 'x' });
    expect(heldBy(denied, tie)).toEqual({ words: ['done', 'other'], positions: ['claim:done', 'claim:other'] });
    for (const report of ['x', 't']) expect(heldBy(denied, tie, back(report))).toEqual({ words: [], positions: [] });
  });
});

describe('a withdrawal that names the report of an offer', () => {
  test('ends every position of its development, and leaves the words on claims', () => {
    const claimed = tied('t', 'confirmation', { claim: 'done' });
    expect(heldBy(made, claimed)).toEqual({
      words: ['done', 'talks'],
      positions: ['claim:done', 'claim:talks', 'issue:pay', 'proposal:offer'],
    });
    expect(heldBy(made, claimed, back('o'))).toEqual({ words: ['done', 'talks'], positions: ['claim:talks'] });
    expect(heldBy(made, tied('t', 'contact', { with: ['union'] }), back('o'))).toEqual({
      words: ['talks'],
      positions: [],
    });
  });
  test('ends the word on an agreement that is of the offer, and leaves the word on any other', () => {
    const agrees = (more: JsonObject = {}) =>
      tied('t', 'agreement', { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [], ...more });
    expect(heldBy(made, agrees({ of: 'offer' }), back('o'))).toEqual({ words: ['talks'], positions: ['claim:talks'] });
    expect(heldBy(made, agrees(), back('o'))).toEqual({ words: ['deal', 'talks'], positions: ['claim:talks'] });
    expect(heldBy(made, agrees(), back('t'))).toEqual({ words: ['talks'], positions: ['claim:talks'] });
  });
  test('ends the position on the offer also where its maker has put it again since', () => {
    const again = says('p', 3, 'ford', 'proposal', offer);
    expect(heldBy(made, again, back('o'))).toEqual({ words: ['talks'], positions: ['claim:talks'] });
  });
});

test('a withdrawal that names the report of a demand ends every position of its development, and no word', () => {
  const demand = says('o', 1, 'ford', 'demand', { issue: 'pay', terms: [] });
  const claimed = tied('t', 'confirmation', { claim: 'done' });
  expect(heldBy(demand, claimed).positions).toEqual(['claim:done', 'issue:pay']);
  expect(heldBy(demand, claimed, back('o'))).toEqual({ words: ['done'], positions: [] });
  const agrees = tied('t', 'agreement', { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [] });
  expect(heldBy(demand, agrees, back('o'))).toEqual({ words: ['deal', 'talks'], positions: ['claim:talks'] });
});

test('an acceptance of what nobody demanded, when it is withdrawn, leaves the word on the talks without a position', () => {
  const accepted = says('a', 1, 'ford', 'acceptance', { report: 'elsewhere' });
  expect(heldBy(accepted)).toEqual({ words: ['talks'], positions: ['claim:talks'] });
  expect(heldBy(accepted, back('a'))).toEqual({ words: ['talks'], positions: [] });
});
