/** The pages in a real browser: what they show, by keyboard and without script, in every scheme, and live. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { program as main, Program } from '../app/program.js';
import { importLines, newFolder, remove, send, STORIES, storyText } from '../app/started-app.js';
import { report } from '../app/talks.js';
import { hasBrowser, launched, until, violations } from './browser.js';
import { formOfSession, sessionIn, signIn as signInAt, signInForm } from './signing-in.js';

const inBrowser = hasBrowser() ? describe : describe.skip;

/** In milliseconds: a browser is several processes, and each screen is laid out and looked at four times. */
const PATIENCE = 240_000;

/** The rules of axe that read where things lie. The others find at 320 pixels what they find at 390: no style differs. */
const OF_PLACES = ['target-size', 'scrollable-region-focusable', 'link-in-text-block'];

const GAZA = '/negotiations/gaza-hostages-2023';
const PORT_TALKS = '/negotiations/port';

/** Names as they are written where the talks are held. */
const port = {
  negotiation: 'port',
  title: 'محادثات الميناء',
  summary: 'שיחות על הנמל',
  parties: [
    { party: 'union', name: 'نقابة عمال الميناء', role: 'principal' },
    { party: 'port', name: 'רשות הנמל', role: 'principal' },
  ],
  issues: [{ issue: 'pay', title: 'الأجور' }],
};

let [folder, base] = ['', ''];
let server: Program;
/** The article about the talks of a story, and one about no talks: their ids are of this store alone. */
let [reviewed, unplaced] = ['', ''];
const addressOf = (path: string): string => base + path.replace('@reviewed', reviewed).replace('@unplaced', unplaced);

async function received(body: object): Promise<string> {
  const response = await send(base, 'POST', '/intake', { publisher: 'World Report Now', ...body });
  return ((await response.json()) as { article: string }).article;
}

const recordIn = (of: string, reportId: string, more: object = {}) =>
  send(base, 'POST', `/negotiations/${of}/reports`, report(reportId, more));

