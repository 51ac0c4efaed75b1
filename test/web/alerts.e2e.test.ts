/** Asking for alerts in a real browser: which talks, on which changes of whom, and how it is told back. */
import type { Browser, Page } from 'playwright-core';
import type { AlertsAnswer } from '../../answers/alerts/alerts.js';
import { hasBrowser, launched, until, violations } from './browser.js';
import { ServedPages } from './served-pages.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const PATIENCE = 240_000;

inBrowser('Alerts in the pages', () => {
  let browser: Browser;
  let pages: ServedPages;
  let page: Page;

  beforeAll(async () => {
    const env = { PARLEY_WEBHOOKS: 'on', PARLEY_FETCH_ALLOW: '127.0.0.1' };
    [browser, pages] = await Promise.all([launched(), ServedPages.start(['qatar-mediation'], env)]);
    page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await pages.stop();
  });

  const choose = async (label: RegExp, title: string): Promise<void> => {
    await page.getByRole('combobox', { name: label }).fill(title);
    await page.keyboard.press('Enter');
  };

  test(
    'the positions of a party, in talks that are contested, are asked for by name and told back in words',
    async () => {
      await page.goto(`${pages.base}/alerts`);
      await until(page, `document.documentElement.dataset.alive`);
      await page.getByText('Only some of them').click();
      await choose(/^With which party/, 'Hamas');
      await page.getByLabel(/^In which phase/).selectOption('negotiating');
      await page.getByLabel(/^Contested, after/).selectOption('true');
      for (const topic of [/^Phase/, /^Agreement/]) await page.getByRole('checkbox', { name: topic }).uncheck();
      await page.getByRole('checkbox', { name: /^Position/ }).check();
      await choose(/^Whose positions/, 'Israel');
      expect(await violations(page)).toEqual([]);
      await page.getByLabel(/^Address/).fill('http://127.0.0.1:9/told');
      await page.getByRole('button', { name: 'Tell of these changes' }).click();
      await until(page, `document.body.textContent.includes('The secret of this webhook')`);

      const { alerts } = (await (await fetch(`${pages.base}/v1/alerts`)).json()) as AlertsAnswer;
      expect(alerts.map(({ talks, changes }) => ({ talks, changes }))).toEqual([
        {
          talks: { party: 'hamas', phase: 'negotiating', contested: true },
          changes: { topics: ['position'], parties: ['israel'] },
        },
      ]);
      const said = (await page.getByRole('region', { name: 'What was asked for' }).innerText()).replace(/\s+/g, ' ');
      expect(said).toContain(
        'Of all talks, with the party Hamas, in the phase negotiating, that are contested; on position of Israel.',
      );
    },
    PATIENCE,
  );

  test(
    'a filter that is refused is opened where its message stands',
    async () => {
      await page.goto(`${pages.base}/alerts`);
      await until(page, `document.documentElement.dataset.alive`);
      await page.getByText('Only some of them').click();
      await page.getByLabel(/^With which words/).fill('x'.repeat(300));
      await page.getByText('Only some of them').click();
      await page.getByLabel(/^Address/).fill('http://127.0.0.1:9/told');
      await page.getByRole('button', { name: 'Tell of these changes' }).click();
      await until(page, `document.activeElement.getAttribute('role') === 'alert'`);
      await page.getByRole('link', { name: /200|long|characters/ }).click();
      const field = page.getByLabel(/^With which words/);
      await until(page, `document.activeElement.tagName === 'INPUT'`);
      expect([await field.isVisible(), (await field.inputValue()).length]).toEqual([true, 300]);
    },
    PATIENCE,
  );
});
