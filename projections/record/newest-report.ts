/** The report that was published last, whoever speaks; a refusal to comment ends no silence. */
import type { Told } from './placed-report.js';

export function newestIn(reports: Iterable<Told>): Told | undefined {
  let newest: Told | undefined;
  for (const t of reports)
    if (t.report.kind !== 'no-comment' && !(newest && newest.publishedAt > t.publishedAt)) newest = t;
  return newest;
}
