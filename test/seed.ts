/**
 * Before each suite: the seed of everything that is generated. It is the same in each run of `npm test`, so that a commit
 * that is good today is good tomorrow, and another in each run of `npm run soak`. `SEED=…` repeats a run.
 */
import fc from 'fast-check';

const isSoak = process.env['SOAK'] !== undefined;

export const SEED = Number(process.env['SEED'] ?? (isSoak ? Date.now() % 2 ** 31 : 11));

// To shrink a history can take an hour: it is done on request, SHRINK=1 with the seed that a failure names.
fc.configureGlobal({ seed: SEED, endOnFailure: process.env['SHRINK'] === undefined });
