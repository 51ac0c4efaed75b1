/** Ten spellings of one name: what is refused, what is one name, and what is asked about. */
import { looksOf } from '../../../decisions/names/look-alikes.js';
import { comparableSource, invisibleIn } from '../../../events/text.js';
import { LOOKS_LIKE_REUTERS } from '../../generators/look-alikes.js';

describe('Characters that nobody sees', () => {
  test.each([
    ['Reu\u200Bters', 'U+200B'],
    ['Reu\u2060ters', 'U+2060'],
    ['Reu\u00ADters', 'U+00AD'],
    ['Reuters\u{E0041}', 'U+E0041'],
    ['Reuters\uFE0F', 'U+FE0F'],
    ['\uFEFFReuters', 'U+FEFF'],
    ['Reuters\u3164', 'U+3164'],
    ['Reuters\u2800', 'U+2800'],
    ['Reu\u200Cters', 'U+200C'],
    ['Reu\u200Dters', 'U+200D'],
    ['\u200Dخبرگزاری', 'U+200D'],
    ['خبرگزاری\u200C', 'U+200C'],
  ])('%j are found', (name, code) => expect(invisibleIn(name)).toBe(code));

  test.each([
    'خبرگزاری می\u200Cگوید',
    'क्\u200Dष समाचार',
    'ශ්\u200Dරී ලංකා',
    'Радио ❤\uFE0F',
    'Reuters',
    'רויטרס',
    'ロイター',
  ])('%j has none: its joiners are part of how it is written', (name) => expect(invisibleIn(name)).toBeUndefined());

  test('are left out where names are compared, as they are in old records', () => {
    const names = ['Reuters', 'Reu\u200Bters', 'REU\u00ADTERS', ' reuters\u{E0041}', 'R eu ters\u3164'];
    expect(new Set(names.map(comparableSource))).toEqual(new Set(['reuters']));
    expect(comparableSource('می\u200Cگوید')).toBe(comparableSource('میگوید'));
  });
});

describe('Look-alikes', () => {
  test.each(LOOKS_LIKE_REUTERS)('%j looks like Reuters, and is another name', (name) => {
    expect(comparableSource(name)).not.toBe('reuters');
    expect(looksOf(name).some((look) => looksOf('Reuters').includes(look))).toBe(true);
  });

  test('capital I and small L are alike, whatever the case of the rest', () => {
    const shared = (a: string, b: string) => looksOf(a).some((look) => looksOf(b).includes(look));
    expect(shared('lRNA', 'IRNA')).toBe(true);
    expect(shared('AXI0S', 'Axios')).toBe(true);
    for (const other of ['Reuter', 'Routers', 'Reuters TV']) expect(shared(other, 'Reuters')).toBe(false);
  });
});
