/** Whatever is searched for is answered, or refused in words. */
import fc from 'fast-check';
import { importLines, storyText } from '../app/started-app.js';
import { Searched } from './searched.js';

let served: Searched;
beforeAll(async () => {
  served = await Searched.start();
  await importLines(served.app.base, storyText('qatar-mediation'));
});
afterAll(() => served.app.stop());

/** What means something to FTS5, to SQL, to a pattern, or to a page. */
const SIGNS = [
  '"',
  '""',
  '*',
  '^',
  'NEAR(',
  ' AND ',
  ' OR ',
  ' NOT ',
  '{summary quote}:',
  'main:',
  '-',
  '+',
  '(',
  ')',
  "'",
  ';--',
  '\\',
  '%',
  '_',
  '\u0000',
  '\uD800',
  '\uDFFF',
  '\u202E',
  '<script>',
  '${x}',
  '“',
  '״',
  '¶',
  '🕊️',
  'ﷺ',
  'ה',
  'ال',
  '停',
];

const text = fc
  .array(
    fc.oneof(fc.constantFrom(...SIGNS), fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 10 })),
    { minLength: 1, maxLength: 30 },
  )
  .map((parts) => parts.join(''));

/** As a browser would send it, a lone half of a character too. */
const encoded = (given: string): string =>
  Array.from(given, (one) => (one.isWellFormed() ? encodeURIComponent(one) : '%ED%A0%80')).join('');

test('Any text whatever is answered with 200 or 400', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (q) => {
      const response = await fetch(`${served.app.base}/v1/search?q=${encoded(q)}`);
      const answer = (await response.json()) as {
        results?: { texts: { text: string; marks: [number, number][] }[] }[];
      };
      expect([200, 400]).toContain(response.status);
      for (const { texts } of answer.results ?? [])
        for (const { text: found, marks } of texts)
          for (const [start, end] of marks) expect(found.slice(start, end)).toMatch(/[\p{L}\p{N}]/u);
    }),
    { numRuns: process.env['SOAK'] ? 20_000 : 200 },
  );
});

test('Ten kilobytes are refused in words', async () => {
  const response = await fetch(`${served.app.base}/v1/search?q=${'a'.repeat(10_000)}`);
  expect([400, 414]).toContain(response.status);
});

test('Who recorded something is not found', async () => {
  const [{ counts }, { counts: random }] = [await served.search('anonymous'), await served.search('xqzzy')];
  expect(counts).toEqual(random);
});
