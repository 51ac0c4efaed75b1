/** How finely a chronicle is divided. Tests divide it more finely, so that small histories come to have many parts. */
export const indexLimits = {
  /** How many lines a chapter may have. */
  reportsPerBlock: 128,
  /** How many reports lie between two checkpoints. */
  reportsPerResumePoint: 64,
};
