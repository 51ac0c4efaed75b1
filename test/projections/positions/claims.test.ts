/** Claims: words of those with standing, claims about a party, withdrawals, and what ends words on the talks. */
import { claimAnswersOf } from '../../../projections/positions/claim-answers.js';
import { claimsOf } from '../../../projections/positions/folds.js';
import { given, opened, says, type Line } from '../given.js';

const valuesOf = (lines: readonly Line[]): Record<string, string> => {
  const result = given([opened(), ...lines]);
  return Object.fromEntries([...(result ? claimsOf(result.counted) : [])].map(([claim, { value }]) => [claim, value]));
};
const talks = (...lines: readonly Line[]) => valuesOf(lines)['talks'];
const deal = { claim: 'deal' };
const about = { claim: 'deal', about: 'ford' };

test('nobody has said anything of the talks', () => expect(talks()).toBe('unreported'));
test('a reporter says that there are talks', () =>
  expect(talks(says('a', 1, null, 'confirmation', { claim: 'talks' }))).toBe('unconfirmed'));
test('a mediator confirms them', () =>
  expect(talks(says('a', 1, 'state', 'confirmation', { claim: 'talks' }))).toBe('confirmed'));
test('an act in the talks confirms them as well', () =>
  expect(talks(says('a', 1, 'ford', 'contact', { with: ['union'] }))).toBe('confirmed'));
test('an observer’s word has no standing', () =>
  expect(talks(says('a', 1, 'press', 'denial', { claim: 'talks' }))).toBe('unconfirmed'));
test('a denial does not erase a confirmation', () =>
  expect(
    talks(
      says('a', 1, 'state', 'confirmation', { claim: 'talks' }),
      says('b', 2, 'ford', 'denial', { claim: 'talks' }),
    ),
  ).toBe('contested'));
test('whoever confirmed and then denies has denied', () =>
  expect(
    talks(says('a', 1, 'ford', 'confirmation', { claim: 'talks' }), says('b', 2, 'ford', 'denial', { claim: 'talks' })),
  ).toBe('denied'));
test('words on the talks from before a collapse no longer count', () =>
  expect(talks(says('a', 1, 'ford', 'contact', { with: ['union'] }), says('b', 2, 'ford', 'breakdown'))).toBe(
    'unreported',
  ));
test('words on the talks from before a conclusion no longer count', () => {
  const before = [says('a', 1, 'ford', 'denial', { claim: 'talks' }), says('b', 2, 'state', 'conclusion')];
  expect(talks(...before)).toBe('unreported');
  expect(talks(...before, says('c', 3, 'union', 'confirmation', { claim: 'talks' }))).toBe('confirmed');
});
test('a word that was withdrawn is no word', () =>
  expect(
    talks(says('a', 1, 'ford', 'denial', { claim: 'talks' }), says('b', 2, 'ford', 'withdrawal', { claim: 'talks' })),
  ).toBe('unconfirmed'));
test('withdrawing a meeting withdraws that the talks go on', () =>
  expect(
    talks(says('a', 1, 'ford', 'contact', { with: ['union'] }), says('b', 2, 'ford', 'withdrawal', { report: 'a' })),
  ).toBe('unconfirmed'));
test('withdrawing an offer does not withdraw that the talks go on', () =>
  expect(
    talks(
      says('a', 1, 'ford', 'proposal', { proposal: 'p', issues: ['pay'], terms: [] }),
      says('b', 2, 'ford', 'withdrawal', { report: 'a' }),
    ),
  ).toBe('confirmed'));
test('a withdrawal by another party takes nothing back', () =>
  expect(
    talks(says('a', 1, 'ford', 'denial', { claim: 'talks' }), says('b', 2, 'union', 'withdrawal', { claim: 'talks' })),
  ).toBe('denied'));

describe('of a claim about a party', () => {
  const value = (...lines: readonly Line[]) => valuesOf(lines)['deal'];
  test('its own word decides', () => expect(value(says('a', 1, 'ford', 'denial', about))).toBe('denied'));
  test('its own word decides even where its role gives it no standing', () =>
    expect(value(says('a', 1, 'press', 'confirmation', { claim: 'deal', about: 'press' }))).toBe('confirmed'));
  test('others with standing that contradict it contest it', () =>
    expect(value(says('a', 1, 'ford', 'denial', about), says('b', 2, 'union', 'confirmation', deal))).toBe(
      'contested',
    ));
  test('others contradicting its confirmation contest it', () =>
    expect(value(says('a', 1, 'ford', 'confirmation', about), says('b', 2, 'union', 'denial', deal))).toBe(
      'contested',
    ));
  test('where it is silent others can only allege it', () =>
    expect(value(says('a', 1, 'union', 'confirmation', about))).toBe('alleged'));
  test('where it is silent others can contest it among themselves', () =>
    expect(value(says('a', 1, 'union', 'confirmation', about), says('b', 2, 'state', 'denial', deal))).toBe(
      'contested',
    ));
  test('where it is silent denials alone leave it unconfirmed', () =>
    expect(value(says('a', 1, 'union', 'denial', about))).toBe('unconfirmed'));
});

test('the answer names text, words and the reports that make the value', () => {
  const result = given([
    opened(),
    says('a', 1, 'union', 'confirmation', { claim: 'deal', claimText: 'There is a deal.' }),
    says('b', 2, 'ford', 'denial', { claim: 'deal' }),
    says('c', 3, 'ford', 'denial', { claim: 'deal' }),
  ]);
  expect(claimAnswersOf(result!.counted).find(({ claim }) => (claim as string) === 'deal')).toEqual({
    claim: 'deal',
    text: 'There is a deal.',
    about: null,
    value: 'contested',
    words: [
      { party: 'union', word: 'confirms', since: '2023-10-01', standing: true, report: 'a' },
      { party: 'ford', word: 'denies', since: '2023-10-02', standing: true, report: 'c' },
    ],
    because: ['a', 'c'],
  });
});
