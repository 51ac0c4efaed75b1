/** What is done on a page before its script runs, as on a slow line: it is kept, and the page goes on from it. */
import type { Browser, Page } from 'playwright-core';
import { send } from '../app/started-app.js';
import { report } from '../app/talks.js';
import { gate, hasBrowser, launched, until } from './browser.js';
import { ServedPages } from './served-pages.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const PATIENCE = 240_000;
const OF = '/negotiations/quay';

inBrowser('Before a page is alive', () => {
  let base = '';
  let pages: ServedPages;
  let browser: Browser;
  let page: Page;
  let wrong: string[] = [];
  let comeAlive: () => Promise<void>;

  beforeAll(async () => {
    pages = await ServedPages.start();
    ({ base } = pages);
    await send(base, 'POST', '/negotiations', {
      negotiation: 'quay',
      title: 'Quay talks',
      parties: [
        { party: 'union', name: 'Dockers', role: 'principal' },
        { party: 'port', name: 'Port authority', role: 'principal' },
      ],
    });
    await send(base, 'POST', `${OF}/reports`, report('r1', { speaker: { name: 'Ana Ruiz', capacity: 'official' } }));
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
  afterEach(async () => {
    await page.close();
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  });

  const read = async <T>(path: string): Promise<T> => (await (await fetch(`${base}/v1${OF}/${path}`)).json()) as T;
  /** Opens a page whose scripts wait. */
  async function at(path: string): Promise<void> {
    const scripts = gate();
    await page.route(/\.js$/, scripts.hold);
    await page.goto(base + path, { waitUntil: 'commit' });
    await page.locator('main h1').first().waitFor();
    comeAlive = async () => {
      expect(await page.evaluate(`document.documentElement.dataset.alive`)).toBeUndefined();
      scripts.open();
      await until(page, `document.documentElement.dataset.alive`);
    };
  }

  test(
    'the form of an act that was unfolded is there',
    async () => {
      await at(`${OF}/reports/r1`);
      await page.locator('summary', { hasText: 'Correct' }).first().click();
      await comeAlive();
      const said = page.getByRole('textbox', { name: 'What was said' }).first();
      await said.waitFor();
      expect(await said.inputValue()).not.toBe('');
    },
    PATIENCE,
  );

  test(
    'a section that was folded stays folded',
    async () => {
      await at(OF);
      const section = page.locator('details.fold').first();
      await section.locator('summary').click();
      await comeAlive();
      await page.waitForTimeout(300);
      expect(await section.getAttribute('open')).toBeNull();
    },
    PATIENCE,
  );

  test(
    'what was typed and chosen is kept, also where it was sent too early',
    async () => {
      await at(`${OF}/record`);
      await page.getByRole('textbox', { name: 'What was said' }).fill('The union refuses');
      await page.getByRole('combobox', { name: 'Kind' }).selectOption('refusal');
      await page.getByRole('combobox', { name: 'Where it was published' }).fill('Harbour News');
      const url = page.url();
      await page.getByRole('button', { name: 'What would it change?' }).click();
      await page.waitForTimeout(500);
      expect(page.url()).toBe(url);
      await comeAlive();
      const who = page.getByRole('combobox', { name: 'Who says so' });
      await who.fill('spokesperson of the Dockers');
      await who.press('Enter');
      await page.getByRole('button', { name: 'What would it change?' }).click();
      await page.getByRole('button', { name: 'Record it' }).click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
      const { reports } = await read<{ reports: { reportId: string }[] }>('vocabulary');
      const { report: told } = await read<{ report: { recorded: object } }>(`reports/${reports[0]?.reportId}`);
      expect(told.recorded).toMatchObject({
        kind: 'refusal',
        summary: 'The union refuses',
        source: { publisher: 'Harbour News' },
      });
    },
    PATIENCE,
  );
});
