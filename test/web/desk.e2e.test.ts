/** The desk and the frame of every page, in a real browser: first run, live, pins, keys, palette, folding, words. */
import type { Browser, Page } from 'playwright-core';
import { program as main, Program } from '../app/program.js';
import { importLines, newFolder, remove, send, STORIES, storyText } from '../app/started-app.js';
import { report } from '../app/talks.js';
import { hasBrowser, launched, until, violations } from './browser.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
/** In milliseconds. */
const PATIENCE = 240_000;
const GAZA = '/negotiations/gaza-hostages-2023';

let [folder, base] = ['', ''];
let server: Program;
let browser: Browser;
let page: Page;

const alive = (of: Page) => until(of, 'document.documentElement.dataset.alive');
const openAt = async (path: string): Promise<void> => {
  await page.goto(base + path);
  await alive(page);
};

async function started(): Promise<void> {
  folder = newFolder();
  server = new Program(main, { PARLEY_DATA: folder });
  base = await server.ready();
}
async function stopped(): Promise<void> {
  server.signal('SIGTERM');
  await server.ended();
  remove(folder);
}

inBrowser('An empty store', () => {
  beforeAll(async () => {
    await started();
    browser = await launched();
    page = await browser.newPage();
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await stopped();
  });

  test(
    'offers three ways in, without a complaint by axe, and imports a shipped story by one click',
    async () => {
      await openAt('/');
      for (const name of ['Open talks', 'Import a story', 'Look at real talks'])
        expect(await page.getByRole('heading', { name }).count()).toBe(1);
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 700 });
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      await page.getByRole('button', { name: /^Import Release of hostages/ }).click();
      await page.getByRole('link', { name: /^Release of hostages/ }).waitFor();
      await page.getByRole('link', { name: 'to the desk' }).click();
      await page.getByText('1 set of talks').waitFor();
    },
    PATIENCE,
  );
});

