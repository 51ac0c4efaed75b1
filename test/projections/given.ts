/** A small builder for tests of the rules: the projections of a negotiation and some lines. */
import type { JsonObject } from '../../events/envelope.js';
import { readEvent, type Logged } from '../../events/event.js';
import { ownIdField, reportEventType } from '../../events/event-types.js';
import type { Kind } from '../../events/vocabulary.js';
import { lensSchema } from '../../projections/record/lens.js';
import { LensProjections } from '../../projections/status/lens-projections.js';
import { select, type Log } from '../../projections/report-index/selection.js';
import { countedReports } from '../../projections/report-index/counted-reports.js';
import { phaseRunOf } from '../../projections/phase/phase-run.js';

export interface Line {
  readonly type: string;
  readonly data: JsonObject;
}

export const opened = (more: JsonObject = {}): Line => ({
  type: 'NegotiationOpened',
  data: {
    negotiation: 'n',
    title: 'Talks',
    parties: [
      { party: 'union', name: 'Union', role: 'principal' },
      { party: 'ford', name: 'Ford', role: 'principal' },
      { party: 'state', name: 'State', role: 'mediator' },
      { party: 'press', name: 'Press', role: 'observer' },
    ],
    ...more,
  },
});

/** An official's report on the record, on a day of October 2023. */
export const says = (reportId: string, day: number, party: string | null, kind: Kind, more: JsonObject = {}): Line => ({
  type: reportEventType(kind),
  data: {
    negotiation: 'n',
    reportId,
    ...(party === null ? {} : { party }),
    speaker: { capacity: party === null ? 'reporter' : 'official' },
    summary: 'said so',
    attribution: 'on-the-record',
    source: { publisher: 'Paper' },
    reportedAt: `2023-10-${String(day).padStart(2, '0')}`,
    ...more,
  },
});

export const change = (type: string, changeId: string, data: JsonObject): Line => ({
  type,
  data: { ...(type.startsWith('Source') ? {} : { negotiation: 'n' }), changeId, reason: 'because', ...data },
});

/** A property uses the same lines again and again: each is parsed once. */
const factsRead = new WeakMap<Line, Logged['fact']>();

const logged = (line: Line, revision: number): Logged => {
  const { type, data } = line;
  const own = ownIdField(type);
  const known = data[own] === undefined ? undefined : factsRead.get(line);
  const place = {
    revision,
    position: BigInt(revision + 1),
    recorder: 'test',
  };
  const recordedAt = Date.UTC(2024, 0, 1 + revision);
  if (known) return { ...place, id: data[own] as Logged['id'], fact: known, recordedAt };
  const read = readEvent({
    ...place,
    id: String(revision),
    stream: 's',
    type,
    data: data[own] === undefined ? { ...data, [own]: `own-${revision}` } : data,
    recordedAt: new Date(recordedAt).toISOString(),
    schemaVersion: 1,
    correlationId: '',
    causationId: '',
    hash: '',
  });
  if ('unreadable' in read) throw new Error(read.unreadable);
  factsRead.set(line, read.fact);
  return read;
};

/** The present of these tests. */
export const NOW = Date.UTC(2026, 0, 1);

/** The lines as a desk recorded them, one a day from the start of 2024 on. */
export function logOf(lines: readonly Line[]): Log {
  const all = lines.map(logged);
  const isSource = ({ fact }: Logged) => fact.type !== 'Report' && !('negotiation' in fact.data);
  return { negotiation: all.filter((l) => !isSource(l)), sources: all.filter(isSource) };
}

/** The projections of these lines; null before the negotiation was opened. */
export const projectionsOf = (lines: readonly Line[], lens: JsonObject = {}): LensProjections | null =>
  LensProjections.of(logOf(lines), lensSchema.parse(lens), NOW);

export function given(lines: readonly Line[], lens: JsonObject = {}, table?: readonly string[]) {
  const selection = select(logOf(lines), lensSchema.parse(lens), NOW);
  if (!selection) return null;
  const counted = countedReports(selection);
  const run = phaseRunOf(counted, table && counted.reports, table as never);
  const stateOf = (agreement: string) => run.agreements.valueAt(agreement as never, counted.at);
  return { selection, counted, run, stateOf, ids: counted.reports.map((t) => t.id as string) };
}

export const phase = (lines: readonly Line[], lens: JsonObject = {}): string | undefined =>
  given(lines, lens)?.run.phase;
