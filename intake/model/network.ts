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
  /** How words and marks answer to each filter by themselves; worked out once where nothing is learned any more. */
  readonly toFilters?: ToFilters;
}

/** A row of `filters` numbers for each word, and for each mark. */
export interface ToFilters {
  readonly words: Float32Array;
  readonly marks: Float32Array;
}

/** A reading with the words and features as rows of the network. Of a word without a row, -1: its marks still count. */
export interface Placed {
  readonly words: Int32Array;
  readonly marks: readonly (readonly number[])[];
  readonly features: Int32Array;
  readonly strengths: Float32Array;
}

/** What each layer says of a reading. */
export interface Layers {
  /** The vectors of the words, row by row. */
  readonly vectors: Float32Array;
  /** What the answers are weighed from. */
  readonly inner: Float32Array;
  /** Which word answers to each filter most; -1 where none does. */
  readonly strongest: Int32Array;
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

function vectorsOf({ size, wordRows, markRows }: Network, { words, marks }: Placed): Float32Array {
  const vectors = new Float32Array(words.length * size.word);
  words.forEach((row, i) => {
    if (row >= 0) addRow(vectors, i * size.word, wordRows, row, size.word);
    for (const mark of marks[i] ?? []) addRow(vectors, i * size.word, markRows, mark, size.word);
  });
  return vectors;
}

/** Each filter takes the word that answers most to it. */
function filter({ size, filterRows, filterBias }: Network, vectors: Float32Array, inner: Float32Array): Int32Array {
  const { word: width, filters } = size;
  const strongest = new Int32Array(filters).fill(-1);
  for (let f = 0; f < filters; f += 1) {
    for (let at = 0; at < vectors.length; at += width) {
      let sum = filterBias[f] as number;
      for (let i = 0, row = f * width; i < width; i += 1)
        sum += (filterRows[row + i] as number) * (vectors[at + i] as number);
      if (sum <= (inner[f] as number)) continue;
      inner[f] = sum;
      strongest[f] = at / width;
    }
  }
  return strongest;
}

function answersToFilters({ size, filterRows }: Network, rows: Float32Array): Float32Array {
  const { word: width, filters } = size;
  const found = new Float32Array((rows.length / width) * filters);
  for (let at = 0, to = 0; at < rows.length; at += width)
    for (let f = 0; f < filters; f += 1, to += 1) {
      let sum = 0;
      for (let i = 0, row = f * width; i < width; i += 1)
        sum += (filterRows[row + i] as number) * (rows[at + i] as number);
      found[to] = sum;
    }
  return found;
}

/** The same network, quicker: what words answer to filters is worked out once, not at each passage. */
export const settled = (network: Network): Network => ({
  ...network,
  toFilters: {
    words: answersToFilters(network, network.wordRows),
    marks: answersToFilters(network, network.markRows),
  },
});

/** As `filter`, by what was worked out before. */
function filterSettled({ size, filterBias }: Network, to: ToFilters, placed: Placed, inner: Float32Array): Int32Array {
  const { filters } = size;
  const strongest = new Int32Array(filters).fill(-1);
  const sums = new Float32Array(filters);
  placed.words.forEach((row, word) => {
    sums.set(filterBias);
    if (row >= 0) addRow(sums, 0, to.words, row, filters);
    for (const mark of placed.marks[word] ?? []) addRow(sums, 0, to.marks, mark, filters);
    for (let f = 0; f < filters; f += 1) {
      if ((sums[f] as number) <= (inner[f] as number)) continue;
      inner[f] = sums[f] as number;
      strongest[f] = word;
    }
  });
  return strongest;
}

/** What stands before the answers. */
export function layersOf(network: Network, placed: Placed): Layers {
  const { word: width, filters, hidden } = network.size;
  const vectors = vectorsOf(network, placed);
  const inner = new Float32Array(filters + width + hidden);
  const { toFilters } = network;
  const strongest = toFilters ? filterSettled(network, toFilters, placed, inner) : filter(network, vectors, inner);
  const count = placed.words.length;
  for (let i = 0; i < count; i += 1) addRow(inner, filters, vectors, i, width, AVERAGE / Math.sqrt(count));
  const from = filters + width;
  addRow(inner, from, network.hiddenBias, 0, hidden);
  placed.features.forEach((row, i) => {
    addRow(inner, from, network.featureRows, row, hidden, placed.strengths[i]);
  });
  for (let i = from; i < inner.length; i += 1) inner[i] = Math.max(0, inner[i] as number);
  return { vectors, inner, strongest };
}

/** The score of each answer. */
export function answersFrom({ size, answerRows, answerBias }: Network, inner: Float32Array): number[] {
  return Array.from(answerBias, (bias, answer) => {
    let score = bias;
    for (let i = 0, row = answer * inner.length; i < inner.length; i += 1)
      score += (answerRows[row + i] as number) * (inner[i] as number);
    return score;
  }).slice(0, size.answers);
}

/** The scores that a network gives a reading. */
export const scoresIn = (network: Network, read: Reading): number[] =>
  answersFrom(network, layersOf(network, placedIn(network, read)).inner);
