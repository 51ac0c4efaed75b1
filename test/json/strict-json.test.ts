import fc from 'fast-check';
import { parseStrictly } from '../../src/json/strict-json.js';
import { Refused } from '../../src/problems/refused.js';

function refusal(text: string) {
  try {
    parseStrictly(text);
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    throw error;
  }
  return undefined;
}

const isBeyondIntegers = (value: unknown): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

describe('JSON is read strictly', () => {
  test('and what is sound comes back as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, (_, v: unknown) => (isBeyondIntegers(v) ? 0 : v), indent);
        fc.pre(!text.includes('__proto__'));
        expect(parseStrictly(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['{"a":1,"a":2}', '/a'],
    ['{"a":{"b":[0,{"c":1,"c":1}]}}', '/a/b/1/c'],
    [String.raw`{"é":1,"\u00e9":2}`, '/é'],
    [String.raw`{"a\\":1 , "a\\" : 2}`, '/a\\'],
    ['{"a":"\\"","b":{},"a":1}', '/a'],
  ])('so that %s is refused for its key %s', (text, pointer) => {
    expect(refusal(text)).toMatchObject({ code: 'invalid-json', status: 400, errors: [{ pointer }] });
  });

  test('but the same key in two objects is no doubt', () => {
    expect(refusal('[{"a":1},{"a":2},{"b":{"a":"a: {"}}]')).toBeUndefined();
  });

  test('so that no key is called __proto__, however it is written', () => {
    expect(refusal('{"data":{"__proto__":{"x":1}}}')).toMatchObject({ errors: [{ pointer: '/data/__proto__' }] });
    expect(refusal(String.raw`{"\u005f_proto__":1}`)).toMatchObject({ code: 'invalid-json' });
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test('so that half a character and bottomless nesting are refused', () => {
    expect(refusal(String.raw`{"a":"\ud800"}`)).toMatchObject({ code: 'invalid-json' });
    expect(refusal(String.raw`{"a":"\ud83d\ude00"}`)).toBeUndefined();
    expect(refusal('['.repeat(500_000) + ']'.repeat(500_000))).toMatchObject({ code: 'invalid-json' });
  });

  test.each([
    ['{"terms":[{"quantity":1},{"quantity":9007199254740993}]}', '/terms/1/quantity', '9007199254740993'],
    ['[1,2,{"a":[-9007199254740992]}]', '/2/a/0', '-9007199254740992'],
    ['{"a":"1e400","b":1e400}', '/b', '1e400'],
    ['{"a": 0.10000000000000000001 }', '/a', '0.10000000000000000001'],
    ['1e20', '', '1e20'],
  ])('so that %s is refused for its number at %s', (text, pointer, number) => {
    const detail = expect.stringContaining(`${number} cannot be kept exactly: `) as string;
    expect(refusal(text)).toMatchObject({ code: 'invalid-json', status: 400, errors: [{ pointer, detail }] });
    expect(parseStrictly(text, { exactNumbers: false })).toEqual(JSON.parse(text));
  });

  test('but a number may be written in several ways', () => {
    expect(refusal('[1.0, 1e2, 0.10, -0, 0.30000000000000004, 9007199254740991, 0.1E+1]')).toBeUndefined();
    expect(refusal('{"9007199254740993": "9007199254740993"}')).toBeUndefined();
  });

  test.each(['', '{', '{"a":1}}', '{a:1}', 'NaN', '{"a":01}'])('and %p is no JSON', (text) => {
    expect(refusal(text)).toMatchObject({ code: 'invalid-json', status: 400 });
  });
});
