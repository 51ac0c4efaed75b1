/**
 * Learns the weights of the rules, and shows how good they are on articles that they have not seen: `npm run intake:train`.
 * It learns from the coded articles that may be tuned on, from the summaries of the reports in `stories/`, and from sentences
 * written for it (`examples/`). Each article is then judged by a model that was learned without it: these figures are
 * printed, and from them come the thresholds of what is proposed and of what is asserted. `--dry` writes nothing, `--detail`
 * prints what was missed.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { propose } from '../../dist/intake/propose.js';
import { articlesIn, askedOf, draftsOf } from './articles.mjs';
import { printed, shortLine } from './print.mjs';
import { scoreOf, totalOf } from './scoring.mjs';
import { storyExamples, writtenExamples } from './training/examples.mjs';
import { fitRight, judgedOf, learned, rightRows } from './training/learn.mjs';
import { articleRows, exampleRows } from './training/rows.mjs';
import { assertedFrom, likelyFrom, worthFrom } from './training/thresholds.mjs';

const TUNED = fileURLToPath(new URL('../../test/intake/articles/tuned', import.meta.url));
const WEIGHTS = fileURLToPath(new URL('../../intake/data/weights.ts', import.meta.url));
/** Summaries are a desk's words, and examples are made up: each teaches less than a sentence of an article. */
const OF_STORIES = 0.4;
const OF_EXAMPLES = 0.6;
/** Articles are left out in so many parts: one at a time would take several minutes. */
const FOLDS = 8;

const isDry = process.argv.includes('--dry');
const articles = articlesIn(TUNED);
const rows = articles.map(articleRows);
const examples = [exampleRows(storyExamples(), OF_STORIES), exampleRows(writtenExamples(), OF_EXAMPLES)];
const others = (list, i) => list.filter((_, j) => j !== i);

// Each article judged by a model that was learned without it, and without the others of its fold.
const foldOf = (i) => i % FOLDS;
const byFold = Array.from({ length: Math.min(FOLDS, articles.length) }, (_, fold) =>
  learned([...rows.filter((_row, i) => foldOf(i) !== fold), ...examples]),
);
const models = articles.map((_, i) => ({ ...byFold[foldOf(i)] }));
const unseen = articles.map((article, i) => judgedOf(article, models[i]));
const rights = unseen.map(rightRows);
models.forEach((model, i) => {
  model.right = fitRight(others(rights, i).flat());
});
const again = articles.map((article, i) => judgedOf(article, models[i]));
const all = again.flat();
const worth = worthFrom(all);
const thresholds = { worthFrom: worth, likelyFrom: likelyFrom(all, worth), assertedFrom: assertedFrom(all) };
const scores = articles.map(({ name, text, lines }, i) => {
  const { article, known } = askedOf({ text, lines });
  const { candidates } = propose(article, known, { ...models[i], ...thresholds });
  return scoreOf(name, text, lines, draftsOf(text, candidates));
});
console.log(`Each of ${articles.length} articles, judged without having seen it:\n`);
if (process.argv.includes('--detail')) for (const score of scores) console.log(printed(score, true));
console.log(scores.map(shortLine).join('\n'));
console.log(printed(totalOf(scores)));
console.log(thresholds);

if (!isDry) {
  const model = { ...learned([...rows, ...examples]), right: fitRight(rights.flat()), ...thresholds };
  const text = `/** Made by \`npm run intake:train\`: what each feature says of kinds, parties and worth. Not edited by hand. */
export const WEIGHTS = ${JSON.stringify(JSON.stringify(model))};
`;
  writeFileSync(WEIGHTS, await format(text, { ...(await resolveConfig(WEIGHTS)), parser: 'typescript' }));
  console.log(`written: ${(text.length / 1024).toFixed(0)} KiB, ${Object.keys(model.kinds).length} features of kinds`);
}
