/**
 * What the pages weigh and how fast they are, against their bars: `npm run build && npm run web:bars`. A negotiation of
 * 10,000 reports (`REPORTS=1000`), 199 other talks, a browser that is slowed down four times (`THROTTLE=1`).
 * Medians of several visits.
 */
import { request } from 'node:http';
import { chromium } from 'playwright-core';
import { fill, ownServer, UNTIL } from './long-server.mjs';

const REPORTS = Number(process.env.REPORTS ?? 10_000);
const THROTTLE = Number(process.env.THROTTLE ?? 4);
const [VISITS, STEPS] = [7, 40];
/** How many talks the desk has. */
const TALKS = 200;
const FLAGS =
  '--no-sandbox --headless --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (values) => `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;

/** How many bytes are sent for an address, to a browser that takes `br` and `gzip`; and the text. */
const sent = (address) =>
  new Promise((resolve, reject) => {
    request(address, { headers: { 'accept-encoding': 'br, gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk) => (bytes += chunk.length)).on('end', () => resolve(bytes));
    })
      .on('error', reject)
      .end();
  });

/** What a page and the files that it loads at once weigh as they are sent, in kB. */
async function weighed(base, path) {
  const html = await (await fetch(base + path)).text();
  const files = (pattern) => [...new Set([...html.matchAll(pattern)].map(([, file]) => file))];
  const sum = async (pattern) => {
    const sizes = await Promise.all(files(pattern).map((file) => sent(base + file)));
    return sizes.reduce((total, size) => total + size, 0) / 1000;
  };
  return {
    script: await sum(/(?:src|href)="(\/assets\/[^"]+\.js)"/g),
    styles: await sum(/href="(\/assets\/[^"]+\.css)"/g),
    html: (await sent(base + path)) / 1000,
  };
}

const row = (name, value, bar, more = '') =>
  console.log(`${name.padEnd(44)} ${String(value).padStart(10)}  bar ${String(bar).padEnd(8)} ${more}`);

/** Other talks beside the long story, so that the desk has its number. */
async function manyTalks(base) {
  const lines = Array.from({ length: TALKS - 1 }, (_, i) => {
    const negotiation = `talks-${i}`;
    const parties = ['north', 'south'].map((party) => ({ party, name: `The ${party} of ${i}`, role: 'principal' }));
    const source = { publisher: 'The Quay' };
    const speaker = { capacity: 'official' };
    const common = { negotiation, claim: 'talks', speaker, attribution: 'on-the-record', source };
    const day = new Date(UNTIL - i * 86_400_000).toISOString().slice(0, 10);
    return [
      { type: 'NegotiationOpened', data: { negotiation, title: `Talks on the border of district ${i}`, parties } },
      {
        type: 'ConfirmationReported',
        data: { ...common, reportId: 'a', party: 'north', summary: 'Yes.', reportedAt: day },
      },
      ...(i % 3 === 0
        ? [
            {
              type: 'DenialReported',
              data: { ...common, reportId: 'b', party: 'south', summary: 'No.', reportedAt: day },
            },
          ]
        : []),
    ];
  });
  const body = lines
    .flat()
    .map((line) => JSON.stringify(line))
    .join('\n');
  const headers = { 'content-type': 'application/x-ndjson' };
  const response = await fetch(`${base}/v1/import`, { method: 'POST', headers, body });
  const { refused } = await response.json();
  if (refused.length) throw new Error(JSON.stringify(refused[0]));
}

/** How long it takes until a page reacts, over several visits by a browser that is slowed down. */
async function visits(browser, base, { name, path, bar }) {
  const [interactive, answered] = [[], []];
  for (let i = 0; i <= VISITS; i += 1) {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if (document.documentElement.dataset.alive && !window.aliveAt) window.aliveAt = performance.now();
      }).observe(document, { attributes: true, subtree: true });
    });
    await page.goto(base + path);
    while (!(await page.evaluate(() => window.aliveAt))) await page.waitForTimeout(50);
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
  row(`interactive, ${name}, ${THROTTLE} x slower, ms`, median(interactive).toFixed(0), bar, spread(interactive));
  row('  of that until the answer has come, ms', median(answered).toFixed(0), '', spread(answered));
}

const { base, stop } = await ownServer();
try {
  const { id } = await fill(base, REPORTS);
  await manyTalks(base);
  for (const [name, path] of [
    ['desk', '/'],
    ['negotiation', `/negotiations/${id}`],
    ['record', `/negotiations/${id}/record`],
  ]) {
    const { script, styles, html } = await weighed(base, path);
    row(`script of the first load, ${name}, kB as sent`, script.toFixed(1), 60);
    row(`styles, ${name}, kB as sent`, styles.toFixed(1), 12);
    row(`page, ${name}, kB as sent`, html.toFixed(1), name === 'desk' ? 60 : '');
  }
  const browser = await chromium.launch({
    executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS.split(' '),
  });
  await visits(browser, base, { name: `${REPORTS} reports`, path: `/negotiations/${id}`, bar: 1500 });
  await visits(browser, base, { name: `desk, ${TALKS} talks`, path: '/', bar: 1000 });

  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  await page.goto(`${base}/negotiations/${id}`);
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
