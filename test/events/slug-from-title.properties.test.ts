/** Slugs proposed from titles: whatever the title, one that can be recorded, the same each time, and of nothing else. */
import fc from 'fast-check';
import { slug } from '../../events/ids.js';
import { slugFromTitle } from '../../events/words/slug-from-title.js';
import { latinLetters } from '../../events/words/transliteration.js';

const SORTS = ['talks', 'party', 'issue', 'claim', 'proposal', 'agreement'] as const;
/** Letters of many scripts, marks, emoji, controls, and surrogates alone. */
const title = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc
    .array(fc.integer({ min: 0xd7f0, max: 0xe010 }).map((unit) => String.fromCharCode(unit)))
    .map((all) => all.join('')),
  fc.stringMatching(/^[ a-zа-яα-ωא-ת؀-ۿ.,'’-]{0,200}$/),
);
const sort = fc.constantFrom(...SORTS);

test('a slug of any title is legal, and the same each time', () => {
  fc.assert(
    fc.property(title, sort, (text, of) => {
      const proposed = slugFromTitle(text, of);
      expect(slug.safeParse(proposed).error).toBeUndefined();
      expect(slugFromTitle(text, of)).toBe(proposed);
    }),
  );
});

test('slugs that are proposed one after the other are all distinct, and those before stay', () => {
  fc.assert(
    fc.property(fc.array(title, { maxLength: 12 }), sort, (titles, of) => {
      const taken: string[] = [];
      for (const text of [...titles, ...titles]) {
        const proposed = slugFromTitle(text, of, taken);
        expect(taken).not.toContain(proposed);
        expect(slug.safeParse(proposed).success).toBe(true);
        taken.push(proposed);
      }
    }),
  );
});

test('a title gives the same slug however its letters are composed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), sort, (text, of) => {
      expect(slugFromTitle(text.normalize('NFD'), of)).toBe(slugFromTitle(text.normalize('NFC'), of));
    }),
  );
});

test.each([
  ['Port strike', 'port-strike'],
  ['The White House', 'white-house'],
  ['The', 'the'],
  ['U.S. and the E.U.', 'us-and-the-eu'],
  ['Dockers’ Union', 'dockers-union'],
  ['Çankaya görüşmeleri, İstanbul ışığı', 'cankaya-gorusmeleri-istanbul-isigi'],
  ['Straße nach Łódź: Århus & Þingvellir', 'strasse-nach-lodz-arhus-thingvellir'],
  ['Газпром и Щёлково', 'gazprom-i-shchelkovo'],
  ['Верховна Рада України', 'verkhovna-rada-ukrayini'],
  ['Αθήνα', 'athina'],
  ['حماس', 'hmas'],
  ['חמאס', 'hmas'],
  ['رشته ۱۲', 'rshth-12'],
  ['საქართველო', 'sakartvelo'],
  ['a'.repeat(300), 'a'.repeat(60)],
  [`${'word '.repeat(40)}end`, 'word-word-word-word-word-word-word-word-word-word-word-word'],
  ['<script>alert(1)</script>', 'script-alert-1-script'],
])('%s is proposed as %s', (text, proposed) => {
  expect(slugFromTitle(text, 'party')).toBe(proposed);
});

test('titles that leave no letter are told apart', () => {
  const [china, japan] = [slugFromTitle('中国', 'party'), slugFromTitle('日本', 'party')];
  expect(china).toMatch(/^party-[0-9a-z]+$/);
  expect(china).not.toBe(japan);
  expect(slugFromTitle('', 'talks')).toMatch(/^talks-/);
});

test('no script leaves anything but Latin letters, digits and spaces', () => {
  fc.assert(fc.property(title, (text) => expect(latinLetters(text)).toMatch(/^[a-z0-9 ]*$/)));
});
