/** What goes when a party takes back one of its reports: the words and the positions that are of its development. */
import type { JsonObject } from '../../../events/envelope.js';
import { claimsOf } from '../../../projections/positions/folds.js';
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
  test('ends the offer alone, and leaves what its development said besides', () => {
    const claimed = tied('t', 'confirmation', { claim: 'done' });
    expect(heldBy(made, claimed)).toEqual({
      words: ['done', 'talks'],
      positions: ['claim:done', 'claim:talks', 'issue:pay', 'proposal:offer'],
    });
    expect(heldBy(made, claimed, back('o'))).toEqual({
      words: ['done', 'talks'],
      positions: ['claim:done', 'claim:talks'],
    });
    expect(heldBy(made, tied('t', 'contact', { with: ['union'] }), back('o'))).toEqual({
      words: ['talks'],
      positions: ['claim:talks'],
    });
  });
  test('ends the word on an agreement that is of the offer, and leaves the word on any other', () => {
    const agrees = (more: JsonObject = {}) =>
      tied('t', 'agreement', { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [], ...more });
    const positions = ['agreement:deal', 'claim:talks'];
    expect(heldBy(made, agrees({ of: 'offer' }), back('o'))).toEqual({ words: ['talks'], positions });
    expect(heldBy(made, agrees(), back('o'))).toEqual({ words: ['deal', 'talks'], positions });
    expect(heldBy(made, agrees(), back('t'))).toEqual({ words: ['talks'], positions: ['claim:talks'] });
  });
  test('ends the position on the offer also where its maker has put it again since', () => {
    const again = says('p', 3, 'ford', 'proposal', offer);
    expect(heldBy(made, again, back('o'))).toEqual({ words: ['talks'], positions: ['claim:talks'] });
  });
});

test('a withdrawal that names the report of a demand ends the demand alone', () => {
  const demand = says('o', 1, 'ford', 'demand', { issue: 'pay', terms: [] });
  const claimed = tied('t', 'confirmation', { claim: 'done' });
  expect(heldBy(demand, claimed).positions).toEqual(['claim:done', 'issue:pay']);
  expect(heldBy(demand, claimed, back('o'))).toEqual({ words: ['done'], positions: ['claim:done'] });
  const agrees = tied('t', 'agreement', { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [] });
  expect(heldBy(demand, agrees, back('o'))).toEqual({
    words: ['deal', 'talks'],
    positions: ['agreement:deal', 'claim:talks'],
  });
});

describe('the word and the position on the talks', () => {
  test('go with a report of nothing but them, by its report', () => {
    for (const [kind, data] of [
      ['confirmation', { claim: 'talks' }],
      ['denial', { claim: 'talks' }],
      ['refusal', {}],
      ['contact', { with: ['union'] }],
      ['involvement', { role: 'host' }],
      ['implementation', { agreement: 'deal', terms: [] }],
      ['suspension', {}],
      ['resumption', {}],
      ['assessment', { outlook: 'progress' }],
    ] as const)
      expect([kind, heldBy(says('a', 1, 'ford', kind, data), back('a'))]).toEqual([kind, { words: [], positions: [] }]);
  });
  test('stay where the report said more: an answer, a concession, an agreement', () => {
    const stays = { words: ['talks'], positions: ['claim:talks'] };
    for (const [kind, data] of [
      ['acceptance', { report: 'elsewhere' }],
      ['concession', { issue: 'pay', terms: [] }],
      ['agreement', { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [] }],
    ] as const)
      expect([kind, heldBy(says('a', 1, 'ford', kind, data), back('a'))]).toEqual([kind, stays]);
  });
});

test('a withdrawal that names another’s offer by its report takes back the answer to it', () => {
  const offered = says('o', 1, 'union', 'proposal', offer);
  const no = says('n', 2, 'ford', 'rejection', { proposal: 'offer' });
  expect(heldBy(offered, no).positions).toEqual(['proposal:offer']);
  expect(heldBy(offered, no, back('o')).positions).toEqual([]);
  const denied = says('n', 2, 'ford', 'denial', { proposal: 'offer' });
  expect(heldBy(offered, denied, back('o')).positions).toEqual(['proposal:offer']);
});

test('one of the parties of a joint report takes back its own part of it alone', () => {
  const joint = says('j', 1, 'union', 'confirmation', { claim: 'done', jointly: ['ford'] });
  const { counted } = given([opened(), joint, back('j')])!;
  expect(positionsOf(new Folds(counted)).map(({ party }) => party)).toEqual(['union']);
  expect([
    ...(claimsOf(counted)
      .get('done' as never)
      ?.words.keys() ?? []),
  ]).toEqual(['union']);
});
