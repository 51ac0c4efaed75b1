/** The receipts of writes and imports. */
import type { MovedAnswer, ImportAnswer } from '../../../../answers/import.js';
import type { Receipt } from '../../../../answers/receipts.js';
import { section, type Layout } from '../layout.js';
import { listed } from '../wording.js';
import { CHANGE_HEAD, changeRows } from './record.js';

/** The receipt of any write. The field of the id depends on what was written. */
export type Written = Receipt & {
  readonly reportId?: string;
  readonly changeId?: string;
  readonly negotiation?: string;
  readonly affected?: readonly { readonly negotiation: string; readonly changes: Receipt['changes'] }[];
};

function outcome({ duplicate, dryRun, revision }: Written): string {
  if (dryRun) return 'would be recorded';
  return `${duplicate ? 'was recorded before' : 'recorded'} as revision ${String(revision)}`;
}

export function receiptLayout(written: Written): Layout {
  const { reportId, changeId, negotiation, changes, affected = [] } = written;
  return [
    `${reportId ?? changeId ?? negotiation ?? 'it'} ${outcome(written)}`,
    ...section('It changes', CHANGE_HEAD, changeRows(changes)),
    ...affected.flatMap((a) => section(`It changes in ${a.negotiation}`, CHANGE_HEAD, changeRows(a.changes))),
  ];
}

export function importLayout({ recorded, duplicates, refused, omitted, negotiations, dryRun }: ImportAnswer): Layout {
  const refusals = refused.length + (omitted?.refused ?? 0);
  return [
    `${recorded} ${dryRun ? 'would be recorded' : 'recorded'}, ${duplicates} recorded before, ${refusals} refused`,
    ...(negotiations.length === 0 ? [] : [`in ${listed(negotiations)}`]),
  ];
}

export const movedLayout = ({ moved, present, streams, head }: MovedAnswer): Layout => [
  `${moved} moved, ${present} here already, in ${streams} streams; verified up to position ${head}`,
];
