/** Issue titles: what each issue is called. */
import type { IssueId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { titleKey } from '../record/registry.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** An issue that has a title. */
export interface TitledIssue {
  readonly issue: IssueId;
  readonly title: string;
}

const NONE: readonly IssueId[] = [];

/** The issue that a report gives a title. One that names several issues does not say of which it is. */
export function titledIn(report: Report): TitledIssue | undefined {
  const {
    issue,
    issues = NONE,
    issueTitle,
  } = report as {
    issue?: IssueId;
    issues?: readonly IssueId[];
    issueTitle?: string;
  };
  if (issueTitle === undefined) return undefined;
  const named = issue ?? (issues.length === 1 ? issues[0] : undefined);
  return named === undefined ? undefined : { issue: named, title: issueTitle };
}

/**
 * The issues that the negotiation was opened with, and those to which our desk or a report gives a title. What our desk
 * calls an issue comes first, then what it was opened with, then what the first report by place calls it.
 */
export function titledIssuesOf({ registry, reports }: Pick<CountedReports, 'registry' | 'reports'>): TitledIssue[] {
  const titles = new Map<IssueId, string>(registry.issues.map(({ issue, title }) => [issue, title]));
  for (const { report } of reports) {
    const titled = titledIn(report);
    if (titled && !titles.has(titled.issue)) titles.set(titled.issue, titled.title);
  }
  const prefix = titleKey('issue', '');
  for (const [key, title] of registry.titles)
    if (key.startsWith(prefix)) titles.set(key.slice(prefix.length) as IssueId, title);
  return [...titles].map(([issue, title]) => ({ issue, title }));
}
