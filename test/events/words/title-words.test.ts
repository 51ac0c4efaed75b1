/** Titles inside other sentences. */
import { titleAsName } from '../../../events/words/title-words.js';

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
