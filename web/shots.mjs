/**
 * Takes the pictures of the README, and of every screen on request: `npm run build && npm run web:shots [-- FOLDER]`.
 * It starts a server of its own on the shipped stories. With a folder: every screen at two widths, light and dark.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const folder = process.argv[2];
const FLAGS =
  '--no-sandbox --headless --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

async function serve(data) {
  const server = spawn(process.execPath, [at('dist/src/main.js')], {
    env: { PATH: process.env.PATH, PORT: '0', PARLEY_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of server.stdout) {
    said += chunk;
    const base = /listens on (http:\S+?),? /.exec(said)?.[1];
    if (base) return { server, base };
  }
  throw new Error(`the server does not listen: ${said}`);
}

async function fill(base) {
  while (!(await fetch(`${base}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const story of ['gaza-hostages-2023', 'qatar-mediation'])
    await fetch(`${base}/v1/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: readFileSync(at(`stories/${story}.ndjson`)),
    });
}

const GAZA = '/negotiations/gaza-hostages-2023';
const README = [
  {
    name: 'negotiation',
    path: `${GAZA}?reportedBy=2023-11-22`,
    viewport: { width: 1100, height: 780 },
    colorScheme: 'light',
  },
  {
    name: 'compare',
    path: `${GAZA}/compare?from.reportedBy=2023-11-20&to.reportedBy=2023-11-22`,
    viewport: { width: 1100, height: 700 },
    colorScheme: 'dark',
  },
  { name: 'phone', path: '/negotiations/qatar-mediation', viewport: { width: 390, height: 780 }, colorScheme: 'light' },
];
const SCREENS = {
  desk: '/',
  negotiation: GAZA,
  past: `${GAZA}?reportedBy=2023-11-22&withoutOrigin=Reuters`,
  report: `${GAZA}/reports/gh-044`,
  compare: `${GAZA}/compare?from.reportedBy=2023-11-10&to.reportedBy=2023-11-22`,
  replay: `${GAZA}/replay`,
  sources: `${GAZA}/sources`,
  fragility: '/negotiations/qatar-mediation/fragility',
  audit: `${GAZA}/audit`,
  record: `${GAZA}/record`,
  problem: '/negotiations/nowhere',
  'sign-in': '/sign-in',
};
const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const EVERY = Object.keys(SCREENS).flatMap((screen) =>
  Object.keys(SIZES).flatMap((size) =>
    ['light', 'dark'].map((colorScheme) => ({
      name: `${screen}-${size}-${colorScheme}`,
      path: SCREENS[screen],
      viewport: SIZES[size],
      colorScheme,
    })),
  ),
);

const data = mkdtempSync(join(tmpdir(), 'parley-shots-'));
const { server, base } = await serve(data);
const out = folder ?? at('docs/pictures');
mkdirSync(out, { recursive: true });
try {
  await fill(base);
  const browser = await chromium.launch({
    executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS.split(' '),
  });
  for (const { name, path, viewport, colorScheme } of folder ? EVERY : README) {
    const page = await (await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })).newPage();
    await page.goto(base + path);
    await page.waitForTimeout(1200);
    await page.screenshot({ path: join(out, `${name}.png`) });
    console.log(`${name}: ${path}`);
    await page.context().close();
  }
  await browser.close();
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(data, { recursive: true, force: true });
}
