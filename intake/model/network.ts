/**
 * A small network that judges a passage by its words and its features. Each word has a vector, and so has each feature:
 * words that are used alike have vectors that are alike, so what was learned of one is believed of the other.
 *
 * From the words come their average and, for each of some filters, how strongly any word answers to it; from the features a
 * sum. Each answer weighs these. Pure arithmetic.
 */
import type { Features } from './linear.js';

/** A word as the network reads it. */
export interface WordRead {
  /** By which its vector is looked up: the first of these that has one. */
  readonly forms: readonly string[];
  /** What else is to be known of it: numbers below `Size.marks`. */
  readonly marks: readonly number[];
}

/** What the network reads of a passage. */
export interface Reading {
  readonly words: readonly WordRead[];
  readonly features: Features;
}

/** Of each layer. */
export interface Size {
  readonly word: number;
  readonly marks: number;
  readonly filters: number;
  readonly hidden: number;
  readonly answers: number;
}

/** The numbers of a network, each row after the other. */
export interface Network {
  readonly size: Size;
  /** The rows of the words and of the features. */
  readonly words: ReadonlyMap<string, number>;
  readonly features: ReadonlyMap<string, number>;
  /** A row of `word` numbers for each word, for each mark, for each filter. */
  readonly wordRows: Float32Array;
  readonly markRows: Float32Array;
  readonly filterRows: Float32Array;
  readonly filterBias: Float32Array;
  /** A row of `hidden` numbers for each feature. */
  readonly featureRows: Float32Array;
  readonly hiddenBias: Float32Array;
  /** A row of weights for each answer: of the filters, of the average, of what is hidden. */
  readonly answerRows: Float32Array;
  readonly answerBias: Float32Array;
  /** What a word with its marks answers to each filter; worked out once where nothing is learned any more. */
  readonly toFilters?: ToFilters;
}

/** Of the row of a word, or -1, and its marks: `filters` numbers. */
export type ToFilters = (word: number, marks: readonly number[]) => Float32Array;

/** A reading with the words and features as rows of the network. Of a word without a row, -1: its marks still count. */
export interface Placed {
  readonly words: Int32Array;
  readonly marks: readonly (readonly number[])[];
  readonly features: Int32Array;
  readonly strengths: Float32Array;
}

/** How much the average of the words counts at first. */
export const AVERAGE = 0.5;

export function placedIn({ words, features }: Network, read: Reading): Placed {
  const known = [...read.features].flatMap(([name, strength]) => {
    const row = features.get(name);
    return row === undefined ? [] : [[row, strength] as const];
  });
  return {
    words: Int32Array.from(read.words, ({ forms }) => {
      for (const form of forms) {
        const row = words.get(form);
        if (row !== undefined) return row;
      }
      return -1;
    }),
    marks: read.words.map(({ marks }) => marks),
    features: Int32Array.from(known, ([row]) => row),
    strengths: Float32Array.from(known, ([, strength]) => strength),
  };
}

/** Adds a row of numbers, times a strength, to those from `at` on. */
function addRow(to: Float32Array, at: number, rows: Float32Array, row: number, width: number, strength = 1): void {
  for (let i = 0, from = row * width; i < width; i += 1)
    to[at + i] = (to[at + i] as number) + strength * (rows[from + i] as number);
}

/** The product of a row from `at` on with a vector: four sums side by side, since one would wait for itself. */
function dot(rows: Float32Array, at: number, vector: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = vector.length - (vector.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += (rows[at + i] as number) * (vector[i] as number);
    b += (rows[at + i + 1] as number) * (vector[i + 1] as number);
    c += (rows[at + i + 2] as number) * (vector[i + 2] as number);
    d += (rows[at + i + 3] as number) * (vector[i + 3] as number);
  }
  for (let i = whole; i < vector.length; i += 1) a += (rows[at + i] as number) * (vector[i] as number);
  return a + b + c + d;
}

/** Adds what a word is, by its row and its marks, to the numbers from `at` on. */
function addWord(to: Float32Array, at: number, network: Network, word: number, marks: readonly number[], strength = 1) {
  const { size, wordRows, markRows } = network;
  if (word >= 0) addRow(to, at, wordRows, word, size.word, strength);
  for (const mark of marks) addRow(to, at, markRows, mark, size.word, strength);
}

function answersToFilters(network: Network, word: number, marks: readonly number[]): Float32Array {
  const { size, filterRows, filterBias } = network;
  const vector = new Float32Array(size.word);
  addWord(vector, 0, network, word, marks);
  return filterBias.map((bias, f) => bias + dot(filterRows, f * size.word, vector));
}

/** More words are not kept: they take some 800 bytes each. */
const MOST_KEPT = 12_000;
/** Above the number of any set of marks. */
const MARKS_BELOW = 2 ** 16;

/** The same network, quicker: what words answer to filters is worked out when they are first met, not at each passage. */
export function settled(network: Network): Network {
  const known = new Map<number, Float32Array>();
  return {
    ...network,
    toFilters: (word, marks) => {
      let key = word * MARKS_BELOW;
      for (const mark of marks) key += 1 << mark;
      const found = known.get(key) ?? answersToFilters(network, word, marks);
      if (known.size >= MOST_KEPT) known.clear();
      known.set(key, found);
      return found;
    },
  };
}

/** Each filter takes the word that answers most to it. */
function filter(network: Network, { words, marks }: Placed, inner: Float32Array): void {
  const { filters } = network.size;
  const toFilters = network.toFilters ?? ((word, own) => answersToFilters(network, word, own));
  for (let word = 0; word < words.length; word += 1) {
    const sums = toFilters(words[word] as number, marks[word] ?? []);
    for (let f = 0; f < filters; f += 1) {
      const sum = sums[f] as number;
      if (sum > (inner[f] as number)) inner[f] = sum;
    }
  }
}

/** What the answers are weighed from: the filters, the average of the words, what is hidden. */
function innerOf(network: Network, placed: Placed): Float32Array {
  const { word: width, filters, hidden } = network.size;
  const inner = new Float32Array(filters + width + hidden);
  filter(network, placed, inner);
  const share = AVERAGE / Math.sqrt(placed.words.length);
  placed.words.forEach((word, i) => addWord(inner, filters, network, word, placed.marks[i] ?? [], share));
  const from = filters + width;
  addRow(inner, from, network.hiddenBias, 0, hidden);
  placed.features.forEach((row, i) => {
    addRow(inner, from, network.featureRows, row, hidden, placed.strengths[i]);
  });
  for (let i = from; i < inner.length; i += 1) inner[i] = Math.max(0, inner[i] as number);
  return inner;
}

/** The score of each answer. */
function answersFrom({ size, answerRows, answerBias }: Network, inner: Float32Array): number[] {
  return Array.from(answerBias, (bias, answer) => bias + dot(answerRows, answer * inner.length, inner)).slice(
    0,
    size.answers,
  );
}

/** The scores that a network gives a reading. */
export const scoresIn = (network: Network, read: Reading): number[] =>
  answersFrom(network, innerOf(network, placedIn(network, read)));
