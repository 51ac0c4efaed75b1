/** The network that judges passages: its arithmetic by hand, and what it reads of a passage. */
import { partyId } from '../../../events/ids.js';
import type { Role } from '../../../events/vocabulary.js';
import { passageOf } from '../../../intake/kinds/features.js';
import { MARKS, readingOf } from '../../../intake/kinds/reading.js';
import { ANSWERS } from '../../../intake/model/answers.js';
import { scoresIn, settled, type Network, type Reading } from '../../../intake/model/network.js';
import { packed, unpacked } from '../../../intake/model/packed.js';
import { MODEL } from '../../../intake/model/trained.js';
import { heardIn, TRUCE } from '../talks-for-tests.js';

/** Two words of two numbers, one filter, one hidden number, two answers. */
const SMALL: Network = {
  size: { word: 2, marks: 1, filters: 1, hidden: 1, answers: 2 },
  words: new Map([
    ['yes', 0],
    ['<who speaks>', 1],
  ]),
  features: new Map([['cue denial: denies it', 0]]),
  wordRows: Float32Array.of(1, 0, 0, 2),
  markRows: Float32Array.of(0, 1),
  filterRows: Float32Array.of(1, 1),
  filterBias: Float32Array.of(-0.5),
  featureRows: Float32Array.of(3),
  hiddenBias: Float32Array.of(0.5),
  answerRows: Float32Array.of(1, 0, 0, 0, 0, 1, 1, 1),
  answerBias: Float32Array.of(0, 10),
};

const reading = (forms: readonly string[][], features: readonly (readonly [string, number])[] = []): Reading => ({
  words: forms.map((own) => ({ forms: own, marks: [0] })),
  features: new Map(features),
});

test('each filter takes the word that answers to it most, and the average counts by how many there are', () => {
  // The vectors are (1, 1) and (0, 3): the filter says 1.5 and 2.5; the average (1, 4) · 0.5 / √2; hidden is 0.5 + 3 · 2.
  const [first, second] = scoresIn(SMALL, reading([['yes'], ['<who speaks>']], [['cue denial: denies it', 2]]));
  expect(first).toBeCloseTo(2.5, 5);
  expect(second).toBeCloseTo(10 + 5 * (0.5 / Math.SQRT2) + 6.5, 5);
});

test('settled it says the same', () => {
  const read = reading([['yes'], ['<who speaks>'], ['yea']], [['cue denial: denies it', 2]]);
  scoresIn(settled(SMALL), read).forEach((score, i) => {
    expect(score).toBeCloseTo(scoresIn(SMALL, read)[i] ?? Number.NaN, 4);
  });
  expect(scoresIn(settled(SMALL), reading([]))).toEqual(scoresIn(SMALL, reading([])));
});

test('a word is looked up by the first of its forms that is known, and an unknown one counts by its marks alone', () => {
  expect(scoresIn(SMALL, reading([['yea', 'yes']]))).toEqual(scoresIn(SMALL, reading([['yes']])));
  expect(scoresIn(SMALL, reading([['yea']]))).toEqual([0.5, expect.closeTo(10 + 0.5 + 0.5)]);
});

test('a feature that was never met says nothing, and a text without words is judged by its features', () => {
  expect(scoresIn(SMALL, reading([], [['word teapot', 5]]))).toEqual(scoresIn(SMALL, reading([])));
  expect(scoresIn(SMALL, reading([]))).toEqual([0, 10.5]);
});

test('packed and unpacked it keeps its names, spaces and all, and its numbers to half a step', () => {
  const again = unpacked(packed(SMALL));
  expect([...again.words, ...again.features]).toEqual([...SMALL.words, ...SMALL.features]);
  expect(again.size).toEqual(SMALL.size);
  for (const name of ['wordRows', 'filterBias', 'answerRows', 'answerBias'] as const) {
    const most = Math.max(...SMALL[name].map(Math.abs));
    expect(again[name]).toHaveLength(SMALL[name].length);
    again[name].forEach((one, i) => {
      expect(Math.abs(one - (SMALL[name][i] ?? Number.NaN))).toBeLessThanOrEqual(most / 254 + 1e-6);
    });
  }
});

const ROLES = new Map(TRUCE.parties.map(({ party, role }): [typeof party, Role] => [party, role]));
const wordsIn = (text: string) => {
  const [heard] = heardIn(text);
  if (!heard) throw new Error('no sentence');
  return readingOf(passageOf(ROLES, heard.sentence, heard.voice), new Map()).words;
};

test('parties, names and numbers are read as such, not by what they are called', () => {
  const forms = wordsIn('Israel told Qatar that Hamas wants 36 prisoners from Leiden.').map(
    ({ forms: [form] }) => form,
  );
  expect(forms).toEqual(
    ['<who speaks>', 'tell', '<third party>', 'that', '<principal>', 'want', '<number>', 'prisoner', 'from', '<name>'],
  ); // prettier-ignore
  expect(ROLES.get(partyId.parse('hamas'))).toBe('principal');
});

test('words are marked by what they are, and whether they are quoted or of who speaks', () => {
  const words = wordsIn('“We have refused,” said Haniyeh.');
  const marksOf = (form: string) =>
    words.find(({ forms }) => forms.includes(form))?.marks.map((mark) => MARKS[mark]) ?? [];
  expect(marksOf('refuse')).toEqual(['VERB', 'quoted', 'done']);
  expect(marksOf('say')).toEqual(['VERB', 'in the frame']);
});

test('what ships has a row for each name, and knows more words than it was taught by', () => {
  const { network } = MODEL;
  expect(network.size.answers).toBe(ANSWERS);
  expect(network.wordRows).toHaveLength(network.words.size * network.size.word);
  expect(network.featureRows).toHaveLength(network.features.size * network.size.hidden);
  for (const word of ['<who speaks>', '<number>', 'reject', 'spurn'])
    expect([word, network.words.has(word)]).toEqual([word, true]);
});
