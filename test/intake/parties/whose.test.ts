/** Of whom a passage may be, and by what that is told. */
import { passagesOf, type Placed } from '../../../intake/candidates/passages.js';
import { optionsOf } from '../../../intake/parties/whose.js';
import { whoseFeatures } from '../../../intake/parties/whose-features.js';
import { heardIn, TRUCE } from '../talks-for-tests.js';

const placedIn = (text: string): readonly Placed[] => passagesOf(heardIn(text, TRUCE), TRUCE);
const at = (text: string, sentence: number): Placed => {
  const found = placedIn(text)[sentence];
  if (!found) throw new Error(`no sentence ${sentence}`);
  return found;
};

test('whoever was spoken of may be meant, though a sentence names nobody', () => {
  const { passage, around } = at('Hamas met Qatar in Doha. Israel was silent. Nothing is expected soon.', 2);
  expect(optionsOf(passage, around)).toEqual(['israel', 'hamas', 'qatar', null]);
});

test('“he” stands for the person named last, whoever was named since', () => {
  const { passage, around } = at('Ismail Haniyeh left Doha on Monday. Israel was silent. He rejects the offer.', 2);
  expect(around).toMatchObject({ person: 'hamas', before: 'israel', earlier: 'hamas' });
  expect(whoseFeatures(passage, 'rejection', around)(around.person)).toContain('of a person before, after a person');
  expect(whoseFeatures(passage, 'rejection', around)(null)).toContain('none, after a person');
});

test('who does the main verb is told from whom it is done to', () => {
  const { passage, around } = at('Israel rejected the offer of Qatar.', 0);
  const [does, done] = passage.sentence.mentions.map(({ party }) => whoseFeatures(passage, 'rejection', around)(party));
  expect([...(does ?? [])]).toEqual(
    expect.arrayContaining(['does the main verb', 'before the verb', 'before the verb: rejection']),
  );
  expect([...(done ?? [])]).toEqual(expect.arrayContaining(['after the verb', 'after of']));
  expect(done).not.toContain('does the main verb');
});

test('a sentence has its place in the article; one by itself has none', () => {
  const article = `${'Israel is silent. '.repeat(9)}Hamas is silent.`;
  expect(placedIn(article).map(({ passage }) => passage.place)).toEqual(
    'first second third early middle middle middle late late last'.split(' '),
  );
  expect(at('Israel is silent.', 0).passage.place).toBeUndefined();
});
