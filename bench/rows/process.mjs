/** What is measured of whole processes: how soon they answer, what they hold, how soon they tell. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { listening } from '../long-server.mjs';
import { byTurns } from '../measure.mjs';
import { here, logOf } from './given.mjs';

/** Milliseconds until a server on the log answers a status. */
async function start(data, every) {
  const begin = performance.now();
  const server = await listening(here('../dist/program/main.js'), {
    PARLEY_DATA: data,
    PARLEY_LOG_LEVEL: 'info',
    PARLEY_SNAPSHOT_EVERY: every,
  });
  while (!(await fetch(`${server.base}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 10));
  const { status } = await fetch(`${server.base}/v1/negotiations/talks-10/status`);
  if (status !== 200) throw new Error(`a status was answered ${status}`);
  const ms = performance.now() - begin;
  await server.stop();
  return ms;
}

export async function starts({ quick }) {
  const data = await logOf(quick ? 50_000 : 1_000_000);
  await start(data, '10000');
  return byTurns(
    quick ? 1 : 2,
    () => start(data, '10000'),
    () => start(data, '0'),
  );
}

const child = (file, args = [], env = {}, flags = []) =>
  JSON.parse(
    execFileSync(process.execPath, [...flags, here(file), ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1e8,
    })
      .toString()
      .trim()
      .split('\n')
      .at(-1),
  );

const MIB = 1024 * 1024;
export async function memory({ quick }) {
  const data = await logOf(quick ? 50_000 : 1_000_000);
  const { heap, json } = child('memory.mjs', [join(data, 'parley.sqlite')], {}, [
    '--expose-gc',
    '--max-old-space-size=8192',
  ]);
  return { ours: [heap / MIB], theirs: [json / MIB] };
}

export const live = ({ quick }) => child('live.mjs', [], { BENCH_JSON: '1', RUNS: quick ? '3' : '9' });
