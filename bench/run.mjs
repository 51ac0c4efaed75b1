/**
 * Every row of the table, measured: `npm run bench`, `npm run bench -- --quick`, `npm run bench -- append-one lens`.
 * Prints a table, and writes what it measured into bench/results/, with the curve; a quick run writes nothing.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { ROWS } from './rows.mjs';
import { curve } from './rows/reading.mjs';
import { median } from './measure.mjs';
import { barOf, markdownOf, spread } from './print/table.mjs';
import { svgOf } from './print/svg.mjs';

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const names = args.filter((arg) => !arg.startsWith('-'));
const known = [...ROWS.map(({ name }) => name), 'curve'];
const unknown = [
  ...names.filter((name) => !known.includes(name)),
  ...args.filter((a) => a.startsWith('-') && a !== '--quick'),
];
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}. Known: --quick, ${known.join(', ')}`);
  process.exit(2);
}
const wants = (name) => names.length === 0 || names.includes(name);

const machine = `${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
const results = [];
const line = (cells) => console.log(cells.map((cell, i) => cell.padEnd([46, 20, 34, 34, 8, 8, 0][i])).join(''));
line(['work', 'beside', 'Parley', 'the other', 'ratio', 'bar', '']);
for (const { name, work, beside, unit, least, most, run } of ROWS) {
  if (!wants(name)) continue;
  try {
    const { ours, theirs } = await run({ quick, runs: quick ? 3 : 5 });
    const ratio = median(ours) / median(theirs);
    const met = least === undefined ? ratio <= most : ratio >= least;
    results.push({
      name,
      date: new Date().toISOString().slice(0, 10),
      machine,
      work,
      beside,
      unit,
      least,
      most,
      ours,
      theirs,
      ratio,
      met,
    });
    line([
      work,
      beside,
      spread(ours, unit),
      spread(theirs, unit),
      ratio.toFixed(2),
      barOf({ least, most }),
      met ? 'met' : 'MISSED',
    ]);
  } catch (error) {
    process.exitCode = 1;
    line([work, beside, `not measured: ${error.message.split('\n')[0]}`, '', '', '', '']);
  }
}
if (quick) console.log('\nquick: shorter logs and fewer runs, so bars that name a size say little');

let points = [];
if (wants('curve')) {
  points = await curve(quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000]);
  console.log(`\n${'reports in the log'.padEnd(22)}${'append one'.padEnd(16)}status of a short negotiation after it`);
  for (const { reports, append, status } of points)
    console.log(
      `${reports.toLocaleString('en').padEnd(22)}${`${append.toFixed(3)} ms`.padEnd(16)}${status.toFixed(3)} ms`,
    );
}
// What was not measured now stays as it was measured last.
if (!quick && process.exitCode === undefined) {
  const into = new URL('results/', import.meta.url);
  const file = new URL('results.json', into);
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { results: [], curve: [] };
  const measured = (name) => [...results, ...before.results].find((row) => row.name === name) ?? [];
  const all = { results: ROWS.flatMap(({ name }) => measured(name)), curve: points.length > 0 ? points : before.curve };
  mkdirSync(into, { recursive: true });
  writeFileSync(new URL('table.md', into), markdownOf(all.results));
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  if (all.curve.length > 0) writeFileSync(new URL('curve.svg', into), svgOf(all.curve));
}
