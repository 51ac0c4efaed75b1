/** Teaches a network: passage by passage, each number in steps that grow shorter the more it has moved (AdaGrad). */
import { readFileSync } from 'node:fs';
import { STAND_INS, MARKS } from '../../../dist/intake/kinds/reading.js';
import { ANSWERS, PLACES, QUESTIONS } from '../../../dist/intake/model/answers.js';
import { AVERAGE, answersFrom, layersOf, placedIn } from '../../../dist/intake/model/network.js';
import { chance, normal, shuffle } from './chance.mjs';

const VECTORS = new URL('../vectors/glove.json', import.meta.url);

export const HOW = {
  filters: 96,
  hidden: 64,
  /** How often it reads everything. */
  rounds: 5,
  step: 0.05,
  /** Words move further: most were met seldom. */
  stepOfWords: 0.1,
  /** How many of the inner numbers, and of the words, it has to do without each time. */
  left: 0.3,
  leftWords: 0.1,
  /** How much numbers are drawn back to nothing. */
  drawn: 1e-5,
  /** How much it matters whether a passage is worth recording, beside its kind. */
  worth: 0.5,
  /** A feature that was met less often has no row. */
  leastOften: 3,
  seed: 1,
};

const words = () => {
  const { words: names, bytes, step, width } = JSON.parse(readFileSync(VECTORS, 'utf8'));
  const steps = new Int8Array(Uint8Array.from(Buffer.from(bytes, 'base64')).buffer);
  return { names: names.split(' '), width, rows: Float32Array.from(steps, (one) => step * one) };
};
let read;

const rowsOf = (names) => new Map(names.map((name, row) => [name, row]));

/** Names of features that are met often enough. */
function featuresMet(lessons, least) {
  const met = new Map();
  for (const { reading } of lessons)
    for (const name of reading.features.keys()) met.set(name, (met.get(name) ?? 0) + 1);
  return [...met].filter(([, times]) => times >= least).map(([name]) => name);
}

/** A network that has learned nothing but what words mean elsewhere. */
function newNetwork(lessons, how, next) {
  read ??= words();
  const { names, width, rows } = read;
  const random = (count, spread) => Float32Array.from({ length: count }, () => spread * normal(next));
  const features = featuresMet(lessons, how.leastOften);
  const size = { word: width, marks: MARKS.length, filters: how.filters, hidden: how.hidden, answers: ANSWERS };
  const inner = size.filters + size.word + size.hidden;
  return {
    size,
    words: rowsOf([...STAND_INS, ...names]),
    features: rowsOf(features),
    wordRows: Float32Array.from([...random(STAND_INS.length * width, 0.5), ...rows]),
    markRows: random(MARKS.length * width, 0.1),
    filterRows: random(size.filters * width, Math.sqrt(1 / width)),
    filterBias: new Float32Array(size.filters),
    featureRows: random(features.length * size.hidden, 0.1),
    hiddenBias: new Float32Array(size.hidden).fill(0.1),
    answerRows: random(ANSWERS * inner, 0.05),
    answerBias: new Float32Array(ANSWERS),
  };
}

/** By how much each answer is wrong: those to a question with several share one likelihood. */
function errorsOf(scores, { answers, worth }, how) {
  const errors = new Float32Array(scores.length);
  for (const { question, weights } of answers) {
    const from = PLACES[question];
    const own = QUESTIONS[question].map((_, i) => scores[from + i]);
    const highest = Math.max(...own);
    const parts = own.map((score) => Math.exp(score - highest));
    const sum = parts.reduce((a, b) => a + b, 0);
    const all = weights.reduce((a, b) => a + b, 0);
    parts.forEach((part, i) => {
      errors[from + i] = (all * part) / sum - weights[i];
    });
  }
  if (worth)
    errors[PLACES.worth] = how.worth * worth.weight * (1 / (1 + Math.exp(-scores[PLACES.worth])) - worth.right);
  return errors;
}

class Teacher {
  constructor(network, how, next) {
    Object.assign(this, { network, how, next });
    this.moved = new Map(
      Object.entries(network)
        .filter(([, numbers]) => numbers instanceof Float32Array)
        .map(([name, numbers]) => [name, new Float32Array(numbers.length).fill(1e-4)]),
    );
  }

