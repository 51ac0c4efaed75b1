/** Other orders in which the same could have been recorded (docs/rules.md, section 6, property 1). */
import fc from 'fast-check';
import { diceOf } from './draw.js';
import { isReport, ownId, type History, type Line } from './line.js';

/** Those that count by the order of recording, and so keep theirs. */
const KEEPS_ITS_ORDER: ReadonlySet<string> = new Set([
  'EntryAmended',
  'EntryVoided',
  'SourceRegraded',
  'PartyAdded',
  'PartyRevised',
  'NegotiationRevised',
  'SubjectRetitled',
  'SubjectMerged',
  'SourceAliased',
]);

/** What must have been recorded before the line: what it changes, and a party that was added to the registry. */
function prerequisites(line: Line, lines: readonly Line[]): Line[] {
  const { data } = line;
  const changed = isReport(line) ? undefined : (data['entry'] ?? data['reportId']);
  const earlier = lines.slice(0, lines.indexOf(line));
  const previous = KEEPS_ITS_ORDER.has(line.type)
    ? earlier.findLast(({ type }) => KEEPS_ITS_ORDER.has(type))
    : undefined;
  const named = earlier.filter(
    (other) =>
      (changed !== undefined && ownId(other) === changed) ||
      (other.type === 'PartyAdded' && other.data['party'] === data['party']),
  );
  return previous ? [previous, ...named] : named;
}

/** Always the line of the lowest rank among those that may come next; all ranks equal: the order as it was. */
function arranged(lines: readonly Line[], ranks: readonly number[]): Line[] {
  const waiting = lines.map((line, index) => ({ line, rank: ranks[index] ?? 0, needs: prerequisites(line, lines) }));
  const placed = new Set<Line>();
  while (placed.size < lines.length) {
    const free = waiting.filter(({ line, needs }) => !placed.has(line) && needs.every((need) => placed.has(need)));
    const next = free.reduce((lowest, candidate) => (candidate.rank < lowest.rank ? candidate : lowest));
    placed.add(next.line);
  }
  return [...placed];
}

/** Any order of the same reports, with retractions and corrections after what they name. */
export const recordingOrders = (h: History): fc.Arbitrary<History> =>
  diceOf(h.lines.length).map((ranks) => ({ ...h, lines: arranged(h.lines, ranks) }));
