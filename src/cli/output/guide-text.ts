/** The guide for those who code what is reported, as text of the help. */
import { HARD_CASES, type HardCase } from '../../../events/guide/hard-cases.js';
import { KIND_HELP, type WordHelp } from '../../../events/guide/kinds.js';
import { WORD_HELP } from '../../../events/guide/words.js';
import type { Kind } from '../../../events/vocabulary.js';

/** The guide marks code with backticks. A terminal shows the words alone. */
const plain = (text: string): string => text.replaceAll('`', '');

const LEAST_WIDTH = 60;

/** Lines of at most `width` characters. The first begins with `head`, the others with as many spaces. */
function hanging(head: string, text: string, width: number): string {
  const room = Math.max(LEAST_WIDTH, width) - head.length;
  const lines: string[] = [];
  for (const word of plain(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, i) => (i === 0 ? head : ' '.repeat(head.length)) + line).join('\n');
}

/** Wide enough for the longest word, `deep-background`. */
const COLUMN = 19;

const entry = (word: string, { line, example }: WordHelp, width: number): string[] => [
  hanging(`  ${word}`.padEnd(COLUMN), line, width),
  hanging(' '.repeat(COLUMN), `e.g. ${example}`, width),
];

const section = (title: string, words: Readonly<Record<string, WordHelp>>, width: number): string[] => [
  '',
  `${title}:`,
  ...Object.entries(words).flatMap(([word, help]) => entry(word, help, width)),
];

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Every kind, and every word of the other vocabularies, each with its line and an example. */
export const guideText = (width: number): string =>
  [
    ...section('Kinds', KIND_HELP, width),
    ...Object.entries(WORD_HELP).flatMap(([field, words]) => section(capital(field), words, width)),
  ].join('\n');

const caseLines = ({ reported, record, not }: HardCase, width: number): string[] => [
  hanging('  ', reported, width),
  hanging('    record  ', record, width),
  ...(not === '' ? [] : [hanging('    not     ', not, width)]),
];

/**
 * All about one kind: what it means and needs, an example, and the hard cases that are about it.
 * @param flags that reports of this kind take, and not all others
 */
export function kindText(kind: Kind, flags: readonly string[], width: number): string {
  const { line, needs, example, cameo } = KIND_HELP[kind];
  const cases = HARD_CASES.filter(({ concerns }) => concerns.includes(kind));
  return [
    hanging(`${kind}  `, line, width),
    '',
    hanging('Example:  ', example, width),
    hanging('Needs:    ', needs === '–' ? 'nothing besides what every report needs' : needs, width),
    ...(flags.length === 0 ? [] : [hanging('Flags:    ', flags.join(' '), width)]),
    hanging('CAMEO:    ', cameo, width),
    ...(cases.length === 0 ? [] : ['', 'Hard cases:', ...cases.flatMap((one) => caseLines(one, width))]),
    '',
  ].join('\n');
}
