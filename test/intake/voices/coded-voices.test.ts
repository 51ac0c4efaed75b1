/** The voices of the texts in `bench/intake/voices`, which were coded before the rules had read them. */
import type { Known } from '../../../intake/known.js';
import type { Heard } from '../../../intake/read.js';
import type { Voice } from '../../../intake/voices/voice.js';
import { heardIn } from '../talks-for-tests.js';

type Field = 'capacity' | 'attribution';
interface Compared {
  readonly label: Readonly<Record<Field, string>>;
  readonly voice?: Voice;
}
interface Scorer {
  readonly voicedArticles: () => { readonly articles: readonly object[] }[];
  readonly compared: (article: object, read: (text: string, known: Known, publisher: string) => Heard[]) => Compared[];
  readonly rightIn: (all: readonly Compared[], field: Field) => number;
}

const { compared, rightIn, voicedArticles } = (await import(
  new URL('../../../bench/intake/voices.mjs', import.meta.url).href
)) as Scorer;

test('of ten statements nine have the capacity and the attribution that was coded', () => {
  const all = voicedArticles().flatMap(({ articles }) => articles.flatMap((article) => compared(article, heardIn)));
  expect(all.length).toBeGreaterThan(300);
  for (const field of ['capacity', 'attribution'] as const)
    expect(rightIn(all, field) / all.length).toBeGreaterThanOrEqual(0.9);
});
