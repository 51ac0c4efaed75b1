/**
 * What a search costs in a negotiation of 100,000 reports: `npm run build && node bench/search.mjs`. Sizes: `SIZES=1000,10000`.
 * A server of its own is started on an empty folder for each size, filled, and started again without its index.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill, listening, MAIN } from './long-server.mjs';
import { median } from './measure.mjs';

const SIZES = (process.env.SIZES ?? '100000').split(',').map(Number);
const RUNS = 11;
/** The story that is told again and again. */
const TALKS = 'gaza-hostages-2023';

/** Queries by what makes them dear. */
const QUERIES = {
  'a word that is in very many': 'q=israel&what=report',
  'two such words': 'q=hamas+israel',
  'a word that is in none': 'q=epidemic',
  'a phrase': 'q=%22the+gaza+strip%22',
  'a word with Arabic prefixes': `q=${encodeURIComponent('مفاوضات')}`,
  'with filters': 'q=hostages&kind=denial&party=israel&from=2021',
  'the newest first': 'q=israel&sort=date',
  // Each lens is asked for here for the first time: it is `first` that counts.
  reportedBy: 'q=hostages&reportedBy=2024',
  'reportedBy, another': 'q=hostages&reportedBy=2023-06',
  happenedBy: 'q=hostages&happenedBy=2024-03-01',
  withoutSource: 'q=hostages&withoutSource=Reuters',
  withoutOrigin: 'q=hostages&withoutOrigin=Reuters',
  withoutParty: 'q=hostages&withoutParty=hamas',
  onlyAttribution: 'q=hostages&onlyAttribution=on-background',
  minReliability: 'q=hostages&minReliability=B',
  minCredibility: 'q=hostages&minCredibility=2',
  recordedBy: 'q=hostages&recordedBy=2035',
  'revision, half of the talks': `q=hostages&negotiation=${TALKS}&revision=HALF`,
  'reportedBy, one of the talks': `q=hostages&negotiation=${TALKS}&reportedBy=2023-05`,
};

/** Milliseconds of processor time that a process has taken, all its threads together; Linux counts them by hundredths. */
function processorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function asked(base, path) {
  const begin = performance.now();
  const response = await fetch(`${base}${path}`);
  const answer = await response.json();
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer).slice(0, 300)}`);
  return { answer, ms: performance.now() - begin };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asked again for as long as the index is being made. */
async function patiently(base, path) {
  const begin = performance.now();
  for (;;) {
    const response = await fetch(`${base}${path}`);
    const answer = await response.json();
    if (response.ok) return { answer, ms: performance.now() - begin };
    if (response.status !== 503) throw new Error(`${path}: ${JSON.stringify(answer).slice(0, 300)}`);
    await pause(200);
  }
}

/** Until the server does nothing by itself any more: stories are put in order in the background after a start. */
async function atRest(pid) {
  for (let before = -1000, now = processorTime(pid); now - before > 100; [before, now] = [now, processorTime(pid)])
    await pause(2_000);
}

const ready = async (base) => {
  while (!(await fetch(`${base}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 20));
};

async function measure(reports) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const settings = { PARLEY_DATA: folder, PARLEY_LOG_LEVEL: 'info' };
  const start = async () => {
    const server = await listening(MAIN, settings);
    await ready(server.base);
    return server;
  };
  const filled = await start();
  const { ms } = await fill(filled.base, reports);
  await filled.stop();
  rmSync(join(folder, 'parley.search'), { force: true });
  const { base, stop } = await start();
  try {
    // A desk is not asked in its first seconds: stories are put in order in the background meanwhile.
    if (process.env.REST) await pause(Number(process.env.REST));
    const begun = performance.now();
    await patiently(base, '/v1/search?q=ceasefire');
    const built = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`${reports} reports: import ${(ms / 1000).toFixed(1)} s, index made anew ${built} s`);
  } finally {
    await stop();
  }
  await measureQueries(start, reports);
  const bytes = statSync(join(folder, 'parley.search')).size;
  const log = statSync(join(folder, 'parley.sqlite')).size;
  console.log(`  index ${(bytes / 1e6).toFixed(1)} MB, log ${(log / 1e6).toFixed(1)} MB`);
  rmSync(folder, { recursive: true });
}

/** Of a server that has its index, and is asked nothing else: first at once, and the rest once it has come to rest. */
async function measureQueries(start, reports) {
  const { base, stop, pid } = await start();
  try {
    const begun = processorTime(pid);
    const cold = await patiently(base, '/v1/search?q=israel&what=report');
    console.log(
      `  the first search after a start: ${cold.ms.toFixed(0)} ms, of the processor ${processorTime(pid) - begun} ms`,
    );
    await atRest(pid);
    for (const [name, template] of Object.entries(QUERIES)) {
      const query = template.replace('HALF', String(Math.floor(reports / 2)));
      const earlier = processorTime(pid);
      const first = await asked(base, `/v1/search?${query}&limit=20`);
      const firstTaken = processorTime(pid) - earlier;
      const times = [];
      const before = processorTime(pid);
      for (let run = 0; run < RUNS; run += 1) times.push((await asked(base, `/v1/search?${query}&limit=20`)).ms);
      const taken = (processorTime(pid) - before) / RUNS;
      const found = `${first.answer.found} found`;
      console.log(
        `  ${name.padEnd(30)}${found.padStart(14)}   first ${first.ms.toFixed(1)} ms, of the processor ${firstTaken} ms; then ${median(times).toFixed(1)} ms, of the processor ${taken.toFixed(0)} ms`,
      );
    }
  } finally {
    await stop();
  }
}

for (const reports of SIZES) await measure(reports);
