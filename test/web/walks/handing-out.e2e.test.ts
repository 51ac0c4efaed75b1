/** What an editor and an admin hand out, and take back, by keys alone: a published card, and a token. */
import type { Page } from 'playwright-core';
import { report } from '../../app/talks.js';
import { hasBrowser, until, violations } from '../browser.js';
import type { Keyboard } from './keyboard.js';
import { PATIENCE, Walk } from './walking.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const OF = '/negotiations/quay';
const PUBLIC = 'https://parley.example.org';

inBrowser('Handing out by keys alone', () => {
  const people = { Edna: ['editor', 'reporter'], Adam: ['admin', 'auditor'] } as const;
  const walk = Walk.through({ PARLEY_PUBLIC_URL: PUBLIC }, people, async () => {
    const editor = walk.secretOf('Edna');
    const parties = [
      { party: 'union', name: 'Dockers', role: 'principal' },
      { party: 'port', name: 'Port authority', role: 'principal' },
    ];
    await walk.ask('/negotiations', editor, { negotiation: 'quay', title: 'Quay talks', parties });
    await walk.ask(`${OF}/reports`, editor, report('r1'));
  });
  let page: Page;
  let keys: Keyboard;
  beforeEach(() => ({ page, keys } = walk));

  const statusOf = async (path: string): Promise<number> => (await fetch(walk.base + path)).status;

  test(
    'a card is published as it is now, copied, and revoked with a reason',
    async () => {
      await walk.signedIn('Edna', `${OF}/card`);
      await keys.to('radio', /^as it goes on/);
      await page.keyboard.press('ArrowDown');
      expect(await keys.focused()).toMatchObject({ role: 'radio', name: expect.stringMatching(/^as it is now/) });
      await keys.press('button', 'Publish');
      await keys.hears('Published');
      expect(await violations(page)).toEqual([]);
      await keys.to('textbox', 'Address');
      const address = await page.evaluate<string>(`document.activeElement.value`);
      expect(address).toMatch(/^https:\/\/parley\.example\.org\/public\//);
      const path = address.slice(PUBLIC.length);
      expect(await statusOf(path)).toBe(200);
      await keys.press('button', 'Revoke…');
      await keys.press('button', 'Leave it');
      await keys.press('button', 'Revoke…');
      await keys.press('button', /^Revoke/);
      await keys.hears('Revoked');
      expect(await statusOf(path)).toBe(404);
      expect(await violations(page)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'a token is issued, shown once, and revoked; what was forgotten is said at its field',
    async () => {
      await walk.signedIn('Adam', '/people');
      await keys.press('button', 'Look it over');
      await keys.hears('There is a problem');
      await keys.fill('textbox', /^For whom\?/, 'Wire desk');
      await keys.press('checkbox', /^reporter/, 'Space');
      await keys.press('button', 'Look it over');
      await keys.hears('Wire desk can sign in until');
      await keys.press('button', 'Issue the token');
      await until(page, `document.activeElement !== document.body && document.body.innerText.includes('It is kept')`);
      expect(await violations(page)).toEqual([]);
      await keys.press('button', 'It is kept: do not show it any more');
      await keys.press('button', /^revoke the token .* of Wire desk$/);
      await keys.fill('textbox', /^Why\?/, 'A walk is over.');
      await keys.press('button', 'Revoke it');
      await keys.hears('Revoked: the token of Wire desk');
      expect(await violations(page)).toEqual([]);
    },
    PATIENCE,
  );
});
