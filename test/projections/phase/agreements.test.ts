/** Who is in an agreement, what its members say of it, and what a collapse leaves of it. */
import type { JsonObject } from '../../../events/envelope.js';
import { given, opened, says, type Line } from '../given.js';

const deal = { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [] };
const agrees = (id: string, day: number, party: string | null, more: JsonObject = {}) =>
  says(id, day, party, 'agreement', { ...deal, ...more });
const both = (more: JsonObject = {}) => [agrees('a1', 1, 'union', more), agrees('a2', 2, 'ford', more)];
const ratifies = (id: string, day: number, party: string, outcome: string) =>
  says(id, day, party, 'ratification', { agreement: 'deal', outcome });

const after = (...lines: readonly Line[]) => given([opened(), ...lines])!;
const stateAfter = (...lines: readonly Line[]) => after(...lines).stateOf('deal');

describe('the members of an agreement', () => {
  test('are its principals; where fewer than two are, the third parties in it as well, but no observer', () => {
    const membersOf = (...between: string[]) =>
      after(agrees('a', 1, null, { between })).run.agreements.get('deal' as never)?.members;
    expect(membersOf('union', 'state', 'press')).toEqual(['union', 'state']);
    expect(membersOf('union', 'ford', 'state')).toEqual(['union', 'ford']);
  });
  test('are those whom any report names, so that words said before they were named bind as well', () => {
    const lines = [
      says('y1', 1, 'union', 'confirmation', { agreement: 'deal' }),
      says('y2', 2, 'ford', 'confirmation', { agreement: 'deal' }),
    ];
    expect(after(...lines).run.phase).toBe('unreported');
    const { run } = after(...lines, agrees('a', 3, null));
    expect([run.phase, run.rule, run.since?.text]).toEqual(['agreed', 'agreed', '2023-10-02']);
  });
});

describe('a word on an agreement', () => {
  test('is no when, after a yes, its party rejects the proposal that the agreement is of; conditions change nothing', () => {
    const offer = says('o', 1, 'union', 'proposal', { proposal: 'offer', issues: ['pay'], terms: [] });
    const agreed = [offer, ...both({ of: 'offer' })];
    const rejects = (id: string, day: number) => says(id, day, 'ford', 'rejection', { proposal: 'offer' });
    expect(stateAfter(...agreed, rejects('n', 3))).toBe('rejected');
    expect(stateAfter(offer, rejects('n', 1), ...both({ of: 'offer' }))).toBe('agreed');
    expect(stateAfter(offer, rejects('n', 1), agrees('a1', 2, 'union', { of: 'offer' }))).toBe('announced');
    const conditional = says('y', 3, 'ford', 'acceptance', { agreement: 'deal', conditions: ['in May'] });
    expect(stateAfter(...agreed, conditional)).toBe('agreed');
    expect(stateAfter(...agreed, says('n', 3, 'ford', 'rejection', { agreement: 'deal' }))).toBe('rejected');
  });

  const approved = [...both({ subjectTo: ['union'] }), ratifies('v', 3, 'union', 'approved')];
  const back = (day: number, report: string) => says('w', day, 'union', 'withdrawal', { report });

  test('is withdrawn by its report; the approval is a word of its own, and ends with its own report', () => {
    expect(stateAfter(...approved)).toBe('agreed');
    expect(stateAfter(...approved, back(4, 'v'))).toBe('announced');
    expect(stateAfter(...approved, back(4, 'v'), agrees('a3', 5, 'union'))).toBe('tentative');
    const confirmed = [...approved, says('c', 4, 'union', 'confirmation', { agreement: 'deal' })];
    expect(stateAfter(...confirmed, back(5, 'c'))).toBe('announced');
    expect(stateAfter(...confirmed, back(5, 'c'), agrees('a3', 6, 'union'))).toBe('agreed');
    expect(stateAfter(...confirmed, back(5, 'v'))).toBe('tentative');
  });
  test('of one that must ratify and is no member is kept apart from its approval', () => {
    const lines = [
      ...both({ subjectTo: ['press'] }),
      ratifies('v', 3, 'press', 'approved'),
      says('c', 4, 'press', 'confirmation', { agreement: 'deal' }),
    ];
    const taken = (report: string) => says('w', 5, 'press', 'withdrawal', { report });
    expect(stateAfter(...lines)).toBe('agreed');
    expect(stateAfter(...lines, taken('c'))).toBe('agreed');
    expect(stateAfter(...lines, taken('v'))).toBe('tentative');
    expect(stateAfter(...lines, says('w', 5, 'press', 'withdrawal', { agreement: 'deal' }))).toBe('tentative');
  });
  test('is taken back with the answer to another’s offer', () => {
    const offer = says('o', 1, 'union', 'proposal', { proposal: 'offer', issues: ['pay'], terms: [] });
    const lines = [
      offer,
      says('y', 2, 'ford', 'acceptance', { proposal: 'offer' }),
      agrees('a1', 3, 'state', { of: 'offer' }),
    ];
    expect(stateAfter(...lines)).toBe('agreed');
    expect(stateAfter(...lines, says('w', 4, 'ford', 'withdrawal', { report: 'o' }))).toBe('announced');
  });
  test('is not withdrawn by naming an earlier report of the party', () => {
    expect(stateAfter(...approved, back(4, 'a1'))).toBe('agreed');
  });
});

test('an agreement that an observer must ratify stays tentative when it rejects', () => {
  const subject = both({ subjectTo: ['press'] });
  expect(stateAfter(...subject)).toBe('tentative');
  expect(stateAfter(...subject, ratifies('v', 3, 'press', 'rejected'))).toBe('tentative');
  expect(stateAfter(...subject, ratifies('v', 3, 'press', 'approved'))).toBe('agreed');
});

test('an agreement that a breakdown ended is over until all its members have said yes since', () => {
  for (const named of [{}, { agreement: 'deal' }]) {
    const broken = [...both(), says('b', 3, 'ford', 'breakdown', named)];
    expect(stateAfter(...broken)).toBe('ended');
    expect(stateAfter(...broken, agrees('a3', 4, 'ford'))).toBe('ended');
    expect(stateAfter(...broken, agrees('a3', 4, 'ford'), agrees('a4', 5, 'union'))).toBe('agreed');
  }
});
