/**
 * Teaches the rules, and shows how good they are on what they have not seen: `npm run intake:train`. They learn from the coded
 * articles that may be tuned on, from texts written for it (`texts/`), from the summaries of the reports in `stories/`, and
 * from single sentences (`examples/`). Each article is then judged by a model that was learned without it: these figures are
 * printed, and from them come the thresholds of what is proposed and of what is asserted. `--texts` judges each text, too, by a
 * model that was learned without any text of its writer. `--dry` writes nothing, `--detail` prints what was missed.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { propose } from '../../dist/intake/propose.js';
import { packed } from '../../dist/intake/model/packed.js';
import { articlesIn, askedOf, draftsOf } from './articles.mjs';
import { printed, shortLine } from './print.mjs';
import { scoreOf, totalOf } from './scoring.mjs';
import { storyExamples, writtenExamples } from './training/examples.mjs';
import { fitRight, judgedOf, learned, rightRows, sureOf } from './training/learn.mjs';
import { articleRows, exampleRows } from './training/rows.mjs';
import { taughtWithout } from './training/teachers.mjs';
import { writtenTexts } from './training/texts.mjs';
import { alsoFrom, assertedFrom, likelyFrom, worthFrom } from './training/thresholds.mjs';

const TUNED = fileURLToPath(new URL('../../test/intake/articles/tuned', import.meta.url));
const DATA = new URL('../../intake/data/', import.meta.url);
/** Summaries are a desk's words, and examples are made up: each teaches less than a sentence of an article. */
const OF_STORIES = 0.4;
const OF_EXAMPLES = 0.6;
const OF_TEXTS = 1;
/** Articles are what is read in the end, and few beside the texts. */
const OF_ARTICLES = 2;
/** Articles are left out in so many parts. */
const FOLDS = 5;

const isDry = process.argv.includes('--dry');
/** What is judged without having been seen: to leave out the texts, too, takes twice as long. */
const isLeftOut = ({ part }) => process.argv.includes('--texts') || isArticle({ part });
const isArticle = ({ part }) => part.startsWith('articles');
/** Writers sign their files: w1-03.txt is the third of w1. */
const writerOf = (file) => file.split('-')[0];

const coded = [
  ...articlesIn(TUNED).map((article, i) => ({ ...article, part: `articles ${i % FOLDS}`, worth: OF_ARTICLES })),
  ...writtenTexts().flatMap(({ file, texts }) =>
    texts.map((text) => ({ ...text, part: `texts of ${writerOf(file)}`, worth: OF_TEXTS })),
  ),
].map((article) => ({ ...article, rows: articleRows(article, article.worth) }));
const examples = [exampleRows(storyExamples(), OF_STORIES), exampleRows(writtenExamples(), OF_EXAMPLES)];
const leftOut = coded.filter(isLeftOut);
const parts = [...new Set(leftOut.map(({ part }) => part))];
const rowsBut = (left) => [...coded.filter(({ part }) => part !== left).map(({ rows }) => rows), ...examples];

// Each judged by a model that was learned without it, and without the others of its part.
const lessons = [...coded, ...examples.map((rows) => ({ part: 'examples', rows }))].map(({ part, rows }) => ({
  part,
  lessons: rows.lessons,
}));
const without = isDry ? parts : [...parts, undefined];
const networks = await taughtWithout(lessons, without);
const models = new Map(parts.map((part, i) => [part, learned(networks[i], rowsBut(part))]));
const unseen = leftOut.map((article) => ({ ...article, judged: judgedOf(article, models.get(article.part)) }));
const rightBut = (left) =>
  fitRight(unseen.filter(({ part }) => part !== left).flatMap(({ judged }) => rightRows(judged)));
for (const [part, model] of models) model.right = rightBut(part);
// In texts that were written to be learned from more is worth recording than in the press: thresholds come from articles.
const all = unseen.filter(isArticle).flatMap(({ judged, part }) => sureOf(judged, models.get(part).right));
const worth = worthFrom(all);
const likely = likelyFrom(all, worth);
const proposed = all.filter(({ judged: one }) => one.worth >= worth && one.confidence >= likely);
const thresholds = {
  worthFrom: worth,
  likelyFrom: likely,
  alsoFrom: alsoFrom(proposed),
  assertedFrom: assertedFrom(all),
};

const scores = leftOut.map(({ name, text, lines, part }) => {
  const { article, known } = askedOf({ text, lines });
  const { candidates } = propose(article, known, { ...models.get(part), ...thresholds });
  return { part, ...scoreOf(name, text, lines, draftsOf(text, candidates)) };
});
const articles = scores.filter(isArticle);
const texts = scores.filter((score) => !isArticle(score));
if (process.argv.includes('--detail')) for (const score of scores) console.log(printed(score, true));
console.log(`Each of ${articles.length} articles, judged without having been seen:\n`);
console.log(articles.map(shortLine).join('\n'));
console.log(printed(totalOf(articles)));
for (const part of parts.filter((one) => !isArticle({ part: one })))
  console.log(shortLine({ ...totalOf(texts.filter((score) => score.part === part)), name: part }));
if (texts.length > 0)
  console.log(`Each of ${texts.length} texts, judged without any text of its writer:\n\n${printed(totalOf(texts))}`);
console.log(thresholds);

/** Writes a data file that holds one text. */
async function write(file, name, says, value) {
  const url = new URL(file, DATA);
  const text = `/** Made by \`npm run intake:train\`: ${says}. Not edited by hand. */
export const ${name} = ${JSON.stringify(JSON.stringify(value))};
`;
  writeFileSync(url, await format(text, { ...(await resolveConfig(fileURLToPath(url))), parser: 'typescript' }));
  console.log(`written: ${file}, ${(text.length / 1024).toFixed(0)} KiB`);
}

if (!isDry) {
  const { network, party } = learned(networks.at(-1), rowsBut(undefined));
  await write('network.ts', 'NETWORK', 'what words and features say of a passage', packed(network));
  await write('weights.ts', 'WEIGHTS', 'what features say of parties, and of how sure that is', {
    party,
    right: rightBut(undefined),
    ...thresholds,
  });
}
