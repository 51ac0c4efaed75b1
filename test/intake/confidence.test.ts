/** How sure a kind is: surer where frames, words and the verb say it each by itself. */
import { agreeingOn } from '../../intake/candidates/confidence.js';
import { propose } from '../../intake/propose.js';
import { MODEL } from '../../intake/model/trained.js';
import { TRUCE } from './talks-for-tests.js';

const WEIGHTS = {
  'cue denial: denies': { denial: 2 },
  'word deny': { denial: 1 },
  'main deny': { stance: 1 },
};

test('sources agree on a kind that each says by itself', () => {
  const features = new Map(['cue denial: denies', 'word deny', 'word teapot', 'main deny'].map((name) => [name, 1]));
  expect(agreeingOn('denial', features, WEIGHTS)).toEqual(['cues', 'words']);
  expect(agreeingOn('stance', features, WEIGHTS)).toEqual(['the verb']);
  expect(agreeingOn('denial', new Map([['word deny', 1]]), WEIGHTS)).toEqual(['words', 'known words']);
});

test('a sentence of which neither kind nor party can be told is not proposed', () => {
  const article = { text: 'Israel rejected the proposal, its prime minister said.' };
  const proposed = (likelyFrom: number) => propose(article, TRUCE, { ...MODEL, likelyFrom }).candidates.length;
  expect(proposed(MODEL.likelyFrom)).toBe(1);
  expect(proposed(1)).toBe(0);
});
