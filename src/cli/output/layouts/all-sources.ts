/** Sources over all talks. */
import type { SourcesOverallAnswer } from '../../../../answers/sources.js';
import { gridOrLine, type Layout } from '../layout.js';

export function allSourcesLayout({ sources, next, talks }: SourcesOverallAnswer): Layout {
  const rows = sources.map((s) => [
    s.name,
    s.reliability,
    s.reports,
    s.retracted,
    s.carried,
    s.talks,
    s.lastReportedAt,
    s.otherNames.join(', '),
  ]);
  const head = ['source', 'grade', 'reports', 'retracted', 'carried', 'talks', 'last', 'also'];
  return [
    `Over ${talks} talks:`,
    ...gridOrLine('No sources.', head, rows),
    ...(next === null ? [] : [`More: --cursor ${next}, or a larger --limit.`]),
  ];
}
