/**
 * An editor's tasks, done in Chromium by real input events alone, and counted: `npm run build && npm run web:tasks`.
 *
 * From an empty store: open talks with three parties, record a confirmation and a denial, correct one, find it by a word of
 * its quotation, share a frozen link; then a report like the last one. No address is typed and no id known. Each task is done
 * with mouse and keys (counted against the bar) and by the keyboard alone (counted without a bar, with the tab stops).
 * `-- --pictures FOLDER` takes a picture of each step. Ends with 1 where a task cannot be done, or takes too many actions.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Hand } from './hand.mjs';
import { launched, withServer } from './served.mjs';

/** The most actions that a task may take. */
const BARS = { 'from an empty store': 60, 'a report like the last one': 8 };

const args = process.argv.slice(2);
const pictures = args[0] === '--pictures' ? args[1] : undefined;
if (args.length > 0 && pictures === undefined) {
  console.error(`unknown: ${args.join(' ')}. Known: --pictures FOLDER`);
  process.exit(2);
}
if (pictures !== undefined) mkdirSync(pictures, { recursive: true });

class Editor {
  constructor(page, hand, picture) {
    this.page = page;
    this.hand = hand;
    this.picture = picture;
  }

  field = (label, role = 'textbox') => this.hand.named(role, label, { exact: false });
  button = (name) => this.hand.named('button', name);
  link = (name) => this.hand.named('link', name);

  async openTalks() {
    const { hand } = this;
    await hand.click(this.link('Open talks'));
    await hand.fill(this.field('What are the talks called?'), 'Port strike of 2026');
    await hand.fill(this.field('Name of party 1'), 'Dock workers’ union');
    await hand.fill(this.field('Name of party 2'), 'Port operators');
    await hand.fill(this.field('Name of party 3'), 'Ministry of Labour');
    await this.picture('open-talks');
    await hand.click(this.button('Look it over'));
    await hand.click(this.button('Open these talks'));
  }

  async record({ said, quote, who, kind, claim, publisher }) {
    const { hand } = this;
    await hand.fill(this.field('What was said'), said);
    if (quote) await hand.fill(this.field('Word for word'), quote);
    if (who) await hand.choose(this.field('Who says so', 'combobox'), who);
    if (kind) await hand.select(this.field('Kind', 'combobox'), kind);
    if (claim) await hand.choose(this.field('Claim', 'combobox'), claim);
    if (publisher) await hand.choose(this.field('Where it was published', 'combobox'), publisher);
  }

  async keep() {
    await this.hand.click(this.button('What would it change?'));
    await this.button('Record it').waitFor();
    await this.picture('preview');
    await this.hand.click(this.button('Record it'));
    await this.button('Undo').waitFor();
  }

  async correct() {
    const { hand } = this;
    await hand.click(this.link('See the report'));
    await hand.click(this.page.locator('summary', { hasText: 'Correct' }).first());
    await hand.fill(this.field('What was said'), 'The ministry confirms that it mediates between both sides');
    await hand.fill(this.field('Why'), 'The ministry sent out a corrected text');
    await hand.click(this.button('What would it change?'));
    await hand.click(this.button('Correct it'));
    await this.button('Undo').waitFor();
    await this.picture('corrected');
  }

  async find() {
    const { hand } = this;
    // The focus is on a message, so that the key is no text.
    await hand.press('/');
    await this.page.keyboard.type('mediating');
    hand.actions += 1;
    await hand.press('Enter');
    await this.page.getByRole('mark').or(this.page.locator('mark')).first().waitFor();
    await this.picture('found');
  }

  async share() {
    const { hand, page } = this;
    await hand.click(this.link('Port strike of 2026'));
    await hand.click(this.button('Share'));
    await hand.click(this.button('Copy link'));
    const frozen = await page.getByRole('textbox', { name: 'Link' }).inputValue();
    if (!/[?&]revision=\d+/.test(frozen)) throw new Error(`this is no frozen link: ${frozen}`);
    await this.picture('shared');
    return frozen;
  }
}

const CONFIRMED = {
  said: 'The ministry confirms that it mediates',
  quote: 'We are mediating between the union and the operators',
  who: 'spokesperson of the Ministry of Labour',
  kind: 'confirmation',
  claim: 'There are talks',
  publisher: 'Harbour News',
};
const DENIED = {
  said: 'The operators deny that there are talks',
  who: 'spokesperson of the Port operators',
  kind: 'denial',
  claim: 'There are talks',
};
/** The summary of what is recorded once the link is shared. */
const LATER = 'The union walks out for good';
const LIKE_IT = { said: 'The operators deny it again', kind: 'denial' };

/** Does all tasks with one way of input; answers what they took. */
async function tasks(browser, base, keyboard) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const hand = new Hand(page, { keyboard });
  let taken = 0;
  const picture = async (name) => {
    taken += 1;
    if (pictures && !keyboard)
      await page.screenshot({ path: join(pictures, `${String(taken).padStart(2, '0')}-${name}.png`) });
  };
  const editor = new Editor(page, hand, picture);
  try {
    return await allTasks(editor, base, picture);
  } catch (error) {
    await picture('failed');
    throw error;
  } finally {
    await context.close();
  }
}

async function allTasks(editor, base, picture) {
  const { page, hand } = editor;
  await page.goto(base);
  await picture('first-run');
  await editor.openTalks();
  await hand.click(editor.link('Record the first report'));
  await editor.record(CONFIRMED);
  await editor.keep();
  await hand.click(editor.button('Record another of the same source'));
  await editor.record(DENIED);
  await editor.keep();
  const before = hand.actions;
  await hand.click(editor.button('Record another of the same source'));
  await editor.record(LIKE_IT);
  await editor.keep();
  const alike = hand.actions - before;
  await editor.correct();
  await editor.find();
  const frozen = await editor.share();
  const taken = { 'from an empty store': hand.actions - alike, 'a report like the last one': alike, stops: hand.stops };
  await isFrozen(editor, base, frozen);
  return taken;
}

/** Of what is recorded later the frozen link says only how much it is. No action of a task: it is recorded without a page. */
async function isFrozen({ page, picture }, base, frozen) {
  const talks = new URL(frozen, base).pathname;
  const api = `${base}/v1${talks}`;
  const { parties } = await (await fetch(api)).json();
  const body = {
    kind: 'refusal',
    party: parties[0].party,
    speaker: { capacity: 'official' },
    attribution: 'on-the-record',
    summary: LATER,
    source: { publisher: 'Evening Post' },
    reportedAt: new Date().toISOString(),
  };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${api}/reports`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(`the later report was answered with ${answer.status}`);
  const later = page.getByText(LATER);
  await page.goto(base + talks);
  await later.first().waitFor();
  await page.goto(frozen);
  await page.getByText('The record has moved on: 1 later entry').waitFor();
  await picture('frozen');
  if ((await later.count()) > 0) throw new Error('the frozen link shows what was recorded later');
}

const browser = await launched();
try {
  for (const keyboard of [false, true]) {
    const { stops, ...taken } = await withServer((base) => tasks(browser, base, keyboard));
    for (const [task, actions] of Object.entries(taken)) {
      const isOver = !keyboard && actions > BARS[task];
      if (isOver) process.exitCode = 1;
      console.log(
        keyboard
          ? `by keyboard alone, ${task}: ${actions} actions`
          : `${task}: ${actions} actions, at most ${BARS[task]}: ${isOver ? 'MISSED' : 'met'}`,
      );
    }
    if (keyboard) console.log(`by keyboard alone, the focus moved ${stops} times`);
  }
} finally {
  await browser.close();
}
