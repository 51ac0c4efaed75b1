/** The founding article, from an empty desk to a record, by keys alone: counted. */
import type { Page } from 'playwright-core';
import type { DeskAnswer } from '../../../answers/desk.js';
import { hasBrowser, until } from '../browser.js';
import { FOUNDING, PATIENCE, reportsIn, ReviewServer } from './review-page.js';

const inBrowser = hasBrowser() ? describe : describe.skip;

/** What an editor would record, by words of the sentence: its kind, and the answers to what the card may ask. */
const WORTH: readonly (readonly [words: string, kind: string, answers: RegExp])[] = [
  ['has taken on the role of mediator', 'involvement', /mediator/],
  ['has confirmed its involvement', 'confirmation', /talks/],
  ['moving in a positive direction', 'assessment', /progress/],
  ['there are currently no ongoing negotiations', 'denial', /talks/],
  ['no breakthroughs', 'assessment', /unresolved/],
  ['in contact with both Hamas officials', 'contact', /Hamas/],
  ['retaliatory strikes', 'pressure', /./],
  ['made significant progress challenging', 'assessment', /mixed/],
  ['no agreement has been reached', 'assessment', /unresolved/],
  ['has voiced its support', 'endorsement', /./],
  ['established direct lines', 'contact', /Hamas/],
];

/** Every key that a person presses, counted. */
class Hands {
  keys = 0;
  constructor(private readonly page: Page) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  /** Tab until something has the focus. */
  async tabTo(selector: string): Promise<void> {
    for (let tries = 0; tries < 60; tries += 1) {
      if (await this.page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return;
      await this.press('Tab');
    }
    throw new Error(`no key leads to ${selector}`);
  }
}

interface Front {
  readonly id: string;
  readonly words: string;
  readonly kinds: readonly string[];
  readonly chosen: number;
  readonly choices: readonly string[];
  readonly isAsked: boolean;
  /** It lacks what only the form can give. */
  readonly isRefused: boolean;
}

/** The card in front, as whoever looks at it sees it. */
const FRONT = `(() => {
  const card = document.querySelector('.card.front');
  if (!card) return null;
  const buttons = [...card.querySelectorAll('.kinds button')];
  return {
    id: card.id,
    words: card.querySelector('blockquote').textContent,
    kinds: buttons.map((one) => one.textContent.replace(/^\\s*\\d\\s*●?\\s*/, '').trim()),
    chosen: buttons.findIndex((one) => one.getAttribute('aria-pressed') === 'true'),
    choices: [...card.querySelectorAll('.choices button')].map((one) => one.textContent.trim()),
    isAsked: card.querySelector('.asked') !== null,
    isRefused: card.querySelector('p.against') !== null,
  };
})()`;

inBrowser('The founding article by keys alone', () => {
  let server: ReviewServer;
  beforeAll(async () => {
    server = await ReviewServer.start();
  }, PATIENCE);
  afterAll(() => server.stop());

  test(
    'becomes an opened negotiation with reports, in four keys or fewer for each',
    async () => {
      const page = await server.page();
      const hands = new Hands(page);
      await server.at(page, '/');
      await hands.tabTo('a[href="/intake"]');
      await hands.press('Enter');
      await page.waitForURL(/\/intake$/);
      await until(page, `document.documentElement.dataset.alive`);
      await hands.tabTo('textarea');
      await page.keyboard.insertText(FOUNDING);
      await hands.tabTo('[name=publisher]');
      await page.keyboard.insertText('World Report Now');
      await hands.tabTo('[name=published]');
      await page.keyboard.insertText('11 November 2023');
      await hands.press('Enter');
      await page.waitForURL(/\/intake\/[0-9a-f]{32}/);
      await until(page, `document.documentElement.dataset.alive`);

      await hands.tabTo('.part input[type=checkbox]');
      for (const box of await page.locator('.part input[type=checkbox]').all()) {
        for (let tries = 0; tries < 5 && !(await box.evaluate((one) => one.matches(':focus'))); tries += 1)
          await hands.press('Tab');
        await hands.press('Space');
      }
      await hands.tabTo('form.act button.main');
      await hands.press('Enter');
      await page.getByRole('button', { name: 'Open these talks' }).waitFor();
      await hands.tabTo('form.act button.main');
      await Promise.all([page.waitForEvent('load'), hands.press('Enter')]);
      await until(page, `document.documentElement.dataset.alive && document.querySelector('.card.front .kinds')`);
      const { negotiations } = await server.read<DeskAnswer>('/negotiations');
      expect(negotiations).toHaveLength(1);
      const before = hands.keys;

      const spent: number[] = [];
      let accepted = 0;
      for (;;) {
        const at = hands.keys;
        const front = await page.evaluate<Front | null>(FRONT);
        if (front === null) break;
        const [, kind = '', answers = /./] = WORTH.find(([words]) => front.words.includes(words)) ?? [];
        const n = front.kinds.indexOf(kind);
        let takes = n >= 0;
        if (takes && n !== front.chosen) await hands.press(String(n + 1));
        for (let step = 0; takes && step < 5; step += 1) {
          // A person reads what it would change before accepting it.
          await until(page, `!document.querySelector('.card.front [aria-busy]')`);
          const now = await page.evaluate<Front>(FRONT);
          if (now.isRefused) takes = false;
          if (!now.isAsked) break;
          const choice = now.choices.findIndex((title) => answers.test(title));
          takes = choice >= 0;
          if (takes) await hands.press(String(choice + 4));
        }
        await hands.press(takes ? 'a' : 'x');
        await until(page, `document.querySelector('.card.front')?.id !== ${JSON.stringify(front.id)}`).catch(
          async (error: unknown) => {
            const seen = await page.locator('.card.front, .told').allInnerTexts();
            throw new Error(seen.join('\n'), { cause: error });
          },
        );
        if (takes) {
          accepted += 1;
          spent.push(hands.keys - at);
        }
      }
      const median = spent.toSorted((a, b) => a - b)[Math.floor(spent.length / 2)] ?? Infinity;
      process.stderr.write(
        `\nby keys alone: ${before} keys until the talks are open, ${accepted} reports accepted with ${spent.join(', ')} keys each (median ${median}), ${hands.keys} keys in all\n`,
      );
      expect(accepted).toBeGreaterThanOrEqual(5);
      expect(median).toBeLessThanOrEqual(4);
      await until(page, `document.querySelector('.told [role=status]').textContent.includes('Nothing waits')`);
      expect(await reportsIn(server, negotiations[0]?.negotiation ?? '')).toBe(accepted);
    },
    PATIENCE,
  );
});
