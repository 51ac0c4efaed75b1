/** The list of negotiations, the history of one, and one report. */
import type { ChangeInWords } from '../../../../projections/compare/change-sentences.js';
import type { JsonValue } from '../../../../events/envelope.js';
import type { DeskAnswer } from '../../../../answers/desk.js';
import type { HistoryAnswer } from '../../../../answers/history.js';
import type { ReportAnswer } from '../../../../answers/report.js';
import { gridOrLine, section, type Layout } from '../layout.js';
import { listed, subjectWords, valueWords } from '../wording.js';
import { headOf } from './head.js';

export function deskLayout({ negotiations }: DeskAnswer): Layout {
  const rows = negotiations.map((n) => [
    n.negotiation,
    n.phase.value,
    n.contested.value ? `by ${listed(n.contested.by)}` : 'no',
    n.agreement.value,
    n.confidence.value,
    n.freshness.value,
    n.title,
  ]);
  const head = ['negotiation', 'phase', 'contested', 'agreement', 'confidence', 'freshness', 'title'];
  return gridOrLine('No negotiations.', head, rows);
}

export function historyLayout(answer: HistoryAnswer): Layout {
  const rows = answer.entries.map((e) => [
    e.id,
    e.place,
    e.kind ?? e.type,
    listed([...(e.party === null ? [] : [e.party]), ...e.jointly]),
    subjectWords(e.subject),
    e.standing,
    e.source?.publisher,
    e.summary,
  ]);
  const head = ['id', 'date', 'kind', 'party', 'subject', 'standing', 'source', 'summary'];
  return [...headOf(answer), ...gridOrLine('No entries.', head, rows)];
}

export const changeRows = (changes: readonly ChangeInWords[]): string[][] =>
  changes.map(({ field, words }) => [field, words]);
export const CHANGE_HEAD = ['field', 'change'];

export function reportLayout({ report, ...head }: ReportAnswer): Layout {
  const { current, recorded, changes, changed } = report;
  const rows = Object.entries(current ?? recorded).map(([field, value]) => [field, valueWords(value as JsonValue)]);
  return [
    ...headOf(head),
    `${report.reportId} · ${report.standing} · recorded ${report.recordedAt} as revision ${report.revision}`,
    { head: ['field', 'value'], rows },
    ...section(
      'What became of it',
      ['id', 'type', 'at', 'reason'],
      changes.map((c) => [
        c.id,
        c.voidedBy === null ? c.type : `${c.type} (voided)`,
        c.reportedAt ?? c.recordedAt,
        c.reason,
      ]),
    ),
    ...section('What it changed', CHANGE_HEAD, changeRows(changed)),
  ];
}
