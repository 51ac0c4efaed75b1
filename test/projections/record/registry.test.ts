/** What changes the registry, and what does not. */
import { claimAnswersOf } from '../../../projections/positions/claim-answers.js';
import { change, given, opened, projectionsOf, says } from '../given.js';

test('an observer that is said to take on the role of a mediator still speaks without standing', () => {
  const lines = [
    opened(),
    says('i', 1, 'press', 'involvement', { role: 'mediator' }),
    says('d', 2, 'press', 'denial', { claim: 'talks' }),
  ];
  const { counted, run } = given(lines)!;
  expect(counted.reports.map(({ parties: [own], standing }) => [own?.role, standing])).toEqual([
    ['observer', false],
    ['observer', false],
  ]);
  expect(claimAnswersOf(counted)).toMatchObject([
    { value: 'unconfirmed', words: [{ party: 'press', standing: false }] },
  ]);
  expect(run.phase).toBe('rumoured');
});

test('archiving a negotiation changes no value of its status', () => {
  const lines = [
    opened(),
    says('o', 1, 'ford', 'proposal', { proposal: 'offer', issues: ['pay'], terms: [{ item: 'pay', quantity: 10 }] }),
    says('c', 2, 'union', 'contact', { with: ['ford'] }),
    says('d', 3, 'ford', 'denial', { claim: 'talks' }),
    says('s', 4, 'union', 'pressure', { measure: 'strike' }),
  ];
  const archived = [...lines, change('NegotiationArchived', 'z', {})];
  const { revision: before, position: _a, ...open } = projectionsOf(lines)!.status();
  const { revision: after, position: _b, ...closed } = projectionsOf(archived)!.status();
  expect(closed).toEqual(open);
  expect([...projectionsOf(archived)!.fieldValues()]).toEqual([...projectionsOf(lines)!.fieldValues()]);
  expect([before, after]).toEqual([4, 5]);
});
