/** Finds the reports that name a subject without a pass over all reports. */
import type { AgreementId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import type { Kind } from '../../events/vocabulary.js';
import { subjectFieldsOf } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';

/** A report, placed or not. */
export interface WithReport {
  readonly report: Report;
}

/** The kinds of which the phase rests on a few reports in a long story. */
const BY_KIND: ReadonlySet<Kind> = new Set<Kind>(['pressure', 'suspension', 'breakdown', 'conclusion']);

/**
 * The keys under which a report is found: `claim:c`, `agreement:a`, `proposal:p`; of a report of an agreement also `of:p` and
 * `extends:b` where it gives these, `kind:until` where it gives an end; `kind:agreement`, whichever that is; and those of
 * rare kinds by kind.
 */
export function subjectKeysOf({ report }: WithReport): string[] {
  const { claim, agreement, proposal } = subjectFieldsOf(report);
  const { of, extends: base, until } = report as { of?: string; extends?: string; until?: string };
  return [
    ...(claim === undefined ? [] : [`claim:${claim}`]),
    ...(agreement === undefined ? [] : [`agreement:${agreement}`]),
    ...(proposal === undefined ? [] : [`proposal:${proposal}`]),
    ...(of === undefined || agreement === undefined ? [] : [`of:${of}`]),
    ...(base === undefined || agreement === undefined ? [] : [`extends:${base}`]),
    ...(until === undefined || agreement === undefined ? [] : ['kind:until']),
    ...(agreement === undefined ? [] : ['kind:agreement']),
    ...(BY_KIND.has(report.kind) ? [`kind:${report.kind}`] : []),
  ];
}

/**
 * The other report on which it depends what this one does to the phase: the one that a withdrawal or an acceptance names.
 */
export const reportReadBy = ({ report }: WithReport): ReportId | undefined =>
  report.kind === 'withdrawal' || report.kind === 'acceptance' ? report.report : undefined;

/** Of a subject that no report names. */
export const NO_REPORTS: readonly PlacedReport[] = [];

/** Counted reports by subject. */
export interface SubjectIndex {
  /**
   * The counted reports under a key, in order.
   * @param key as `subjectKeysOf` makes them
   */
  of(key: string): readonly PlacedReport[];
  /** The same from the last to the first: who needs the last few does not look at all. */
  backwards(key: string): Iterable<PlacedReport>;
}

/** From the last to the first. */
export function* fromTheLast(reports: readonly PlacedReport[]): Generator<PlacedReport> {
  for (let at = reports.length - 1; at >= 0; at -= 1) yield reports[at] as PlacedReport;
}

/** The agreements that these reports name, each once, in the order of the reports. */
export const agreementsIn = (reports: Iterable<PlacedReport>): AgreementId[] => {
  const found = new Set<AgreementId>();
  for (const { subjects } of reports) {
    const { agreement } = subjects;
    if (agreement !== undefined) found.add(agreement);
  }
  return [...found];
};

/** A subject index made by one pass over the reports. */
export class ScannedSubjects implements SubjectIndex {
  readonly #byKey = new Map<string, PlacedReport[]>();

  /** @param reports in order */
  constructor(reports: readonly PlacedReport[]) {
    for (const t of reports)
      for (const key of subjectKeysOf(t)) {
        const others = this.#byKey.get(key);
        if (others) others.push(t);
        else this.#byKey.set(key, [t]);
      }
  }

  of(key: string): readonly PlacedReport[] {
    return this.#byKey.get(key) ?? NO_REPORTS;
  }

  /** All keys, each with its reports in order. */
  all(): Iterable<readonly [string, readonly PlacedReport[]]> {
    return this.#byKey;
  }

  backwards(key: string): Iterable<PlacedReport> {
    return fromTheLast(this.of(key));
  }
}
