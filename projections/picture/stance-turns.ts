/** Where each party stood on each subject, over time: as it declared, and as others said of it. */
import { z } from 'zod';
import type { Instant } from '../../events/dates.js';
import { partyId, reportId } from '../../events/ids.js';
import type { HeldStance } from '../positions/held-stances.js';
import type { Position } from '../positions/positions.js';
import { STANCES } from '../positions/stances.js';
import { subject, subjectKey } from '../record/subjects.js';
import { intervalFields, Turns } from './turns.js';

const stanceAnswer = z.strictObject({
  stance: z.enum(STANCES),
  to: z.array(partyId).meta({ description: 'With whom alone a refusal will not talk.' }),
  report: reportId.meta({ description: 'The report that gave it where it was first seen.' }),
});
type StanceShown = z.infer<typeof stanceAnswer>;

/** One party on one subject. */
export const stanceTurnsAnswer = z.strictObject({
  party: partyId,
  subject,
  title: z.string().nullable().meta({ description: 'What the subject is called.' }),
  turns: z.array(
    z.strictObject({ ...intervalFields, declared: stanceAnswer.nullable(), attributed: stanceAnswer.nullable() }),
  ),
});
export type StanceTurns = z.infer<typeof stanceTurnsAnswer>;

interface Pair {
  readonly declared: StanceShown | null;
  readonly attributed: StanceShown | null;
}

interface Row {
  readonly of: Pick<StanceTurns, 'party' | 'subject'>;
  readonly turns: Turns<Pair>;
  /** The latest place of a report that it rested on. */
  last: Instant;
}

const shown = (held: HeldStance | null): StanceShown | null =>
  held && { stance: held.stance, to: [...held.given.to], report: held.by.id };

const keyOf = ({ declared, attributed }: Pair): string =>
  JSON.stringify([declared, attributed].map((one) => one && [one.stance, one.to]));

const latestPlace = ({ declared, attributed }: Position): Instant =>
  Math.max(declared?.by.place.at ?? -Infinity, attributed?.by.place.at ?? -Infinity);

/** Takes the positions at one moment after another. */
export class StanceCourse {
  readonly #rows = new Map<string, Row>();

  take(at: Instant, positions: readonly Position[]): void {
    const open = new Set(this.#rows.values());
    for (const position of positions) {
      const { party, subject: about, declared, attributed } = position;
      if (!declared && !attributed) continue;
      const row = this.#row(`${party} ${subjectKey(about)}`, { party, subject: about });
      row.last = Math.max(row.last, latestPlace(position));
      row.turns.take(at, { declared: shown(declared), attributed: shown(attributed) });
      open.delete(row);
    }
    for (const { turns } of open) turns.take(at, null);
  }

  /**
   * Those with the latest positions, in the order in which they were first taken.
   * @param titleOf what a subject is called
   */
  latest(
    most: number,
    titleOf: (key: string) => string | null,
  ): { readonly rows: StanceTurns[]; readonly omitted: number } {
    const all = [...this.#rows.values()];
    const kept = new Set(all.toSorted((a, b) => b.last - a.last).slice(0, most));
    const rows = all.filter((row) => kept.has(row));
    return {
      rows: rows.map(({ of, turns }) => ({ ...of, title: titleOf(subjectKey(of.subject)), turns: turns.intervals() })),
      omitted: all.length - rows.length,
    };
  }

  #row(key: string, of: Row['of']): Row {
    const row = this.#rows.get(key) ?? { of, turns: new Turns<Pair>(keyOf), last: -Infinity };
    this.#rows.set(key, row);
    return row;
  }
}
