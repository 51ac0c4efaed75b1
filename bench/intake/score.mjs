/**
 * How good the rules are: `npm run intake:score`, over the articles that they may be tuned on. `-- --aside`: over those that
 * they may not. `-- FOLDER`: over any folder of NAME.txt with NAME.gold.ndjson. `--drafts FOLDER` writes NAME.drafts.json,
 * `--detail` prints what was missed and what was too much.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { propose } from '../../dist/intake/propose.js';
import { proposeTalks } from '../../dist/intake/propose-talks.js';
import { receivedText } from '../../dist/intake/article.js';
import { articlesIn, askedOf, draftsOf } from './articles.mjs';
import { printed, shortLine } from './print.mjs';
import { printedProposed, scoreProposed } from './proposed.mjs';
import { scoreOf, totalOf } from './scoring.mjs';

const CODED = fileURLToPath(new URL('../../test/intake/articles/', import.meta.url));

const args = process.argv.slice(2);
const into = args.includes('--drafts') ? args[args.indexOf('--drafts') + 1] : undefined;
const flags = args.filter((arg) => arg.startsWith('--'));
const folders = args.filter((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--drafts');
const unknown = flags.filter((flag) => !['--aside', '--drafts', '--detail'].includes(flag));
if (unknown.length > 0 || (flags.includes('--drafts') && into === undefined)) {
  console.error(`unknown: ${args.join(' ')}. Known: --aside, --drafts FOLDER, --detail, FOLDER`);
  process.exit(2);
}
const from = folders.length > 0 ? folders : [join(CODED, flags.includes('--aside') ? 'aside' : 'tuned')];
const articles = from.flatMap(articlesIn);
if (articles.length === 0) {
  console.error(`no coded articles in ${from.join(', ')}`);
  process.exit(2);
}

const scores = articles.map(({ name, text, lines }) => {
  if (receivedText(text) !== text) throw new Error(`${name}: not in the form in which articles are received`);
  const { article, known } = askedOf({ text, lines });
  const drafts = draftsOf(text, propose(article, known).candidates);
  if (into !== undefined) {
    mkdirSync(into, { recursive: true });
    writeFileSync(join(into, `${name}.drafts.json`), `${JSON.stringify(drafts, null, 1)}\n`);
  }
  return scoreOf(name, text, lines, drafts);
});
for (const score of scores) console.log(printed(score, flags.includes('--detail')));
console.log(scores.map(shortLine).join('\n'));
if (scores.length > 1) console.log(`\n${printed(totalOf(scores))}`);

const proposed = articles.map(({ text, lines }) => {
  const { article, known } = askedOf({ text, lines });
  return scoreProposed(known.parties, proposeTalks(article).parties);
});
console.log(`\n${printedProposed(proposed)}`);
