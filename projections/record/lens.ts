/**
 * The lens: which reports count. One idea for the present, the past and the hypothetical (docs/rules.md, section 5).
 */
import { z } from 'zod';
import { latestInstant, type Instant } from '../../events/dates.js';
import { edtf } from '../../events/edtf.js';
import { partyId } from '../../events/ids.js';
import { nameText } from '../../events/text.js';
import { ATTRIBUTIONS, RELIABILITIES } from '../../events/vocabulary.js';

/** The most characters in all the names of a list: a lens is kept with what it shows, and is compared as a whole. */
export const MOST_IN_LIST = 2_000;

const isWithin = (items: readonly string[]): boolean =>
  items.reduce((sum, { length }) => sum + length, 0) <= MOST_IN_LIST;

const several = <S extends z.ZodType<string>>(item: S) =>
  z.preprocess(
    (given) => (given === undefined || Array.isArray(given) ? given : [given]),
    z
      .array(item)
      .max(50)
      .refine(isWithin, {
        error: `must have at most ${MOST_IN_LIST.toLocaleString('en')} characters in all its names`,
      }),
  );
const wholeNumber = z.preprocess(
  (given) => (typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : given),
  z.int().min(0),
);
const partyList = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(',').map((p) => p.trim()) : given),
  z.array(partyId).min(1).max(50),
);

/** A lens as query parameters. Lists may be given once or several times, a table as `uaw,ford`. */
export const lensSchema = z.strictObject({
  recordedBy: edtf.optional().meta({ description: 'What this desk had recorded by then.' }),
  revision: wholeNumber.optional().meta({ description: 'The stream as it was at this revision.' }),
  reportedBy: edtf.optional().meta({ description: 'What had been published by then.' }),
  happenedBy: edtf.optional().meta({ description: 'What had happened by then, with hindsight.' }),
  withoutSource: several(nameText(200)).optional().meta({ description: 'All but these publishers.' }),
  withoutOrigin: several(nameText(200)).optional().meta({ description: 'All but these origins.' }),
  withoutParty: several(partyId).optional().meta({ description: 'All but these parties’ acts and words.' }),
  onlyAttribution: z.enum(ATTRIBUTIONS).optional().meta({ description: 'This level of attribution or stronger.' }),
  minReliability: z.enum(RELIABILITIES).optional().meta({ description: 'Sources of this grade or better.' }),
  minCredibility: z
    .preprocess((g) => (typeof g === 'string' && /^\d$/.test(g) ? Number(g) : g), z.int().min(1).max(6))
    .optional()
    .meta({ description: 'Information of this grade or better.' }),
  table: partyList.optional().meta({ description: 'What concerns this table: its parties, joined by commas.' }),
});
/** Which reports count; a field that is not set leaves out nothing. */
export type Lens = Readonly<z.infer<typeof lensSchema>>;

/** The lens of the present. */
export const NOW_LENS: Lens = {};

/** Whether no field is set. */
export const isPresent = (lens: Lens): boolean => Object.values(lens).every((field) => field === undefined);

/**
 * The lens's time, at which freshness and expiry are measured: its earliest bound, else `now`. All instants are in
 * milliseconds since the epoch.
 * @param revisionAt when the event of the lens's revision was recorded
 */
export function lensTime(lens: Lens, revisionAt: Instant | undefined, now: Instant): Instant {
  const bounds = [lens.recordedBy, lens.reportedBy, lens.happenedBy].flatMap((b) => (b ? [latestInstant(b)] : []));
  if (revisionAt !== undefined) bounds.push(revisionAt);
  return bounds.length ? Math.min(...bounds) : now;
}
