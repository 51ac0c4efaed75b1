/** The rules know words as the tagger divides them: “tight-lipped” is three of its words, and a rule for one is never met. */
import { CUES } from '../../../intake/kinds/cues/all.js';
import { SENSES_BY_FORM } from '../../../intake/kinds/senses.js';
import { INSTITUTIONS } from '../../../intake/parties/institutions.js';
import { NEGATIONS } from '../../../intake/text/pattern.js';
import { tokensOf } from '../../../intake/text/tokens.js';
import * as speechVerbs from '../../../intake/voices/frames/speech-verbs.js';
import * as voiceWords from '../../../intake/voices/speakers/words.js';

const isOneWord = (word: string): boolean => tokensOf(`They ${word} it`, 0).some(({ lower }) => lower === word);

const divided = (words: Iterable<string>): string[] => [...new Set(words)].filter((word) => !isOneWord(word));
const setsOf = (module: Readonly<Record<string, unknown>>): string[] =>
  Object.values(module).flatMap((value) => (value instanceof Set ? [...(value as ReadonlySet<string>)] : []));

test('a hyphen may divide a word or not', () => {
  expect(divided(['tight-lipped', 'ex-minister'])).toEqual(['tight-lipped']);
});

test('no list of words has one that is never met', () => {
  expect(divided([...setsOf(voiceWords), ...setsOf(speechVerbs), ...INSTITUTIONS])).toEqual([]);
});

test('no sense has a word that is never met', () => {
  const words = [...SENSES_BY_FORM.keys()].flatMap((form) => form.split('_'));
  expect(divided(words)).toEqual([]);
});

test('no cue has a word that is never met', () => {
  const words = CUES.flatMap(({ patterns }) =>
    patterns.flatMap(({ elements }) => elements.flatMap((one) => [...one.words])),
  );
  expect(divided(words.filter((word) => !NEGATIONS.has(word)))).toEqual([]);
});
