/**
 * What fragility costs, by the length of the negotiation: `npm run build && node bench/fragility.mjs`.
 * It computes one status for each source, origin and report that can be left out. Sizes: `SIZES=100,1000`.
 */
import { fragilityOf } from '../dist/projections/compare/fragility.js';
import { LensProjections } from '../dist/projections/status/lens-projections.js';
import { longStory } from './long-story.mjs';

const SIZES = (process.env.SIZES ?? '100,1000,10000').split(',').map(Number);

function run(reports) {
  const { log, end } = longStory(reports, 'days');
  const trials = fragilityOf(LensProjections.of(log, {}, end).counted);
  const begin = performance.now();
  let [trial, longest] = [trials.next(), 0];
  for (let before = begin; !trial.done; trial = trials.next()) {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
  }
  return { tried: trial.value.tried, total: performance.now() - begin, longest };
}

run(100); // warms up
console.log(
  'reports'.padStart(10),
  'statuses'.padStart(10),
  'in all'.padStart(12),
  'each'.padStart(10),
  'longest'.padStart(10),
);
for (const reports of SIZES) {
  const { tried, total, longest } = run(reports);
  const ms = (time) => `${time.toFixed(1)} ms`;
  console.log(
    String(reports).padStart(10),
    String(tried).padStart(10),
    `${(total / 1000).toFixed(2)} s`.padStart(12),
    ms(total / tried).padStart(10),
    ms(longest).padStart(10),
  );
}
