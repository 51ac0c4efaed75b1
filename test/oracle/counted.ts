/** Which reports count: those that the lens keeps, that were not retracted, and that copy no other (section 5). */
import { canonicalJson } from '../../events/canonical.js';
import { comparable } from '../../events/text.js';
import { number, object, oneOrMore, text, type Json } from './json.js';
import { publishersChanges, type Published } from './published.js';
import { boundOf, type Entry } from './record.js';

const STRONGEST_FIRST = ['on-the-record', 'on-background', 'deep-background', 'unattributed'];

/** Nor do copies of the same development by the same origin. */
export function isRetracted(report: Published, all: readonly Published[], retracted: ReadonlySet<string>, of: Of) {
  return all.some(
    (other) =>
      retracted.has(other.id) &&
      (other.id === report.id || (of(other) === of(report) && other.origin === report.origin)),
  );
}

/** The development of a report. */
export type Of = (report: Published) => string;

export const retractedIds = (record: readonly Entry[], lens: Json): ReadonlySet<string> =>
  new Set(publishersChanges(record, lens, 'ReportRetracted').map(({ data }) => text(data, 'reportId') ?? ''));

/** The fields of the lens that only choose reports, but for the table. */
export function isKept(report: Published, lens: Json): boolean {
  const { data } = report;
  const parties = [report.party, text(object(data, 'speaker'), 'party')];
  const [level, reliability, credibility] = [
    text(lens, 'onlyAttribution') ?? 'unattributed',
    text(lens, 'minReliability') ?? 'F',
    number(lens, 'minCredibility') ?? 6,
  ];
  return (
    report.happened.at <= boundOf(lens, 'happenedBy') &&
    !oneOrMore(lens, 'withoutSource').map(comparable).includes(report.publisher) &&
    !oneOrMore(lens, 'withoutOrigin').map(comparable).includes(report.origin) &&
    !oneOrMore(lens, 'withoutParty').some((party) => parties.includes(party)) &&
    STRONGEST_FIRST.indexOf(text(data, 'attribution') ?? '') <= STRONGEST_FIRST.indexOf(level) &&
    (report.reliability ?? 'F') <= reliability &&
    (number(data, 'credibility') ?? 6) <= credibility
  );
}

/** Everything that two identical copies share. */
function contentOf({ kind, data, origin, poor }: Published): string {
  const { reportId: _id, corroborates: _tie, source: _source, ...rest } = data;
  return canonicalJson([kind, rest, origin, poor, text(object(data, 'source'), 'reliability')]);
}

/** The report that each is tied to, where that one counts and says exactly the same. */
function copied(report: Published, counted: readonly Published[]): Published | undefined {
  const tied = counted.find(({ id }) => id === text(report.data, 'corroborates') && id !== report.id);
  return tied && contentOf(tied) === contentOf(report) ? tied : undefined;
}

/** A copy is what leads, from copy to copy, to another report; in a ring the smallest id is the original. */
export function isCopy(report: Published, counted: readonly Published[]): boolean {
  const path = [report];
  for (let next = copied(report, counted); next; next = copied(next, counted)) {
    const again = path.indexOf(next);
    if (again > 0) return true;
    if (again === 0) return path.some(({ id }) => id < report.id);
    path.push(next);
  }
  return path.length > 1;
}
