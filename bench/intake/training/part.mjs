/** One part of a network that is being taught: a network of its own, with vectors of words of its own. */
import { MARKS } from '../../../dist/intake/kinds/reading.js';
import { ANSWERS } from '../../../dist/intake/model/answers.js';
import { AVERAGE } from '../../../dist/intake/model/network.js';
import { normal } from './chance.mjs';
import { Numbers } from './moving.mjs';

/** An answer that is wrong by less moves nothing. */
const LEAST_ERROR = 1e-3;

const random = (count, spread, next) => Float32Array.from({ length: count }, () => spread * normal(next));

export class Part {
  /** @param from `{ words, marks, width, features }`: the vectors of words to begin with, how many marks and features there are */
  constructor({ words, marks, width, features }, how, next) {
    Object.assign(this, { width, how, next });
    this.wordRows = new Numbers(words);
    this.markRows = new Numbers(random(marks * width, 0.1, next));
    const { filters, hidden } = how;
    this.inner = new Float32Array(filters + width + hidden);
    this.kept = new Float32Array(this.inner.length);
    this.slopes = new Float32Array(this.inner.length);
    this.scores = new Float32Array(ANSWERS);
    this.strongest = new Int32Array(filters);
    this.filters = new Numbers(random(filters * width, Math.sqrt(1 / width), next));
    this.filterBias = new Numbers(new Float32Array(filters));
    this.features = new Numbers(random(features * hidden, 0.1, next));
    this.hiddenBias = new Numbers(new Float32Array(hidden).fill(0.1));
    this.answers = new Numbers(random(ANSWERS * this.inner.length, 0.05, next));
    this.answerBias = new Numbers(new Float32Array(ANSWERS));
  }

  all() {
    const { wordRows, markRows, filters, filterBias, features, hiddenBias, answers, answerBias } = this;
    return [wordRows, markRows, filters, filterBias, features, hiddenBias, answers, answerBias];
  }

  learn(placed, errorsOf) {
    this.forget(placed);
    this.readWords(placed);
    this.readFeatures(placed);
    this.answer();
    this.mend(errorsOf(this.scores), placed);
  }

  /** Some of the words and some of what is inner it has to do without, so that nothing hangs on one of them. */
  forget({ words }) {
    const { left, leftWords } = this.how;
    this.words = words.map((row) => (this.next() < leftWords ? -1 : row));
    for (let i = 0; i < this.kept.length; i += 1) this.kept[i] = this.next() < left ? 0 : 1 / (1 - left);
  }

  /** The vectors of the words, which word answers to each filter most, and the average. */
  readWords({ marks }) {
    const { words, width, inner, kept, strongest } = this;
    const { filters } = this.how;
    const count = words.length;
    const vectors = new Float32Array(count * width);
    for (let i = 0; i < count; i += 1) {
      if (words[i] >= 0) add(vectors, i * width, this.wordRows.now, words[i] * width, width, 1);
      for (const mark of marks[i]) add(vectors, i * width, this.markRows.now, mark * width, width, 1);
    }
    const rows = this.filters.now;
    const bias = this.filterBias.now;
    for (let f = 0; f < filters; f += 1) {
      inner[f] = 0;
      strongest[f] = -1;
      if (kept[f] === 0) continue;
      const row = f * width;
      let most = 0;
      for (let word = 0, at = 0; word < count; word += 1, at += width) {
        let sum = bias[f];
        for (let i = 0; i < width; i += 1) sum += rows[row + i] * vectors[at + i];
        if (sum <= most) continue;
        most = sum;
        strongest[f] = word;
      }
      inner[f] = most * kept[f];
    }
    inner.fill(0, filters, filters + width);
    for (let i = 0; i < count; i += 1) add(inner, filters, vectors, i * width, width, AVERAGE / Math.sqrt(count));
    for (let i = filters; i < filters + width; i += 1) inner[i] *= kept[i];
    this.vectors = vectors;
  }

  readFeatures({ features, strengths }) {
    const { inner, kept, width } = this;
    const { filters, hidden } = this.how;
    const from = filters + width;
    inner.set(this.hiddenBias.now, from);
    for (let i = 0; i < features.length; i += 1)
      add(inner, from, this.features.now, features[i] * hidden, hidden, strengths[i]);
    for (let i = from; i < from + hidden; i += 1) inner[i] = inner[i] > 0 ? inner[i] * kept[i] : 0;
  }

  answer() {
    const { inner, scores } = this;
    const rows = this.answers.now;
    for (let answer = 0, at = 0; answer < ANSWERS; answer += 1, at += inner.length) {
      let score = this.answerBias.now[answer];
      for (let i = 0; i < inner.length; i += 1) score += rows[at + i] * inner[i];
      scores[answer] = score;
    }
  }

