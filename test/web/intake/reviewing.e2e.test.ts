/** Reviewing in a real browser: undo, two people at once, one's own passages, corrections, hostile text, a phone, no script. */
import type { BrowserContext, Page } from 'playwright-core';
import { hasBrowser, until } from '../browser.js';
import { PATIENCE, reportsIn, ReviewServer, told } from './review-page.js';

const inBrowser = hasBrowser() ? describe : describe.skip;

const ARTICLE = `The Dockers’ Union denied on Monday that talks on pay were under way.

The Port Authority confirmed that the talks were taking place, and said that the union had been told.

Nobody else had anything to say about it.`;
const HOSTILE = `<img src=x onerror=alert(1)></script><script>alert(2)</script>

The Dockers’ Union denied that talks “<b onclick=alert(3)>were</b>” under way; [see](javascript:alert(4)) =cmd().

The Port Authority confirmed that \u202Etalks\u202C were taking place &lt;i&gt;.`;

inBrowser('Reviewing an article', () => {
  let server: ReviewServer;
  let context: BrowserContext;
  let page: Page;
  let talks = '';
  let opened = 0;
  let wrong: string[] = [];

  beforeAll(async () => {
    server = await ReviewServer.start();
  }, PATIENCE);
  afterAll(() => server.stop());
  beforeEach(async () => {
    opened += 1;
    talks = `quay-${opened}`;
    await server.open(talks);
    wrong = [];
    context = await server.browser.newContext({ viewport: { width: 1200, height: 900 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) wrong.push(message.text());
    });
    page.on('pageerror', (error) => wrong.push(error.message));
  });
  afterEach(async () => {
    await context.close();
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  });

  /** Each article is another one: the same text would be the same article. */
  const received = (text = ARTICLE) => server.receive(`${text}\n\nFor the ${opened}th time.`, { negotiation: talks });
  const press = (key: string) => page.keyboard.press(key);
  /** The card in front lacks nothing: it is asked for until it does. */
  async function answerAll(of: Page = page): Promise<void> {
    for (let step = 0; step < 4 && (await of.locator('.card.front .asked').count()) > 0; step += 1)
      await of.keyboard.press('4');
  }

  test(
    'what was accepted is undone and accepted again, and counts once',
    async () => {
      const { article } = await received();
      await server.at(page, `/intake/${article}`);
      await page.locator('.card.front .kinds').waitFor();
      await answerAll();
      await press('a');
      await told(page, 'Accepted: ');
      expect(await reportsIn(server, talks)).toBe(1);
      await press('u');
      await told(page, 'its report was voided');
      expect(await reportsIn(server, talks)).toBe(0);
      await press('a');
      await told(page, 'Accepted: ');
      expect(await reportsIn(server, talks)).toBe(1);
      const { proposed } = await server.article(article);
      expect(proposed.filter(({ standing }) => standing === 'accepted')).toHaveLength(1);
      expect(await page.locator('.card.is-accepted').first().innerText()).toMatch(/✓ accepted/);
    },
    PATIENCE,
  );

  test(
    'two people who accept at once record once, and each sees what became of it',
    async () => {
      const { article } = await received();
      const other = await context.newPage();
      for (const one of [page, other]) {
        await server.at(one, `/intake/${article}`);
        await one.locator('.card.front .kinds').waitFor();
        await answerAll(one);
      }
      await Promise.all([press('a'), other.keyboard.press('a')]);
      for (const one of [page, other]) await until(one, `document.querySelector('.card.is-accepted')`);
      expect(await reportsIn(server, talks)).toBe(1);
      // One rejects what the other has accepted meanwhile: it is told, and nothing changes.
      await page.locator('.card.is-waiting .line').first().click();
      await other.locator('.card.is-waiting .line').first().click();
      await answerAll();
      await press('a');
      await until(page, `document.querySelectorAll('.card.is-accepted').length === 2`);
      await other.keyboard.press('x');
      await other.getByRole('alert').waitFor();
      await until(other, `document.querySelectorAll('.card.is-accepted').length === 2`);
      expect(await reportsIn(server, talks)).toBe(2);
    },
    PATIENCE,
  );

  test(
    'a passage that is selected becomes a candidate of one’s own, and looks so',
    async () => {
      const { article } = await received();
      await server.at(page, `/intake/${article}`);
      const before = await page.locator('.card').count();
      await page.evaluate(`(() => {
        const piece = [...document.querySelectorAll('[data-start]')].find((one) => one.textContent.includes('Nobody else'));
        const text = piece.firstChild;
        getSelection().setBaseAndExtent(text, text.data.indexOf('Nobody'), text, text.data.indexOf('anything'));
      })()`);
      await page.getByRole('button', { name: 'Make a candidate of what is selected' }).waitFor();
      await press('m');
      await told(page, 'A candidate was made');
      expect(await page.locator('.card').count()).toBe(before + 1);
      const front = page.locator('.card.front');
      expect(await front.innerText()).toMatch(/made by a person/);
      expect(await front.locator('blockquote').innerText()).toBe('Nobody else had');
      expect(await page.locator('.card.own').count()).toBe(1);
    },
    PATIENCE,
  );

  test(
    'e opens the ordinary form, filled in; a party that is corrected there may keep the words',
    async () => {
      const { article } = await received();
      await server.at(page, `/intake/${article}`);
      await page.locator('.card.front .kinds').waitFor();
      await press('e');
      const summary = page.getByLabel('What was said');
      await summary.waitFor();
      expect(await summary.inputValue()).toMatch(/denied on Monday/);
      await page.getByRole('combobox', { name: 'Whose words or act' }).fill('State Mediator');
      await press('Enter');
      await page.getByRole('button', { name: 'What would it change?' }).click();
      await page.getByRole('button', { name: 'Accept it as it stands here' }).click();
      await told(page, 'Accepted: State Mediator');
      const words = page.getByLabel('Another word for State Mediator');
      await words.fill('the conciliators');
      await page.getByRole('button', { name: 'Keep it' }).click();
      await told(page, '“the conciliators” stands for State Mediator');
      const { parties } = await server.read<{ parties: { party: string; aliases: string[] }[] }>(
        `/negotiations/${talks}`,
      );
      expect(parties.find(({ party }) => party === 'state')?.aliases).toEqual(['the conciliators']);
    },
    PATIENCE,
  );

  test(
    'a text that is hostile stays text, in the article, in its cards and in its report',
    async () => {
      const { article } = await received(HOSTILE);
      const html = await (await fetch(`${server.base}/intake/${article}`)).text();
      expect(html.match(/<script/g)).toHaveLength(2);
      expect(html).not.toMatch(/<img|<b onclick|href="javascript/);
      await server.at(page, `/intake/${article}`);
      const text = await page.locator('.reading').innerText();
      expect(text).toContain('<img src=x onerror=alert(1)></script><script>alert(2)</script>');
      expect(text).not.toContain('\u202E');
      await page.locator('.card.front .kinds').waitFor();
      await answerAll();
      await press('a');
      await told(page, 'Accepted: ');
      await page.getByRole('link', { name: 'its report' }).first().click();
      await page.getByRole('heading', { name: 'What it rests on' }).waitFor();
      const rests = page.locator('section', { has: page.getByRole('heading', { name: 'What it rests on' }) });
      expect(await rests.innerText()).toMatch(/From The Harbour Post; ⚙ proposed by rules \S+, accepted by a person/);
    },
    PATIENCE,
  );

  test(
    'without script the whole article can be read, with what is marked in it and a line for each card',
    async () => {
      const { article } = await received();
      const still = await server.browser.newContext({
        javaScriptEnabled: false,
        viewport: { width: 390, height: 800 },
      });
      const plain = await still.newPage();
      await plain.goto(`${server.base}/intake/${article}`);
      const text = await plain.locator('main').innerText();
      for (const words of ['denied on Monday', 'Nobody else had anything', 'parley intake show'])
        expect(text).toContain(words);
      expect(await plain.locator('mark').count()).toBeGreaterThan(0);
      // The number in the text leads to the card, and that stands under its paragraph.
      const [mark, card] = [
        await plain.locator('mark').first().boundingBox(),
        await plain.locator('.card').first().boundingBox(),
      ];
      expect((card?.y ?? 0) > (mark?.y ?? 0)).toBe(true);
      const name = await plain.locator('.card').first().getAttribute('id');
      expect(await plain.locator(`a[href="#${name}"]`).count()).toBe(1);
      await still.close();
    },
    PATIENCE,
  );

  test(
    'a nearly identical article is offered the origin of the first, and its reports then carry it',
    async () => {
      const wire = `${ARTICLE} The strike of ${talks} goes on, and ships wait at anchor outside of the harbour.`;
      await server.receive(wire, { negotiation: talks, publisher: 'The Wire Agency' });
      const { article } = await server.receive(`${wire} Our own reporters.`, { negotiation: talks });
      await server.at(page, `/intake/${article}`);
      await page.getByRole('button', { name: 'It has the same origin: The Wire Agency' }).click();
      await page.locator('.card.front .kinds').waitFor();
      await answerAll();
      await press('a');
      await told(page, 'Accepted: ');
      const { proposed } = await server.article(article);
      const id = proposed.find(({ decision }) => decision !== null)?.decision?.reportId ?? '';
      const { report } = await server.read<{ report: { recorded: { source: object } } }>(
        `/negotiations/${talks}/reports/${id}`,
      );
      expect(report.recorded.source).toMatchObject({ publisher: 'The Harbour Post', origin: 'The Wire Agency' });
    },
    PATIENCE,
  );

  test(
    'publisher and date are asked once, and this browser keeps them for all reports of the article',
    async () => {
      const text = `${ARTICLE} Without a source, ${talks}.`;
      const { article } = await server.posted<{ article: string }>('/intake', { text, negotiation: talks });
      await server.at(page, `/intake/${article}`);
      await press('a');
      await page.getByRole('alert').waitFor();
      await page.getByRole('combobox', { name: 'Where was it published?' }).fill('The Quay');
      await press('Enter');
      await page.getByLabel('When was it published?').fill('2 March 2026');
      await press('Tab');
      await page.reload();
      await until(page, `document.documentElement.dataset.alive`);
      for (const n of [1, 2]) {
        await until(page, `!document.querySelector('.card.front [aria-busy]')`);
        await answerAll();
        await press('a');
        await until(page, `document.querySelectorAll('.card.is-accepted').length === ${n}`);
      }
      const { publishers } = await server.read<{ publishers: object[] }>(`/negotiations/${talks}/vocabulary`);
      expect(publishers).toMatchObject([{ name: 'The Quay', uses: 2 }]);
    },
    PATIENCE,
  );

  test(
    'a language model is named only where one is configured',
    async () => {
      const { article } = await received();
      await server.at(page, `/intake/${article}`);
      await page.getByText('Let a language model propose, too').click();
      await page.getByText('No endpoint is configured').waitFor();
      expect(await page.getByRole('button', { name: /^Send it to/ }).count()).toBe(0);
    },
    PATIENCE,
  );

  test(
    'files are brought in one by one, and one failure stops none of the others',
    async () => {
      await server.at(page, `/intake?negotiation=${talks}`);
      const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
      await page
        .getByLabel('Drop files here, or choose them')
        .setInputFiles([
          file('first.txt', `${ARTICLE} A file of ${talks}.`),
          file('picture.png', 'no text'),
          file(
            'page.html',
            `<h1>Port</h1><p>The Port Authority confirmed the talks of ${talks}.</p><script>alert(1)</script>`,
          ),
        ]);
      await until(page, `document.querySelectorAll('progress + ul a').length === 2`);
      const files = await page.locator('progress + ul').innerText();
      expect(files).toMatch(/first\.txt\s+\d+ candidate/);
      expect(files).toMatch(/picture\.png\s+not received: it is none of \.txt/);
      await page.reload();
      await until(page, `document.documentElement.dataset.alive`);
      expect(await page.locator('li.article').count()).toBe(2);
    },
    PATIENCE,
  );
});
