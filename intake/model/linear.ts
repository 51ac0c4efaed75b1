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

/** For each feature, the places of the answers that it says something of, each followed by its weight. */
type Table = ReadonlyMap<string, readonly number[]>;

/** Weights do not change: the tables of each are made once. */
const TABLES = new WeakMap<Weights, WeakMap<readonly string[], Table>>();

function tableOf(weights: Weights, answers: readonly string[]): Table {
  const own = TABLES.get(weights) ?? new WeakMap<readonly string[], Table>();
  TABLES.set(weights, own);
  const made = own.get(answers);
  if (made) return made;
  const places = new Map(answers.map((answer, i) => [answer, i] as const));
  const table = new Map(
    Object.entries(weights).map(([name, of]) => [
      name,
      Object.entries(of).flatMap(([answer, weight]) => {
        const place = places.get(answer);
        return place === undefined ? [] : [place, weight];
      }),
    ]),
  );
  own.set(answers, table);
  return table;
}

const YES: readonly string[] = ['yes'];

/** The sum of the weights of `yes`. */
export function scoreOf(weights: Weights, features: Features): number {
  const table = tableOf(weights, YES);
  let score = 0;
  for (const [name, strength] of features) score += strength * (table.get(name)?.[1] ?? 0);
  return score;
}

/** The sum of the weights of each answer, in their order. */
export function scoresOf(weights: Weights, features: Features, answers: readonly string[]): number[] {
  const table = tableOf(weights, answers);
  const scores = answers.map(() => 0);
  for (const [name, strength] of features) addTo(scores, table.get(name), strength);
  return scores;
}

function addTo(scores: number[], row: readonly number[] | undefined, strength: number): void {
  if (!row) return;
  for (let i = 0; i < row.length; i += 2) {
    const place = row[i] as number;
    scores[place] = (scores[place] as number) + strength * (row[i + 1] as number);
  }
}

/** The sums of the weights of each answer, by what each feature is counted to; features that are counted to nothing are left out. */
export function scoresBy<G>(
  weights: Weights,
  features: Features,
  answers: readonly string[],
  groupOf: (name: string) => G | undefined,
): Map<G, number[]> {
  const table = tableOf(weights, answers);
  const found = new Map<G, number[]>();
  for (const [name, strength] of features) {
    const row = table.get(name);
    const group = row && groupOf(name);
    if (group === undefined) continue;
    const scores = found.get(group) ?? answers.map(() => 0);
    found.set(group, scores);
    addTo(scores, row, strength);
  }
  return found;
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