  /** Moves whatever had a share in an error. */
  mend(errors, { marks, features, strengths }) {
    const { inner, kept, slopes, width, vectors, words, strongest } = this;
    const { filters, hidden, step, stepOfWords, drawn } = this.how;
    slopes.fill(0);
    for (let answer = 0, at = 0; answer < ANSWERS; answer += 1, at += inner.length) {
      if (Math.abs(errors[answer]) < LEAST_ERROR) continue;
      add(slopes, 0, this.answers.now, at, inner.length, errors[answer]);
      this.answers.move(at, inner, 0, inner.length, errors[answer], step, drawn);
    }
    this.answerBias.move(0, errors, 0, ANSWERS, 1, step, 0);
    for (let i = 0; i < slopes.length; i += 1) slopes[i] *= kept[i];
    const ofWords = new Float32Array(vectors.length);
    for (let f = 0; f < filters; f += 1) {
      if (strongest[f] < 0 || slopes[f] === 0) continue;
      const from = strongest[f] * width;
      add(ofWords, from, this.filters.now, f * width, width, slopes[f]);
      this.filters.move(f * width, vectors, from, width, slopes[f], step, drawn);
      this.filterBias.move(f, slopes, f, 1, 1, step, 0);
    }
    const from = filters + width;
    for (let i = from; i < from + hidden; i += 1) if (inner[i] <= 0) slopes[i] = 0;
    this.hiddenBias.move(0, slopes, from, hidden, 1, step, 0);
    for (let i = 0; i < features.length; i += 1)
      this.features.move(features[i] * hidden, slopes, from, hidden, strengths[i], step, drawn);
    for (let i = 0, at = 0; i < words.length; i += 1, at += width) {
      add(ofWords, at, slopes, filters, width, AVERAGE / Math.sqrt(words.length));
      for (const mark of marks[i]) this.markRows.move(mark * width, ofWords, at, width, 1, step, 0);
      if (words[i] >= 0) this.wordRows.move(words[i] * width, ofWords, at, width, 1, stepOfWords, 0);
    }
  }
}

/** Adds numbers, times a strength, to those from `at` on: the innermost loop. */
function add(to, at, numbers, from, count, strength) {
  for (let i = 0; i < count; i += 1) to[at + i] += strength * numbers[from + i];
}

/** The rows of several parts, side by side: each of `width` numbers. */
function sideBySide(rows, width) {
  const count = rows[0].length / width;
  const found = new Float32Array(rows.length * rows[0].length);
  for (let row = 0, to = 0; row < count; row += 1)
    for (const own of rows) {
      found.set(own.subarray(row * width, (row + 1) * width), to);
      to += width;
    }
  return found;
}

/** Filters of which each answers to the numbers of its own part alone. */
function ownFilters(rows, width) {
  const all = rows.length * width;
  const found = new Float32Array(rows.length * rows[0].length * rows.length);
  rows.forEach((own, part) => {
    const count = own.length / width;
    for (let row = 0; row < count; row += 1)
      found.set(own.subarray(row * width, (row + 1) * width), (part * count + row) * all + part * width);
  });
  return found;
}

/** What each answer weighs: of all parts their filters, then their averages, then what is hidden, each its share. */
function answersOf(rows, layers) {
  const own = layers.reduce((sum, one) => sum + one, 0);
  const found = new Float32Array(rows.length * rows[0].length);
  for (let answer = 0, to = 0; answer < ANSWERS; answer += 1) {
    let at = answer * own;
    for (const count of layers) {
      for (const row of rows) {
        add(found, to, row, at, count, 1 / rows.length);
        to += count;
      }
      at += count;
    }
  }
  return found;
}

/** One network that answers what its parts do together: the average of their scores. */
export function merged(parts) {
  const { width, how } = parts[0];
  const { filters, hidden } = how;
  const own = (name) => parts.map((part) => part[name].kept);
  const biases = own('answerBias');
  return {
    size: {
      word: parts.length * width,
      marks: MARKS.length,
      filters: parts.length * filters,
      hidden: parts.length * hidden,
      answers: ANSWERS,
    },
    wordRows: sideBySide(own('wordRows'), width),
    markRows: sideBySide(own('markRows'), width),
    filterRows: ownFilters(own('filters'), width),
    filterBias: sideBySide(own('filterBias'), filters),
    featureRows: sideBySide(own('features'), hidden),
    hiddenBias: sideBySide(own('hiddenBias'), hidden),
    answerRows: answersOf(own('answers'), [filters, width, hidden]),
    answerBias: Float32Array.from(biases[0], (_, i) => biases.reduce((sum, one) => sum + one[i], 0) / parts.length),
  };
}
