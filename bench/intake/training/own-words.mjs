/** The words of everything that is learned from, as they stand and in their dictionary form; and of the lists of words. */
import { readdirSync, readFileSync } from 'node:fs';
import { tokensOf } from '../../../dist/intake/text/tokens.js';

const FOLDERS = ['../../../test/intake/articles/tuned/', '../texts/', '../examples/'];
const LISTS = ['../../../intake/kinds/classes.ts', '../../../intake/kinds/senses.ts'];

const here = (path) => new URL(path, import.meta.url);

/** Without names: these are read as such. */
export function ownWords() {
  const found = new Set();
  for (const list of LISTS) for (const word of readFileSync(here(list), 'utf8').match(/[a-z]+/g) ?? []) found.add(word);
  for (const folder of FOLDERS)
    for (const file of readdirSync(here(folder)).filter((name) => name.endsWith('.txt')))
      for (const line of readFileSync(new URL(file, here(folder)), 'utf8').split('\n'))
        for (const { lower, lemma, pos } of tokensOf(line.slice(line.indexOf(' | ') + 1), 0))
          if (pos !== 'PROPN' && pos !== 'NUM') found.add(lower).add(lemma);
  return found;
}
