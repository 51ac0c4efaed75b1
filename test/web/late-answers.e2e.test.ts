/** Answers that come late, or not at all, in a real browser: no older one takes the place of a later one, none is lost. */
import type { Browser, Page } from 'playwright-core';
import { send } from '../app/started-app.js';
import { report } from '../app/talks.js';
import { gate, hasBrowser, launched, until } from './browser.js';
import { ServedPages } from './served-pages.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const PATIENCE = 240_000;
const TALKS = 'qatar-mediation';
const OF = `/negotiations/${TALKS}`;

inBrowser('Answers that come late', () => {
  let base = '';
  let pages: ServedPages;
  let browser: Browser;
  let page: Page;
  let wrong: string[] = [];

  beforeAll(async () => {
    pages = await ServedPages.start([TALKS]);
    ({ base } = pages);
    browser = await launched();
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });
  beforeEach(async () => {
    wrong = [];
    page = await browser.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
  });
  afterEach(() => page.close());

  const at = async (path: string): Promise<void> => {
    await page.goto(base + path);
    await until(page, `document.documentElement.dataset.alive`);
  };
  const says = (text: string) => until(page, `document.body.textContent.includes(${JSON.stringify(text)})`);
  const slider = `document.querySelector('.machine input[type=range]')`;

  test(
    'draw the clock that was chosen last, and a moment that is an interval',
    async () => {
      await at(`${OF}?reportedBy=2023-10/2023-11`);
      await until(page, slider);
      const happened = gate();
      await page.route(/timeline\?.*clock=happened/, happened.hold);
      await page.getByRole('radio', { name: 'as it happened' }).check();
      const last = page.waitForResponse(/timeline\?.*clock=recorded/);
      await page.getByRole('radio', { name: 'as this desk knew' }).check();
      await (await last).finished();
      await until(page, `location.search.includes('recordedBy=')`);
      const drawn = () => page.evaluate<string>(`${slider}.min`);
      const before = await drawn();
      const answered = page.waitForResponse(/clock=happened/);
      happened.open();
      await (await answered).finished();
      // What the page does with an answer, it has done when it has had the next one and drawn twice.
      await page.evaluate(`fetch('/readyz').then((response) => response.text())
        .then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))`);
      expect(await drawn()).toBe(before);
      expect(wrong).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'of a replay that was begun anew are no error; one that breaks off is not the end of the story',
    async () => {
      const slow = gate();
      await page.route(/\/replay\?.*clock=reported/, slow.hold);
      await at(`${OF}/replay`);
      await page.getByLabel('Clock').selectOption('recorded');
      await until(page, `document.querySelector('main .phase')`);
      slow.open();
      expect(await page.locator('main [role=alert]').count()).toBe(0);
      await page.unrouteAll({ behavior: 'ignoreErrors' });

      // Half a story, and a line that cannot be read.
      const lines = (await (await fetch(`${base}/v1${OF}/replay?clock=reported`)).text()).split('\n').slice(0, 2);
      await page.route(/\/replay\?.*clock=reported/, (route) =>
        route.fulfill({ contentType: 'application/x-ndjson', body: [...lines, '{', ''].join('\n') }),
      );
      await page.getByLabel('Clock').selectOption('reported');
      await until(page, `document.querySelector('main [role=alert]')`);
      await page.getByRole('button', { name: 'Play' }).click();
      await until(page, `document.querySelector('button.main').textContent === 'Play'`);
      expect(await page.locator('main').textContent()).not.toContain('That is the end of the story.');
      expect(wrong).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'lose nothing that is new: what could not be shown is still counted, on the talks and on the desk',
    async () => {
      let number = 0;
      for (const [path, asked] of [
        [OF, /\/overview/],
        ['/', /\/v1\/negotiations\?/],
      ] as const) {
        await at(path);
        await until(page, `document.querySelector('[data-state=live]')`);
        number += 1;
        await send(base, 'POST', `${OF}/reports`, report(`late-${number}`, { party: 'qatar' }));
        const show = page.getByRole('button', { name: /: show$/ });
        await show.waitFor();
        await page.route(asked, (route) => route.abort());
        await show.click();
        await says('It could not be read');
        expect(await show.count()).toBe(1);
        await page.unrouteAll();
        await show.click();
        await show.waitFor({ state: 'detached' });
      }
      expect(wrong).toEqual([]);
    },
    PATIENCE,
  );
});
