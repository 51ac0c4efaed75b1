/** A server of its own on a fresh data folder, and a browser, for the scripts of the pages. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const FLAGS =
  '--no-sandbox --headless --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

export const launched = () =>
  chromium.launch({
    executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS.split(' '),
  });

/** Does something with the address of a server on an empty data folder, and stops it. */
export async function withServer(work) {
  const data = mkdtempSync(join(tmpdir(), 'parley-pages-'));
  // The tests have a build of their own.
  const server = spawn(process.execPath, [process.env.PARLEY_MAIN ?? at('dist/program/main.js')], {
    env: { PATH: process.env.PATH, PORT: '0', PARLEY_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    return await work(await addressOf(server));
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    rmSync(data, { recursive: true, force: true });
  }
}

async function addressOf(server) {
  let said = '';
  for await (const chunk of server.stdout) {
    said += chunk;
    const base = /listens on (http:\S+?),? /.exec(said)?.[1];
    if (!base) continue;
    // What it says later is not read, and must not fill the pipe.
    server.stdout.resume();
    while (!(await fetch(`${base}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 50));
    return base;
  }
  throw new Error(`the server does not listen: ${said}`);
}
