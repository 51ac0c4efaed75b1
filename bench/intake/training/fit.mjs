/** Fits linear models by maximum likelihood, drawn towards what is believed beforehand (a Gaussian prior). */

const STEPS = 250;

/**
 * @param rows `{ features: [[name, strength]], options: [{ answer, features? }], right: answer, weight }`: with `features`, a
 *   weight for each feature and answer; with features of each option, one weight for each feature
 * @param prior `(feature, answer) => weight`
 * @param stiffness how much a weight costs that leaves its prior
 */
export function fitClasses(rows, answers, prior, stiffness) {
  const index = new Map();
  const of = (name) => {
    if (!index.has(name)) index.set(name, index.size);
    return index.get(name);
  };
  const data = rows.map(({ features, right, weight = 1 }) => ({
    at: [...features].map(([name]) => of(name)),
    strength: [...features].map(([, strength]) => strength),
    right: answers.indexOf(right),
    weight,
  }));
  const k = answers.length;
  const names = [...index.keys()];
  const start = Float64Array.from(names.flatMap((name) => answers.map((answer) => prior(name, answer))));
  const w = Float64Array.from(start);
  const sums = new Float64Array(w.length).fill(1e-6);
  const gradient = new Float64Array(w.length);
  const scores = new Float64Array(k);
  for (let step = 0; step < STEPS; step += 1) {
    for (let i = 0; i < w.length; i += 1) gradient[i] = stiffness * (w[i] - start[i]);
    for (const { at, strength, right, weight } of data) {
      scores.fill(0);
      at.forEach((f, n) => {
        for (let c = 0; c < k; c += 1) scores[c] += strength[n] * w[f * k + c];
      });
      const highest = Math.max(...scores);
      let sum = 0;
      for (let c = 0; c < k; c += 1) sum += scores[c] = Math.exp(scores[c] - highest);
      for (let c = 0; c < k; c += 1) {
        const error = weight * (scores[c] / sum - (c === right ? 1 : 0));
        at.forEach((f, n) => {
          gradient[f * k + c] += strength[n] * error;
        });
      }
    }
    for (let i = 0; i < w.length; i += 1) {
      sums[i] += gradient[i] ** 2;
      w[i] -= (0.5 * gradient[i]) / Math.sqrt(sums[i]);
    }
  }
  return weightsOf(names, answers, w);
}

const LEAST = 0.1;
/** Pairs of words are many, and each says little. */
const LEAST_OF_PAIRS = 0.2;

/** Rounded, and without weights that change nothing. */
function weightsOf(names, answers, w) {
  const found = {};
  names.forEach((name, f) => {
    const own = answers
      .map((answer, c) => [answer, Math.round(100 * w[f * answers.length + c]) / 100])
      .filter(([, weight]) => Math.abs(weight) >= (name.startsWith('words ') ? LEAST_OF_PAIRS : LEAST));
    if (own.length > 0) found[name] = Object.fromEntries(own);
  });
  return found;
}

/** Yes or no: `{ features, right: boolean, weight }`. */
export function fitYes(rows, prior, stiffness) {
  const both = rows.map(({ right, ...row }) => ({ ...row, right: right ? 'yes' : 'no' }));
  const fitted = fitClasses(both, ['yes', 'no'], (name, answer) => (answer === 'yes' ? prior(name) : 0), stiffness);
  return Object.fromEntries(
    Object.entries(fitted).map(([name, { yes = 0, no = 0 }]) => [name, { yes: Math.round(100 * (yes - no)) / 100 }]),
  );
}

/** One of the options of each row, by one weight a feature: `{ options: [features], right: index, weight }`. */
export function fitChoice(rows, prior, stiffness) {
  const index = new Map();
  const of = (name) => {
    if (!index.has(name)) index.set(name, index.size);
    return index.get(name);
  };
  const data = rows.map(({ options, right, weight = 1 }) => ({
    options: options.map((names) => [...names].map(of)),
    right,
    weight,
  }));
  const names = [...index.keys()];
  const start = Float64Array.from(names.map(prior));
  const w = Float64Array.from(start);
  const sums = new Float64Array(w.length).fill(1e-6);
  const gradient = new Float64Array(w.length);
  for (let step = 0; step < STEPS; step += 1) {
    for (let i = 0; i < w.length; i += 1) gradient[i] = stiffness * (w[i] - start[i]);
    for (const { options, right, weight } of data) {
      const scores = options.map((at) => at.reduce((sum, f) => sum + w[f], 0));
      const highest = Math.max(...scores);
      const parts = scores.map((score) => Math.exp(score - highest));
      const sum = parts.reduce((a, b) => a + b, 0);
      options.forEach((at, c) => {
        const error = weight * (parts[c] / sum - (c === right ? 1 : 0));
        for (const f of at) gradient[f] += error;
      });
    }
    for (let i = 0; i < w.length; i += 1) {
      sums[i] += gradient[i] ** 2;
      w[i] -= (0.5 * gradient[i]) / Math.sqrt(sums[i]);
    }
  }
  return Object.fromEntries(
    names
      .map((name, f) => [name, { yes: Math.round(100 * w[f]) / 100 }])
      .filter(([, { yes }]) => Math.abs(yes) >= LEAST),
  );
}
