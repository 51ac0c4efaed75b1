/** `parley amend --where`: amends many reports in one batch, all or none. */
import { isDeepStrictEqual } from 'node:util';
import { v7 } from 'uuid';
import type { ImportAnswer } from '../../../answers/import.js';
import type { CommandContext, Options } from '../command-context.js';
import { CommandFailure, EXIT_CODES, usageError } from '../command-failure.js';
import type { ApiClient } from '../client/api-client.js';
import { withClient } from '../client/connect.js';
import { matchingReports, type FoundReport } from '../client/matching-reports.js';
import type { Json } from '../flags/json-body.js';
import { putFlag } from '../flags/query-flags.js';
import type { Clause } from '../flags/where.js';
import { amendedLayout, type AmendedAnswer } from '../output/layouts/amended.js';
import { print } from '../output/print.js';
import { startProgress } from '../../platform/progress.js';
import type { ProcessIo } from '../process-io.js';

type Path = readonly string[];
interface Wanted {
  readonly path: Path;
  readonly value: unknown;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The single fields that a merge patch sets. */
const wantedBy = (patch: Json, under: Path = []): Wanted[] =>
  Object.entries(patch).flatMap(([key, value]) =>
    isObject(value) ? wantedBy(value, [...under, key]) : [{ path: [...under, key], value }],
  );

function valueAt(report: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), report) ?? null;
}

const readsSo = ({ report }: FoundReport, wanted: readonly Wanted[]): boolean =>
  wanted.every(({ path, value }) => isDeepStrictEqual(valueAt(report, path), value));

const rowOf = (
  { negotiation, reportId, report }: FoundReport,
  wanted: readonly Wanted[],
): AmendedAnswer['amended'][number] => ({
  negotiation,
  reportId,
  kind: String(report['kind']),
  party: typeof report['party'] === 'string' ? report['party'] : null,
  fields: wanted.map(({ path, value }) => ({ field: path.join('.'), from: valueAt(report, path), to: value })),
});

/** Each amendment is another one than any before, even with the content of an earlier one: the field may have changed since. */
const lineOf = ({ negotiation, reportId }: FoundReport, body: Json): string =>
  JSON.stringify({ type: 'EntryAmended', data: { ...body, negotiation, entry: reportId, changeId: v7() } });

function send(client: ApiClient, lines: readonly string[], dryRun: boolean): Promise<ImportAnswer> {
  const query = putFlag(new URLSearchParams({ atomic: 'true' }), 'dryRun', dryRun);
  const headers = { 'content-type': 'application/x-ndjson' };
  return client.get<ImportAnswer>('/v1/import', query, { method: 'POST', headers, body: lines.join('\n') });
}

/** Nothing is recorded where one of them is refused. */
function insistOnAll({ refused, omitted }: ImportAnswer, reports: readonly FoundReport[]): void {
  if (refused.length === 0) return;
  const all = refused.length + (omitted?.refused ?? 0);
  throw new CommandFailure([
    `${all} of ${reports.length} amendments are refused, so nothing is amended:`,
    ...refused.map(({ line, problem }) => `  ${reports[line - 1]?.reportId ?? line}: ${problem.detail}`),
  ]);
}

async function found(
  client: ApiClient,
  io: ProcessIo,
  negotiation: string | undefined,
  clauses: readonly Clause[],
  wanted: readonly Wanted[],
) {
  const progress = await startProgress(io, 'reading', { unit: 'reports' });
  try {
    return await matchingReports(client, {
      clauses,
      reading: wanted.map(({ path }) => path),
      negotiation,
      onRead: (read) => progress.update(read),
    });
  } finally {
    progress.end();
  }
}

/**
 * The batch is rehearsed first: that tells how each status would change, and refuses what cannot be amended.
 * @param negotiation undefined: in all of them
 * @param body of each amendment, without what differs between them
 */
export async function amendWhere(
  context: CommandContext,
  options: Options,
  negotiation: string | undefined,
  body: Json,
): Promise<number> {
  const { io } = context;
  const { changes: patch, reason } = body;
  if (!isObject(patch)) throw usageError('--set or --unset says what is amended');
  if (reason === undefined) throw usageError('--reason says why they are amended');
  const wanted = wantedBy(patch);
  const answer = await withClient(io, options, async (client): Promise<AmendedAnswer> => {
    const matched = await found(client, io, negotiation, options['where'] as Clause[], wanted);
    const reports = matched.filter((report) => !readsSo(report, wanted));
    const told = { matched: matched.length, amended: reports.map((report) => rowOf(report, wanted)) };
    const dryRun = options['dryRun'] === true ? ({ dryRun: true } as const) : {};
    if (reports.length === 0) return { ...told, changes: [], ...dryRun };
    const lines = reports.map((report) => lineOf(report, body));
    const rehearsed = await send(client, lines, true);
    insistOnAll(rehearsed, reports);
    if (options['dryRun'] !== true) insistOnAll(await send(client, lines, false), reports);
    return { ...told, changes: rehearsed.changes ?? [], ...dryRun };
  });
  await print(context, options, answer, amendedLayout);
  return EXIT_CODES.ok;
}
