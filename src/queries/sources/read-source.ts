/** One source over all talks: its grades, the talks that it is named in, what their statuses rest on, and its reports. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { MOST_REPORTS, MOST_STATUSES, MOST_TALKS, type SourceDetailAnswer } from '../../../answers/sources.js';
import { latestInstant } from '../../../events/dates.js';
import type { NegotiationId } from '../../../events/ids.js';
import { gradeOf } from '../../../projections/record/grades.js';
import { readingSourced, type SourcedReport, type SourceTally } from '../../../projections/record/source-tallies.js';
import type { LensProjections } from '../../../projections/status/lens-projections.js';
import { StreamLoader } from '../../projector/stream-loader.js';
import { ProjectionCache } from '../projection-cache.js';
import { runYielding } from '../pacing/run-yielding.js';
import { AllSources } from './all-sources.js';
import { unknownSource } from './unknown-source.js';
import type { SourceDesk } from './source-desk.js';

export class ReadSource extends Query<SourceDetailAnswer> {
  constructor(readonly name: string) {
    super();
  }
}

type InTalks = SourceDetailAnswer['talks'][number];
type ReportOfSource = SourceDetailAnswer['reports'][number];

const FIELDS = ['phase', 'contested', 'agreement', 'outlook', 'confidence', 'freshness'] as const;

/** The fields of the status that rest on reports of the source. */
function heldFields(
  projections: LensProjections,
  isOf: (report: SourcedReport['report']) => boolean,
): InTalks['holds'] {
  const status = projections.status();
  const { published } = projections.counted.selection;
  const names = (id: string): boolean => {
    const found = published.get(id as never);
    return found !== undefined && isOf(found.report);
  };
  return FIELDS.filter((field) => status[field].because.some(names));
}

const weight = ({ reports, retracted, carried }: SourceTally): number => reports + retracted + carried;

@QueryHandler(ReadSource)
export class ReadSourceHandler implements IQueryHandler<ReadSource> {
  constructor(
    private readonly all: AllSources,
    private readonly cache: ProjectionCache,
    private readonly loader: StreamLoader,
  ) {}

  async execute({ name }: ReadSource): Promise<SourceDetailAnswer> {
    const { sources, desk } = await this.all.overview();
    const key = desk.aliases.keyOf(name);
    const found = sources.get(key);
    if (!found) throw unknownSource(name, sources.values());
    const inOrder = [...found.inTalks].toSorted(([, a], [, b]) => weight(b) - weight(a));
    const isOf = ({ source }: SourcedReport['report']): boolean =>
      desk.aliases.keyOf(source.publisher) === key || desk.aliases.keyOf(source.origin ?? source.publisher) === key;

    const [talks, reports]: [InTalks[], ReportOfSource[]] = [[], []];
    for (const [id, tally] of inOrder.slice(0, MOST_TALKS)) {
      talks.push(await this.#talksOf(id, tally, isOf, talks.length < MOST_STATUSES));
      const { events } = await this.loader.eventsOf(id);
      const sourced = await runYielding(readingSourced(events));
      reports.push(...sourced.flatMap((one) => reportOf(id, one, isOf, desk)));
    }
    const newest = reports
      .toSorted((a, b) => latestInstant(b.reportedAt) - latestInstant(a.reportedAt))
      .slice(0, MOST_REPORTS);
    const omitted = {
      talks: inOrder.length - talks.length,
      reports: reports.length - newest.length,
      statuses: talks.filter(({ holds }) => holds === null).length,
    };
    return { source: found.answer, talks, reports: newest, omitted };
  }

  async #talksOf(
    negotiation: NegotiationId,
    { reports, retracted, corrected, carried }: SourceTally,
    isOf: (report: SourcedReport['report']) => boolean,
    isAsked: boolean,
  ): Promise<InTalks> {
    const { title } = await this.cache.deskRow(negotiation);
    const holds = isAsked ? heldFields(await this.cache.read(negotiation), isOf) : null;
    return { negotiation, title, reports, retracted, corrected, carried, holds };
  }
}

function reportOf(
  negotiation: NegotiationId,
  { report, voided, retracted }: SourcedReport,
  isOf: (report: SourcedReport['report']) => boolean,
  { grades, aliases }: SourceDesk,
): ReportOfSource[] {
  if (voided || !isOf(report)) return [];
  const { publisher, origin = null, reliability = null } = report.source;
  return [
    {
      negotiation,
      reportId: report.reportId,
      kind: report.kind,
      summary: report.summary,
      reportedAt: report.reportedAt,
      publisher,
      origin,
      reliability: gradeOf(grades, aliases.keyOf(publisher), report) ?? null,
      recordedGrade: reliability,
      retracted,
    },
  ];
}
