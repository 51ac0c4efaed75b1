/**
 * Takes the pictures of the README, and of every screen on request: `npm run build && npm run web:shots [-- FOLDER]`.
 * It starts a server of its own on the shipped stories. With a folder: every screen at two widths, light and dark.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, launched, withServer } from './served.mjs';

const folder = process.argv[2];

async function fill(base) {
  for (const story of ['gaza-hostages-2023', 'qatar-mediation'])
    await fetch(`${base}/v1/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: readFileSync(at(`stories/${story}.ndjson`)),
    });
}

/** The article that the project began with, about the talks of a story. */
async function bringArticle(base) {
  const response = await fetch(`${base}/v1/intake`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      text: readFileSync(at('stories/articles/qatar-mediation.txt'), 'utf8'),
      title: 'Qatar in talks to swap Israeli hostages for Palestinians in Israeli jails',
      publisher: 'World Report Now',
      published: '2023-11-11',
      negotiation: 'qatar-mediation',
    }),
  });
  return `/intake/${(await response.json()).article}`;
}

const GAZA = '/negotiations/gaza-hostages-2023';
const README = [
  {
    name: 'negotiation',
    path: `${GAZA}?reportedBy=2023-11-22`,
    viewport: { width: 1100, height: 780 },
    colorScheme: 'light',
  },
  {
    name: 'compare',
    path: `${GAZA}/compare?from.reportedBy=2023-11-20&to.reportedBy=2023-11-22`,
    viewport: { width: 1100, height: 700 },
    colorScheme: 'dark',
  },
  { name: 'phone', path: '/negotiations/qatar-mediation', viewport: { width: 390, height: 780 }, colorScheme: 'light' },
  { name: 'intake', path: 'article', keys: ['j'], viewport: { width: 1100, height: 860 }, colorScheme: 'light' },
];
/** By its address; `unfold`: a fold whose form is looked at. */
const SCREENS = {
  desk: '/',
  negotiation: GAZA,
  past: `${GAZA}?reportedBy=2023-11-22&withoutOrigin=Reuters`,
  report: `${GAZA}/reports/gh-044`,
  correct: { path: `${GAZA}/reports/gh-044`, unfold: '[data-act=correct]' },
  erase: { path: `${GAZA}/reports/gh-044`, unfold: '[data-act=erase]' },
  compare: `${GAZA}/compare?from.reportedBy=2023-11-10&to.reportedBy=2023-11-22`,
  replay: `${GAZA}/replay`,
  sources: `${GAZA}/sources`,
  fragility: '/negotiations/qatar-mediation/fragility',
  picture: `${GAZA}/picture`,
  briefing: `${GAZA}/briefing`,
  card: `${GAZA}/card`,
  audit: `${GAZA}/audit`,
  record: `${GAZA}/record`,
  merge: `${GAZA}/merge`,
  edit: '/negotiations/qatar-mediation/edit',
  new: '/new',
  search: '/search?q=hostages',
  'all-sources': '/sources',
  import: '/import',
  intake: '/intake',
  review: 'article',
  'erase-article': { path: 'article', unfold: 'details:has(> summary:text-is("Erase it for good"))' },
  people: '/people',
  alerts: '/alerts',
  glossary: '/glossary',
  tour: '/tour',
  problem: '/negotiations/nowhere',
  'sign-in': '/sign-in',
};
const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const EVERY = Object.keys(SCREENS).flatMap((screen) =>
  Object.keys(SIZES).flatMap((size) =>
    ['light', 'dark'].map((colorScheme) => ({
      name: `${screen}-${size}-${colorScheme}`,
      ...(typeof SCREENS[screen] === 'string' ? { path: SCREENS[screen] } : SCREENS[screen]),
      viewport: SIZES[size],
      colorScheme,
    })),
  ),
);

/** All that a page draws by script, its pictures and its letters are there. */
const IS_SHOWN = `document.documentElement.dataset.alive === 'true'
  && document.querySelector('.waiting, [aria-busy=true]') === null
  && [...document.images].every((image) => image.complete && image.naturalWidth > 0)
  && document.fonts.status === 'loaded'`;
const MOST_WAITED = 30_000;

/** Waits for what the page shows. Playwright's own way needs a policy that lets text be run. */
async function shown(page) {
  for (const end = Date.now() + MOST_WAITED; !(await page.evaluate(IS_SHOWN));) {
    if (Date.now() > end) throw new Error(`${page.url()} does not come to show all of it`);
    await page.waitForTimeout(20);
  }
  await page.evaluate(`new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))`);
}

const out = folder ?? at('docs/pictures');
mkdirSync(out, { recursive: true });
await withServer(async (base) => {
  await fill(base);
  const article = await bringArticle(base);
  const browser = await launched();
  for (const { name, path, unfold, keys = [], viewport, colorScheme } of folder ? EVERY : README) {
    const page = await (await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })).newPage();
    await page.goto(base + (path === 'article' ? article : path));
    await shown(page);
    if (unfold) {
      await page.locator(unfold).locator('summary').first().click();
      await page.locator(unfold).locator('form').waitFor();
      await shown(page);
    }
    for (const key of keys) {
      await page.keyboard.press(key);
      await shown(page);
    }
    await page.screenshot({ path: join(out, `${name}.png`) });
    console.log(`${name}: ${path}`);
    await page.context().close();
  }
  await browser.close();
});
