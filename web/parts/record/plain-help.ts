/** The guide's help for a word, for whoever fills in a form: its fields have labels there, and no names of the interface. */
import type { WordHelp } from '../../../events/guide/kinds.js';

/** The guide marks code with backticks. */
const withoutMarks = (text: string): string => text.replaceAll('`', '');

/**
 * What a word means, without the clauses that name fields of the interface; all of it where every clause does.
 * @example plainLine('says that something was agreed. `scope`: `partial`, `full`') // 'says that something was agreed'
 */
export function plainLine(line: string): string {
  const clauses = line
    .replaceAll('of `talks`', 'that there are talks')
    .split(/(?<=[;.]) /)
    .filter((clause) => !clause.includes('`'));
  return clauses.length === 0
    ? withoutMarks(line)
    : clauses
        .join(' ')
        .replace(/[;.]$/, '')
        .replaceAll(/; (?=[A-Z“])/g, '. ');
}

/** What somebody might say, without the fields that it would be recorded in. */
export const plainExample = (example: string): string => withoutMarks(example.replace(/: `.*$/, '').replace(/\.$/, ''));

export const plainHelp = ({ line, example }: WordHelp): WordHelp => ({
  line: plainLine(line),
  example: plainExample(example),
});
