/** The page that imports files, in a real browser: looked at first, mended in place, recorded, gone on with. */
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launched, until, violations } from '../browser.js';
import { ServedPages } from '../served-pages.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const PATIENCE = 240_000;

const HEAD = 'type,negotiation,reportId,party,claim,speaker.capacity,attribution,source.publisher,reportedAt,summary';
const denial = (id: string, capacity = 'official', party = 'israel') =>
  `DenialReported,qatar-mediation,${id},${party},talks,${capacity},on-the-record,The Quay,2023-11-03,"There are ""no"" talks."`;

inBrowser('The import page', () => {
  let base = '';
  let pages: ServedPages;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    pages = await ServedPages.start(['qatar-mediation']);
    ({ base } = pages);
    browser = await launched();
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ bypassCSP: true })).newPage();
    await page.goto(`${base}/import`);
    await until(page, `document.querySelector('#files')`);
  });
  afterEach(() => page.context().close());

  const choose = (name: string, text: string) =>
    page.setInputFiles('#files', { name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  const says = (text: string) => until(page, `document.body.innerText.includes(${JSON.stringify(text)})`);
  const isRecorded = async (id: string) =>
    (await fetch(`${base}/v1/negotiations/qatar-mediation/reports/${id}`)).status === 200;

  test(
    'records nothing before it is told to, and what was refused once it is mended in place',
    async () => {
      await choose(
        'table.csv',
        [HEAD, denial('i1'), denial('i2', 'oficial'), denial('i3', 'official', 'isreal'), ''].join('\n'),
      );
      await says('1 entry would be recorded');
      expect(await page.locator('.refused li').allInnerTexts()).toEqual([
        expect.stringMatching(/Line 3[^]*speaker\.capacity[^]*did you mean “official”/),
        expect.stringMatching(/Line 4[^]*party[^]*did you mean “israel”/),
      ]);
      expect(await isRecorded('i1')).toBe(false);
      expect(await violations(page)).toEqual([]);
      expect(await page.locator('.refused').innerText()).not.toMatch(/(?:^|\s)\/\w/);
      const [first] = await page.locator('.refused textarea').all();
      await first?.fill(denial('i2'));
      await page.getByRole('button', { name: 'Look again' }).click();
      await says('2 entries would be recorded');
      await page.getByRole('button', { name: 'Record 2 entries' }).click();
      await says('2 entries recorded');
      expect(await Promise.all(['i1', 'i2', 'i3'].map(isRecorded))).toEqual([true, true, false]);
      await page.locator('.refused textarea').fill(denial('i3'));
      await page.getByRole('button', { name: 'Send these lines again' }).click();
      await says('none refused');
      expect(await isRecorded('i3')).toBe(true);
      expect(await page.getByRole('link', { name: 'qatar-mediation' }).getAttribute('href')).toBe(
        '/negotiations/qatar-mediation',
      );
    },
    PATIENCE,
  );

  test(
    'goes on where the connection broke, and a long file keeps the page quick',
    async () => {
      const ids = Array.from({ length: 2_500 }, (_, i) => `l${i}`);
      await choose('long.csv', [HEAD, ...ids.map((id) => denial(id)), ''].join('\n'));
      await says('2500 entries would be recorded');
      let sent = 0;
      await page.route('**/v1/import', (route) => ((sent += 1) === 2 ? route.abort() : route.continue()));
      await page.getByRole('button', { name: 'Record 2500 entries' }).click();
      await says('The connection was lost');
      expect([await isRecorded('l999'), await isRecorded('l1000')]).toEqual([true, false]);
      await page.getByRole('button', { name: 'Go on' }).click();
      await says('2500 entries recorded');
      expect(await isRecorded('l2499')).toBe(true);
    },
    PATIENCE,
  );

  test(
    'shows the first of many refused lines, and says how many there are',
    async () => {
      await choose(
        'wrong.ndjson',
        Array.from({ length: 1_300 }, (_, i) => `{"type":"Wrong${i}","data":{}}`).join('\n'),
      );
      await says('1300 refused');
      expect(await page.locator('.refused li').count()).toBe(50);
      await says('1250 more lines were refused');
      await page.locator('.refused textarea').first().fill('{"type":"StillWrong","data":{}}');
      const looked = page.waitForResponse('**/v1/import**');
      await page.getByRole('button', { name: 'Look again' }).click();
      await (await looked).finished();
      await until(page, `document.querySelector('.refused textarea:not([disabled])')`);
      expect(await page.locator('main').innerText()).toContain('1300 refused');
    },
    PATIENCE,
  );
});
