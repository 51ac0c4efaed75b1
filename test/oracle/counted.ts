/** Which reports count: those that the lens keeps, that were not retracted, and that copy no other (section 5). */
import { canonicalJson } from '../../events/canonical.js';
import { number, object, oneOrMore, text, type Json } from './json.js';
import type { Names } from './names.js';
import { publishersChanges, reportedAt, type Published } from './published.js';
import { boundOf, type Entry } from './record.js';

const STRONGEST_FIRST = ['on-the-record', 'on-background', 'deep-background', 'unattributed'];

/** The development of a report. */
export type Of = (report: Published) => string;

/** What a publisher did to a report, and when. */
export interface Turn {
  readonly report: string;
  readonly at: number;
}

export interface Turns {
  readonly retracted: readonly Turn[];
  readonly reinstated: readonly Turn[];
}

export function turnsOf(record: readonly Entry[], lens: Json): Turns {
  const turns = (type: string): Turn[] =>
    publishersChanges(record, lens, type).map((entry) => ({
      report: text(entry.data, 'reportId') ?? '',
      at: reportedAt(entry),
    }));
  return { retracted: turns('ReportRetracted'), reinstated: turns('ReportReinstated') };
}

/** Whether the publisher has, since that moment or at it, said that it stands by the report again. */
const standsAgain = (report: string, since: number, { reinstated }: Turns): boolean =>
  reinstated.some((turn) => turn.report === report && turn.at >= since);

/**
 * A retraction takes the report that it names and the copies of the same development by the same origin that were
 * published up to then. One that was followed by a reinstatement of its report takes nothing, and none takes a report
 * that was reinstated after it.
 */
export function isRetracted(report: Published, all: readonly Published[], turns: Turns, of: Of): boolean {
  return turns.retracted.some((retraction) => {
    const named = all.find(({ id }) => id === retraction.report);
    if (!named || standsAgain(named.id, retraction.at, turns)) return false;
    if (named.id === report.id) return true;
    const isCopyOfIt = of(named) === of(report) && named.origin === report.origin;
    return isCopyOfIt && report.reportedAt <= retraction.at && !standsAgain(report.id, retraction.at, turns);
  });
}

/** The fields of the lens that only choose reports, but for the table. */
export function isKept(report: Published, lens: Json, names: Names): boolean {
  const { data } = report;
  const parties = [...report.parties, text(object(data, 'speaker'), 'party')];
  const [level, reliability, credibility] = [
    text(lens, 'onlyAttribution') ?? 'unattributed',
    text(lens, 'minReliability') ?? 'F',
    number(lens, 'minCredibility') ?? 6,
  ];
  return (
    report.happened.at <= boundOf(lens, 'happenedBy') &&
    !oneOrMore(lens, 'withoutSource').map(names.source).includes(report.publisher) &&
    !oneOrMore(lens, 'withoutOrigin').map(names.source).includes(report.origin) &&
    !oneOrMore(lens, 'withoutParty')
      .map(names.party)
      .some((party) => parties.includes(party)) &&
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

/**
 * Whether the report is left out as a copy of another that says the same, of the same origin and development. Of such, one
 * counts that names none of the others, of several that of the smallest id; in a ring that of the smallest id.
 */
export function isCopy<T extends Published & { readonly development: string }>(
  report: T,
  counted: readonly T[],
): boolean {
  const same = counted.filter(
    (other) => other.development === report.development && contentOf(other) === contentOf(report),
  );
  const names = ({ id, data }: T) => same.some((other) => other.id !== id && other.id === text(data, 'corroborates'));
  const free = same.filter((one) => !names(one));
  const [first] = (free.length > 0 ? free : same).map(({ id }) => id).toSorted();
  return report.id !== first;
}
