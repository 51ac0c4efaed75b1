/** The lens in words: what whoever reads an answer, or a picture that stands alone, has to know of how it was read. */
import { z } from 'zod';
import type { Lens } from '../record/lens.js';
import type { ReaderNames } from './reader-names.js';
import { dateInWords } from '../../events/words/date-words.js';
import { listed } from '../../events/words/list-words.js';

/** As an answer has them. */
export const lensWordsAnswer = z
  .array(z.string())
  .meta({ description: 'How the record was read, in words; none: all of it.' });

/** Whether the lens shows a moment, and not the present. */
export const isPast = ({ recordedBy, revision, reportedBy, happenedBy }: Lens): boolean =>
  [recordedBy, revision, reportedBy, happenedBy].some((bound) => bound !== undefined);

const GIVEN: { readonly [F in keyof Lens]-?: (value: NonNullable<Lens[F]>, names: ReaderNames) => string } = {
  recordedBy: (at) => `as this desk had recorded it by ${dateInWords(at)}`,
  revision: (revision) => `as the record stood at revision ${revision}`,
  reportedBy: (at) => `as it had been published by ${dateInWords(at)}`,
  happenedBy: (at) => `what had happened by ${dateInWords(at)}, with hindsight`,
  withoutSource: (names) => `without what ${listed(names)} published`,
  withoutOrigin: (names) => `without the news of ${listed(names)}`,
  withoutParty: (ids, names) => `without the acts and words of ${names.parties([...ids])}`,
  onlyAttribution: (level) => `only what is said ${level.replaceAll('-', ' ')}, or attributed more closely`,
  minReliability: (grade) => `only sources graded ${grade} or better`,
  minCredibility: (grade) => `only information graded ${grade} or better`,
  table: (ids, names) => `at the table of ${names.parties([...ids])}`,
};

/** A phrase for each field of the lens that is set; none for the present. */
export function lensInWords(lens: Lens, names: ReaderNames): string[] {
  return (Object.keys(GIVEN) as (keyof Lens)[]).flatMap((field) => {
    const value = lens[field];
    const say = GIVEN[field] as (given: unknown, known: ReaderNames) => string;
    return value === undefined ? [] : [say(value, names)];
  });
}
