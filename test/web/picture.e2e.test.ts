/** The picture of the talks: its files over HTTP, and how it is read in a real browser. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { PictureAnswer } from '../../answers/story/picture.js';
import { program as main, Program } from '../app/program.js';
import { importLines, newFolder, remove, send, STORIES, storyText } from '../app/started-app.js';
import { report } from '../app/talks.js';
import { hasBrowser, launched, until, violations } from './browser.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const PATIENCE = 240_000;

const GAZA = 'gaza-hostages-2023';
/** An item holds no controls of direction. */
const HOSTILE_ITEM = '=1+1 <script>alert(1)</script> & "quoted" ]]>';
/** Everything that a title may hold must stay text. */
const HOSTILE = '=HYPERLINK("http://x") <script>alert(1)</script> & "quoted" ]]> \u202Eevil';
const hostile = {
  negotiation: 'hostile',
  title: HOSTILE,
  parties: [
    { party: 'union', name: `@SUM(A1) <b>${'a very long name of a party '.repeat(4)}</b>`, role: 'principal' },
    { party: 'port', name: 'רשות הנמל', role: 'principal' },
  ],
  issues: [{ issue: 'pay', title: `</text><image href="http://x/"/> ${HOSTILE}` }],
};

let [folder, base] = ['', ''];
let server: Program;
async function recordIn(of: string, reportId: string, more: object): Promise<void> {
  const { status } = await send(base, 'POST', `/negotiations/${of}/reports`, report(reportId, more));
  if (status !== 201) throw new Error(`${reportId} was answered with ${status}`);
}
const file = (of: string, what: string): Promise<Response> => fetch(`${base}/v1/negotiations/${of}/${what}`);

beforeAll(async () => {
  folder = newFolder();
  server = new Program(main, { PARLEY_DATA: folder });
  base = await server.ready();
  for (const story of STORIES) await importLines(base, storyText(story));
  await send(base, 'POST', '/negotiations', hostile);
  const demand = { kind: 'demand', issue: 'pay', terms: [{ item: HOSTILE_ITEM, quantity: 3, unit: 'percent' }] };
  await recordIn('hostile', 'h1', { ...demand, claim: undefined, summary: HOSTILE });
  await recordIn('hostile', 'h2', {
    ...demand,
    claim: undefined,
    terms: [{ item: HOSTILE_ITEM, min: 4, max: 6, unit: 'percent' }],
    summary: HOSTILE,
  });
}, PATIENCE);
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended();
  remove(folder);
});

