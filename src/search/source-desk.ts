/** What our desk says of sources at present: which names are one, and what their grades are. */
import { Injectable } from '@nestjs/common';
import type { Report } from '../../events/report.js';
import type { Reliability } from '../../events/vocabulary.js';
import { Aliases } from '../../projections/record/aliases.js';
import { effectiveEntries } from '../../projections/record/entries.js';
import { gradeOf, sourceGradesOf } from '../../projections/record/grades.js';
import type { SourceDesk } from '../../projections/record/published-reports.js';
import { MemoryImage } from '../projector/memory-image.js';

@Injectable()
export class PresentSources {
  #known: { readonly events: number; readonly desk: SourceDesk } | undefined;

  constructor(private readonly image: MemoryImage) {}

  get desk(): SourceDesk {
    const { sources } = this.image;
    if (this.#known?.events === sources.length) return this.#known.desk;
    const entries = effectiveEntries(sources).filter(({ voidedBy }) => voidedBy === undefined);
    const aliases = Aliases.of(entries);
    const desk = { aliases, grades: sourceGradesOf(entries, aliases) };
    this.#known = { events: sources.length, desk };
    return desk;
  }

  /** The publishers that our desk has regraded, under all their names. */
  regraded(): string[] {
    const { aliases, grades } = this.desk;
    return [...grades.keys()].flatMap((key) => aliases.keysOf(key));
  }

  reliabilityOf(report: Report): Reliability | undefined {
    const { aliases, grades } = this.desk;
    return gradeOf(grades, aliases.keyOf(report.source.publisher), report);
  }
}
