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
  readonly party?: string;
  /** Of an erasure: the backups that still hold it. */
  readonly backups?: readonly string[];
  /** Of an erasure: the streams of keys that wait for a scavenge. */
  readonly unscavenged?: readonly string[];
  readonly affected?: readonly {
    readonly negotiation: string;
    readonly title: string;
    readonly changes: Receipt['changes'];
  }[];
};

function outcome({ duplicate, dryRun, voided, revision }: Written): string {
  if (voided) return 'was recorded before and voided since: it does not count';
  if (dryRun) return duplicate ? 'was recorded before' : 'would be recorded';
  return `${duplicate ? 'was recorded before' : 'recorded'} as revision ${String(revision)}`;
}

/** How to restore what was voided. @param within the negotiation, none for a grade or an alias */
const restoring = ({ voidedBy }: Written, within: string | undefined): string[] =>
  voidedBy === undefined
    ? []
    : [`to restore it, void the voiding: parley void ${[within ?? [], voidedBy].flat().join(' ')} --reason "…"`];

/** After an erasure: what is still to be done. */
export const backupsHoldingLayout = (backups: readonly string[]): Layout =>
  backups.length === 0 ? [] : [`still in ${backups.join(', ')}: \`parley backup scrub\` destroys it there`];

/** The same on an EventStoreDB. */
export const unscavengedLayout = (streams: readonly string[]): Layout =>
  streams.length === 0
    ? []
    : [
        `the keys can be read in the files of the EventStoreDB still, until a scavenge was run on each node: ${streams.join(', ')}`,
      ];

/** @param within the negotiation that it was written to */
export function receiptLayout(written: Written, within?: string): Layout {
  const { reportId, changeId, party, negotiation, changes, affected = [], backups = [], unscavenged = [] } = written;
  return [
    `${reportId ?? changeId ?? party ?? negotiation ?? 'it'} ${outcome(written)}`,
    ...restoring(written, within),
    ...backupsHoldingLayout(backups),
    ...unscavengedLayout(unscavenged),
    ...section('It changes', CHANGE_HEAD, changeRows(changes)),
    ...affected.flatMap((a) =>
      section(`It changes in ${a.title} (${a.negotiation})`, CHANGE_HEAD, changeRows(a.changes)),
    ),
  ];
}

const FORMS = {
  story: 'a story',
  export: 'the export of a negotiation',
  coded: 'coded events',
  mixed: 'lines of stories and of exports',
} as const;

/** Codes and pairs that a terminal shows; `--json` has more. */
const SHOWN = 15;

function codedLayout(coded: ImportAnswer['coded']): Layout {
  if (!coded) return [];
  const { rows, withoutCounterpart, notFollowed } = coded;
  const codes = withoutCounterpart.codes.slice(0, SHOWN).map((one) => [one.code, one.label, one.rows]);
  const dyads = notFollowed.dyads.slice(0, SHOWN).map((one) => [one.dyad, one.rows]);
  return [
    `of ${rows} rows: ${notFollowed.rows} between actors that are not followed, ${withoutCounterpart.rows} without a counterpart`,
    ...section('Codes without a counterpart', ['CODE', 'MEANS', 'ROWS'], codes),
    ...section('Dyads that are not followed', ['DYAD', 'ROWS'], dyads),
  ];
}

export function importLayout(answer: ImportAnswer): Layout {
  const { form, recorded, duplicates, voided, refused, omitted, negotiations, dryRun, coded } = answer;
  const notCounting = voided.length + (omitted?.voided ?? 0);
  const refusals = refused.length + (omitted?.refused ?? 0);
  return [
    ...(form === undefined ? [] : [`${FORMS[form]}:`]),
    `${recorded} ${dryRun ? 'would be recorded' : 'recorded'}, ${duplicates} recorded before, ${refusals} refused`,
    ...(notCounting === 0 ? [] : [`${notCounting} of these were voided since, and do not count`]),
    ...(negotiations.length === 0 ? [] : [`in ${listed(negotiations)}`]),
    ...codedLayout(coded),
  ];
}

export const movedLayout = ({ moved, present, streams, head }: MovedAnswer): Layout => [
  'a whole log:',
  `${moved} moved, ${present} here already, in ${streams} streams; verified up to position ${head}`,
];
