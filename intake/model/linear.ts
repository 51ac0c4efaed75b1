/** Linear models: the weights of features for each answer, and how likely each answer then is. Pure arithmetic. */

/** For each feature, the weight that it gives each answer; an answer that is not there gets none. */
export type Weights = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The features of what is judged, each with its strength. */
export type Features = ReadonlyMap<string, number>;

export function featuresFrom(names: Iterable<string>): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, 1);
  return found;
}

/** The sum of the weights of an answer. */
export function scoreOf(weights: Weights, features: Features, answer: string): number {
  let score = 0;
  for (const [name, strength] of features) score += strength * (weights[name]?.[answer] ?? 0);
  return score;
}

/** The sum of the weights of each answer, in their order: a feature is looked up once for all of them. */
export function scoresOf(weights: Weights, features: Features, answers: readonly string[]): number[] {
  const scores = answers.map(() => 0);
  for (const [name, strength] of features) addTo(scores, weights[name], strength, answers);
  return scores;
}

/** Adds to the score of each answer what a feature says of it. */
function addTo(
  scores: number[],
  weights: Weights[string] | undefined,
  strength: number,
  answers: readonly string[],
): void {
  if (!weights) return;
  for (const [i, answer] of answers.entries()) {
    const weight = weights[answer];
    if (weight !== undefined) scores[i] = (scores[i] ?? 0) + strength * weight;
  }
}

/** How likely each answer is (softmax), the likeliest first; of two alike the one named first. */
export function likelihoods<A extends string>(
  weights: Weights,
  features: Features,
  answers: readonly A[],
): { readonly answer: A; readonly likelihood: number }[] {
  const scores = scoresOf(weights, features, answers);
  return softmax(answers.map((answer, i) => [answer, scores[i] ?? 0] as const));
}

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
