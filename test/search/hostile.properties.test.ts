/** Whatever is searched for is answered, or refused in words. */
import fc from 'fast-check';
import { searchAnswer } from '../../answers/search.js';
import { GuardedApp } from '../access/guarded-app.js';
import { importLines, storyText } from '../app/started-app.js';
import { opening, report } from '../app/talks.js';
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

/** Words of the story, so that something is found. */
const WORDS = ['Qatar', 'hostages', 'mediat', 'israeli', 'official', 'prisoners', 'World Report Now', 'קטר', 'قطر'];

const sign = fc.constantFrom(...SIGNS);
const anything = fc
  .array(fc.oneof(sign, fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 10 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((parts) => parts.join(''));
/** One or two words of the story among signs. */
const amongWords = fc
  .array(fc.tuple(sign, fc.constantFrom(...WORDS), sign), { minLength: 1, maxLength: 2 })
  .map((parts) => parts.map((part) => part.join('')).join(' '));
const text = fc.oneof(anything, amongWords);

/** As a browser would send it, a lone half of a character too. */
const encoded = (given: string): string =>
  Array.from(given, (one) => (one.isWellFormed() ? encodeURIComponent(one) : '%ED%A0%80')).join('');

test('Any text whatever is answered with 200 or 400', async () => {
  let [asked, found] = [0, 0];
  await fc.assert(
    fc.asyncProperty(text, async (q) => {
      const response = await fetch(`${served.app.base}/v1/search?q=${encoded(q)}`);
      const answer: unknown = await response.json();
      expect([200, 400]).toContain(response.status);
      if (!response.ok) return;
      const { results } = searchAnswer.parse(answer);
      asked += 1;
      if (results.length > 0) found += 1;
      for (const { texts } of results)
        for (const { text: shown, marks } of texts)
          for (const [start, end] of marks) expect(shown.slice(start, end)).toMatch(/[\p{L}\p{N}]/u);
    }),
    { numRuns: process.env['SOAK'] ? 20_000 : 200 },
  );
  // That nothing is found, and marked, would show nothing.
  expect(asked).toBeGreaterThan(50);
  expect(found).toBeGreaterThan(20);
});

test('Ten kilobytes are refused in words', async () => {
  const response = await fetch(`${served.app.base}/v1/search?q=${'a'.repeat(10_000)}`);
  expect([400, 414]).toContain(response.status);
});

describe('Who recorded something', () => {
  const WHO = 'Zyxwv Qponm';
  let guarded: GuardedApp;
  const secrets = new Map<string, string>();
  beforeAll(async () => {
    guarded = await GuardedApp.start();
    for (const role of ['reader', 'auditor', 'editor'] as const)
      secrets.set(role, (await guarded.issue(role === 'editor' ? WHO : `the ${role}`, [role])).secret);
    const recorded = [
      await guarded.post('/v1/negotiations', secrets.get('editor'), opening),
      await guarded.post('/v1/negotiations/talks/reports', secrets.get('editor'), report('r1')),
    ];
    if (recorded.some(({ status }) => status !== 201))
      throw new Error('the talks and the report could not be recorded');
  });
  afterAll(() => guarded.stop());

  test.each(['reader', 'auditor'])('is not found, by %s either: the answer is that of any word', async (role) => {
    const answer = async (q: string) => {
      const response = await guarded.ask(`/v1/search?q=${encodeURIComponent(q)}`, { token: secrets.get(role) });
      expect(response.status).toBe(200);
      return JSON.stringify(await response.json()).replaceAll(q, 'WORD');
    };
    for (const word of [WHO, ...WHO.split(' ')]) expect(await answer(word)).toBe(await answer('Xqzzy'));
    expect(await answer('talk')).toContain('"r1"');
  });
});
