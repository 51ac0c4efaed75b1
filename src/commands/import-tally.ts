/** What became of the lines of an import. */
import { z } from 'zod';
import { negotiationId, type NegotiationId } from '../../events/ids.js';
import { problemSchema, type Problem } from '../../answers/problem.js';
import { warningAnswer, type Warning } from '../../decisions/warnings.js';

/** How many refusals, and how many warnings, are told one by one. */
const TOLD = 1_000;

const line = z.int().meta({ description: 'From 1.' });

export const importAnswer = z.strictObject({
  recorded: z.int().meta({ description: 'With `dryRun`: how many would be.' }),
  duplicates: z.int().meta({ description: 'Recorded before, with the same content.' }),
  refused: z.array(z.strictObject({ line, problem: problemSchema })),
  warnings: z.array(warningAnswer.extend({ line })),
  negotiations: z.array(negotiationId),
  omitted: z
    .strictObject({ refused: z.int(), warnings: z.int() })
    .optional()
    .meta({ description: `How many are not listed: of each at most ${TOLD} are.` }),
  dryRun: z.literal(true).optional(),
});
export type ImportAnswer = z.infer<typeof importAnswer>;

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
    if (this.#refused.length < TOLD) this.#refused.push({ line: at, problem });
  }

  warn(at: number, warnings: readonly Warning[]): void {
    this.#warned += warnings.length;
    for (const warning of warnings) if (this.#warnings.length < TOLD) this.#warnings.push({ line: at, ...warning });
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
