/** The small language in which cues are written. */
import { matchAt, patternOf } from '../../../intake/text/pattern.js';
import { heardIn } from '../talks-for-tests.js';

function found(pattern: string, sentence: string): string | null {
  const [heard] = heardIn(sentence);
  if (!heard) return null;
  const { sentence: read } = heard;
  for (const [at] of read.tokens.entries()) {
    const match = matchAt(patternOf(pattern), read, at);
    if (match) return read.tokens.slice(match.from, match.to).map(({ word }) => word).join(' '); // prettier-ignore
  }
  return null;
}

test('a word is found in any of its forms', () => {
  expect(found('v:reject', 'Israel rejected it.')).toBe('rejected');
  expect(found('v:accept|reject', 'Hamas accepts it.')).toBe('accepts');
});

test('a verb is no noun', () => {
  expect(found('v:offer', 'The offer is good.')).toBeNull();
  expect(found('n:offer', 'The offer is good.')).toBe('offer');
});

test('a gap takes a few words, but no comma', () => {
  expect(found('v:make ~ n:concession', 'They made no further concessions.')).toBe('made no further concessions');
  expect(found('v:make ~ n:concession', 'They made tea, then concessions.')).toBeNull();
  expect(found('v:make ~~ n:concession', 'They made tea, then concessions.')).toBe('made tea , then concessions');
});

test('a party, a number, and a word that must not follow', () => {
  expect(found('v:telephone @', 'The envoy telephoned Israeli officials.')).toBe('telephoned Israeli officials');
  expect(found('v:free #', 'They freed 36 women.')).toBe('freed 36');
  expect(found('v:want !to', 'They want to talk.')).toBeNull();
  expect(found('v:want !to', 'They want peace.')).toBe('want');
});
