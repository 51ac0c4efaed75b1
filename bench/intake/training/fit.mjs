/** Fits linear models by maximum likelihood, drawn towards what is believed beforehand (a Gaussian prior). */

const STEPS = 250;
const LENGTH = 0.5;
/** A weight below it changes nothing. */
const LEAST = 0.1;

/** Features of all rows by number. */
function numbered() {
  const index = new Map();
  return {
    of(name) {
      if (!index.has(name)) index.set(name, index.size);
      return index.get(name);
    },
    names: () => [...index.keys()],
  };
}

/**
 * Follows the slope, in steps that grow shorter the more a weight has moved.
 * @param slopeOf adds to the slope of each weight what the rows say
 */
function fitted(names, prior, stiffness, slopeOf) {
  const start = Float64Array.from(names, prior);
  const w = Float64Array.from(start);
  const sums = new Float64Array(w.length).fill(1e-6);
  const slope = new Float64Array(w.length);
  for (let step = 0; step < STEPS; step += 1) {
    for (let i = 0; i < w.length; i += 1) slope[i] = stiffness * (w[i] - start[i]);
    slopeOf(w, slope);
    for (let i = 0; i < w.length; i += 1) {
      sums[i] += slope[i] ** 2;
      w[i] -= (LENGTH * slope[i]) / Math.sqrt(sums[i]);
    }
  }
  return Object.fromEntries(
    names.map((name, f) => [name, Math.round(100 * w[f]) / 100]).filter(([, weight]) => Math.abs(weight) >= LEAST),
  );
}

/** Yes or no: `{ features: [[name, strength]], right: boolean, weight }`. */
export function fitYes(rows, prior, stiffness) {
  const all = numbered();
  const data = rows.map(({ features, right, weight = 1 }) => ({
    at: Int32Array.from(features, ([name]) => all.of(name)),
    strengths: Float64Array.from(features, ([, strength]) => strength),
    right: right ? 1 : 0,
    weight,
  }));
  return fitted(all.names(), prior, stiffness, (w, slope) => {
    for (const { at, strengths, right, weight } of data) {
      let score = 0;
      for (let i = 0; i < at.length; i += 1) score += strengths[i] * w[at[i]];
      const error = weight * (1 / (1 + Math.exp(-score)) - right);
      for (let i = 0; i < at.length; i += 1) slope[at[i]] += strengths[i] * error;
    }
  });
}

/** One of the options of each row, by one weight a feature: `{ options: [features], right: index, weight }`. */
export function fitChoice(rows, prior, stiffness) {
  const all = numbered();
  const data = rows.map(({ options, right, weight = 1 }) => ({
    options: options.map((names) => Int32Array.from(names, (name) => all.of(name))),
    right,
    weight,
  }));
  return fitted(all.names(), prior, stiffness, (w, slope) => {
    for (const { options, right, weight } of data) {
      const scores = options.map((at) => {
        let score = 0;
        for (let i = 0; i < at.length; i += 1) score += w[at[i]];
        return score;
      });
      const highest = Math.max(...scores);
      const parts = scores.map((score) => Math.exp(score - highest));
      const sum = parts.reduce((a, b) => a + b, 0);
      options.forEach((at, option) => {
        const error = weight * (parts[option] / sum - (option === right ? 1 : 0));
        for (let i = 0; i < at.length; i += 1) slope[at[i]] += error;
      });
    }
  });
}
