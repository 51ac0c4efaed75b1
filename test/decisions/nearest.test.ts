import { isNearly, nearest, nearlyKnown } from '../../decisions/nearest.js';

describe('The nearest known word', () => {
  test.each([
    ['isreal', 'israel'],
    ['united', 'united-states'],
    ['hamas-movement', 'hamas'],
    ['Qatar', 'qatar'],
  ])('of %s is %s', (given, meant) => {
    expect(nearest(['qatar', 'hamas', 'united-states', 'israel'], given)).toBe(meant);
  });

  test('is none where nothing is near', () => {
    expect(nearest(['qatar', 'egypt'], 'dockers')).toBeUndefined();
    expect(nearest(['uaw'], 'gm')).toBeUndefined();
    expect(nearest([], 'qatar')).toBeUndefined();
  });
});

describe('A slug that may be a slip', () => {
  test.each([
    ['prisoner-exchange', 'prisoner_exchange'],
    ['prisoner-exchange', 'prisoners-exchange'],
    ['prisoner-exchange', 'prisonerexchange'],
    ['release-mechanism', 'relaese-mechanism'],
    ['ceasefire', 'ceasfire'],
  ])('%s and %s are nearly the same', (a, b) => {
    expect(isNearly(a, b)).toBe(true);
    expect(nearlyKnown(['something-else', a], b)).toBe(a);
  });

  test.each([
    ['plan-a', 'plan-b'],
    ['exchange-36', 'exchange-50'],
    ['truce', 'swap'],
    ['pay', 'day'],
    ['prisoner-exchange', 'prisoner-exchange'],
    ['process', 'proceed'],
  ])('%s and %s are meant to differ, or are the same', (a, b) => {
    expect(isNearly(a, b)).toBe(false);
  });
});
