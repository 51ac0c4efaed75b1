/** Thresholds, from what models judged of articles that they had not seen. */

/** What shares of the passages worth recording must be proposed, at least: some above the bar, since other articles differ. */
const LEAST_RECALL = 0.95;
/** Of these, the shares that must be proposed in the end. */
const LEAST_PROPOSED = 0.88;
/** How many of the asserted kinds must be right: some above the bar, since other articles differ. */
const LEAST_PRECISION = 0.795;

/** The highest likelihood from which on enough is proposed. */
export function worthFrom(judged) {
  const worth = judged
    .filter(({ told }) => told.some(({ optional }) => !optional))
    .map(({ judged: { worth: likelihood } }) => likelihood)
    .toSorted((a, b) => b - a);
  const threshold = worth[Math.min(worth.length - 1, Math.ceil(worth.length * LEAST_RECALL) - 1)] ?? 0.5;
  return Math.floor(100 * threshold) / 100;
}

/** The highest confidence from which on enough is proposed still. */
export function likelyFrom(judged, worth) {
  const must = judged.filter(({ told }) => told.some(({ optional }) => !optional));
  const sure = must
    .filter(({ judged: one }) => one.worth >= worth)
    .map(({ judged: { confidence } }) => confidence)
    .toSorted((a, b) => b - a);
  const threshold = sure[Math.min(sure.length - 1, Math.ceil(must.length * LEAST_PROPOSED) - 1)] ?? 0;
  return Math.floor(1000 * threshold) / 1000;
}

/**
 * The lowest confidence from which on enough is right: by what was right, and by what the confidence itself promises. The
 * first alone would hang on single sentences.
 */
export function assertedFrom(judged) {
  const sure = judged.filter(({ isSpared }) => !isSpared).toSorted((a, b) => b.judged.confidence - a.judged.confidence);
  let right = 0;
  let promised = 0;
  let lowest = 1;
  sure.forEach((one, i) => {
    if (one.right) right += 1;
    promised += one.judged.confidence;
    if ((right + promised) / (2 * (i + 1)) >= LEAST_PRECISION) lowest = one.judged.confidence;
  });
  return Math.floor(1000 * lowest) / 1000;
}

/** Sentences of which more is proposed than they say are read in vain: not below this. */
const LEAST_ALSO = 0.2;

/**
 * The confidence from which on to propose the next kind of a passage, too, makes the most of kind and party (F1).
 * @param judged those that are proposed
 */
export function alsoFrom(judged) {
  const required = judged.reduce((sum, { told }) => sum + told.filter(({ optional }) => !optional).length, 0);
  const counted = judged.filter(({ isSpared }) => !isSpared);
  let right = counted.filter((one) => one.right).length;
  let proposed = counted.length;
  let best = { f1: (2 * right) / (proposed + required), from: 2 };
  const nexts = judged.map(({ next }) => next).filter(({ isSpared }) => !isSpared);
  for (const next of nexts.toSorted((a, b) => b.judged.confidence - a.judged.confidence)) {
    if (next.judged.confidence < LEAST_ALSO) break;
    right += next.right ? 1 : 0;
    proposed += 1;
    const f1 = (2 * right) / (proposed + required);
    if (f1 > best.f1) best = { f1, from: next.judged.confidence };
  }
  return Math.floor(1000 * best.from) / 1000;
}