  /** Moves the numbers of a row from `at` on by `slopes`, times a strength. */
  move(name, at, slopes, { from = 0, count = slopes.length, strength = 1, step = this.how.step, drawn = 0 } = {}) {
    const numbers = this.network[name];
    const moved = this.moved.get(name);
    for (let i = 0; i < count; i += 1) {
      const slope = strength * slopes[from + i];
      if (slope === 0) continue;
      const along = slope + drawn * numbers[at + i];
      moved[at + i] += along * along;
      numbers[at + i] -= (step * along) / Math.sqrt(moved[at + i]);
    }
  }

  /** Without some of the words and some of what is inner, so that nothing hangs on one of them. */
  layers(placed) {
    const { left, leftWords } = this.how;
    const some = { ...placed, words: placed.words.map((row) => (this.next() < leftWords ? -1 : row)) };
    const layers = layersOf(this.network, some);
    const kept = Float32Array.from(layers.inner, () => (this.next() < left ? 0 : 1 / (1 - left)));
    layers.inner.forEach((one, i) => {
      layers.inner[i] = one * kept[i];
    });
    return { ...layers, kept, placed: some };
  }

  learn({ placed: whole, ...lesson }) {
    const { vectors, inner, strongest, kept, placed } = this.layers(whole);
    const errors = errorsOf(answersFrom(this.network, inner), lesson, this.how);
    const slopes = this.answers(errors, inner);
    slopes.forEach((slope, i) => {
      slopes[i] = slope * kept[i];
    });
    const ofWords = this.filters(slopes, vectors, strongest);
    this.hidden(slopes, inner, placed);
    this.words(slopes, ofWords, placed);
  }

  /** @returns how much each inner number would have to change */
  answers(errors, inner) {
    const slopes = new Float32Array(inner.length);
    const { answerRows } = this.network;
    errors.forEach((error, answer) => {
      if (Math.abs(error) < 1e-5) return;
      const at = answer * inner.length;
      for (let i = 0; i < inner.length; i += 1) slopes[i] += error * answerRows[at + i];
      this.move('answerRows', at, inner, { strength: error, drawn: this.how.drawn });
    });
    this.move('answerBias', 0, errors);
    return slopes;
  }

  /** @returns how much the vectors of the words would have to change */
  filters(slopes, vectors, strongest) {
    const { word: width } = this.network.size;
    const { filterRows } = this.network;
    const ofWords = new Float32Array(vectors.length);
    strongest.forEach((word, filter) => {
      const slope = slopes[filter];
      if (word < 0 || slope === 0) return;
      const at = filter * width;
      for (let i = 0; i < width; i += 1) ofWords[word * width + i] += slope * filterRows[at + i];
      this.move('filterRows', at, vectors, {
        from: word * width,
        count: width,
        strength: slope,
        drawn: this.how.drawn,
      });
      this.move('filterBias', filter, slopes, { from: filter, count: 1 });
    });
    return ofWords;
  }

  hidden(slopes, inner, { features, strengths }) {
    const { word, filters, hidden } = this.network.size;
    const from = word + filters;
    for (let i = from; i < from + hidden; i += 1) if (inner[i] <= 0) slopes[i] = 0;
    this.move('hiddenBias', 0, slopes, { from, count: hidden });
    features.forEach((row, i) => {
      this.move('featureRows', row * hidden, slopes, {
        from,
        count: hidden,
        strength: strengths[i],
        drawn: this.how.drawn,
      });
    });
  }

  words(slopes, ofWords, { words: rows, marks }) {
    const { word: width, filters } = this.network.size;
    const share = AVERAGE / Math.sqrt(rows.length);
    rows.forEach((row, i) => {
      const from = i * width;
      for (let n = 0; n < width; n += 1) ofWords[from + n] += share * slopes[filters + n];
      for (const mark of marks[i]) this.move('markRows', mark * width, ofWords, { from, count: width });
      if (row >= 0) this.move('wordRows', row * width, ofWords, { from, count: width, step: this.how.stepOfWords });
    });
  }
}

/**
 * @param lessons `{ reading, answers: [{ question, weights }], worth?: { right, weight } }`: of each question, how much each
 *   answer is right
 */
export function taught(lessons, how = HOW) {
  const next = chance(how.seed);
  const network = newNetwork(lessons, how, next);
  const teacher = new Teacher(network, how, next);
  const placed = lessons.map((lesson) => ({ ...lesson, placed: placedIn(network, lesson.reading) }));
  for (let round = 0; round < how.rounds; round += 1) for (const lesson of shuffle(placed, next)) teacher.learn(lesson);
  return network;
}
