/** The guide in the words of a form. */
import { KIND_HELP } from '../../../events/guide/kinds.js';
import { WORD_HELP } from '../../../events/guide/words.js';
import { plainHelp, plainLine } from '../../../web/parts/record/plain-help.js';

test('No kind and no word is explained by names of the interface', () => {
  const all = [KIND_HELP, ...Object.values(WORD_HELP)].flatMap((words) => Object.values(words)).map(plainHelp);
  for (const { line, example } of all) {
    expect([line, example].filter((text) => /`|[a-z][A-Z]|: (?:claim|session|outcome|toward) /.test(text))).toEqual([]);
    expect([line, example].filter((text) => text === '' || /[;:]$/.test(text))).toEqual([]);
  }
});

test('What is left says what it means', () => {
  expect(plainLine(KIND_HELP.denial.line)).toBe(
    'says that it is false. “There are no talks” is a denial that there are talks, not a refusal',
  );
  expect(plainLine(KIND_HELP.overture.line)).toBe(
    'is ready to talk, invites to talks or a meeting, or offers to mediate. Of how and whether to talk, not of what is to be agreed',
  );
  expect(plainLine(KIND_HELP.agreement.line)).toBe('says that something was agreed');
});
