/** After an act the focus is where one goes on: at what came of it, or at the next thing; never at the top of the page. */
import type { Browser, Page } from 'playwright-core';
import { importLines, send, storyText } from '../app/started-app.js';
import { hasBrowser, launched, until } from './browser.js';
import { ServedPages } from './served-pages.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const PATIENCE = 240_000;
const TALKS = 'qatar-mediation';
const OF = `/negotiations/${TALKS}`;

inBrowser('The focus', () => {
  let base = '';
  let pages: ServedPages;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    pages = await ServedPages.start([], { PARLEY_PUBLIC_URL: 'https://parley.example.org' });
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
  /** What has the focus, once it says so. */
  const focusAt = async (text: string): Promise<string> => {
    const has = `document.activeElement !== document.body && document.activeElement.textContent.includes('${text}')`;
    await until(page, has);
    return page.evaluate<string>(`document.activeElement.textContent`);
  };
  /** As with the keyboard: Enter on what has the focus. */
  const press = async (name: string | RegExp, within = 'main'): Promise<void> => {
    const button = page.locator(within).getByRole('button', { name }).first();
    await button.waitFor();
    await button.focus();
    await page.keyboard.press('Enter');
  };

  test(
    'is at the number of stories that were imported on the first page',
    async () => {
      await at('/');
      await press(/^Import UAW|^Import .*UAW/i);
      expect(await focusAt('1 story is there.')).toContain('1 story is there.');
    },
    PATIENCE,
  );

  test(
    'is at what the desk undid, at the button whose form was left, and at the preview of an act',
    async () => {
      await importLines(base, storyText(TALKS));
      await send(base, 'PATCH', OF, { title: 'Another title' });
      await at(`${OF}/edit`);
      await press(/^undo ?: title/);
      await press('Leave it');
      expect(await focusAt('undo: title')).toContain('undo: title');
      await press(/^undo ?: title/);
      await page.getByLabel('Why is it undone?').fill('It was wrong.');
      await press('What would it change?', 'section:has(#acts)');
      expect(await focusAt('It would change')).toContain('It would change');
      await press('Undo it');
      expect(await focusAt('Undone: title')).toContain('Undone: title');
    },
    PATIENCE,
  );

  test(
    'is at what came of publishing a card, and of revoking it',
    async () => {
      await at(`${OF}/card`);
      await press('Publish');
      expect(await focusAt('Published.')).toContain('Published.');
      await press('Revoke');
      expect(await focusAt('It cannot be undone')).toContain('It cannot be undone');
      await press('Leave it');
      expect(await focusAt('Revoke')).toBe('Revoke…');
      await press('Revoke');
      await press('Revoke this card');
      expect(await focusAt('Revoked.')).toContain('Revoked.');
    },
    PATIENCE,
  );
});
