/** Finds statements by what a withdrawal names, without a pass over all statements. */
import type { SubjectFields } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { developmentNamedBy, type WithdrawalTarget } from './withdrawals.js';

type Field = 'claim' | 'proposal' | 'agreement' | 'development' | 'onReport';
type Names = Pick<WithdrawalTarget, Field | 'answersTo'>;

/** Where statements are looked for. An answer to an offer names the offer. */
const LOOKUPS: readonly (readonly [keyof Names, Field])[] = [
  ['claim', 'claim'],
  ['proposal', 'proposal'],
  ['answersTo', 'proposal'],
  ['agreement', 'agreement'],
  ['development', 'development'],
  ['onReport', 'onReport'],
];

interface Statement<T> {
  readonly t: PlacedReport;
  readonly statement: T;
  readonly about: SubjectFields;
}

/** The statements by what they name in one field; those from `upTo` on are not sorted in yet. */
interface Sorted<T> {
  readonly byName: Map<string, Set<T>>;
  upTo: number;
}

/**
 * Statements are added in order and never removed: the caller checks whether one still holds.
 * T is what the caller keeps of a statement.
 */
export class StatementIndex<T> {
  readonly #statements: Statement<T>[] = [];
  /** Sorted by a field on first use: withdrawals are rare, and use few of the fields. */
  readonly #sorted = new Map<Field, Sorted<T>>();

  constructor(private readonly counted: CountedReports) {}

  /** @param about the subject of the statement, besides what the report names */
  add(t: PlacedReport, statement: T, about: SubjectFields = {}): void {
    this.#statements.push({ t, statement, about });
  }

  /** The statements that a withdrawal may take back, and perhaps others. */
  withdrawnBy(withdrawn: Names): Set<T> {
    const found = new Set<T>();
    for (const [given, field] of LOOKUPS) {
      const name = withdrawn[given];
      if (name !== undefined) for (const statement of this.#sortedBy(field).get(name) ?? []) found.add(statement);
    }
    return found;
  }

  #sortedBy(field: Field): ReadonlyMap<string, ReadonlySet<T>> {
    const sorted = this.#sorted.get(field) ?? { byName: new Map<string, Set<T>>(), upTo: 0 };
    this.#sorted.set(field, sorted);
    for (; sorted.upTo < this.#statements.length; sorted.upTo += 1)
      this.#sortIn(this.#statements[sorted.upTo] as Statement<T>, field, sorted.byName);
    return sorted.byName;
  }

  #sortIn(given: Statement<T>, field: Field, byName: Map<string, Set<T>>): void {
    for (const name of this.#namesIn(given, field)) {
      if (name === undefined) continue;
      const statements = byName.get(name);
      if (statements) statements.add(given.statement);
      else byName.set(name, new Set([given.statement]));
    }
  }

  #namesIn({ t, about }: Statement<T>, field: Field): readonly (string | undefined)[] {
    switch (field) {
      case 'development':
        return [t.development];
      case 'onReport':
        return [developmentNamedBy(t, this.counted)];
      case 'claim':
      case 'proposal':
      case 'agreement':
        return [t.subjects[field], about[field]];
    }
  }
}
