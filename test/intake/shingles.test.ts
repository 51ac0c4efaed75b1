/** How alike two articles are. */
import { similarity } from '../../intake/shingles.js';

const STORY =
  'The union and the company met for six hours on Monday and agreed to meet again on Thursday, the mediator said.';

test('the same words are the same article, whatever their case and punctuation', () => {
  expect(similarity(STORY, STORY.toUpperCase().replaceAll(',', ' –'))).toBe(1);
});

test('a wire’s copy with another ending is nearly the same', () => {
  const copy = `${STORY} No more was said.`;
  expect(similarity(STORY, copy)).toBeGreaterThan(0.7);
  expect(similarity(STORY, copy)).toBeLessThan(1);
});

test('other words are another article, and no words are like none', () => {
  expect(similarity(STORY, 'A minister of another country spoke of something else for an hour.')).toBe(0);
  expect(similarity('', '')).toBe(0);
  expect(similarity('yes', 'yes')).toBe(1);
});
