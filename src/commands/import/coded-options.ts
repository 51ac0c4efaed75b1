/** How a coded file is to be read, as the parameters of an import say it. */
import { ONLY_OF_CODED, type ImportParameters } from '../../../answers/import.js';
import { problemOfFields } from '../../../answers/problem.js';
import type { Grade } from '../../../events/coded/mapping.js';
import { readingsOf } from '../../../events/coded/pair-texts.js';
import type { OpenDyads } from '../../../events/coded/talks.js';
import { Refused } from '../../problems/refused.js';
import type { ImportOptions } from './import-options.js';

const gradeOf = (text: string): Grade =>
  ({ reliability: text.charAt(0), credibility: Number(text.charAt(1)) }) as Grade;

const dyadsOf = (given: readonly string[]): OpenDyads => (given.includes('all') ? 'all' : given.flatMap(readingsOf));

/** Undefined where the import is of no coded file. Throws `Refused` where it is not, and has what only such a file takes. */
export function codedOptions(parameters: ImportParameters): ImportOptions['coded'] {
  const { format, mapping, openDyads = [], grade, encoding, dates } = parameters;
  if (format !== undefined)
    return {
      format,
      mapping,
      openDyads: dyadsOf(openDyads),
      grade: grade === undefined ? undefined : gradeOf(grade),
      isLatin1: encoding === 'latin1',
      dates,
    };
  const given = ONLY_OF_CODED.filter((parameter) => parameters[parameter] !== undefined);
  if (given.length === 0) return undefined;
  const errors = given.map((parameter) => ({ parameter, detail: 'is only for coded events: name their format' }));
  throw new Refused(problemOfFields('invalid-parameter', errors));
}
