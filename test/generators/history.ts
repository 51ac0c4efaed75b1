/** Whole histories: reports, the order in which a desk recorded them, and what was changed afterwards. */
import fc from 'fast-check';
import { castOf, type Cast } from './cast.js';
import { someChange } from './changes.js';
import { diceOf, die, drawing } from './draw.js';
import { drafts } from './drafts.js';
import { NEGOTIATION, type History, type Line } from './line.js';
import { withoutIdleRemovals } from './patches.js';
import { reportsOf, type Report } from './reports.js';

export interface HistoryOptions {
  /** 25 unless given. */
  readonly maxReports?: number;
  /** Whether the negotiation names tables; not unless given. */
  readonly tables?: boolean;
  /** Retractions, corrections, voidings, amendments, regradings, and a registry that changes; not unless given. */
  readonly changes?: boolean;
}

interface Change {
  readonly dice: readonly number[];
  /** Where it comes among the lines that follow what it names. */
  readonly at: number;
}

const MAX_CHANGES = 9;
const change = fc.record({ dice: diceOf(75), at: die });

/** Histories that are valid by docs/rules.md, sections 2 and 3, small in their means and so rich in collisions. */
export const history = (options: HistoryOptions = {}): fc.Arbitrary<History> =>
  fc
    .record({
      casting: diceOf(50),
      drafted: drafts(options.maxReports ?? 25),
      order: die,
      added: die,
      changes: fc.array(change, { maxLength: options.changes ? MAX_CHANGES : 0, size: 'max' }),
    })
    .map(({ casting, drafted, order, added, changes }) => {
      const cast = castOf(drawing(casting), options);
      const reports = reportsOf(drafted(cast), cast);
      const lines = withNewcomer(cast, recorded(reports, order), added);
      return { negotiation: NEGOTIATION, opened: cast.opened, lines: changed(cast, reports, lines, changes) };
    });

/** As drafted, as published, or in no order at all: half of them. */
function recorded(reports: readonly Report[], order: number): Line[] {
  const key = (report: Report) => (order < 250 ? 0 : order < 500 ? report.published : report.slot);
  return reports.toSorted((a, b) => key(a) - key(b)).map(({ line }) => line);
}

/** The place that a die gives in what comes after the first `from` lines. */
const placeAfter = (from: number, length: number, at: number): number => from + drawing([at]).upTo(length - from);

/** A party added late is in the registry before any report names it. */
function withNewcomer({ newcomer }: Cast, lines: readonly Line[], at: number): Line[] {
  if (newcomer === undefined) return [...lines];
  const named = lines.findIndex(({ data }) => data['party'] === newcomer);
  const data = { negotiation: NEGOTIATION, party: newcomer, name: 'Norway', role: at % 2 ? 'mediator' : 'observer' };
  return lines.toSpliced(placeAfter(0, named < 0 ? lines.length : named, at), 0, { type: 'PartyAdded', data });
}

function changed(cast: Cast, all: readonly Report[], lines: Line[], changes: readonly Change[]): Line[] {
  const reports = new Map(all.map((report) => [report.id, report]));
  const world = { cast, sketches: all };
  const after = changes.reduce((sofar, { dice, at }, index) => {
    const drawn = someChange(drawing(dice), { world, reports, lines: sofar });
    if (!drawn) return sofar;
    const { line, names } = drawn;
    const first = names ? sofar.indexOf(names) + 1 : 0;
    const withId = { type: line.type, data: { ...line.data, changeId: `c${index}` } };
    return sofar.toSpliced(placeAfter(first, sofar.length, at), 0, withId);
  }, lines);
  return withoutIdleRemovals(withoutLostSeats(after));
}

const losesSeats = ({ type, data }: Line): boolean =>
  (type === 'PartyRevised' && data['role'] !== undefined) || (type === 'SubjectMerged' && data['what'] === 'party');

/**
 * Who is no principal any more, or is another at the same table, sits at no table of a revision: where roles change or parties
 * are merged, tables do not.
 */
function withoutLostSeats(lines: Line[]): Line[] {
  if (!lines.some(losesSeats)) return lines;
  return lines.map((line) => {
    const { tables: _, ...data } = line.data;
    return line.type === 'NegotiationRevised' ? { ...line, data } : line;
  });
}
