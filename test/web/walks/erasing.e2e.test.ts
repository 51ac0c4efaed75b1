/** Erasing by keys alone, by whoever may: what would go is told first, then it goes, and where it is held still is said. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ReceivedAnswer } from '../../../answers/intake/article.js';
import { Inside } from '../../cli/command-line.js';
import { report } from '../../app/talks.js';
import { hasBrowser, until, violations } from '../browser.js';
import type { Keyboard } from './keyboard.js';
import { PATIENCE, Walk } from './walking.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const OF = '/negotiations/quay';
const NAME = 'Abdulhalim Nobodyknows';
const SECRET_WORDS = 'The port authority denied that there are talks.';

inBrowser('Erasing by keys alone', () => {
  let article = '';
  const walk = Walk.through(
    {},
    {
      [NAME]: ['editor', 'reporter'],
      Era: ['eraser', 'reporter', 'auditor'],
      Adam: ['admin', 'auditor'],
    },
    async () => {
      const parties = [
        { party: 'union', name: 'Dockers', role: 'principal' },
        { party: 'port', name: 'Port authority', role: 'principal' },
      ];
      const editor = walk.secretOf(NAME);
      await walk.ask('/negotiations', editor, { negotiation: 'quay', title: 'Quay talks', parties });
      await walk.ask(`${OF}/reports`, editor, report('r1', { quote: 'A source that must be protected said so.' }));
      const text = { text: `${SECRET_WORDS} A second sentence follows.`, publisher: 'The Quay', negotiation: 'quay' };
      ({ article } = await walk.ask<ReceivedAnswer>('/intake', editor, { ...text, title: 'What nobody may read' }));
    },
  );
  let page: Page;
  let keys: Keyboard;
  beforeEach(() => ({ page, keys } = walk));

  const backedUp = async (to: string): Promise<void> => {
    const { code, err } = await new Inside('').run(['backup', to, '--data', walk.pages.folder]);
    if (code !== 0) throw new Error(err);
  };

  test(
    'a text of a report: what is chosen is told before it goes, and the quotation is nowhere afterwards',
    async () => {
      await walk.signedIn('Era', `${OF}/reports/r1`);
      await keys.press('DisclosureTriangle', /^Erase texts/);
      await until(page, `document.querySelector('details[open] form.act input[type=checkbox]')`);
      await keys.press('button', 'What would it change?');
      await keys.hears('There is a problem');
      await keys.select('Why', 'a source');
      await keys.press('checkbox', /^Word for word/, 'Space');
      await keys.press('button', 'What would it change?');
      await keys.hears('It would change');
      expect(await page.content()).toContain('must be protected said so');
      await keys.press('button', 'Erase for good');
      await keys.hears('Recorded. It changed:');
      // What is gone for good cannot be taken back, and nothing says that it can.
      expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
      await Promise.all([page.waitForEvent('load'), keys.press('link', 'See the report as it reads now')]);
      await keys.alive();
      expect(await page.content()).not.toContain('must be protected said so');
      expect(await page.locator('main').innerText()).toMatch(
        /\[erased on \d{4}-\d\d-\d\d, because a source is protected\]/,
      );
      expect(await violations(page)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'an article: what would go, then what went; a reason must be chosen',
    async () => {
      await walk.signedIn('Era', `/intake/${article}`);
      await keys.press('DisclosureTriangle', 'Erase it for good');
      await keys.hears('choose');
      expect(await keys.focused()).toMatchObject({ role: 'combobox', name: 'Why is it erased?' });
      await keys.press('button', 'What would be erased?');
      await keys.hears('Why is it erased: choose why');
      await keys.select('Why is it erased?', 'a source');
      await keys.press('button', 'What would be erased?');
      await keys.hears('Its text and the words of its candidates go');
      expect(await violations(page)).toEqual([]);
      // A dry run erases nothing.
      expect(JSON.stringify(await walk.ask(`/intake/${article}`, walk.secretOf('Era')))).toContain(SECRET_WORDS);
      await keys.press('button', 'Erase it for good');
      await keys.hears('Erased: its text, the words of its candidates, title and address.');
      await until(page, `!document.querySelector('main').textContent.includes(${JSON.stringify(SECRET_WORDS)})`);
      expect(await page.evaluate(`document.activeElement === document.body`)).toBe(false);
      expect(JSON.stringify(await walk.ask(`/intake/${article}`, walk.secretOf('Era')))).not.toContain(SECRET_WORDS);
      expect(await page.locator('main').innerText()).not.toContain('What nobody may read');
      expect(await violations(page)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'a recorder: left without harm, then the name goes, and backups that hold it are named',
    async () => {
      const copies = join(walk.pages.folder, 'copy-of-today.sqlite');
      await backedUp(copies);
      await walk.signedIn('Adam', '/people');
      await keys.press('button', new RegExp(`^revoke the token .* of ${NAME}$`));
      await keys.fill('textbox', /^Why\?/, 'They left.');
      await keys.press('button', 'Revoke it');
      await keys.hears(`Revoked: the token of ${NAME}`);
      await keys.press('button', new RegExp(`^erase the name of ${NAME}`));
      await until(page, `document.activeElement.tagName === 'SELECT'`);
      await keys.press('button', 'Leave it');
      expect((await keys.focused()).name).toMatch(new RegExp(`^erase the name of ${NAME}`));
      await page.keyboard.press('Enter');
      await until(page, `document.activeElement.tagName === 'SELECT'`);
      await keys.select('Why is it erased?', 'a source');
      await keys.press('button', 'What would be erased?');
      await keys.hears(`All events of ${NAME} will tell of the token`);
      expect(await violations(page)).toEqual([]);
      await keys.press('button', 'Erase it for good');
      await keys.hears('The name is erased: events tell of the token');
      await keys.hears('parley backup scrub');
      await keys.hears('copy-of-today.sqlite');
      await until(page, `!document.querySelector('main').textContent.includes(${JSON.stringify(NAME)})`);
      expect(JSON.stringify(await walk.ask(`${OF}/reports/r1`, walk.secretOf('Adam')))).not.toContain(NAME);
      expect(await violations(page)).toEqual([]);
    },
    PATIENCE,
  );
});
