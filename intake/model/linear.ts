/** Linear models: what features weigh together, and how likely that makes it. Pure arithmetic. */

/** What each feature weighs; one that is not there weighs nothing. */
export type Weights = Readonly<Record<string, number>>;

/** The features of what is judged, each with its strength. */
export type Features = ReadonlyMap<string, number>;

export function scoreOf(weights: Weights, features: Features): number {
  let score = 0;
  for (const [name, strength] of features) score += strength * (weights[name] ?? 0);
  return score;
}

/** The same of features that are there or not. */
export function weightOf(weights: Weights, names: Iterable<string>): number {
  let score = 0;
  for (const name of names) score += weights[name] ?? 0;
  return score;
}

/** How likely each answer is, the likeliest first; of two alike the one named first. */
export function softmax<A>(
  scores: readonly (readonly [A, number])[],
): { readonly answer: A; readonly likelihood: number }[] {
  const highest = Math.max(...scores.map(([, score]) => score));
  const parts = scores.map(([answer, score]) => ({ answer, part: Math.exp(score - highest) }));
  const sum = parts.reduce((all, { part }) => all + part, 0);
  return parts
    .map(({ answer, part }) => ({ answer, likelihood: part / sum }))
    .toSorted((a, b) => b.likelihood - a.likelihood);
}

/** The likelihood of yes. */
export const logistic = (score: number): number => 1 / (1 + Math.exp(-score));
