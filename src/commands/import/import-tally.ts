/** What became of the lines of an import. */
import type { NegotiationId } from '../../../events/ids.js';
import { MOST_LISTED, type ImportAnswer } from '../../../answers/import.js';
import type { Problem } from '../../../answers/problem.js';
import type { Decision } from '../../../decisions/decide.js';
import type { Warning } from '../../../decisions/warnings.js';
import type { StoryLine } from './story-line.js';

type Duplicate = Pick<Extract<Decision, { outcome: 'duplicate' }>, 'draft' | 'voidedBy'>;

/** The first of many, and how many there are. */
class Listed<T> {
  readonly items: T[] = [];
  count = 0;

  add(item: T): void {
    this.count += 1;
    if (this.items.length < MOST_LISTED) this.items.push(item);
  }

  get omitted(): number {
    return this.count - this.items.length;
  }
}

/** Counts what becomes of each line, and lists the first refusals, warnings and voided duplicates. */
export class ImportTally {
  recorded = 0;
  duplicates = 0;
  #form: ImportAnswer['form'];
  readonly #voided = new Listed<ImportAnswer['voided'][number]>();
  readonly #refused = new Listed<ImportAnswer['refused'][number]>();
  readonly #warnings = new Listed<ImportAnswer['warnings'][number]>();
  readonly #negotiations = new Set<NegotiationId>();

  get refusals(): number {
    return this.#refused.count;
  }

  readAs(form: StoryLine['form']): void {
    this.#form = this.#form === undefined || this.#form === form ? form : 'mixed';
  }

  refuse(line: number, problem: Problem): void {
    this.#refused.add({ line, problem });
  }

  duplicate(line: number, { draft: { id }, voidedBy }: Duplicate): void {
    this.duplicates += 1;
    if (voidedBy !== undefined) this.#voided.add({ line, entry: id, voided: true, voidedBy });
  }

  /** @param warnings with pointers into the data of the line */
  warn(line: number, warnings: readonly Warning[]): void {
    for (const warning of warnings) this.#warnings.add({ line, ...warning, pointer: `/data${warning.pointer}` });
  }

  touch(negotiation: NegotiationId | null): void {
    if (negotiation !== null) this.#negotiations.add(negotiation);
  }

  answer(): ImportAnswer {
    const [voided, refused, warnings] = [this.#voided, this.#refused, this.#warnings];
    const omitted = { voided: voided.omitted, refused: refused.omitted, warnings: warnings.omitted };
    return {
      ...(this.#form === undefined ? {} : { form: this.#form }),
      recorded: this.recorded,
      duplicates: this.duplicates,
      voided: voided.items,
      refused: refused.items.toSorted((a, b) => a.line - b.line),
      warnings: warnings.items,
      negotiations: [...this.#negotiations],
      ...(Object.values(omitted).some((count) => count > 0) ? { omitted } : {}),
    };
  }
}
