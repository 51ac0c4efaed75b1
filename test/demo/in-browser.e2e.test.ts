/** The demo of a server whose first token comes from its settings: the token that it prints opens every page that it names. */
import { join } from 'node:path';
import { program } from '../app/program.js';
import { newFolder, remove } from '../app/started-app.js';
import { Running } from '../cli/command-line.js';
import { hasBrowser, launched, until, violations } from '../web/browser.js';
import { Keyboard } from '../web/walks/keyboard.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const PATIENCE = 240_000;

inBrowser('Under a bootstrap token', () => {
  test(
    'the pages of the demo are signed in to by keys alone, with the token that is printed',
    async () => {
      const folder = newFolder();
      const env = {
        PARLEY_DATA: folder,
        PARLEY_BOOTSTRAP_TOKEN: 'the-first-token-of-the-demo-of-this-test',
        PORT: '0',
      };
      const demo = new Running(join(program, '../demo.js'), [], { env });
      const browser = await launched();
      try {
        const [, token = ''] = await demo.says(/This one is good for a day: (\S+)/);
        const addresses = [...demo.out.matchAll(/^ {2}(http\S+)$/gm)].map(([, address = '']) => address);
        const shown = addresses.filter((address) => !/\/v1\/|\/docs$/.test(address));
        expect(shown.length).toBeGreaterThan(3);
        const page = await browser.newPage();
        const keys = await Keyboard.of(page);
        const [first = ''] = shown;
        await page.goto(first);
        await page.waitForURL(/\/sign-in\?next=/);
        await keys.alive();
        // The token of the settings is an administrator's; the printed one reads and records.
        await keys.fill('textbox', 'Token', token);
        await page.keyboard.press('Enter');
        await until(page, `location.href === ${JSON.stringify(first)} && document.documentElement.dataset.alive`);
        for (const address of shown) {
          const answer = await page.goto(address);
          await keys.alive();
          expect([address, answer?.status(), page.url()]).toEqual([address, 200, address]);
          expect(await page.locator('main h1').count()).toBe(1);
          expect([address, await violations(page)]).toEqual([address, []]);
        }
        expect(await page.content()).not.toContain(token);
      } finally {
        await browser.close();
        demo.signal('SIGTERM');
        await demo.ended();
        remove(folder);
      }
    },
    PATIENCE,
  );
});
