/** Titles inside other sentences. */
import { slugAsName, titleAsName } from '../../../events/words/title-words.js';

test.each([
  ['There will be a strike.', 'There will be a strike'],
  ['Truce of November', 'Truce of November'],
  ['A letter from the U.S.', 'A letter from the U.S.'],
  ['And so on...', 'And so on...'],
  ['هناك محادثات.', 'هناك محادثات'],
  ['.', ''],
])('As a name within a sentence, %j reads %j', (title, name) => {
  expect(titleAsName(title)).toBe(name);
});

test('what has no title is called by its slug, in words; the talks by what the claim says', () => {
  expect(slugAsName('issue', 'pay-rise')).toBe('pay rise');
  expect([slugAsName('claim', 'talks'), slugAsName('issue', 'talks')]).toEqual(['That there are talks', 'talks']);
});