async function ready(at: string): Promise<void> {
  while (!(await fetch(`${at}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 20));
}

beforeAll(async () => {
  folder = newFolder();
  server = new Program(main, { PARLEY_DATA: folder });
  base = await server.address();
  await ready(base);
  for (const story of STORIES) await importLines(base, storyText(story));
  await send(base, 'POST', '/negotiations', port);
  await recordIn('port', 'p1', { summary: 'يقولون إنهم يتحدثون.' });
  await recordIn('port', 'p2', { party: 'port', kind: 'denial', summary: 'אין שיחות.' });
  const text = readFileSync(new URL('../../stories/articles/qatar-mediation.txt', import.meta.url), 'utf8');
  reviewed = await received({ text, negotiation: 'qatar-mediation', published: '2023-11-11' });
  unplaced = await received({ text: `${text}\n\nThat was all.` });
}, PATIENCE);
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended();
  remove(folder);
});

const SCREENS: readonly (readonly [name: string, path: string, says: RegExp])[] = [
  ['Desk', '/', /Hostages held in Gaza, October to December 2023/],
  ['Desk without what is asked for', '/?q=xyzzy', /No talks are like that/],
  ['Negotiation', GAZA, /collapsed\s+since\s+2 Dec 2023/],
  ['Negotiation in Arabic and Hebrew', PORT_TALKS, /محادثات الميناء/],
  ['Negotiation in the past', `${GAZA}?reportedBy=2023-11-22&withoutOrigin=Reuters`, /without the origin\s+Reuters/],
  ['Report', `${GAZA}/reports/gh-044`, /Benjamin Netanyahu/],
  ['Compare', `${GAZA}/compare?from.reportedBy=2023-11-10&to.reportedBy=2023-11-22`, /went from negotiating to agreed/],
  ['Replay', `${GAZA}/replay`, /How the story went/],
  ['Sources', `${GAZA}/sources?withoutOrigin=Reuters`, /What would be left of it without/],
  ['What it rests on', '/negotiations/qatar-mediation/fragility', /What the status rests on/],
  ['Audit', `${GAZA}/audit`, /The record as it was entered/],
  ['Record', `${GAZA}/record`, /Record a report/],
  ['Search', '/search', /What can be found/],
  ['What a search found', '/search?q=hostages+hamas&sort=date', /Sorted by\s+relevance \| date/],
  ['What a search found in the past', '/search?q=hamas&kind=denial&reportedBy=2023-11-22', /Only what stands under/],
  ['Nothing found', '/search?q=xyzzy+plugh', /Nothing was found/],
  ['A search that cannot be answered', '/search?q=%3F&from=1', /What you look for must hold a word|The first date/],
  ['All sources', '/sources', /over all talks/],
  ['One source', '/sources/Reuters', /What rests on it/],
  ['Import', '/import', /Drop files here/],
  ['Intake', '/intake', /2 articles/],
  ['Review of an article', '/intake/@reviewed', /there are currently no ongoing negotiations/],
  ['Review of an article about no talks', '/intake/@unplaced', /Open talks for it/],
  ['Open talks', '/new', /What are the talks called/],
  ['Edit', '/negotiations/qatar-mediation/edit', /What our desk has said/],
  ['People', '/people', /This server is open/],
  ['Alerts', '/alerts', /This server sends no alerts/],
  ['Problem', '/negotiations/nowhere', /No such negotiation/],
  ['Glossary', '/glossary', /A report from a source graded D or E/],
  ['Tour', '/tour', /Parley in two minutes/],
  ['Sign in', '/sign-in?next=/', /An admin issues tokens/],
];

describe('Pages over HTTP', () => {
  test.each(SCREENS)(
    '%s is there without script, and nothing in it runs or styles but what is named',
    async (name, path, says) => {
      const response = await fetch(addressOf(path));
      const html = await response.text();
      expect(response.status).toBe(name === 'Problem' ? 404 : 200);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
      expect(policy).not.toMatch(/unsafe|https?:/);
      const text = html
        .replace(/<script.*?<\/script>/gs, '')
        .replace(/<!--.*?-->/gs, '')
        .replace(/<[^>]+>/g, '');
      expect(text).toMatch(says);
      expect(html).not.toMatch(/<style|\sstyle=|\son\w+="/);
      expect(html.match(/<script[^>]*>/g)).toHaveLength(2);
    },
  );

  test('What a page is made from cannot end the element that it stands in', async () => {
    await recordIn('port', 'evil', { summary: '</script><script>alert(1)</script><!--' });
    const html = await (await fetch(`${base}${PORT_TALKS}/reports/evil`)).text();
    expect(html.match(/<script/g)).toHaveLength(2);
    await send(base, 'POST', '/negotiations/port/entries/evil/void', { reason: 'a test' });
  });

  test('An asset has a name of its own for ever, and nothing else is to be had there', async () => {
    const html = await (await fetch(base)).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
    const asset = await fetch(base + script);
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public,max-age=31536000,immutable']);
    expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
    const others = [
      '/assets/../server/server.js',
      '/assets/%2e%2e/%2e%2e/server/server.js',
      '/assets/nothing.js',
      '/.vite/manifest.json',
    ];
    for (const other of others) expect([other, (await fetch(base + other)).status]).toEqual([other, 404]);
  });

  test('A moment that a form without script asks for is a bound of the lens', async () => {
    const html = await (await fetch(`${base}${GAZA}?clock=happened&at=2023-11-22`)).text();
    expect(html).toMatch(/what had happened by then, as we know now/);
  });
});

inBrowser('Pages in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let wrong: string[] = [];

  beforeAll(async () => {
    browser = await launched();
  }, PATIENCE);
  afterAll(() => browser.close());
  beforeEach(async () => {
    wrong = [];
    context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
    page = await opened(context);
  });
  afterEach(() => context.close());

  /** A page of which every complaint, and every request to elsewhere, is noted. */
  async function opened(within: BrowserContext): Promise<Page> {
    const made = await within.newPage();
    made.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
    });
    made.on('pageerror', (error) => wrong.push(error.message));
    made.on('request', (request) => {
      if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(base)) wrong.push(request.url());
    });
    return made;
  }

  const settle = (of: Page) => until(of, `!document.querySelector('.waiting')`);

  test.each([...SCREENS.map(([name, path]) => [name, path] as const), ['Interface', '/docs'] as const])(
    '%s: no complaint by axe in light, dark, forced colours and right to left; 320 px do',
    async (name, path) => {
      await page.goto(addressOf(path));
      await settle(page);
      // What is laid out only where one comes to it is looked at, too.
      await until(page, `!document.querySelector('.far:not([data-near])')`);
      await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
      const found: Record<string, string[]> = { light: await violations(page) };
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 390, height: 900 });
      found['dark, phone'] = await violations(page);
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
      found['forced'] = await violations(page, ['color-contrast']);
      await page.emulateMedia({ forcedColors: 'none' });
      await page.evaluate(`document.documentElement.dir = 'rtl'`);
      await page.setViewportSize({ width: 320, height: 700 });
      found['rtl, narrow'] = await violations(page, OF_PLACES);
      const sideways = () => page.evaluate<number>(`document.documentElement.scrollWidth`);
      expect(Object.entries(found).filter(([, of]) => of.length)).toEqual([]);
      expect(await sideways()).toBeLessThanOrEqual(320);
      await page.evaluate(`document.documentElement.dir = 'ltr'`);
      expect(await sideways()).toBeLessThanOrEqual(320);
      expect(wrong.filter((text) => name !== 'Problem' || !text.includes('404'))).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'By keyboard alone: find, scrub, compare, share',
    async () => {
      const { keyboard } = page;
      await page.goto(base);
      await until(page, `document.documentElement.dataset.alive`);
      await keyboard.press('/');
      await keyboard.type('hostages held in gaza, october');
      await keyboard.press('Enter');
      await page.waitForURL(/q=hostages/);
      await page.getByRole('link', { name: 'Hostages held in Gaza, October to December 2023' }).focus();
      await keyboard.press('Enter');
      await page.waitForURL(/gaza-hostages-2023/);
      await settle(page);
      const slider = page.getByRole('slider');
      await slider.focus();
      expect(await slider.getAttribute('aria-valuetext')).toBe('now: collapsed');
      await keyboard.press('Home');
      await keyboard.press('ArrowRight');
      expect(await slider.getAttribute('aria-valuetext')).toBe('9 Oct 2023, 04:00 UTC: rumoured');
      await page.waitForURL(/reportedBy=2023-10-09T04/);
      await until(page, `document.querySelector('#status')?.textContent.includes('rumoured')`);
      await keyboard.press('End');
      await until(page, `document.querySelector('#status')?.textContent.includes('collapsed')`);
      await page.evaluate(`document.activeElement.blur()`);
      await keyboard.press('s');
      const link = await page.getByLabel('Link').inputValue();
      expect(link).toBe(`${base}${GAZA}?revision=145`);
      expect(await page.getByLabel('Citation').inputValue()).toMatch(/SHA-256 [0-9a-f]{64}\)\. http/);
      await keyboard.press('Escape');
      await until(page, `!document.querySelector('dialog[open]')`);
      await keyboard.press('c');
      await until(page, `location.pathname.endsWith('/compare') && document.documentElement.dataset.alive`);
      await keyboard.press('?');
      expect(await page.getByRole('dialog').innerText()).toMatch(/compare two moments/);
    },
    PATIENCE,
  );

  test('Assistive technology is told of every heading, also of those that nobody has come near', async () => {
    await page.goto(base + GAZA);
    await until(page, `!document.querySelector('.far:not([data-near])')`);
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const told = nodes.filter(({ ignored, role }) => !ignored && role?.value === 'heading');
    const headings = await page.evaluate<string[]>(
      `[...document.querySelectorAll('h1, h2, h3, h4')].filter((one) => one.checkVisibility()).map((one) => one.textContent.trim())`,
    );
    expect(headings.length).toBeGreaterThan(10);
    const inOrder = (names: readonly string[]): string[] => names.map((name) => name.replaceAll(/\s/g, '')).toSorted();
    expect(inOrder(told.map(({ name }) => String(name?.value)))).toEqual(inOrder(headings));
  });

  test('Names in Arabic and Hebrew stand apart from the text around them', async () => {
    await page.goto(base + PORT_TALKS);
    await settle(page);
    const loose = await page.evaluate<string[]>(`(() => {
      const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (/[\u0590-\u06FF]/.test(node.data) && !node.parentElement.closest('bdi, [dir=auto], option, textarea, svg'))
          found.push(node.parentElement.outerHTML.slice(0, 200));
      return found;
    })()`);
    expect(loose).toEqual([]);
    expect(await page.locator('bdi', { hasText: 'نقابة عمال الميناء' }).count()).toBeGreaterThan(2);
  });

  test('Nothing moves by itself for whoever wants less motion', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(base + GAZA);
    await settle(page);
    expect(await page.evaluate(`getComputedStyle(document.documentElement).scrollBehavior`)).toBe('auto');
    expect(await page.evaluate(`document.getAnimations().length`)).toBe(0);
    const moving = `[...document.querySelectorAll('*')].filter((e) => !/^0s(, 0s)*$/.test(getComputedStyle(e).transitionDuration)).length`;
    expect(await page.evaluate(moving)).toBe(0);
  });

  test('A frozen link shows the same, whatever is recorded later', async () => {
    await page.goto(`${base}${PORT_TALKS}?revision=1`);
    expect(await page.locator('#status').innerText()).toMatch(/exploratory/);
    expect(await page.locator('main').innerText()).toMatch(/the record as it stood at revision 1/);
    expect(await page.locator('main').innerText()).toMatch(/The record has moved on: \d+ later entries/);
  });

  test(
    'What is recorded in one browser is soon seen in another, and does not move the page',
    async () => {
      await page.goto(base + PORT_TALKS);
      await page.waitForSelector('[data-state=live]');
      await page.evaluate(`window.scrollTo(0, 300)`);
      const other = await opened(await browser.newContext());
      await other.goto(`${base}${PORT_TALKS}/record`);
      await until(other, `document.documentElement.dataset.alive`);
      await other.getByLabel('What was said').fill('We do talk, the port says.');
      await other.getByRole('combobox', { name: 'Who says so' }).fill(port.parties[1]?.name ?? '');
      await other.keyboard.press('Enter');
      await other.getByLabel('Kind').selectOption('confirmation');
      await other.getByLabel('When it was published').fill('13 Nov 2023');
      await until(other, `document.body.innerText.includes('Monday 13 November 2023')`);
      await other.getByRole('button', { name: 'What would it change?' }).click();
      await other.getByRole('heading', { name: 'It would change' }).waitFor();
      expect(await other.locator('main').innerText()).toMatch(/Claim “.*” is confirmed; before: contested\./);
      await other.getByRole('button', { name: 'Record it' }).click();
      await page.getByRole('button', { name: '1 new entry: show' }).waitFor();
      expect(await page.evaluate<number>(`window.scrollY`)).toBe(300);
      expect(await page.locator('main').innerText()).not.toMatch(/We do talk/);
      await page.getByRole('button', { name: '1 new entry: show' }).click();
      await page.getByRole('link', { name: 'We do talk, the port says.' }).first().waitFor();
      await other.getByText('Recorded. It changed:').waitFor();
      const feed = await (await fetch(`${base}/v1/negotiations/port/feed.atom`)).text();
      expect(feed).toMatch(/We do talk, the port says\./);
      await page.getByRole('button', { name: 'pause' }).click();
      await page.waitForSelector('[data-state=paused]');
      await other.context().close();
    },
    PATIENCE,
  );

  test('What has changed since the last visit is told on the next', async () => {
    await send(base, 'POST', '/negotiations', { ...port, negotiation: 'seen', title: 'Seen' });
    await page.goto(`${base}/negotiations/seen`);
    await page.waitForSelector('[data-state=live]');
    await recordIn('seen', 's1');
    await page.reload();
    await page.locator('.since summary').click();
    expect(await page.locator('.since').innerText()).toMatch(
      /changes since your last visit[^]*Claim “That there are talks” is confirmed/,
    );
    await page.reload();
    await page.waitForSelector('[data-state=live]');
    expect(await page.locator('.since').count()).toBe(0);
  });

  test('The record is verified in the browser, and one that was altered on its way is named', async () => {
    await page.goto(`${base}${GAZA}/audit`);
    await page.getByRole('button', { name: 'Verify in my browser' }).click();
    await page.locator('[data-outcome=holds]').waitFor();
    expect(await page.locator('[data-outcome]').innerText()).toMatch(
      /146 events hashed anew .* revision 145, SHA-256 [0-9a-f]{64}/,
    );
    // The second time, with the keys taken away by which texts are held to what was sealed.
    for (const keys of [/^$/, /,"keys":"[^"]*"/g]) {
      await page.route('**/export?**', async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace('Netanyahu says yes', 'Netanyahu says no');
        await route.fulfill({ response, body: body.replace(keys, '') });
      });
      await page.getByRole('button', { name: 'Verify in my browser' }).click();
      await page.locator('[data-outcome=broken]').waitFor();
      const place = keys.test(',"keys":"x"') ? /breaks at revision 0 / : /breaks at revision 45 /;
      expect(await page.locator('[data-outcome]').innerText()).toMatch(place);
      expect(await page.locator('[data-outcome]').innerText()).toMatch(/: changed\./);
      await page.unroute('**/export?**');
    }
  });

  test('Times are shown in the zone that was chosen, on every page from then on', async () => {
    await page.goto(`${base}/negotiations/qatar-mediation`);
    await page.getByLabel('Times in').selectOption('Asia/Qatar');
    await page.waitForURL(/tz=Asia/);
    expect(await page.locator('#status').innerText()).toMatch(/11 Nov 2023, 03:00/);
    await page.goto(base);
    expect(await page.getByLabel('Times in').inputValue()).toBe('Asia/Qatar');
    expect(await page.locator('main').innerText()).toMatch(/11 Nov 2023, 03:00/);
  });

  test('A printed page holds the status, the clocks, every cell, the address and the hash', async () => {
    await page.goto(`${base}${GAZA}?reportedBy=2023-11-22`);
    const cells = await page.locator('.matrix td .cell').count();
    await page.emulateMedia({ media: 'print' });
    const text = await page.locator('body').innerText();
    expect(text).toMatch(/agreed\s+since/);
    expect(text).toMatch(
      /Clock as reported: 22 Nov 2023\s[^]*Clock as it happened: no bound[^]*Clock as this desk knew: no bound/,
    );
    expect(text).toContain(`${base}${GAZA}?reportedBy=2023-11-22`);
    expect(text).toMatch(/SHA-256 [0-9a-f]{64}/);
    const visible = await page
      .locator('.matrix td .cell')
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
    expect([cells > 40, visible]).toEqual([true, cells]);
  });

  test('The story plays step by step, stops at a milestone where asked to, and says why', async () => {
    await page.goto(`${base}/negotiations/qatar-mediation/replay`);
    await page.getByText('1 of 1', { exact: true }).waitFor();
    await page.getByLabel('Clock').selectOption('recorded');
    await page.getByText(/^1 of 18$/).waitFor();
    await page.getByLabel('pause at milestones').check();
    await page.getByRole('button', { name: 'Play' }).click();
    await until(page, `document.querySelector('main [role=status]').textContent.startsWith('Paused at a milestone')`);
    expect(await page.locator('main [role=status]').innerText()).toMatch(
      /: The talks went from unreported to exploratory .*[a-z]\)\.$/,
    );
    await page.getByLabel('pause at milestones').uncheck();
    await page.getByLabel('Speed').selectOption('30');
    await page.getByRole('button', { name: 'Play' }).click();
    await until(page, `document.querySelector('main [role=status]').textContent === 'That is the end of the story.'`);
    expect(await page.locator('.sheet .phase').innerText()).toMatch(/rumoured|exploratory|negotiating/);
  });

  test('The picture of the timeline is saved as SVG, PNG and CSV, also where nothing runs', async () => {
    await page.goto(base + GAZA);
    await settle(page);
    const links = page.locator('section.machine').getByRole('link', { name: /^(SVG|PNG|CSV)$/ });
    const files = await Promise.all((await links.all()).map(async (link) => base + (await link.getAttribute('href'))));
    const [svg = '', png = '', csv = ''] = files;
    const drawn = await (await fetch(svg)).text();
    expect(drawn).toMatch(/^<svg .*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    for (const says of ['>Hostages held in Gaza', '>22 Oct<', '>Source: ', '>As of ']) expect(drawn).toContain(says);
    expect((await fetch(png)).headers.get('content-type')).toBe('image/png');
    expect(await (await fetch(csv)).text()).toMatch(
      /^what,at,entries,phase,contested by,agreement,outlook,confidence,type,names\r\nstatus,2023-10-08T/,
    );
  });
});

describe('Where callers have tokens', () => {
  const secret = 'a-bootstrap-token-that-nobody-guesses-0123456789';
  let guarded: Program;
  let [at, own] = ['', ''];
  let reader = '';

  beforeAll(async () => {
    own = newFolder();
    guarded = new Program(main, { PARLEY_DATA: own, PARLEY_BOOTSTRAP_TOKEN: secret });
    at = await guarded.address();
    await ready(at);
    const issued = await fetch(`${at}/v1/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ subject: 'desk', roles: ['editor'] }),
    });
    reader = ((await issued.json()) as { secret: string }).secret;
  }, PATIENCE);
  afterAll(async () => {
    guarded.signal('SIGTERM');
    await guarded.ended();
    remove(own);
  });

  const signIn = (token: string, next = '/negotiations/x?revision=1') => signInAt(at, token, next);

  test('a page asks whoever has none to sign in, and goes on from there', async () => {
    const page = await fetch(`${at}/?phase=agreed`, { redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?next=%2F%3Fphase%3Dagreed']);
    const answer = await signIn(reader);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/negotiations/x?revision=1']);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-parley_session=[\w-]{43}; Max-Age=43200; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers.get('set-cookie')).not.toContain(reader);
  });

  test('a token that is not good opens nothing, and nobody is sent elsewhere', async () => {
    const refused = await signIn('parley_wrong');
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([401, null]);
    // It is told at the field, in a form that can be sent again.
    const again = await refused.text();
    expect(again).toMatch(/<input[^>]*name="token"[^>]*aria-invalid="true"[^>]*aria-describedby="token-wrong"/);
    expect(again).toMatch(/id="token-wrong"[^]{0,80}That token is not known, has expired or was revoked/);
    const json = { body: '{"token":1}', headers: { 'content-type': 'application/json' } };
    for (const other of [{}, json, { body: 'token=x', headers: { 'content-type': 'text/plain' } }]) {
      const { status } = await fetch(`${at}/sign-in`, { method: 'POST', redirect: 'manual', ...other });
      expect([400, 415]).toContain(status);
    }
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect((await signIn(reader, next)).headers.get('location')).toBe('/');
  });

  (hasBrowser() ? test : test.skip)(
    'a browser signs in, reads on where it was, and signs out',
    async () => {
      const browser = await launched();
      const page = await browser.newPage();
      await page.goto(`${at}/?phase=agreed`);
      await page.getByLabel('Token').fill(reader);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(`${at}/?phase=agreed`);
      await page.getByText('No talks are followed yet.').waitFor();
      await page.getByText('You are desk editor').click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL(/sign-in/);
      await browser.close();
    },
    PATIENCE,
  );

  test('a form of signing in is taken from these pages alone, in the browser that loaded it', async () => {
    const mine = await signInForm(at);
    const other = await signInForm(at);
    const sent = (headers: Record<string, string>, form: string) =>
      fetch(`${at}/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: new URLSearchParams({ token: reader, form }),
      });
    const { cookie, form } = mine;
    const refused: [Record<string, string>, string][] = [
      [{ cookie }, form],
      [{ cookie, origin: 'https://evil.example' }, form],
      [{ cookie, origin: 'null' }, form],
      [{ cookie, origin: at, 'sec-fetch-site': 'cross-site' }, form],
      [{ cookie, origin: at, 'sec-fetch-site': 'same-site' }, form],
      [{ origin: at }, form],
      [{ cookie, origin: at }, other.form],
      [{ cookie, origin: at }, ''],
    ];
    for (const [headers, given] of refused) {
      const answer = await sent(headers, given);
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
    }
    expect(await (await sent({ origin: at }, form)).text()).toContain('did not keep the cookie');
    expect((await sent({ cookie, origin: at, 'sec-fetch-site': 'same-origin' }, form)).status).toBe(303);
    expect((await sent({ cookie, 'sec-fetch-site': 'same-origin' }, form)).status).toBe(303);
  });

  test('nobody is offered a link that leads to a refusal', async () => {
    const cookie = sessionIn(await signIn(reader));
    const headers = { cookie, origin: at, 'content-type': 'application/json' };
    const talks = JSON.stringify({ negotiation: 'offered', title: 'T' });
    expect((await fetch(`${at}/v1/negotiations`, { method: 'POST', headers, body: talks })).status).toBe(201);
    const refused: string[] = [];
    for (const page of ['', '/audit', '/card', '/briefing', '/sources']) {
      const html = await (await fetch(`${at}/negotiations/offered${page}`, { headers: { cookie } })).text();
      for (const [, href = ''] of html.matchAll(/href="(\/v1\/[^"]*)"/g)) {
        const answer = await fetch(at + href.replaceAll('&amp;', '&'), { headers: { cookie } });
        await answer.body?.cancel();
        if (!answer.ok) refused.push(`${page} ${href} ${answer.status}`);
      }
    }
    expect(refused).toEqual([]);
    const audit = await (await fetch(`${at}/negotiations/offered/audit`, { headers: { cookie } })).text();
    expect(audit).toMatch(/takes the role\s+<strong>auditor<\/strong>/);
  });

  test('an API token in a cookie is not taken', async () => {
    for (const name of ['parley_session', '__Host-parley_session'])
      expect((await fetch(`${at}/v1/negotiations`, { headers: { cookie: `${name}=${reader}` } })).status).toBe(401);
  });

  test('who signs in by http from elsewhere than the machine itself is told why it cannot work', async () => {
    expect(await (await fetch(`${at}/sign-in`)).text()).not.toContain('Signing in cannot work over');
    const told = await new Promise<string>((resolve, reject) => {
      get(`${at}/sign-in`, { headers: { host: hostname() } }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve(text));
      }).on('error', reject);
    });
    expect(told).toContain('Signing in cannot work over');
  });

  inBrowser('Seen in a browser', () => {
    test(
      'a page of another site neither signs a reader in nor out',
      async () => {
        const form = (action: string, fields: string) =>
          `<form method="post" action="${at}${action}">${fields}</form><script>document.forms[0].submit()</script>`;
        const attacker = createServer((asked, reply) => {
          reply.setHeader('content-type', 'text/html');
          if (asked.url === '/in') reply.end(form('/sign-in', `<input name="token" value="${secret}">`));
          else reply.end(form('/sign-out', ''));
        }).listen(0, '127.0.0.1');
        await once(attacker, 'listening');
        // Another origin, and by the name `localhost` another site.
        const { port: number } = attacker.address() as AddressInfo;
        const browser = await launched();
        try {
          for (const from of [`http://127.0.0.1:${number}`, `http://localhost:${number}`]) {
            const context = await browser.newContext();
            const page = await context.newPage();
            await page.goto(`${from}/in`);
            await page.waitForURL(`${at}/sign-in`);
            expect((await context.cookies()).map(({ name }) => name)).not.toContain('__Host-parley_session');
            await page.goto(`${at}/sign-in`);
            await page.getByLabel('Token').fill(reader);
            await page.getByRole('button', { name: 'Sign in' }).click();
            await page.waitForURL(`${at}/`);
            await page.goto(`${from}/out`);
            await page.waitForURL(new RegExp(`^${at}/sign-(?:in|out)`));
            await page.goto(`${from}/in`);
            await page.waitForURL(`${at}/sign-in`);
            await page.goto(at);
            expect(await page.getByText('You are desk editor').count()).toBe(1);
            await context.close();
          }
        } finally {
          await browser.close();
          attacker.close();
        }
      },
      PATIENCE,
    );
  });

  test('whoever has signed in acts from these pages alone, and until signing out', async () => {
    const cookie = sessionIn(await signIn(reader));
    const open = (headers: Record<string, string>, negotiation: string) =>
      fetch(`${at}/v1/negotiations`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ negotiation, title: 'T' }),
      });
    const host = new URL(at).hostname;
    const foreign = [{}, { origin: 'https://evil.example' }, { origin: `http://${host}:1` }, { origin: 'null' }];
    for (const headers of foreign) expect((await open(headers, 'forged')).status).toBe(403);
    expect((await open({ origin: at }, 'own')).status).toBe(201);
    expect((await fetch(at, { headers: { cookie }, redirect: 'manual' })).status).toBe(200);
    const signOut = (headers: Record<string, string>, form: string) =>
      fetch(`${at}/sign-out`, {
        method: 'POST',
        headers: { cookie, ...headers },
        redirect: 'manual',
        body: new URLSearchParams({ form }),
      });
    const form = await formOfSession(at, cookie);
    for (const headers of foreign) expect((await signOut(headers, form)).status).toBe(403);
    expect((await signOut({ origin: at }, '')).status).toBe(403);
    const out = await signOut({ origin: at }, form);
    expect([out.status, out.headers.get('set-cookie'), out.headers.get('clear-site-data')]).toEqual([
      303,
      expect.stringMatching(/^__Host-parley_session=; Max-Age=0/),
      '"cache", "storage"',
    ]);
    // Whoever has kept a copy of the cookie has nothing.
    expect((await fetch(`${at}/v1/negotiations`, { headers: { cookie } })).status).toBe(401);
  });
});
