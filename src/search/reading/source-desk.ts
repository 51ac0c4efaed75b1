/** What our desk says of sources: which names are one, and what their grades are. */
import { Injectable } from '@nestjs/common';
import { latestInstant } from '../../../events/dates.js';
import type { Logged } from '../../../events/event.js';
import type { Report } from '../../../events/report.js';
import type { Reliability } from '../../../events/vocabulary.js';
import { Aliases } from '../../../projections/record/aliases.js';
import { effectiveEntries } from '../../../projections/record/entries.js';
import { gradeOf, sourceGradesOf } from '../../../projections/record/grades.js';
import type { Lens } from '../../../projections/record/lens.js';
import type { SourceDesk } from '../../../projections/record/published-reports.js';
import { MemoryImage } from '../../projector/memory-image.js';

function deskOf(sources: readonly Logged[]): SourceDesk {
  const entries = effectiveEntries(sources).filter(({ voidedBy }) => voidedBy === undefined);
  const aliases = Aliases.of(entries);
  return { aliases, grades: sourceGradesOf(entries, aliases) };
}

/** The reliability of a report's source, as a desk has it. */
export const reliabilityIn = ({ aliases, grades }: SourceDesk, report: Report): Reliability | undefined =>
  gradeOf(grades, aliases.keyOf(report.source.publisher), report);

@Injectable()
export class PresentSources {
  #known: { readonly events: number; readonly desk: SourceDesk } | undefined;

  constructor(private readonly image: MemoryImage) {}

  /** At present. */
  get desk(): SourceDesk {
    const { sources } = this.image;
    if (this.#known?.events === sources.length) return this.#known.desk;
    const desk = deskOf(sources);
    this.#known = { events: sources.length, desk };
    return desk;
  }

  /** As our desk had it under a lens that names no revision. */
  under({ recordedBy }: Lens): SourceDesk {
    if (recordedBy === undefined) return this.desk;
    const by = latestInstant(recordedBy);
    return deskOf(this.image.sources.filter(({ recordedAt }) => recordedAt <= by));
  }
}
