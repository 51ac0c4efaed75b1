/** Opening talks, editing them, and tokens, in a real browser: by keyboard, refused and kept, undone, by role. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { IssuedAnswer } from '../../answers/access/tokens.js';
import { program as main, Program } from '../app/program.js';
import { newFolder, remove, send } from '../app/started-app.js';
import { report } from '../app/talks.js';
import { hasBrowser, launched, until, violations } from './browser.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const PATIENCE = 240_000;
const ADMIN = 'the-first-token-of-the-server-of-these-pages';

interface Served {
  readonly base: string;
  readonly stop: () => Promise<void>;
}

async function served(settings: Record<string, string> = {}): Promise<Served> {
  const folder = newFolder();
  const server = new Program(main, { PARLEY_DATA: folder, ...settings });
  const base = await server.ready();
  const stop = async () => {
    server.signal('SIGTERM');
    await server.ended();
    remove(folder);
  };
  return { base, stop };
}

inBrowser('Talks in the pages', () => {
  let browser: Browser;
  let open: Served;
  let context: BrowserContext;
  let page: Page;
  let wrong: string[] = [];

  beforeAll(async () => {
    [browser, open] = await Promise.all([launched(), served()]);
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await open.stop();
  });
  beforeEach(async () => {
    wrong = [];
    context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
  });
  afterEach(() => context.close());

  const at = async (path: string, base = open.base): Promise<void> => {
    await page.goto(base + path);
    await until(page, `document.documentElement.dataset.alive`);
  };
  const described = async (talks: string): Promise<Record<string, unknown>> =>
    (await (await fetch(`${open.base}/v1/negotiations/${talks}`)).json()) as Record<string, unknown>;
  const says = (text: string) => until(page, `document.body.textContent.includes(${JSON.stringify(text)})`);
  const focused = () => page.evaluate<string>(`document.activeElement?.labels?.[0]?.textContent ?? ''`);

  test(
    'are opened by keyboard alone, with three parties: Enter goes on to the next row',
    async () => {
      await at('/new');
      await page.getByLabel(/What are the talks called/).focus();
      await page.keyboard.type('Port strike');
      await page.getByLabel('Name of party 1').focus();
      for (const name of ['Dockers’ Union', 'Port Authority', 'The State']) {
        await page.keyboard.type(name);
        await page.keyboard.press('Enter');
      }
      await until(page, `document.activeElement?.labels?.[0]?.textContent.includes('party 4')`);
      expect(await focused()).toContain('Name of party 4');
      // In an empty row Enter sends the form: what is understood is shown, and nothing is recorded.
      await page.keyboard.press('Enter');
      await says('This is what is understood');
      expect((await described('port-strike'))['status']).toBe(404);
      await page.getByRole('button', { name: 'Open these talks' }).focus();
      await page.keyboard.press('Enter');
      await says('The talks are open');
      expect(await page.evaluate(`document.activeElement?.textContent`)).toBe('Record the first report');
      expect(await described('port-strike')).toMatchObject({
        title: 'Port strike',
        parties: [
          { party: 'dockers-union', role: 'principal' },
          { party: 'port-authority', role: 'principal' },
          { party: 'state', name: 'The State', role: 'mediator' },
        ],
        freshness: { quietAfterDays: 7, staleAfterDays: 30 },
      });
      expect(wrong).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'are opened as they were looked over: a party that is taken out afterwards is looked over once more',
    async () => {
      await at('/new');
      await page.getByLabel(/What are the talks called/).fill('Seen twice');
      await page.getByLabel('Name of party 1').fill('Buyer');
      await page.getByLabel('Name of party 2').fill('Seller');
      await page.getByRole('button', { name: 'Look it over' }).click();
      await says('This is what is understood');
      await page.getByRole('button', { name: /^take out.*Seller/ }).click();
      await page.getByRole('button', { name: 'Open these talks' }).click();
      await says('The form was changed meanwhile');
      expect((await described('seen-twice'))['status']).toBe(404);
      expect(await page.locator('section[aria-labelledby=understood]').textContent()).not.toContain('Seller');
      await page.getByRole('button', { name: 'Open these talks' }).click();
      await says('The talks are open');
      expect(await described('seen-twice')).toMatchObject({ parties: [{ party: 'buyer' }] });
      expect(wrong).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'take what a template gives, keep what was typed, and name what is refused at its field',
    async () => {
      await at('/new');
      await page.getByLabel('Issue 1', { exact: true }).fill('<img src=x onerror=alert(1)>');
      await page.getByRole('radio', { name: /Truce/ }).check();
      await page.getByLabel('Name of party 1').fill('</script><b>حماس');
      await page.getByRole('button', { name: 'Look it over' }).click();
      await says('There is a problem');
      expect(await page.evaluate(`document.activeElement?.getAttribute('role')`)).toBe('alert');
      expect(await page.getByLabel(/What are the talks called/).getAttribute('aria-invalid')).toBe('true');
      expect(await page.getByLabel('Name of party 1').inputValue()).toBe('</script><b>حماس');
      expect(await page.locator('[role=alert]').textContent()).not.toContain('/title');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('link', { name: /What are the talks called/ }).click();
      await page.keyboard.type('<h1>Truce</h1>');
      await page.getByRole('button', { name: 'Look it over' }).click();
      await says('quiet after 3 days');
      expect(await page.evaluate(`document.querySelectorAll('main img, main b').length`)).toBe(0);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Open these talks' }).click();
      await says('The talks are open');
      expect(await described('h1-truce-h1')).toMatchObject({ title: '<h1>Truce</h1>' });
    },
    PATIENCE,
  );

  test(
    'of a title that others have get a short name of their own; a typed one that is taken is refused at its field',
    async () => {
      for (const negotiation of ['twice', 'twice-2'])
        await send(open.base, 'POST', '/negotiations', { negotiation, title: 'Twice' });
      await at('/new');
      await page.getByLabel(/What are the talks called/).fill('Twice');
      await page.getByRole('button', { name: 'Look it over' }).click();
      await says('/negotiations/twice-3');
      await page.getByText('Short name in addresses').first().click();
      await page.getByRole('textbox', { name: /^Short name in addresses/ }).fill('twice');
      await page.getByLabel('Name of party 1').fill('Somebody');
      await page.getByRole('button', { name: 'Look it over' }).click();
      await says('is the short name of other talks');
      expect(await page.getByRole('textbox', { name: /^Short name in addresses/ }).inputValue()).toBe('twice');
      // The summary leads into what is folded.
      await page.getByText('Short name in addresses').first().click();
      await page.getByRole('link', { name: /^Short name in addresses/ }).click();
      expect(await focused()).toContain('Short name in addresses');
    },
    PATIENCE,
  );

  test(
    'are edited: renamed, given parties and titles, archived; each undone and restored from the list',
    async () => {
      await send(open.base, 'POST', '/negotiations', {
        negotiation: 'edited',
        title: 'Edited',
        parties: [{ party: 'union', name: 'Union', role: 'principal' }],
      });
      await send(open.base, 'POST', '/negotiations/edited/reports', report('r1'));
      await at('/negotiations/edited/edit#add-party');
      expect(await focused()).toContain('Name of the new party');
      await page.keyboard.type('Harbour Board');
      const adding = page.locator('section', { has: page.locator('#add-party') });
      await adding.getByRole('button', { name: 'What would it change?' }).click();
      await adding.getByRole('button', { name: 'Add this party' }).click();
      await says('added Harbour Board, mediator');
      expect(await described('edited')).toMatchObject({ parties: [{}, { party: 'harbour-board', role: 'mediator' }] });

      const talks = page.locator('section', { has: page.locator('#talks') });
      await talks.getByLabel('Title', { exact: true }).fill('Edited, and named anew');
      await talks.getByRole('button', { name: 'What would it change?' }).click();
      await talks.getByRole('button', { name: 'Record the change' }).click();
      await says('title: “Edited, and named anew”');
      // Whoever clicks twice undoes it once.
      let undoings = 0;
      page.on('request', (asked) => (undoings += asked.url().includes('/void') ? 1 : 0));
      await talks.getByRole('button', { name: 'Undo' }).evaluate((button: { click: () => void }) => {
        button.click();
        button.click();
      });
      await says('It was changed by mistake.');
      expect(undoings).toBe(1);
      expect(await described('edited')).toMatchObject({ title: 'Edited' });
      // What was undone at once is restored as quickly.
      await talks.getByRole('button', { name: 'Restore it' }).click();
      await says('Restored: it counts again');
      expect(await described('edited')).toMatchObject({ title: 'Edited, and named anew' });
      await page.reload();
      await until(page, `document.documentElement.dataset.alive`);
      const acts = page.locator('section', { has: page.locator('#acts') });
      await acts.getByRole('button', { name: /^undo ?: title/ }).click();
      await acts.getByLabel('Why is it undone?').fill('It was wrong.');
      await acts.getByRole('button', { name: 'What would it change?' }).click();
      await acts.getByRole('button', { name: 'Undo it' }).click();
      await says('Undone: title');

      const list = page.locator('section', { has: page.locator('#acts') });
      await list.getByRole('button', { name: /^restore ?: title/ }).click();
      await list.getByLabel('Why is it restored?').fill('It was right.');
      await list.getByRole('button', { name: 'What would it change?' }).click();
      await list.getByRole('button', { name: 'Restore it' }).click();
      await until(page, `document.querySelector('section:has(#acts) s') === null`);
      expect(await described('edited')).toMatchObject({ title: 'Edited, and named anew' });

      const archive = page.locator('section', { has: page.locator('#archive') });
      await archive.getByRole('button', { name: 'What would it change?' }).click();
      await says('There is a problem');
      await archive.getByLabel('Why are they followed no more?').fill('Signed.');
      await archive.getByRole('button', { name: 'What would it change?' }).click();
      await archive.getByRole('button', { name: 'Archive the talks' }).click();
      await until(page, `document.querySelector('section:has(#archive) .note') !== null`);
      expect(await described('edited')).toMatchObject({ archived: 'Signed.' });
      expect(await violations(page)).toEqual([]);
      expect(wrong).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'are not offered to whoever may not open or edit them; tokens are an admin’s, and a new one is shown once',
    async () => {
      const guarded = await served({ PARLEY_BOOTSTRAP_TOKEN: ADMIN });
      try {
        const ask = (token: string, path: string, body: object) =>
          fetch(`${guarded.base}${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
            body: JSON.stringify(body),
          });
        const issue = async (subject: string, role: string) =>
          ((await (await ask(ADMIN, '/v1/tokens', { subject, roles: [role] })).json()) as IssuedAnswer).secret;
        const [editor, reader] = [await issue('Edith', 'editor'), await issue('Rea', 'reader')];
        await ask(editor, '/v1/negotiations', { negotiation: 'theirs', title: 'Theirs' });
        const signIn = async (token: string, next: string): Promise<void> => {
          await context.clearCookies();
          await at(`/sign-in?next=${next}`, guarded.base);
          await page.getByLabel('Token').fill(token);
          await page.getByRole('button', { name: 'Sign in' }).click();
          await until(page, `location.pathname === ${JSON.stringify(next)} && document.documentElement.dataset.alive`);
        };

        await signIn(reader, '/new');
        await signIn(reader, '/people');
        await page.getByLabel('Your token, once more').fill('not it');
        await page.getByRole('button', { name: 'Sign out 1 other session' }).click();
        await says('is not the token that you signed in with');
        expect(await violations(page)).toEqual([]);
        await page.getByLabel('Your token, once more').fill(reader);
        await page.getByRole('button', { name: 'Sign out 1 other session' }).click();
        await says('1 session ended');
        wrong.length = 0;
        await at('/new', guarded.base);
        await says('takes the role editor');
        expect(await page.locator('main form').count()).toBe(0);
        await at('/negotiations/theirs/edit', guarded.base);
        await says('opened as “Theirs”');
        expect(await page.locator('main form').count()).toBe(0);
        expect(await page.locator('main').textContent()).not.toContain('Edith');
        await at('/people', guarded.base);
        await says('takes the role admin');
        expect(await page.locator('main form').count()).toBe(0);

        await signIn(ADMIN, '/people');
        // The desk is of those who read: an admin is led to what is theirs.
        await at('/', guarded.base);
        expect(await page.evaluate(`location.pathname`)).toBe('/people');
        await page.getByLabel(/For whom/).fill('<b>Ana</b>');
        await page.getByRole('button', { name: 'Look it over' }).click();
        await says('There is a problem');
        await page.getByRole('checkbox', { name: /^auditor/ }).check();
        await page.getByRole('button', { name: 'Look it over' }).click();
        await says('can sign in until');
        await page.getByRole('button', { name: 'Issue the token' }).click();
        await says('It is shown this once');
        const secret = await page.locator('input.hash').inputValue();
        expect(secret).toMatch(/^parley_[\w-]{43}$/);
        expect(await violations(page)).toEqual([]);
        const mine = () =>
          fetch(`${guarded.base}/v1/negotiations/theirs`, { headers: { authorization: `Bearer ${secret}` } });
        expect((await mine()).status).toBe(200);
        await page.getByRole('button', { name: /It is kept/ }).click();
        expect(await page.content()).not.toContain(secret);
        await page.getByRole('button', { name: /revoke.*of <b>Ana/ }).click();
        await page.getByRole('button', { name: 'Leave it' }).click();
        expect(await page.evaluate(`document.activeElement.textContent`)).toMatch(/revoke.*of <b>Ana/);
        await page.getByRole('button', { name: /revoke.*of <b>Ana/ }).click();
        await page.getByLabel('Why?').fill('She left.');
        await page.getByRole('button', { name: 'Revoke it' }).click();
        await says('She left.');
        expect(await page.evaluate(`document.activeElement.textContent`)).toContain('Revoked: the token of <b>Ana</b>');
        expect((await mine()).status).toBe(401);
        expect(wrong).toEqual([]);
      } finally {
        await guarded.stop();
      }
    },
    PATIENCE,
  );
});
