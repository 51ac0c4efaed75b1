/** Finds the reports whose fields have given values, as the reports read now. */
import type { DeskAnswer } from '../../../answers/desk.js';
import type { HistoryEntry } from '../../../answers/history.js';
import type { ReportAnswer } from '../../../answers/report.js';
import { allPages } from './pagination.js';
import { CommandFailure } from '../command-failure.js';
import { holds, unfulfilled, type Clause } from '../flags/where.js';
import { pathOf, type ApiClient } from './api-client.js';

/** A report of some negotiation, as amended and corrected. */
export interface FoundReport {
  readonly negotiation: string;
  readonly reportId: string;
  /** Only the fields that were asked for are sure to be there. */
  readonly report: Readonly<Record<string, unknown>>;
}

/** The fields that a row of the history has as well. The others take a request for each report. */
const IN_HISTORY: ReadonlySet<string> = new Set(
  Object.keys({
    kind: 1,
    party: 1,
    speaker: 1,
    summary: 1,
    source: 1,
    occurredAt: 1,
    reportedAt: 1,
  } satisfies Partial<Record<keyof HistoryEntry, 1>>),
);

const isInHistory = (path: readonly string[]): boolean => IN_HISTORY.has(path[0] ?? '');

async function negotiationsOf(client: ApiClient): Promise<string[]> {
  const { negotiations } = await allPages(client, '/v1/negotiations', new URLSearchParams(), 'negotiations');
  return (negotiations as DeskAnswer['negotiations']).map(({ negotiation }) => negotiation);
}

/** Reports that we have voided are left out: an amendment of them would be of no effect. */
async function reportsOf(client: ApiClient, negotiation: string): Promise<FoundReport[]> {
  const at = `/v1${pathOf('negotiations', negotiation, 'history')}`;
  const { entries } = await allPages(client, at, new URLSearchParams({ order: 'recorded' }), 'entries');
  return (entries as readonly HistoryEntry[]).flatMap((entry) =>
    entry.kind === null || entry.standing === 'voided'
      ? []
      : [{ negotiation, reportId: entry.id, report: { ...entry } }],
  );
}

async function whole(client: ApiClient, { negotiation, reportId }: FoundReport): Promise<FoundReport> {
  const at = `/v1${pathOf('negotiations', negotiation, 'reports', reportId)}`;
  const { report } = await client.get<ReportAnswer>(at);
  return { negotiation, reportId, report: report.current ?? report.recorded };
}

function insistOnSome(found: readonly FoundReport[], among: readonly FoundReport[], clauses: readonly Clause[]): void {
  if (found.length > 0) return;
  const why = unfulfilled(
    among.map(({ report }) => report),
    clauses,
  );
  const asked = clauses.map(({ text }) => text).join(' and ');
  throw new CommandFailure([`no report matches ${asked}; nothing is amended`, ...why]);
}

export interface Search {
  /** All of them must hold. */
  readonly clauses: readonly Clause[];
  /** The fields that the caller will read, besides those of the clauses. */
  readonly reading: readonly (readonly string[])[];
  /** Undefined: of all negotiations. */
  readonly negotiation: string | undefined;
  /** Told how many of how many reports have been read one by one. */
  readonly onRead: (read: number, of: number) => void;
}

/**
 * @returns in the order of recording, one negotiation after the other
 * @throws CommandFailure where none matches, with the nearest value that there is
 */
export async function matchingReports(
  client: ApiClient,
  { clauses, reading, negotiation, onRead }: Search,
): Promise<FoundReport[]> {
  const negotiations = negotiation === undefined ? await negotiationsOf(client) : [negotiation];
  const all: FoundReport[] = [];
  for (const each of negotiations) all.push(...(await reportsOf(client, each)));
  const quick = clauses.filter(({ path }) => isInHistory(path));
  const candidates = all.filter(({ report }) => quick.every((clause) => holds(report, clause)));
  insistOnSome(candidates, all, quick);
  if (quick.length === clauses.length && reading.every(isInHistory)) return candidates;
  const read: FoundReport[] = [];
  for (const candidate of candidates) {
    read.push(await whole(client, candidate));
    onRead(read.length, candidates.length);
  }
  const found = read.filter(({ report }) => clauses.every((clause) => holds(report, clause)));
  insistOnSome(found, read, clauses);
  return found;
}
