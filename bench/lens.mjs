/**
 * What a status costs under a lens, by the length of the negotiation: `npm run build && node bench/lens.mjs`.
 * Medians of runs at random moments, no two alike, in processor time. Sizes: `SIZES=1000,10000`, runs: `RUNS=15`.
 */
import { ReportIndexCache } from '../dist/projections/report-index/report-index-cache.js';
import { changesBetween } from '../dist/projections/status/field-values.js';
import { LensProjections } from '../dist/projections/status/lens-projections.js';
import { longStory, random } from './long-story.mjs';

const SIZES = (process.env.SIZES ?? '1000,10000,100000').split(',').map(Number);
const RUNS = Number(process.env.RUNS ?? 15);
const iso = (at) => new Date(at).toISOString();
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
const ms = (time) => `${time.toFixed(2)} ms`;

/** In milliseconds of processor time: others may work on the machine. */
function timed(work) {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

function measure(reports, lateness) {
  const { log, begin, end } = longStory(reports, lateness);
  const chance = random(reports);
  const moment = () => iso(begin + (0.1 + 0.9 * chance()) * (end - begin));
  const indexes = new ReportIndexCache();
  const before = heap();
  const present = () => LensProjections.of(log, {}, end, indexes).status();
  const build = timed(present);
  const grown = heap() - before;
  const under = (lens) => () => LensProjections.of(log, lens(), end, indexes).status();
  const runs = (work, count = RUNS) => median(Array.from({ length: count }, () => timed(work)));
  const reportedBy = under(() => ({ reportedBy: moment() }));
  runs(reportedBy, reports <= 1000 ? 100 : 5);
  const results = { build, reportedBy: runs(reportedBy) };
  results.withAfter = heap() - before;
  results.summary = runs(() => LensProjections.of(log, { reportedBy: moment() }, end, indexes).summary());
  results.fieldValues = runs(() => LensProjections.of(log, { reportedBy: moment() }, end, indexes).fieldValues(), 3);
  const origins = ['Reuters', 'AFP', 'NBC News', 'Al Jazeera', 'CNN', 'Xinhua', 'TASS', 'BBC'];
  results.withoutOrigin = runs(
    under(() => ({ withoutOrigin: [origins[Math.floor(chance() * origins.length)]], reportedBy: moment() })),
    5,
  );
  results.minReliability = runs(
    under(() => ({ minCredibility: 2, reportedBy: moment() })),
    5,
  );
  const happenedBy = under(() => ({ happenedBy: moment() }));
  runs(happenedBy, 3);
  results.happenedBy = runs(happenedBy);
  results.revision = runs(
    under(() => ({ revision: Math.floor((0.1 + 0.9 * chance()) * log.negotiation.length) })),
    5,
  );
  const rest = log.negotiation.splice(-40);
  present();
  const valuesNow = () => LensProjections.of(log, {}, end, indexes).fieldValues();
  let known = valuesNow();
  const told = [];
  results.append = median(
    rest.map((next) => {
      log.negotiation.push(next);
      told.push(timed(() => changesBetween(known, (known = valuesNow()))));
      return timed(present);
    }),
  );
  results.told = median(told);
  results.bytes = Math.round(grown / reports);
  results.bytesAfter = Math.round(results.withAfter / reports);
  return results;
}

const ROWS = [
  ['build', 'the first present status (builds what is shared)'],
  ['reportedBy', 'status under a random reportedBy'],
  ['summary', 'its values alone, without because'],
  ['fieldValues', 'all values that two lenses are compared by'],
  ['withoutOrigin', 'status without an origin, at a random moment'],
  ['minReliability', 'status from credibility 2, at a random moment'],
  ['happenedBy', 'status under a random happenedBy'],
  ['revision', 'status under a random revision'],
  ['told', 'what an append changed, of all values'],
  ['append', 'present status after that'],
];

for (const lateness of ['days', 'any']) {
  console.log(`\n1 % late, by ${lateness === 'days' ? 'up to thirty days' : 'anything up to the end'}:`);
  measure(1000, lateness); // warms up
  const all = SIZES.map((size) => measure(size, lateness));
  console.log(`${'reports'.padEnd(50)}${SIZES.map((s) => String(s).padStart(14)).join('')}   last : first`);
  for (const [key, what] of ROWS) {
    const times = all.map((r) => r[key]);
    const ratio = (times.at(-1) / times[0]).toFixed(1);
    console.log(`${what.padEnd(50)}${times.map((t) => ms(t).padStart(14)).join('')}   ${ratio} ×`);
  }
  for (const [key, what] of [
    ['bytes', 'bytes a report after the first status'],
    ['bytesAfter', 'the same with the resume points of the runs'],
  ])
    console.log(`${what.padEnd(50)}${all.map((r) => String(r[key]).padStart(14)).join('')}`);
}