inBrowser('The desk, and every page', () => {
  beforeAll(async () => {
    await started();
    for (const story of STORIES) await importLines(base, storyText(story));
    browser = await launched();
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await stopped();
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ viewport: { width: 1200, height: 900 } })).newPage();
  });
  afterEach(() => page.context().close());

  test('A column sorts, and the other way round at a second press', async () => {
    await openAt('/');
    const titles = () => page.locator('tbody th a').allInnerTexts();
    await page.getByRole('link', { name: 'Talks', exact: true }).click();
    await page.waitForURL(/sort=title&direction=asc/);
    const rising = await titles();
    expect(await page.locator('th[aria-sort=ascending]').innerText()).toMatch(/Talks/);
    await page.getByRole('link', { name: /^Talks/ }).click();
    await page.waitForURL(/direction=desc/);
    expect(await titles()).toEqual(rising.toReversed());
  });

  test('A row tells by names who contests it, and is marked when something is recorded', async () => {
    await openAt('/?contested=true');
    await page.waitForSelector('[data-state=live]');
    expect(await page.locator('tbody').innerText()).toMatch(/by Israel/);
    await send(
      base,
      'POST',
      '/negotiations/qatar-mediation/reports',
      report('live-1', { party: 'israel', kind: 'denial', summary: 'Still no talks.', reportedAt: '2023-11-20' }),
    );
    await page.getByRole('button', { name: '1 set of talks has changed: show' }).click();
    await until(page, `document.querySelector('tbody').innerText.includes('20 Nov 2023')`);
    expect(await page.locator('tr.news').count()).toBe(0);
  });

  test('What is pinned stands above all, also on the next visit', async () => {
    await openAt('/');
    await page.getByRole('button', { name: /^Pin Hostages held/ }).click();
    await page.getByRole('heading', { name: 'Pinned' }).waitFor();
    await openAt('/?phase=negotiating');
    expect(await page.getByRole('table', { name: 'Pinned talks' }).innerText()).toMatch(/Hostages held in Gaza/);
    await page
      .getByRole('button', { name: /^Pin Hostages held/ })
      .first()
      .click();
    await until(page, `!document.querySelector('#pinned')`);
  });

  test('What has changed since the last sitting is told in sentences', async () => {
    await openAt('/');
    const position = await page.evaluate<string>(`JSON.parse(localStorage.getItem('parley:desk')).now.position`);
    const at = new Date(Date.now() - 3_600_000).toISOString();
    await page.evaluate(
      `localStorage.setItem('parley:desk', '${JSON.stringify({ before: null, now: { position, at } })}')`,
    );
    await send(
      base,
      'POST',
      '/negotiations/qatar-mediation/reports',
      report('since-1', { party: 'israel', summary: 'There are talks, after all.', reportedAt: '2023-11-21' }),
    );
    await page.reload();
    await page.locator('.since summary').click();
    await until(page, `/Release of hostages/.test(document.querySelector('.since')?.innerText)`);
    expect(await page.locator('.since').innerText()).toMatch(/^1 set of talks has changed since your last visit/);
  });

  test('Keys lead to places, go through lists, do nothing while one types, and can be turned off', async () => {
    await openAt(GAZA);
    const { keyboard } = page;
    await keyboard.press('g');
    await keyboard.press('d');
    await page.waitForURL(`${base}/`);
    await alive(page);
    await keyboard.press('j');
    await keyboard.press('j');
    expect(await page.evaluate(`document.activeElement.closest('tr')?.rowIndex`)).toBe(2);
    await keyboard.press('k');
    expect(await page.evaluate(`document.activeElement.closest('tr')?.rowIndex`)).toBe(1);
    await page.locator('main input[type=search]').focus();
    await keyboard.type('gd?n');
    expect(page.url()).toBe(`${base}/`);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.evaluate('document.activeElement.blur()');
    await keyboard.press('?');
    await page.getByRole('checkbox', { name: /Keys without Ctrl/ }).uncheck();
    await page.getByRole('button', { name: 'Close' }).click();
    await openAt(GAZA);
    for (const key of ['g', 'd', 'n', 's', '?']) await keyboard.press(key);
    expect(page.url()).toBe(base + GAZA);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.evaluate(`localStorage.removeItem('parley:keys')`);
    await keyboard.press('n');
    await page.waitForURL(/\/record$/);
  });

  test(
    'The palette finds pages, talks and acts by their names, by keyboard, without a complaint by axe',
    async () => {
      await openAt(GAZA);
      const { keyboard } = page;
      await keyboard.press('Control+k');
      const field = page.getByRole('combobox', { name: 'A page, talks, or an act' });
      await field.waitFor();
      expect(await violations(page)).toEqual([]);
      await keyboard.type('qatari medi');
      await page
        .getByRole('option', { name: /^Release of hostages/ })
        .first()
        .waitFor();
      const chosen = () =>
        page.evaluate<string>(
          `document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText`,
        );
      expect(await chosen()).toMatch(/Release of hostages/);
      await keyboard.press('ArrowDown');
      expect(await chosen()).toMatch(/^Record a report in Release/);
      await keyboard.press('ArrowUp');
      await keyboard.press('Enter');
      await page.waitForURL(/qatar-mediation$/);
      await alive(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      // What is typed while the palette is being loaded is its own: by itself an s would share the page.
      await page.route(/Palette/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await route.continue();
      });
      await keyboard.press('Control+k');
      await keyboard.type('glossary');
      await field.waitFor();
      expect(await page.locator('dialog[open]').count()).toBe(1);
      expect(await field.inputValue()).toBe('glossary');
      expect(await violations(page, ['color-contrast'])).toEqual([]);
      await keyboard.press('Enter');
      await page.waitForURL(/\/glossary$/);
    },
    PATIENCE,
  );

  test('A word is explained beside itself, and leads to the glossary without script', async () => {
    await openAt(GAZA);
    await page.locator('#status a[data-term=collapsed]').click();
    const shown = page.getByRole('dialog', { name: 'collapsed' });
    await shown.waitFor();
    expect(await shown.innerText()).toMatch(/The talks have failed, or a principal has walked out\.\s+Rule 4\.21/);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await shown.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'F2' }).first().click();
    const both = page.getByRole('dialog', { name: 'F 2' });
    await both.waitFor();
    expect(await both.innerText()).toMatch(/cannot be judged[^]*probably true/);
    const html = await (await fetch(base + GAZA)).text();
    expect(html).toMatch(/href="\/glossary#collapsed"/);
    expect(await (await fetch(`${base}/glossary`)).text()).toMatch(/<dt id="collapsed"/);
  });

  test(
    'On a phone the story is short until it is unfolded, and what was unfolded stays so',
    async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await openAt(GAZA);
      await until(page, `!document.querySelector('.waiting')`);
      const height = () => page.evaluate<number>('document.documentElement.scrollHeight');
      expect(await height()).toBeLessThanOrEqual(4000);
      await page.locator('summary', { has: page.locator('#positions') }).click();
      await until(page, `document.querySelector('.matrix')?.checkVisibility()`);
      await openAt(GAZA);
      await until(page, `document.querySelector('.matrix')?.checkVisibility()`);
      expect(await page.evaluate<boolean>(`document.querySelector('details:has(#claims)').open`)).toBe(false);
      await openAt(`${GAZA}#reports`);
      await until(page, `document.querySelector('details:has(#reports)').open`);
    },
    PATIENCE,
  );

  test('The heads of the matrix stay in sight', async () => {
    await openAt(GAZA);
    await until(page, `!document.querySelector('.waiting')`);
    const top = await page.evaluate<number>(`(() => {
      const box = document.querySelector('.tall');
      box.scrollIntoView();
      box.scrollTop = 600;
      return box.querySelector('thead th').getBoundingClientRect().top - box.getBoundingClientRect().top;
    })()`);
    expect(Math.abs(top)).toBeLessThanOrEqual(1);
  });

  test('The table of the timeline names who contests, and leads to each moment', async () => {
    await openAt(GAZA);
    const summary = page.getByText(/^as a table: \d+ changes$/);
    await summary.click();
    const row = page.getByRole('row', { name: /9 Oct 2023, 23:59/ });
    expect(await row.innerText()).toMatch(/deadlocked\s+Hamas, Israel\s+none/);
    expect(await row.getByRole('link').getAttribute('href')).toMatch(/reportedBy=2023-10-09T23/);
  });

  test('The first report is within 40 tab stops', async () => {
    await openAt(GAZA);
    await until(page, `!document.querySelector('.waiting')`);
    let stops = 0;
    while (!(await page.evaluate<boolean>(`Boolean(document.activeElement?.href?.includes('/reports/'))`))) {
      stops += 1;
      expect(stops).toBeLessThanOrEqual(40);
      await page.keyboard.press('Tab');
    }
  });

  test.each(['/', GAZA, '/glossary', '/tour'])(
    '%s has nothing for axe to complain of with every fold open, in light and dark, at three widths',
    async (path) => {
      await openAt(path);
      await until(page, `!document.querySelector('.waiting')`);
      await until(page, `!document.querySelector('.far:not([data-near])')`);
      for (const width of [1440, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
        await page.emulateMedia({ colorScheme: 'light' });
        expect([width, await violations(page)]).toEqual([width, []]);
        await page.emulateMedia({ colorScheme: 'dark' });
        expect([width, await violations(page, ['color-contrast'])]).toEqual([width, []]);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      }
    },
    PATIENCE,
  );
});
