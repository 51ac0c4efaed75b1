/** Names for readers: what parties are called, and claims, issues, proposals and agreements. */
import { dayInWords } from '../../events/words/date-words.js';
import { listed } from '../../events/words/list-words.js';
import { idInWords } from '../../events/words/report-id-words.js';
import { slugAsName, titleAsName } from '../../events/words/title-words.js';
import type { JsonValue } from '../../events/envelope.js';
import type { PartyId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { SubjectSort } from '../../events/vocabulary.js';
import { titledIn, titledIssuesOf } from '../positions/issue-titles.js';
import { titleKey } from '../record/registry.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { lazy } from '../support/lazy.js';
import { Surroundings } from '../threads/surroundings.js';
import { threadReading } from '../threads/thread-reading.js';
import type { Entry } from '../threads/threads.js';
import { termInWords } from './term-words.js';

type Named = Pick<CountedReports, 'registry' | 'reports'>;
type Describing = { readonly title?: string; readonly claimText?: string };

/**
 * The titles by `titleKey`. What our desk calls a thing comes first, then what it was opened with, then what the first
 * report calls it.
 */
export function subjectTitlesOf(counted: Named): ReadonlyMap<string, string> {
  const titles = new Map<string, string>(counted.registry.titles);
  const add = (key: string, title: string | undefined): void => {
    if (title !== undefined && !titles.has(key)) titles.set(key, title);
  };
  for (const { issue, title } of titledIssuesOf(counted)) add(titleKey('issue', issue), title);
  for (const { report, subjects } of counted.reports) {
    const { title, claimText } = report as Report & Describing;
    if (subjects.claim !== undefined) add(titleKey('claim', subjects.claim), claimText);
    if (subjects.proposal !== undefined) add(titleKey('proposal', subjects.proposal), title);
    if (subjects.agreement !== undefined) add(titleKey('agreement', subjects.agreement), title);
  }
  return titles;
}

/** By `titleKey`, what the first report calls a thing. */
const TITLES_TOLD = threadReading<string, string | undefined>({
  start: undefined,
  entriesOf: ({ report, subjects: { claim, proposal, agreement } }) => {
    const { title, claimText } = report as Report & Describing;
    const issue = titledIn(report);
    const told: [SubjectSort, string | undefined, string | undefined][] = [
      ['issue', issue?.issue, issue?.title],
      ['claim', claim, claimText],
      ['proposal', proposal, title],
      ['agreement', agreement, title],
    ];
    return told.flatMap(([sort, slug, text]): Entry<string>[] =>
      slug === undefined || text === undefined ? [] : [[titleKey(sort, slug), text]],
    );
  },
  take: (first, title) => first ?? title,
});

/** What gives names. */
interface Known {
  readonly counted: CountedReports;
  readonly told: () => ReturnType<typeof TITLES_TOLD.of>;
}

/** The title of one thing: what our desk calls it, else what it was opened with, else what the first report calls it. */
function titleIn({ counted: { registry }, told }: Known, sort: SubjectSort, slug: string): string | undefined {
  const opened =
    sort === 'issue' ? registry.issues.findLast(({ issue }) => (issue as string) === slug)?.title : undefined;
  const key = titleKey(sort, slug);
  return registry.titles.get(key) ?? opened ?? told().get(key)?.state;
}

/**
 * What parties and subjects are called. Titles are looked for once, when a sentence first asks for one: keep it for as many
 * sentences as there are.
 */
export class ReaderNames {
  private readonly known: readonly Known[];

  /** @param counted what gives names, the first before the others; undefined where nothing was opened */
  constructor(...counted: readonly (CountedReports | undefined)[]) {
    this.known = counted.flatMap((one) =>
      one ? [{ counted: one, told: lazy(() => TITLES_TOLD.of(new Surroundings(one))) }] : [],
    );
  }

  party(id: string | undefined): string {
    const party = this.known
      .map(({ counted }) => counted.registry.parties.get(id as PartyId))
      .find((one) => one !== undefined);
    return party?.name ?? id ?? '';
  }

  parties(ids: JsonValue | undefined): string {
    const names = (Array.isArray(ids) ? ids : []).map((id) => this.party(String(id)));
    return listed(names) || 'nobody';
  }

  /** The title; where there is none, the slug in words. */
  title(sort: SubjectSort, slug: string | undefined): string {
    const name = slug ?? '';
    for (const one of this.known) {
      const title = titleIn(one, sort, name);
      if (title !== undefined) return title;
    }
    return slugAsName(sort, name);
  }

  /** The title in quotation marks, without a full stop of its own. */
  subject(sort: SubjectSort, slug: string | undefined): string {
    return `“${titleAsName(this.title(sort, slug))}”`;
  }

  #reportOf(id: string): Report | undefined {
    return this.known
      .map(({ counted }) => counted.selection.published.get(id as ReportId)?.report)
      .find((one) => one !== undefined);
  }

  /** A report by what it says; where that is not known, by its id. */
  report(id: string): string {
    const summary = this.#reportOf(id)?.summary;
    return summary === undefined ? `report ${idInWords(id)}` : `report “${titleAsName(summary)}”`;
  }

  /** An offer by its title, or the demand that a report makes. */
  offer(name: string): string {
    return this.#reportOf(name)?.kind === 'demand' ? this.demand(name) : this.title('proposal', name);
  }

  /** The demand that a report makes. What it asks tells it from others of its party on the same issue. */
  demand(id: string | undefined): string {
    const report = this.#reportOf(id ?? '');
    if (report?.kind !== 'demand') return `The demand made in ${this.report(id ?? '')}`;
    const by = report.party === undefined ? '' : ` of ${this.party(report.party)}`;
    const asked = (report.terms ?? []).map(termInWords).join('; ');
    const day = dayInWords(report.occurredAt ?? report.reportedAt);
    return `The demand${by} on ${this.subject('issue', report.issue)} of ${day}${asked && ` (${asked})`}`;
  }
}
