/**
 * Teaches a network: passage by passage, each number in steps that grow shorter the more it has moved (AdaGrad).
 *
 * It is taught in several parts. Each learns for itself, from another beginning, in another order and without other words and
 * inner numbers each time, so they err in different places; what they answer together, the average of their scores, is better
 * than any of them. Since scores are sums, the parts side by side are one network of the same form.
 */
import { readFileSync } from 'node:fs';
import { STAND_INS, MARKS } from '../../../dist/intake/kinds/reading.js';
import { PLACES, QUESTIONS } from '../../../dist/intake/model/answers.js';
import { placedIn } from '../../../dist/intake/model/network.js';
import { chance, normal, shuffle } from './chance.mjs';
import { Part, merged } from './part.mjs';

const VECTORS = new URL('../vectors/glove.json', import.meta.url);

export const HOW = {
  /** How many parts, and of each the filters and hidden numbers. */
  parts: 3,
  filters: 64,
  hidden: 32,
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
  /** Kept is what the numbers were on average after this share of the lessons, looked at every so many lessons. */
  averagedFrom: 0.4,
  every: 500,
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

/** The part, when it has read everything. */
function partTaught(placed, part, how, next) {
  const order = [...placed];
  const from = how.averagedFrom * how.rounds * placed.length;
  let heard = 0;
  for (let round = 0; round < how.rounds; round += 1)
    for (const lesson of shuffle(order, next)) {
      part.learn(lesson.placed, (scores) => errorsOf(scores, lesson, how));
      heard += 1;
      if (heard >= from && heard % how.every === 0) for (const numbers of part.all()) numbers.average();
    }
  return part;
}

/**
 * @param lessons `{ reading, answers: [{ question, weights }], worth?: { right, weight } }`: of each question, how much each
 *   answer is right
 */
export function taught(lessons, how = HOW) {
  read ??= words();
  const { names, width, rows } = read;
  const features = featuresMet(lessons, how.leastOften);
  const known = { words: rowsOf([...STAND_INS, ...names]), features: rowsOf(features) };
  const placed = lessons.map((lesson) => ({ ...lesson, placed: placedIn(known, lesson.reading) }));
  const parts = Array.from({ length: how.parts }, (_, i) => {
    const next = chance(how.seed * 1000 + i);
    const standIns = Float32Array.from({ length: STAND_INS.length * width }, () => 0.5 * normal(next));
    const begin = { words: Float32Array.from([...standIns, ...rows]), marks: MARKS.length, width };
    return partTaught(placed, new Part({ ...begin, features: features.length }, how, next), how, next);
  });
  return { ...known, ...merged(parts) };
}
