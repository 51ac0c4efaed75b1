/** Which rule fires on a report, where more than one could, and where none does. */
import { given, opened, says, type Line } from '../given.js';

const runOf = (...lines: readonly Line[]) => given([opened(), ...lines])!.run;
const met = says('c', 1, 'state', 'contact', { with: ['ford'] });
const deal = { agreement: 'deal', between: ['union', 'ford'], scope: 'full', terms: [] };

test('an acceptance with which the suspender comes back resumes the talks, even where it binds all', () => {
  const { run, stateOf } = given([
    opened(),
    says('o', 1, 'union', 'proposal', { proposal: 'offer', issues: ['pay'], terms: [] }),
    says('d', 2, 'state', 'agreement', { ...deal, of: 'offer' }),
    says('s', 3, 'ford', 'suspension'),
    says('y', 4, 'ford', 'acceptance', { proposal: 'offer' }),
  ])!;
  expect([run.rule, run.phase, run.since?.text]).toEqual(['resumed', 'negotiating', '2023-10-04']);
  expect(run.firings.map(({ rule }) => rule)).not.toContain('agreed');
  expect(stateOf('deal')).toBe('agreed');
});

test('a mediator that assesses the talks as deadlocked makes them so; one that speaks of one issue does not', () => {
  const stuck = (more = {}) => says('a', 2, 'state', 'assessment', { outlook: 'deadlock', ...more });
  expect(runOf(met, stuck())).toMatchObject({ phase: 'deadlocked', rule: 'deadlock-declared' });
  expect(runOf(met, stuck({ issue: 'pay' }))).toMatchObject({ phase: 'exploratory', rule: 'contact-confirmed' });
  expect(runOf(met, { ...stuck(), data: { ...stuck().data, party: 'press' } }).phase).toBe('exploratory');
});

test('talks whose principals all stayed bound through a collapse are not agreed a second time', () => {
  const { run, stateOf } = given([
    opened(),
    says('o', 1, 'ford', 'proposal', { proposal: 'offer', issues: ['pay'], terms: [] }),
    says('y', 2, 'union', 'acceptance', { proposal: 'offer' }),
    says('d', 3, null, 'agreement', { ...deal, of: 'offer' }),
    says('b', 4, 'ford', 'breakdown'),
    says('c', 5, 'ford', 'contact', { with: ['union'] }),
  ])!;
  expect(run.phase).toBe('exploratory');
  expect(run.firings.map(({ rule }) => rule).filter((rule) => rule === 'agreed')).toHaveLength(1);
  expect(run.firings.slice(-2).map(({ rule }) => rule)).toEqual(['collapsed', 'contact-confirmed']);
  expect(stateOf('deal')).toBe('agreed');
});
