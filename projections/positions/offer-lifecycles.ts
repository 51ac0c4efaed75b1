/** The courses of all offers: one pass over the reports, each told to the offers that it names or answers. */
import type { ProposalId, ReportId } from '../../events/ids.js';
import { grouped } from '../support/group-by.js';
import { named } from '../record/kinds.js';
import { OfferCourse } from './offer-lifecycle.js';
import { meantFor, tabledIn, type Proposal, type Put, type Tabled } from './known-offers.js';
import type { Registry } from '../record/registry.js';
import type { Told } from '../record/placed-report.js';
import type { View } from '../report-index/view.js';
import { takenBackBy } from './withdrawals.js';

export interface ProposalCourse {
  readonly proposal: Proposal;
  readonly course: OfferCourse;
}

/** The demand of one development by one party, by the first report of it. */
export interface DemandCourse {
  readonly demand: Put<'demand'>;
  readonly puts: readonly Put<'demand'>[];
  readonly course: OfferCourse;
}

export interface Courses {
  readonly proposals: readonly ProposalCourse[];
  readonly demands: readonly DemandCourse[];
}

function proposalCourse(proposal: Proposal, registry: Registry): ProposalCourse[] {
  const { reports, puts, party } = proposal;
  const [first] = reports;
  const to = meantFor(registry, puts.length ? puts : reports.slice(0, 1), party);
  return first ? [{ proposal, course: new OfferCourse(first, puts, party, to) }] : [];
}

function demandCourse(puts: readonly Put<'demand'>[], registry: Registry): DemandCourse[] {
  const [demand] = puts;
  if (!demand) return [];
  const { party } = demand.report;
  return [{ demand, puts, course: new OfferCourse(demand, puts, party, meantFor(registry, puts, party)) }];
}

/** Tied copies of a demand are the same demand; two parties that make it make two. */
const demandCourses = ({ demands }: Tabled, registry: Registry): DemandCourse[] =>
  [...demands.values()].flatMap((tied) =>
    [...grouped(tied, (t) => t.report.party).values()].flatMap((puts) => demandCourse(puts, registry)),
  );

export const isOpen = ({ course }: { readonly course: OfferCourse }): boolean => course.value() === 'open';

/** Which offers a report speaks of. */
class Index {
  private readonly bySlug = new Map<string, OfferCourse>();
  private readonly putIn: ReadonlyMap<ReportId, OfferCourse[]>;
  private readonly demandedIn: ReadonlyMap<ReportId, OfferCourse[]>;

  constructor(
    private readonly view: View,
    private readonly tabled: Tabled,
    { proposals, demands }: Courses,
  ) {
    for (const { proposal, course } of proposals) this.bySlug.set(proposal.proposal, course);
    const put = proposals.flatMap(({ proposal, course }) => proposal.puts.map((t) => ({ t, course })));
    const demanded = demands.map(({ demand, course }) => ({ t: demand, course }));
    this.demandedIn = coursesBy(demanded);
    this.putIn = coursesBy([...put, ...demanded]);
  }

  concernedBy(t: Told): ReadonlySet<OfferCourse> {
    const { report } = t;
    const own = report.kind === 'demand' ? (this.demandedIn.get(t.development) ?? []) : [];
    const countered = report.kind === 'proposal' ? this.counteredBy(report.counters) : [];
    const byReport = report.kind === 'withdrawal' ? this.takenBackBy(t) : this.demand(named(report).report);
    return new Set([...own, ...this.proposal(named(report).proposal), ...countered, ...byReport]);
  }

  private proposal(slug: ProposalId | ReportId | undefined): OfferCourse[] {
    const course = slug === undefined ? undefined : this.bySlug.get(slug);
    return course ? [course] : [];
  }

  private demand(id: ReportId | ProposalId | undefined): readonly OfferCourse[] {
    const development = id === undefined ? undefined : this.tabled.developmentOf(id as ReportId);
    return development === undefined ? [] : (this.demandedIn.get(development) ?? []);
  }

  /** A counter names a proposal by its slug, or a demand by its report. */
  private counteredBy(counters: ProposalId | ReportId | undefined): OfferCourse[] {
    return [...this.proposal(counters), ...this.demand(counters)];
  }

  /** What is taken back by its report is the offer that the report put, or the answer that it gave; by another's, the answer to it. */
  private takenBackBy(t: Told): readonly OfferCourse[] {
    const { development, onReport } = takenBackBy(t, this.view);
    if (onReport !== undefined) return this.demandedIn.get(onReport) ?? [];
    const id = named(t.report).report;
    const target = id === undefined ? undefined : this.view.selection.published.get(id)?.report;
    if (development === undefined || !target) return [];
    return [
      ...(this.putIn.get(development) ?? []),
      ...this.proposal(named(target).proposal),
      ...this.demand(named(target).report),
    ];
  }
}

function coursesBy(puts: readonly { readonly t: Told; readonly course: OfferCourse }[]): Map<ReportId, OfferCourse[]> {
  const byDevelopment = grouped(puts, ({ t }) => t.development);
  return new Map([...byDevelopment].map(([id, tied]) => [id, tied.map(({ course }) => course)]));
}

/** Every proposal that reports name and every demand, in the order of their first reports. */
export function coursesIn(view: View): Courses {
  const tabled = tabledIn(view);
  const courses = {
    proposals: [...tabled.proposals.values()].flatMap((p) => proposalCourse(p, view.registry)),
    demands: demandCourses(tabled, view.registry),
  };
  const index = new Index(view, tabled, courses);
  for (const t of view.reports) for (const course of index.concernedBy(t)) course.take(t, takenBackBy(t, view));
  return courses;
}
