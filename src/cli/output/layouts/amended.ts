/** The receipt of many amendments. */
import type { JsonValue } from '../../../../events/envelope.js';
import type { ImportAnswer } from '../../../../answers/import.js';
import { section, type Layout } from '../layout.js';
import { valueWords } from '../wording.js';
import { CHANGE_HEAD, changeRows } from './record.js';

export interface AmendedAnswer {
  /** How many reports have the values asked for. */
  readonly matched: number;
  /** Those of them that did not read so already. */
  readonly amended: readonly {
    readonly negotiation: string;
    readonly reportId: string;
    readonly kind: string;
    readonly party: string | null;
    readonly fields: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
  }[];
  /** How the status of each negotiation changes by it. */
  readonly changes: NonNullable<ImportAnswer['changes']>;
  readonly dryRun?: true;
}

const reports = (count: number): string => (count === 1 ? '1 report' : `${count} reports`);

function summary({ matched, amended, dryRun }: AmendedAnswer): string {
  const rest = matched - amended.length;
  const already = rest === 0 ? '' : `; ${reports(rest)} read so already`;
  return `${reports(amended.length)} ${dryRun ? 'would be amended' : 'amended'}${already}`;
}

const words = (value: unknown): string => valueWords(value as JsonValue);

export function amendedLayout(answer: AmendedAnswer): Layout {
  const { amended, changes, dryRun } = answer;
  const rows = amended.flatMap(({ negotiation, reportId, kind, party, fields }) =>
    fields.map(({ field, from, to }) => [negotiation, reportId, kind, party, field, words(from), words(to)]),
  );
  const would = dryRun ? 'It would change' : 'It changes';
  return [
    summary(answer),
    ...section('Reports', ['negotiation', 'report', 'kind', 'party', 'field', 'from', 'to'], rows),
    ...changes.flatMap((each) => section(`${would} in ${each.negotiation}`, CHANGE_HEAD, changeRows(each.changes))),
    ...(amended.length > 0 && changes.length === 0 ? ['', 'No status changes by it.'] : []),
  ];
}
