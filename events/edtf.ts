/** The schema of a date in EDTF, as events and parameters hold it. */
import { z } from 'zod';
import { spanOf } from './dates.js';

/** The schema of a date. */
export const edtf = z
  .string()
  .max(80)
  .refine((text) => spanOf(text) !== null, {
    error:
      'not a date that Parley reads: a year (2023), month (2023-10), day (2023-10-09), instant with Z or an offset (2023-10-09T13:05:00Z), or an interval of two of these that does not end before it begins (2012-12-27/2013-01-02)',
  })
  .meta({
    description:
      'EDTF level 0: 2023, 2023-10, 2023-10-09, 2023-10-09T13:05:00Z, or an interval of these (2012-12-27/2013-01-02); partial dates are in UTC.',
    examples: ['2023-10-09', '2023-10-09T13:05:00Z'],
  });
