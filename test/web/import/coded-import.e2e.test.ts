/** Importing a file of coded events, in a real browser: what is missing, what would become of it, and what then did. */
import type { Browser, Page } from 'playwright-core';
import { gdelt } from '../../commands/coded/rows.js';
import { hasBrowser, launched, until, violations } from '../browser.js';
import { ServedPages } from '../served-pages.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const PATIENCE = 240_000;

const ROWS = [
  gdelt({ id: 1 }),
  gdelt({ id: 2, code: '012' }),
  gdelt({ id: 3, day: '9.10.2023' }),
  gdelt({ id: 4, actor1: 'USA' }),
  gdelt({ id: 5, day: 'soon' }),
].join('\n');
const MAPPING = {
  name: 'port-wire',
  columns: { date: 'When', actor1: 'Who', actor2: 'Whom', code: 'What', id: 'No' },
  kinds: { met: { kind: 'contact', session: true } },
  dyads: [{ negotiation: 'port', between: { Union: 'union', Harbour: 'harbour' }, open: 'Port talks' }],
};

inBrowser('The import of coded events', () => {
  let base = '';
  let pages: ServedPages;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    pages = await ServedPages.start();
    ({ base } = pages);
    const headers = { 'content-type': 'application/json' };
    await fetch(`${base}/v1/mappings`, { method: 'POST', headers, body: JSON.stringify(MAPPING) });
    browser = await launched();
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ bypassCSP: true, viewport: { width: 390, height: 844 } })).newPage();
    await page.goto(`${base}/import`);
    await page.getByText('A file of coded events').click();
    await until(page, `document.querySelector('option[value="port-wire"]')`);
  });
  afterEach(() => page.context().close());

  const choose = (name: string, text: string) =>
    page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const look = () => page.getByRole('button', { name: 'Look at it' }).click();
  const says = (text: string) => until(page, `document.body.innerText.includes(${JSON.stringify(text)})`);
  const summary = () => page.locator('.errors li').allInnerTexts();
  const status = async (path: string) => (await fetch(`${base}${path}`)).status;
  /** In both colour schemes, and without sideways scrolling on a phone. */
  async function isFitToRead(): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await violations(page)]).toEqual([colorScheme, []]);
    }
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  }

  test(
    'says on top what is missing or wrong, at the fields as well, and loses nothing',
    async () => {
      await page.getByLabel('Format').selectOption('csv');
      await look();
      expect(await summary()).toEqual([
        'File: choose a file',
        'Mapping: choose one: it says what the columns of the table are',
      ]);
      expect(await page.evaluate('document.activeElement.className')).toContain('errors');
      await isFitToRead();
      await page.locator('.errors a').nth(1).click();
      expect(await page.getByLabel('Mapping').getAttribute('aria-invalid')).toBe('true');
      expect(await page.evaluate('document.activeElement.name')).toBe('mapping');
      await page.getByLabel('Format').selectOption('gdelt');
      await page.getByLabel(/^Grade/).fill('Z9');
      await page.getByLabel(/^Pairs/).fill('ISR:PSE, USA');
      await choose('day.CSV', ROWS);
      await look();
      await says('must be a grade');
      expect((await summary()).toSorted()).toEqual([
        'Grade of all reports: must be a grade, such as C3',
        expect.stringMatching(/^Pairs to follow: must be two actors, such as ISR:PSE, or all/),
      ]);
      expect(await page.getByLabel(/^Pairs/).getAttribute('aria-invalid')).toBe('true');
      expect(await page.getByLabel(/^Pairs/).inputValue()).toBe('ISR:PSE, USA');
    },
    PATIENCE,
  );

  test(
    'records nothing before it is told to, and then what it was looked at for',
    async () => {
      await choose('day.CSV', ROWS);
      await page.getByLabel(/^Pairs/).fill('ISR:PSE');
      await look();
      await says('2 entries would be recorded');
      await says('Lines 3, 5: SQLDATE is no date');
      await says('012 Make pessimistic comment: 1 row');
      await says('PSE:USA: 1 row');
      expect(await status('/v1/negotiations/dyad-israel-palestine')).toBe(404);
      await isFitToRead();
      // What was said of other pairs holds no more.
      await page.getByLabel(/^Pairs/).fill('ISR:PSE, USA:PSE');
      expect(await page.getByRole('button', { name: /^Record/ }).count()).toBe(0);
      await look();
      await page.getByRole('button', { name: 'Record 4 entries' }).click();
      await says('4 entries recorded');
      expect(await status('/v1/negotiations/dyad-israel-palestine/reports/gdelt-1')).toBe(200);
      expect(await page.getByRole('link', { name: 'dyad-israel-palestine' }).getAttribute('href')).toBe(
        '/negotiations/dyad-israel-palestine',
      );
      await isFitToRead();
    },
    PATIENCE,
  );

  test(
    'reads a table of one’s own by a saved mapping, in Latin-1 where it is said to be',
    async () => {
      const table = Buffer.from(
        'No,When,Who,Whom,What\n1,2023-02-01,Union,Harbour,met\n2,2023-02-02,Union,Kïel,met\n',
        'latin1',
      );
      const file = { name: 'wire.csv', mimeType: 'text/csv', buffer: table };
      await page.getByLabel('File', { exact: true }).setInputFiles(file);
      await page.getByLabel('Format').selectOption('csv');
      await page.getByLabel('Mapping').selectOption('port-wire');
      await look();
      await says('is not UTF-8');
      await page.getByLabel('Encoding').selectOption('latin1');
      await look();
      await says('Kïel:Union: 1 row');
      await page.getByRole('button', { name: 'Record 2 entries' }).click();
      await says('2 entries recorded');
      expect(await status('/v1/negotiations/port/reports/port-wire-1')).toBe(200);
    },
    PATIENCE,
  );
});
