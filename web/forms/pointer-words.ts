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
