/**
 * A hand that does what an editor does, by real input events alone, and counts: an action is a click, a key press outside
 * text, or one field filled whole; choosing by search is two. With `keyboard`, it reaches everything by Tab and never
 * clicks: then the keys that move the focus are counted apart.
 */

/** No control of a page is further away than so many tab stops. */
const MOST_STOPS = 400;

export class Hand {
  actions = 0;
  stops = 0;

  constructor(page, { keyboard = false } = {}) {
    this.page = page;
    this.keyboard = keyboard;
  }

  /** By its role and name, as assistive technology knows it. */
  named(role, name, { within = this.page, exact = true } = {}) {
    return within.getByRole(role, { name, exact }).first();
  }

  /** A page hears clicks and keys once its script runs; an editor would press again. */
  async #isHeard(target) {
    await target.waitFor();
    await this.page.locator('html[data-alive]').waitFor();
  }

  async #tabTo(target) {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
      this.stops += 1;
    }
    throw new Error(`the keyboard does not reach ${target}`);
  }

  /** Clicks, or presses Enter on it; on what Space works, `Space`. */
  async click(target, key = 'Enter') {
    this.actions += 1;
    await this.#isHeard(target);
    if (!this.keyboard) return target.click();
    await this.#tabTo(target);
    await this.page.keyboard.press(key);
  }

  async press(key) {
    this.actions += 1;
    await this.page.keyboard.press(key);
  }

  async #focus(target) {
    await this.#isHeard(target);
    if (this.keyboard) await this.#tabTo(target);
    else await target.click();
  }

  /** Fills a field whole. */
  async fill(target, text) {
    this.actions += 1;
    await this.#focus(target);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  /** Chooses by search: types some of it, and takes what is found first. */
  async choose(target, text) {
    this.actions += 2;
    await this.#focus(target);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses a word of a list by typing its beginning. */
  async select(target, word) {
    this.actions += 2;
    await this.#focus(target);
    // A click opens the list: what is typed chooses in it, and Enter closes it.
    await this.page.keyboard.type(word);
    await this.page.keyboard.press('Enter');
  }
}
