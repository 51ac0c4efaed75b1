/** Which reports speak of a thing: so that not all reports must be read to find them. */
import type { AgreementId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { named } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';

/** A report, wherever it stands in the story. */
export interface WithReport {
  readonly report: Report;
}

/** By what it speaks of: `agreement:a`, and of an agreement that it is `of:` an offer or `extends:` another. */
export function subjectKeysOf({ report }: WithReport): string[] {
  const { agreement, proposal } = named(report);
  const { of, extends: base } = report as { of?: string; extends?: string };
  return [
    ...(agreement === undefined ? [] : [`agreement:${agreement}`]),
    ...(proposal === undefined ? [] : [`proposal:${proposal}`]),
    ...(of === undefined || agreement === undefined ? [] : [`of:${of}`]),
    ...(base === undefined || agreement === undefined ? [] : [`extends:${base}`]),
    ...(report.kind === 'pressure' ? ['kind:pressure'] : []),
  ];
}

/** The report that a withdrawal takes back. */
export const withdrawnReportIn = ({ report }: WithReport): ReportId | undefined =>
  report.kind === 'withdrawal' ? report.report : undefined;

/** The counted reports of a view, by what they speak of. */
export interface SubjectIndex {
  /** In order. */
  of(key: string): readonly PlacedReport[];
  /** In the order of their first reports. */
  agreements(): AgreementId[];
}

/** The agreements that these reports name, in order. */
export const agreementsIn = (reports: Iterable<PlacedReport>): AgreementId[] => {
  const found = new Set<AgreementId>();
  for (const { report } of reports) {
    const { agreement } = named(report);
    if (agreement !== undefined) found.add(agreement);
  }
  return [...found];
};

/** Of so few reports that they are best read all. */
export class ScannedSubjects implements SubjectIndex {
  readonly #byKey = new Map<string, PlacedReport[]>();

  constructor(private readonly reports: readonly PlacedReport[]) {
    for (const t of reports)
      for (const key of subjectKeysOf(t)) {
        const others = this.#byKey.get(key);
        if (others) others.push(t);
        else this.#byKey.set(key, [t]);
      }
  }

  of(key: string): readonly PlacedReport[] {
    return this.#byKey.get(key) ?? [];
  }

  all(): Iterable<readonly [string, readonly PlacedReport[]]> {
    return this.#byKey;
  }

  agreements(): AgreementId[] {
    return agreementsIn(this.reports);
  }
}
