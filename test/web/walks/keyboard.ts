/** Keys alone, and what a screen reader is told: the focus is followed in the browser's accessibility tree. */
import type { CDPSession, Page } from 'playwright-core';
import { until } from '../browser.js';

/** A control as the accessibility tree has it. */
export interface Control {
  readonly role: string;
  readonly name: string;
}

interface AxValue {
  readonly value?: string;
}
interface AxNode {
  readonly role?: AxValue;
  readonly name?: AxValue;
}

/** More stops than these to a control are not walked by anybody. */
const MOST_STOPS = 150;

const is = ({ role, name }: Control, sought: string, called: string | RegExp): boolean =>
  role === sought && (typeof called === 'string' ? name === called : called.test(name));

export class Keyboard {
  private constructor(
    private readonly page: Page,
    private readonly devtools: CDPSession,
  ) {}

  static async of(page: Page): Promise<Keyboard> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Accessibility.enable');
    return new Keyboard(page, devtools);
  }

  /** Opens a page, as an address that was typed. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.alive();
  }

  /** The browser has come to a page, which hears keys. */
  at(path: string): Promise<void> {
    return until(this.page, `location.pathname === ${JSON.stringify(path)} && document.documentElement.dataset.alive`);
  }

  alive(): Promise<void> {
    return until(this.page, `document.documentElement.dataset.alive`);
  }

  /** What has the focus; the role `none` where nothing has. */
  async focused(): Promise<Control> {
    if (await this.page.evaluate<boolean>(`document.activeElement === document.body`))
      return { role: 'none', name: '' };
    const { result } = await this.devtools.send('Runtime.evaluate', { expression: 'document.activeElement' });
    const { nodes } = await this.devtools.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId ?? '',
      fetchRelatives: false,
    });
    const [{ role, name } = {}] = nodes as unknown as AxNode[];
    return {
      role: role?.value ?? '',
      name: (name?.value ?? '').replaceAll(/\s+/g, ' ').trim(),
    };
  }

  /** Tab until the control has the focus. Every stop on the way must have a name. */
  async to(role: string, name: string | RegExp): Promise<void> {
    const seen: string[] = [];
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      const at = await this.focused();
      if (is(at, role, name)) return;
      seen.push(`${at.role} ${JSON.stringify(at.name)}`);
      // What is only focused by the page itself, such as what came of an act, is read out with all that stands in it.
      const isStop = at.role !== 'none' && (await this.page.evaluate<boolean>(`document.activeElement.tabIndex >= 0`));
      if (isStop && at.name === '')
        throw new Error(`a stop without a name: ${seen.slice(-3).join(' → ')} ${await this.#markup()}`);
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`no key leads to the ${role} ${String(name)}: ${seen.slice(-40).join(' → ')}`);
  }

  async press(role: string, name: string | RegExp, key = 'Enter'): Promise<void> {
    await this.to(role, name);
    await this.page.keyboard.press(key);
  }

  /** Types into a box, in place of what stands in it. */
  async fill(role: string, name: string | RegExp, text: string): Promise<void> {
    await this.to(role, name);
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(text);
  }

  /** Types some words of what is chosen, and takes the first that is found. */
  async choose(name: string | RegExp, words: string): Promise<void> {
    await this.fill('combobox', name, words);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses of a list that cannot be typed into, by the first letters of an option, as browsers have it. */
  async select(name: string | RegExp, letters: string): Promise<void> {
    await this.to('combobox', name);
    await this.page.keyboard.type(letters);
  }

  /**
   * What came of an act is told: it stands where changes are read out, or the focus is at it; and the focus is not lost at
   * the top of the page.
   */
  async hears(text: string): Promise<void> {
    const sought = JSON.stringify(text);
    await until(
      this.page,
      `[document.activeElement, ...document.querySelectorAll('[role=status], [role=alert], [aria-live]')]
        .some((one) => one !== document.body && (one?.textContent ?? '').replaceAll(/\\s+/g, ' ').includes(${sought}))`,
    ).catch(async () => {
      const told = await this.page.locator('[role=status], [role=alert]').allInnerTexts();
      throw new Error(`“${text}” is not told, but ${JSON.stringify(told)}`);
    });
    const isLost = await this.page.evaluate<boolean>(`document.activeElement === document.body`);
    if (isLost) throw new Error(`the focus is lost where “${text}” is told`);
  }

  /** What a screen reader reads of the page. */
  tree(): Promise<string> {
    return this.page.locator('body').ariaSnapshot();
  }

  #markup(): Promise<string> {
    return this.page.evaluate<string>(`document.activeElement.outerHTML.slice(0, 300)`);
  }
}