describe('The files of a picture', () => {
  test('An SVG says by itself what it shows: title, axis, sources, date and lens', async () => {
    const response = await file(GAZA, 'picture.svg?reportedBy=2023-11-22&withoutOrigin=Reuters');
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    const svg = await response.text();
    expect(XMLValidator.validate(svg)).toBe(true);
    for (const says of [
      'Hostages held in Gaza, October to December 2023',
      'as it had been published by 22 Nov 2023; without the news of Reuters.',
      '>22 Oct<',
      'Sources: ',
      'As of 22 Nov 2023, 23:59 UTC, revision ',
    ])
      expect(svg).toContain(says);
    expect(svg).not.toMatch(/(?:href|src)=|<script|<foreignObject|url\(/);
  });

  test('A PNG is one, and wide enough for print', async () => {
    const response = await file(GAZA, 'picture.png');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-type')).toBe('image/png');
    expect([bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16)]).toEqual(['PNG', 2336]);
  });

  test('A CSV has a row for each thing in the picture', async () => {
    const picture = (await (await file(GAZA, 'picture')).json()) as PictureAnswer;
    const csv = await (await file(GAZA, 'picture.csv')).text();
    const count = (what: string): number => csv.split('\r\n').filter((line) => line.startsWith(`${what},`)).length;
    expect(count('phase')).toBe(picture.phases.length);
    expect(count('position')).toBe(picture.stances.flatMap(({ turns }) => turns).length);
    expect(count('report')).toBe(picture.reports.count);
    expect(count('demand') + count('proposal')).toBe(picture.offers.flatMap(({ openings }) => openings).length);
  });

  test('What anybody typed stays text in each of them', async () => {
    const svg = await (await file('hostile', 'picture.svg')).text();
    expect(XMLValidator.validate(svg)).toBe(true);
    const elements = new Set(svg.match(/<[a-zA-Z]+/g));
    expect([...elements].toSorted()).toEqual(
      ['<circle', '<g', '<line', '<path', '<rect', '<style', '<svg', '<text', '<title', '<tspan'].filter((one) =>
        elements.has(one),
      ),
    );
    const parsed = JSON.stringify(new XMLParser({ processEntities: true }).parse(svg));
    expect(parsed).toContain('<script>alert(1)</script>');
    const csv = await (await file('hostile', 'picture.csv')).text();
    expect(csv.split(/[,\r\n]/).filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
    expect((await file('hostile', 'picture.png')).status).toBe(200);
  });

  test('A lens that names what is not there is refused as anywhere', async () => {
    expect((await file(GAZA, 'picture.svg?withoutOrigin=Nobody')).status).toBe(400);
    expect((await file('nowhere', 'picture.png')).status).toBe(404);
  });
});

/** The texts of the drawings of a page that leave their picture. */
const ESCAPING = `[...document.querySelectorAll('svg.chart')].flatMap((svg) => {
  const box = svg.getBoundingClientRect();
  return box.width === 0 ? [] : [...svg.querySelectorAll('text')].filter((text) => {
    const { left, right, top, bottom, width } = text.getBoundingClientRect();
    return width > 0 && (left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1);
  }).map((text) => text.textContent);
})`;

inBrowser('The picture in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launched();
  }, PATIENCE);
  afterAll(() => browser.close());

  async function opened(path: string, options: object = {}): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(base + path);
    return page;
  }
  const alive = (page: Page) => until(page, `document.documentElement.dataset.alive`);

  test.each([320, 390, 1440])(
    'At %i pixels no text leaves the picture, nothing scrolls sideways, and axe finds nothing',
    async (width) => {
      for (const javaScriptEnabled of [true, false]) {
        const viewport = { width, height: 900 };
        for (const story of [GAZA, 'qatar-mediation', 'hostile']) {
          const page = await opened(`/negotiations/${story}/picture`, { viewport, javaScriptEnabled });
          if (javaScriptEnabled) await alive(page);
          const drawn = await page.evaluate<number>(
            `[...document.querySelectorAll('svg.chart')].filter((svg) => svg.getBoundingClientRect().width > 0).length`,
          );
          expect([story, drawn]).toEqual([story, 1]);
          expect(await page.evaluate<string[]>(ESCAPING)).toEqual([]);
          expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
          await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
          // axe needs the page's timers, which are off with its scripts.
          const found = javaScriptEnabled ? await violations(page) : [];
          expect([story, found]).toEqual([story, []]);
          await page.context().close();
        }
      }
    },
    PATIENCE,
  );

  test(
    'One tab stop leads into it, arrows go from mark to mark, and each says what it is',
    async () => {
      const page = await opened(`/negotiations/${GAZA}/picture`);
      await alive(page);
      await until(page, `document.querySelectorAll('svg.chart a[tabindex="0"]').length === 1`);
      await page.evaluate(`document.querySelector('svg.chart a[tabindex="0"]').focus()`);
      const said = () => page.evaluate<string>(`document.querySelector('[role=tooltip]')?.textContent ?? ''`);
      const seen = [await said()];
      for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'End', 'Home']) {
        await page.keyboard.press(key);
        seen.push(await said());
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((one) => !one.endsWith('.'))).toEqual([]);
      expect(await page.evaluate<number>(`document.querySelectorAll('svg.chart a[tabindex="0"]').length`)).toBe(1);
      await page.keyboard.press('Escape');
      expect(await said()).toBe('');
      await page.hover('svg.chart rect.contest');
      expect(await said()).toMatch(/2023/);
      await page.context().close();
    },
    PATIENCE,
  );

  test(
    'What is recorded meanwhile is drawn when it is shown; the picture ends with the story',
    async () => {
      const page = await opened('/negotiations/hostile');
      await alive(page);
      const shown = 'circle.report';
      await until(page, `document.querySelector('figure.talks-picture svg.chart') !== null`);
      const before = await page.locator(`figure.talks-picture ${shown}`).count();
      await recordIn('hostile', 'h3', { reportedAt: '2023-12-24', summary: 'They still talk.' });
      await page.getByRole('button', { name: /1 new entry: show/ }).click();
      await until(page, `document.querySelectorAll('figure.talks-picture ${shown}').length === ${before + 1}`);
      expect(await page.locator('figure.talks-picture').first().innerText()).toContain('12 Nov 2023 to 24 Dec 2023');
      await page.context().close();
    },
    PATIENCE,
  );

  test(
    'The SVG opened alone shows its title, its axis, its sources and its date, and no text leaves it',
    async () => {
      const path = join(folder, 'alone.svg');
      writeFileSync(path, await (await file(GAZA, 'picture.svg')).text());
      expect(existsSync(path)).toBe(true);
      const page = await (await browser.newContext({ viewport: { width: 1300, height: 900 } })).newPage();
      await page.goto(`file://${path}`);
      const shown = await page.evaluate<string[]>(
        `[...document.querySelectorAll('text')].filter((t) => t.getBoundingClientRect().width > 0).map((t) => t.textContent)`,
      );
      const all = shown.join('\n');
      expect(all).toMatch(/^Hostages held in Gaza/);
      expect(all).toMatch(/\n22 Oct\n/);
      expect(all).toMatch(/\nSources: /);
      expect(all).toMatch(/\nAs of /);
      expect(await page.evaluate<string[]>(ESCAPING)).toEqual([]);
      const colours = await page.evaluate<string[]>(
        `[...new Set([...document.querySelectorAll('rect.held')].map((one) => getComputedStyle(one).fill))]`,
      );
      expect(colours.length).toBeGreaterThan(2);
      await page.context().close();
    },
    PATIENCE,
  );
});
