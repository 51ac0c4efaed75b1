/** How finely a report index is divided. The owner of the index sets it; tests choose small numbers. */

/** Both are numbers of reports, at least 1. */
export interface IndexLimits {
  /** The most reports that one block holds. */
  readonly reportsPerBlock: number;
  /** The distance between two resume points. */
  readonly reportsPerResumePoint: number;
}

export const DEFAULT_INDEX_LIMITS: IndexLimits = Object.freeze({ reportsPerBlock: 128, reportsPerResumePoint: 64 });
