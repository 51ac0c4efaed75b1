/** Keys, the palette and what is chosen by typing, in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launched, until } from './browser.js';
import { ServedPages } from './served-pages.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const PATIENCE = 240_000;
const OF = '/negotiations/qatar-mediation';

inBrowser('Keys', () => {
  let base = '';
  let pages: ServedPages;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    pages = await ServedPages.start(['qatar-mediation', 'uaw-2023']);
    ({ base } = pages);
    browser = await launched();
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });
  beforeEach(async () => (page = await browser.newPage()));
  afterEach(() => page.close());

  const at = async (path: string): Promise<void> => {
    await page.goto(base + path);
    await until(page, `document.documentElement.dataset.alive`);
  };
  const options = () => page.getByRole('dialog').getByRole('option');

  test(
    'of a frozen page lead to frozen pages: c, and what the palette lists',
    async () => {
      await at(`${OF}?revision=17`);
      await page.keyboard.press('Control+k');
      await options().first().waitFor();
      await page.keyboard.type('picture');
      await page.keyboard.press('Enter');
      await page.waitForURL(`${base}${OF}/picture?revision=17`);
      await until(page, `document.documentElement.dataset.alive`);
      await page.keyboard.press('c');
      await page.waitForURL(/compare/);
      expect(page.url()).toBe(`${base}${OF}/compare?to.revision=17`);
    },
    PATIENCE,
  );

  test(
    'open a palette that lists each thing once',
    async () => {
      await at(OF);
      await page.keyboard.press('Control+k');
      await options().first().waitFor();
      await page.keyboard.type('record a report');
      await until(page, `document.querySelector('dialog:modal [role=status]')?.textContent.includes('1 choice')`);
      expect(await options().allInnerTexts()).toEqual([expect.stringMatching(/^Record a report in Release/)]);
    },
    PATIENCE,
  );

  test(
    'are heard again where the palette could not be loaded',
    async () => {
      await at(OF);
      await page.route(/Palette.*\.js/, (route) => route.abort());
      const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('Palette'));
      await page.keyboard.press('Control+k');
      await failed;
      // The page hears of it a moment later: until then it may take the keys for the palette's.
      for (let tries = 0; tries < 20 && page.url() !== `${base}/`; tries += 1) {
        await page.keyboard.press('g');
        await page.keyboard.press('d');
        await page.waitForURL(`${base}/`, { timeout: 200 }).catch(() => undefined);
      }
      expect(page.url()).toBe(`${base}/`);
    },
    PATIENCE,
  );

  test.each(['/sources', `${OF}/briefing`, `${OF}/sources`, '/search?q=hostages'])(
    'j and k go through the lists of %s',
    async (path) => {
      await at(path);
      const focused = () => page.evaluate<string>(`document.activeElement.closest('li, tr')?.textContent ?? ''`);
      await page.keyboard.press('j');
      const first = await focused();
      await page.keyboard.press('j');
      const second = await focused();
      await page.keyboard.press('k');
      expect([first, second].includes('')).toBe(false);
      expect(second).not.toBe(first);
      expect(await focused()).toBe(first);
    },
    PATIENCE,
  );

  test(
    'of a summary of what is wrong in an address lead into what is folded',
    async () => {
      await page.setViewportSize({ width: 390, height: 800 });
      await at(`${OF}?kind=nonsense`);
      expect(await page.locator('select[name=kind]').isVisible()).toBe(false);
      await page.getByRole('link', { name: 'The kind of report' }).focus();
      await page.keyboard.press('Enter');
      expect(await page.evaluate(`document.activeElement.name`)).toBe('kind');
    },
    PATIENCE,
  );

  test(
    'while something is chosen: up is the last one, and nothing is chosen while letters are composed',
    async () => {
      await at('/negotiations/uaw-2023/edit');
      const box = page.getByRole('combobox', { name: /^Which claim, issue/ });
      await box.click();
      const rows = await page.locator('[role=listbox]:not([hidden]) [role=option]').count();
      expect(rows).toBeGreaterThan(2);
      const active = () => page.locator('[role=listbox]:not([hidden]) [role=option]').evaluateAll(activeOf);
      const activeOf = (all: { getAttribute: (name: string) => string | null }[]): number =>
        all.findIndex((one) => one.getAttribute('aria-selected') === 'true');
      await page.keyboard.press('ArrowUp');
      expect(await active()).toBe(rows - 1);
      await box.evaluate((input: { dispatchEvent: (event: unknown) => boolean }) => {
        const key = { key: 'Enter', isComposing: true, bubbles: true };
        input.dispatchEvent(
          new (globalThis as never as { KeyboardEvent: new (...of: unknown[]) => object }).KeyboardEvent(
            'keydown',
            key,
          ),
        );
      });
      expect(await box.inputValue()).toBe('');
      await page.keyboard.press('Enter');
      expect(await box.inputValue()).not.toBe('');
    },
    PATIENCE,
  );
});
