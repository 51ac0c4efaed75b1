/** The guide for those who code what is reported, as sections of the page `/docs`. */
import { HARD_CASES } from '../../../events/guide/hard-cases.js';
import { KIND_HELP } from '../../../events/guide/kinds.js';
import { WORD_HELP } from '../../../events/guide/words.js';
import { escaped, withCode } from './escaped.js';

const code = (word: string): string => `<code>${escaped(word)}</code>`;

type Row = readonly string[];

const rowOf = ([first = '', ...rest]: Row): string =>
  `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

const table = (title: string, head: Row, rows: readonly Row[]): string =>
  `<section><h3>${escaped(title)}</h3><table><thead><tr>` +
  `${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead>` +
  `<tbody>${rows.map(rowOf).join('')}</tbody></table></section>`;

const KINDS = table(
  'Kinds of reports',
  ['kind', 'needs', 'means', 'example', 'CAMEO'],
  Object.entries(KIND_HELP).map(([kind, { needs, line, example, cameo }]) => [
    code(kind),
    ...[needs, line, example, cameo].map(withCode),
  ]),
);

const WORDS = Object.entries(WORD_HELP).map(([field, words]) =>
  table(
    `Words of ${field}`,
    [field, 'means', 'example'],
    Object.entries(words).map(([word, { line, example }]) => [code(word), withCode(line), withCode(example)]),
  ),
);

const CASES = table(
  'Hard cases',
  ['what is reported', 'record', 'not'],
  HARD_CASES.map(({ reported, record, not }) => [reported, record, not].map(withCode)),
);

/** HTML: what each kind and each word means, with examples, and the hard cases. */
export const GUIDE_SECTION = [KINDS, ...WORDS, CASES].join('');
