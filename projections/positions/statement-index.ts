/** What parties have said, found by what a withdrawal names: not all that was ever said is gone through for each. */
import { subjectFieldsOf, type SubjectFields } from '../record/kinds.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { developmentNamedBy, type WithdrawalTarget } from './withdrawals.js';

type Names = Pick<WithdrawalTarget, 'claim' | 'proposal' | 'agreement' | 'development' | 'onReport'>;
type Field = keyof Names;

const FIELDS: readonly Field[] = ['claim', 'proposal', 'agreement', 'development', 'onReport'];

interface Statement<T> {
  readonly t: PlacedReport;
  readonly statement: T;
  readonly about: SubjectFields;
}

/** The sayings by what they name in one field, as far as they have been sorted in. */
interface Sorted<T> {
  readonly byName: Map<string, Set<T>>;
  upTo: number;
}

/** Once said, always found: whether it still holds is for whoever asks to see. */
export class StatementIndex<T> {
  readonly #said: Statement<T>[] = [];
  /** Sorted when it is first asked for: most stories take back little, and few things by all that they could name. */
  readonly #sorted = new Map<Field, Sorted<T>>();

  constructor(private readonly counted: CountedReports) {}

  /** @param about what it is a word on, besides what the report names */
  add(t: PlacedReport, statement: T, about: SubjectFields = {}): void {
    this.#said.push({ t, statement, about });
  }

  /** All that it may take back, and perhaps more. */
  withdrawnBy(withdrawn: Names): Set<T> {
    const found = new Set<T>();
    for (const field of FIELDS) {
      const name = withdrawn[field];
      if (name !== undefined) for (const statement of this.#sortedBy(field).get(name) ?? []) found.add(statement);
    }
    return found;
  }

  #sortedBy(field: Field): ReadonlyMap<string, ReadonlySet<T>> {
    const sorted = this.#sorted.get(field) ?? { byName: new Map<string, Set<T>>(), upTo: 0 };
    this.#sorted.set(field, sorted);
    for (; sorted.upTo < this.#said.length; sorted.upTo += 1)
      this.#sortIn(this.#said[sorted.upTo] as Statement<T>, field, sorted.byName);
    return sorted.byName;
  }

  #sortIn(said: Statement<T>, field: Field, byName: Map<string, Set<T>>): void {
    for (const name of this.#namesIn(said, field)) {
      if (name === undefined) continue;
      const statements = byName.get(name);
      if (statements) statements.add(said.statement);
      else byName.set(name, new Set([said.statement]));
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
        return [subjectFieldsOf(t.report)[field], about[field]];
    }
  }
}
