/**
 * Names that look alike but are written with other letters: “Reuters” with a Cyrillic “е” counts as another source than
 * Reuters. Whether two are one is the desk's to say (rule 3.19): Parley only asks. What looks alike is told by the skeletons
 * of Unicode Technical Standard 39, section 4.
 */
import unhomoglyph from 'unhomoglyph';
import { comparableSource, withoutInvisible } from '../../events/text.js';

const skeletonOf = (name: string): string =>
  // Compatibility forms (full width, mathematical letters) first: the table of the standard has not all of them.
  unhomoglyph(withoutInvisible(name).normalize('NFKC').normalize('NFD')).normalize('NFD');

/**
 * By each of these, a name looks like another: as it is written, where a capital I is like a small L; and in lower case,
 * where capitals and small letters are one.
 */
export function looksOf(name: string): string[] {
  const folded = (skeleton: string) => skeletonOf(skeleton.toLowerCase()).replaceAll(/\s/gu, '');
  return [...new Set([folded(skeletonOf(name)), folded(skeletonOf(comparableSource(name)))])];
}
