/**
 * What fragility costs, by the length of the negotiation: `npm run build && node bench/fragility.mjs`.
 * It computes one status for each source, origin and report that can be left out; beside it, one status under a random
 * `reportedBy`. Sizes: `SIZES=100,1000`.
 */
import { fragilityOf } from '../dist/projections/compare/fragility.js';
import { LensProjections } from '../dist/projections/status/lens-projections.js';
import { ReportIndexCache } from '../dist/projections/report-index/report-index-cache.js';
import { longStory, random } from './long-story.mjs';

const SIZES = (process.env.SIZES ?? '100,1000,10000').split(',').map(Number);
const iso = (at) => new Date(at).toISOString();
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

/** In milliseconds of processor time: others may work on the machine. */
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function run(reports) {
  const { log, begin: first, end } = longStory(reports, 'days');
  const [indexes, chance] = [new ReportIndexCache(), random(reports)];
  const { counted } = LensProjections.of(log, {}, end, indexes);
  const statuses = Array.from({ length: 150 }, () => {
    const begin = spent();
    const reportedBy = iso(first + (0.1 + 0.9 * chance()) * (end - first));
    LensProjections.of(log, { reportedBy }, end, indexes).status();
    return spent() - begin;
  });
  const trials = fragilityOf(counted);
  const begin = spent();
  let [trial, longest] = [trials.next(), 0];
  for (let before = begin; !trial.done; trial = trials.next()) {
    const now = spent();
    longest = Math.max(longest, now - before);
    before = now;
  }
  return { tried: trial.value.tried, total: spent() - begin, longest, one: median(statuses.slice(-60)) };
}

run(100); // warms up
console.log(
  'reports'.padStart(10),
  'statuses'.padStart(10),
  'in all'.padStart(12),
  'each'.padStart(10),
  'longest'.padStart(10),
  'one lens'.padStart(10),
  'ratio'.padStart(8),
);
for (const reports of SIZES) {
  const { tried, total, longest, one } = run(reports);
  const ms = (time) => `${time.toFixed(1)} ms`;
  console.log(
    String(reports).padStart(10),
    String(tried).padStart(10),
    `${(total / 1000).toFixed(2)} s`.padStart(12),
    ms(total / tried).padStart(10),
    ms(longest).padStart(10),
    ms(one).padStart(10),
    `${Math.round(total / one)} ×`.padStart(8),
  );
}
