/** A server of its own on an empty folder, as a process; and a long story in it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { latestInstant } from '../dist/events/dates.js';
import { longStory } from './long-story.mjs';

// The story is told again for a century; a server takes no report from the future.
export const [FROM, UNTIL] = [Date.UTC(2020, 0, 1), Date.UTC(2026, 0, 1)];
export const MAIN = fileURLToPath(new URL('../dist/program/main.js', import.meta.url));

function squeezed({ lines, begin, end }) {
  const at = (instant) => FROM + ((Math.min(Math.max(instant, begin), end) - begin) / (end - begin)) * (UNTIL - FROM);
  const dated = ({ changes, ...data }) => {
    const anew = { ...data, ...(changes ? { changes: dated(changes) } : {}) };
    for (const field of ['reportedAt', 'occurredAt', 'until', 'deadline', 'since'])
      if (typeof data[field] === 'string') anew[field] = new Date(at(latestInstant(data[field]))).toISOString();
    if (anew.reportedAt && anew.occurredAt > anew.reportedAt) anew.occurredAt = anew.reportedAt;
    return anew;
  };
  return lines.map(({ type, data }) => JSON.stringify({ type, data: dated(data) })).join('\n');
}

/** As `npm start`, the unit and the image start it; the bare servers too. */
const FLAGS = ['--max-semi-space-size=32'];

/** A process that says where it listens. */
export async function listening(file, env = {}) {
  const child = spawn(process.execPath, [...FLAGS, file], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const base = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${file} did not start`)));
    child.stdout.on('data', (chunk) => {
      const [address] = /http:\/\/[\d.]+:\d+/.exec(String(chunk)) ?? [];
      if (address) resolve(address);
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { base, stop, pid: child.pid };
}

/** Parley on an empty folder that goes with it. */
export async function ownServer(env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const { base, stop, pid } = await listening(MAIN, { PARLEY_DATA: folder, PARLEY_LOG_LEVEL: 'info', ...env });
  while (!(await fetch(`${base}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    base,
    pid,
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** By `node:http`, since `fetch` waits five minutes for an answer and no longer: a busy machine takes more for a long import. */
function posted(url, body) {
  return new Promise((resolve, reject) => {
    const sent = http.request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/x-ndjson' } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode, text })).on('error', reject);
      },
    );
    sent.on('error', reject).end(body);
  });
}

/** @returns the negotiation's id, and what the import answered after how many milliseconds */
export async function fill(base, reports, lateness = 'days') {
  const story = longStory(reports, lateness);
  const begin = performance.now();
  const { status, text } = await posted(`${base}/v1/import`, squeezed(story));
  if (status !== 200) throw new Error(`${status} ${text.slice(0, 300)}`);
  const { recorded } = JSON.parse(text);
  return { id: story.lines[0].data.negotiation, recorded, ms: performance.now() - begin };
}
