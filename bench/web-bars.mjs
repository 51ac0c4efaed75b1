/**
 * What the pages weigh and how fast they are, against their bars: `npm run build && npm run web:bars`. A negotiation of
 * 10,000 reports (`REPORTS=1000`), a browser that is slowed down four times (`THROTTLE=1`). Medians of several visits.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { fill, ownServer } from './long-server.mjs';

const REPORTS = Number(process.env.REPORTS ?? 10_000);
const THROTTLE = Number(process.env.THROTTLE ?? 4);
const [VISITS, STEPS] = [7, 40];
const FLAGS =
  '--no-sandbox --headless --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (values) => `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;

function weighed(html) {
  const files = (pattern) => [...new Set([...html.matchAll(pattern)].map(([, file]) => file))];
  const size = (file) => gzipSync(readFileSync(new URL(`../dist/web/client${file}`, import.meta.url))).length;
  const sum = (pattern) => files(pattern).reduce((total, file) => total + size(file), 0) / 1000;
  return { script: sum(/(?:src|href)="(\/assets\/[^"]+\.js)"/g), styles: sum(/href="(\/assets\/[^"]+\.css)"/g) };
}

const row = (name, value, bar, more = '') =>
  console.log(`${name.padEnd(44)} ${String(value).padStart(10)}  bar ${String(bar).padEnd(8)} ${more}`);

const { base, stop } = await ownServer();
try {
  const { id } = await fill(base, REPORTS);
  const url = `${base}/negotiations/${id}`;
  for (const [name, path] of [
    ['desk', '/'],
    ['negotiation', `/negotiations/${id}`],
    ['record', `/negotiations/${id}/record`],
  ]) {
    const { script, styles } = weighed(await (await fetch(base + path)).text());
    row(`script of the first load, ${name}, kB gzipped`, script.toFixed(1), 60);
    row(`styles, ${name}, kB gzipped`, styles.toFixed(1), 12);
  }
  const browser = await chromium.launch({
    executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS.split(' '),
  });
  const [interactive, answered] = [[], []];
  for (let i = 0; i <= VISITS; i += 1) {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if (document.documentElement.dataset.alive && !window.aliveAt) window.aliveAt = performance.now();
      }).observe(document, { attributes: true, subtree: true });
    });
    await page.goto(url);
    await page.waitForTimeout(300);
    const found = await page.evaluate(() => ({
      alive: window.aliveAt,
      answer: performance.getEntriesByType('navigation')[0].responseEnd,
    }));
    // The first visit finds the story unread and the browser cold.
    if (i > 0) {
      interactive.push(found.alive);
      answered.push(found.answer);
    } else row('  the first visit of all, ms', found.alive.toFixed(0), '', `answered after ${found.answer.toFixed(0)}`);
    await page.context().close();
  }
  row(
    `interactive, ${REPORTS} reports, ${THROTTLE} x slower, ms`,
    median(interactive).toFixed(0),
    1500,
    spread(interactive),
  );
  row('  of that until the answer has come, ms', median(answered).toFixed(0), '', spread(answered));

  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  await page.goto(url);
  const slider = page.getByRole('slider');
  await slider.waitFor({ timeout: 120_000 });
  // From the key until the frame in which the moment is told has been drawn.
  const steps = await slider.evaluate(async (input, count) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const times = [];
    for (let i = 0; i < count; i += 1) {
      const before = input.getAttribute('aria-valuetext');
      const begin = performance.now();
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true }));
      await frame();
      if (input.getAttribute('aria-valuetext') === before) throw new Error(`step ${i} told nothing new: ${before}`);
      times.push(performance.now() - begin);
    }
    return times;
  }, STEPS);
  row(`a step of the slider, ${THROTTLE} x slower, ms`, median(steps).toFixed(1), 50, spread(steps));
  const rest = [];
  for (let i = 0; i < 10; i += 1) {
    const begin = performance.now();
    const [response] = await Promise.all([
      page.waitForResponse((of) => of.url().includes('/overview'), { timeout: 60_000 }),
      slider.press('ArrowLeft'),
    ]);
    await response.finished();
    rest.push(performance.now() - begin);
  }
  row('  until the page has followed, ms', median(rest).toFixed(0), '', `${spread(rest)}, of which 180 waits for rest`);
  await browser.close();
} finally {
  await stop();
}
