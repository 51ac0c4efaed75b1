/** How finely a report index is divided. The owner of the index sets it; tests choose small numbers. */

export interface IndexLimits {
  /** The most reports that one block holds, at least 1: the phase machine's state is kept after each block. */
  readonly reportsPerBlock: number;
}

export const DEFAULT_INDEX_LIMITS: IndexLimits = Object.freeze({ reportsPerBlock: 48 });
