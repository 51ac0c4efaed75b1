/** What the rows have in common: places to write in, and events to write. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workload } from '../workload.mjs';

/** A file of bench/ by its name. */
export const here = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;
/** The path of a file that is not there yet. */
export const fresh = (name) => join(folder, `${(files += 1)}-${name}`);

/** The events of so many reports, each with its stream. */
export const eventsOf = (reports) =>
  [...workload(reports, Math.max(1, reports / 1000))].flatMap((run) =>
    run.events.map((event) => ({ ...event, stream: run.stream })),
  );

/** A log of so many reports in so many negotiations, in a folder as a server has it; made once. */
const logs = new Map();
export async function logOf(reports) {
  const made = logs.get(reports);
  if (made) return made;
  const data = join(folder, `log-${reports}`);
  execFileSync(process.execPath, [here('make-log.mjs'), data, String(reports)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  logs.set(reports, data);
  return data;
}
