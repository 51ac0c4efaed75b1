/** Acts on the record that are seldom done, each walked by keys alone: merging, titles, other names, taking back, restoring. */
import type { Page } from 'playwright-core';
import { report } from '../../app/talks.js';
import { hasBrowser, until, violations } from '../browser.js';
import type { Keyboard } from './keyboard.js';
import { PATIENCE, Walk } from './walking.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
const TALKS = 'quay';
const OF = `/negotiations/${TALKS}`;

inBrowser('By keys alone', () => {
  const walk = Walk.through({}, {}, async () => {
    await walk.ask('/negotiations', undefined, {
      negotiation: TALKS,
      title: 'Quay talks',
      parties: [
        { party: 'union', name: 'Dockers', role: 'principal' },
        { party: 'dockers-union', name: 'Dockers’ Union', role: 'principal' },
        { party: 'port', name: 'Port authority', role: 'principal' },
      ],
      issues: [{ issue: 'pay', title: 'Base pay' }],
    });
    const claims = [
      ['r1', 'union', 'sanctions', 'Sanctions are lifted'],
      ['r2', 'port', 'sanction', 'The sanctions end'],
    ] as const;
    for (const [id, party, claim, claimText] of claims) await recorded(id, { party, claim, claimText });
    const other = { claim: undefined, terms: [{ item: 'raise', quantity: 9, unit: 'percent' }] };
    const offer = { ...other, kind: 'proposal', issues: ['pay'] };
    await recorded('r3', { ...offer, proposal: 'nine', title: 'Nine percent' });
    await recorded('r4', { ...offer, proposal: 'nine-percent', title: 'A rise of nine percent' });
    await recorded('r5', { ...other, kind: 'demand', issue: 'wages', issueTitle: 'Wages' });
    await recorded('r6', { ...other, kind: 'demand', issue: 'salaries', issueTitle: 'Salaries' });
    const deal = { ...other, kind: 'agreement', between: ['union', 'port'], scope: 'partial' };
    await recorded('r7', { ...deal, agreement: 'deal', title: 'The deal' });
    await recorded('r8', { ...deal, agreement: 'accord', title: 'The accord' });
  });

  let page: Page;
  let keys: Keyboard;
  beforeEach(() => ({ page, keys } = walk));

  async function recorded(id: string, more: object): Promise<void> {
    await walk.ask(`${OF}/reports`, undefined, report(id, more));
  }
  /** Looks at what an act would change, then does it. */
  async function does(label: string): Promise<void> {
    await keys.press('button', 'What would it change?');
    await keys.hears('It would change');
    await keys.press('button', label);
    await keys.hears('Recorded. It changed:');
  }
  const undoes = async (): Promise<void> => {
    await keys.press('button', 'Undo');
    await keys.hears('Taken back. That changed:');
  };
  const restores = async (): Promise<void> => {
    await keys.press('button', 'Restore it');
    await keys.hears('Restored: it counts again');
  };
  /** What reports name, without the revision that says so. */
  const named = async (): Promise<string> =>
    (await (await fetch(`${walk.base}/v1${OF}/vocabulary`)).text()).replace(/"revision":\d+,"position":"\d+",/, '');

  test.each([
    ['party', 'Dockers’ Union', 'Dockers'],
    ['claim', 'The sanctions end', 'Sanctions are lifted'],
    ['issue', 'Salaries', 'Wages'],
    ['proposal', 'A rise of nine percent', 'Nine percent'],
    ['agreement', 'The accord', 'The deal'],
  ])(
    'two names of a %s are made one, from the page on which the talks are edited; undone and restored',
    async (what, from, into) => {
      await keys.open(`${walk.base}${OF}/edit`);
      await keys.press('link', /Make them one/);
      await page.waitForURL(/\/merge/);
      await keys.alive();
      // What lacks is told at its field, and the focus is at the summary.
      await keys.press('button', 'What would it change?');
      await keys.hears('There is a problem');
      await keys.select('What they are', what);
      await keys.choose(/^This one/, from);
      await keys.choose(/^is this one/, into);
      expect(await page.locator('main').textContent()).toContain(`“${from}” will be read as “${into}”`);
      await keys.fill('textbox', 'Why', 'They are one.');
      const before = await named();
      await does('Merge them');
      expect(await named()).not.toBe(before);
      await undoes();
      expect(await named()).toBe(before);
      await restores();
      expect(await named()).not.toBe(before);
      expect(await violations(page)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'an issue gets another title, and a party another name; undone and restored',
    async () => {
      await keys.open(`${walk.base}${OF}/edit`);
      await keys.choose(/^Which claim, issue, proposal or agreement/, 'Base pay');
      await keys.fill('textbox', 'New title', 'Pay and overtime');
      await keys.fill('textbox', /^Why/, 'Both are talked about.');
      await does('Record the title');
      await undoes();
      await restores();
      expect(await (await fetch(`${walk.base}/v1${OF}`)).text()).toContain('Pay and overtime');

      await keys.open(`${walk.base}${OF}/edit`);
      await keys.press('DisclosureTriangle', /^Port authority/);
      await keys.press('button', 'Add a name in another language');
      await keys.fill('combobox', /^Language/, 'Arabic');
      await keys.fill('textbox', /^Name in it/, 'هيئة الميناء');
      await keys.fill('textbox', /^Also called/, 'the harbour');
      await does('Record the change');
      await undoes();
      await restores();
      expect(await (await fetch(`${walk.base}/v1${OF}`)).json()).toMatchObject({
        parties: expect.arrayContaining([
          expect.objectContaining({ party: 'port', names: { ar: 'هيئة الميناء' }, aliases: ['the harbour'] }),
        ]),
      });
      expect(await violations(page)).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'two names of a source are read as one; undone and restored',
    async () => {
      for (const publisher of ['Reuters', 'Reuters News Agency'])
        await recorded(`s-${publisher.length}`, { source: { publisher } });
      await keys.open(`${walk.base}/sources`);
      await keys.press('link', 'Reuters News Agency');
      await page.waitForURL(/\/sources\/Reuters/);
      await keys.alive();
      await keys.press('DisclosureTriangle', /another name of a source/);
      // The names are fetched as it is opened.
      await page.waitForLoadState('networkidle');
      await keys.choose(/^It is/, 'Reuters');
      await keys.fill('textbox', 'Why', 'It is the agency’s whole name.');
      await does('Read both as one');
      await undoes();
      await restores();
      const { sources } = (await (await fetch(`${walk.base}/v1/sources`)).json()) as { sources: { name: string }[] };
      expect(sources.map(({ name }) => name).filter((name) => name.startsWith('Reuters'))).toEqual(['Reuters']);
      expect(await violations(page)).toEqual([]);
    },
    PATIENCE,
  );

  /** Leaves what was done, and sees the report as it is now. */
  async function shownAnew(): Promise<void> {
    await Promise.all([page.waitForEvent('load'), keys.press('link', 'See the report as it reads now')]);
    await keys.alive();
  }

  test(
    'a report is retracted and reinstated, voided and restored, and a change of it taken back',
    async () => {
      await recorded('walked', {});
      const standing = async (): Promise<string> =>
        ((await (await fetch(`${walk.base}/v1${OF}/reports/walked`)).json()) as { report: { standing: string } }).report
          .standing;
      const of = `${walk.base}${OF}/reports/walked`;
      const begin = async (act: string): Promise<void> => {
        await keys.open(of);
        await keys.press('DisclosureTriangle', new RegExp(`^${act} `));
        await until(page, `document.querySelector('details[open] form.act')`);
      };
      const because = () => keys.fill('textbox', 'Why', 'So it was told.');

      await begin('Retract');
      await because();
      await does('Retract it');
      expect(await standing()).toBe('retracted');
      await begin('Reinstate');
      await because();
      await does('Reinstate it');
      expect(await standing()).toBe('active');
      await undoes();
      expect(await standing()).toBe('retracted');
      await begin('Take back a change');
      await because();
      await does('Take it back');
      expect(await standing()).toBe('active');
      await begin('Void');
      await because();
      await does('Void it');
      expect(await standing()).toBe('voided');
      await begin('Restore');
      await because();
      await does('Restore it');
      expect(await standing()).toBe('active');
      await shownAnew();
      expect(await keys.tree()).toContain('Change the record');
      expect(await violations(page)).toEqual([]);
    },
    PATIENCE,
  );
});
