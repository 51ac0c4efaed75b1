/** What is wrong in a body and where, in words: whoever reads it need not know how programs point. */
import type { FieldError } from '../../answers/problem.js';

const partsOf = (pointer: string): string[] => pointer.split('/').filter(Boolean);

/** What is wrong, and what may have been meant. */
export const faultInWords = ({ detail, nearest }: Pick<FieldError, 'detail' | 'nearest'>): string =>
  nearest === undefined ? detail : `${detail}; did you mean “${nearest}”?`;

/** `/terms/0/reportedAt` → `terms 1 reported at`: for what no form has a field for. */
export const pointerInWords = (pointer: string): string =>
  partsOf(pointer)
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part))
    .map((part) => part.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))
    .join(' ');

/** `/data/source/publisher` → `source.publisher`: as a table names its columns, and the lines of a story their fields. */
export const columnOf = (pointer: string): string => partsOf(pointer.replace(/^\/data(?=\/)/, '')).join('.');

/** Texts of an entry, by the names of their fields in the forms in which they were entered. */
const TEXTS: Readonly<Record<string, string>> = {
  summary: 'What was said',
  quote: 'Word for word',
  note: 'Note of the desk',
  'speaker/name': 'The speaker’s name',
  'source/title': 'Title of the article',
  'source/url': 'Its address',
  'source/via': 'By way of',
  'terms/text': 'Term in words',
  tags: 'Tag',
  conditions: 'Condition',
  claimText: 'The claim in words',
  issueTitle: 'Title of the issue',
};

/** `/terms/1/text` → `Term in words 2`: a text that an entry holds. */
export function textInWords(pointer: string): string {
  const parts = partsOf(pointer).filter((part) => part !== 'changes');
  const number = parts.findLast((part) => /^\d+$/.test(part));
  const name = TEXTS[parts.filter((part) => !/^\d+$/.test(part)).join('/')];
  const words =
    name === undefined
      ? pointerInWords(`/${parts.join('/')}`)
      : `${name}${number === undefined ? '' : ` ${Number(number) + 1}`}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
