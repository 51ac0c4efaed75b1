/** What became of the lines of an import. */
import type { NegotiationId } from '../../events/ids.js';
import { MOST_LISTED, type ImportAnswer } from '../../answers/import.js';
import type { Problem } from '../../answers/problem.js';
import type { Warning } from '../../decisions/warnings.js';

/** Counts what becomes of each line, and lists the first refusals and warnings. */
export class ImportTally {
  recorded = 0;
  duplicates = 0;
  refusals = 0;
  #warned = 0;
  readonly #refused: ImportAnswer['refused'] = [];
  readonly #warnings: ImportAnswer['warnings'] = [];
  readonly #negotiations = new Set<NegotiationId>();

  refuse(at: number, problem: Problem): void {
    this.refusals += 1;
    if (this.#refused.length < MOST_LISTED) this.#refused.push({ line: at, problem });
  }

  warn(at: number, warnings: readonly Warning[]): void {
    this.#warned += warnings.length;
    for (const warning of warnings)
      if (this.#warnings.length < MOST_LISTED) this.#warnings.push({ line: at, ...warning });
  }

  touch(negotiation: NegotiationId | null): void {
    if (negotiation !== null) this.#negotiations.add(negotiation);
  }

  answer(): ImportAnswer {
    const [refused, warnings] = [this.#refused.toSorted((a, b) => a.line - b.line), this.#warnings];
    const omitted = { refused: this.refusals - refused.length, warnings: this.#warned - warnings.length };
    const { recorded, duplicates } = this;
    const answer = { recorded, duplicates, refused, warnings, negotiations: [...this.#negotiations] };
    return omitted.refused + omitted.warnings > 0 ? { ...answer, omitted } : answer;
  }
}
