/** The report that a correction or an amendment leads to, whatever lies between them. */
import type { JsonObject } from '../../events/envelope.js';
import type { Fact } from '../../events/event.js';
import type { EntryId } from '../../events/ids.js';
import { mergePatch } from '../../events/merge-patch.js';
import type { Report } from '../../events/report.js';
import { mergedReport } from '../../projections/record/entries.js';

/** A report, the patch that changes it, and what comes out. */
export interface ChangedReport {
  readonly before: Report;
  readonly patch: JsonObject;
  /** Merged without a check: its kind and its data. */
  readonly after: JsonObject;
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/**
 * Undefined where the change is of no report.
 * @param factOf the entry that a change names, as it is to be read
 */
export function asChanged(
  change: Fact,
  factOf: (of: Fact, entry: EntryId) => Fact | undefined,
): ChangedReport | undefined {
  if (change.type !== 'ReportCorrected' && change.type !== 'EntryAmended') return undefined;
  const entry = change.type === 'EntryAmended' ? change.data.entry : (change.data.reportId as string as EntryId);
  const target = factOf(change, entry);
  const patch = change.data.changes as JsonObject;
  if (target?.type === 'Report') return { before: target.report, patch, after: mergedReport(target.report, patch) };
  if (!target || !isObject(patch['changes'])) return undefined;
  const data = mergePatch(target.data as JsonObject, patch);
  return asChanged({ ...target, data } as Fact, factOf);
}
