/** Recording reports, and the acts on each, in a real browser: by keyboard, with undo, and with nothing lost. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { reportSchemas, source, speaker } from '../../events/report.js';
import { KINDS } from '../../events/vocabulary.js';
import { program as main, Program } from '../app/program.js';
import { importLines, newFolder, remove, send, storyText } from '../app/started-app.js';
import { report } from '../app/talks.js';
import { hasBrowser, launched, until, violations } from './browser.js';

const inBrowser = hasBrowser() ? describe : describe.skip;
/** In milliseconds. */
const PATIENCE = 240_000;
const HOSTILE = `<img src=x onerror=alert(1)></script>"'=cmd()`;

inBrowser('Recording in a browser', () => {
  let [folder, base, talks] = ['', '', ''];
  let opened = 0;
  let server: Program;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let wrong: string[] = [];

  beforeAll(async () => {
    folder = newFolder();
    server = new Program(main, { PARLEY_DATA: folder });
    base = await server.ready();
    browser = await launched();
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    server.signal('SIGTERM');
    await server.ended();
    remove(folder);
  });
  beforeEach(async () => {
    opened += 1;
    talks = `quay-${opened}`;
    await send(base, 'POST', '/negotiations', {
      negotiation: talks,
      title: 'Quay talks',
      parties: [
        { party: 'union', name: 'Dockers', role: 'principal', aliases: ['dockers’'] },
        { party: 'port', name: 'Port authority', role: 'principal' },
        { party: 'state', name: 'State', role: 'mediator' },
      ],
      issues: [{ issue: 'pay', title: 'Base pay' }],
    });
    await recordIn('r1', { speaker: { name: 'Ana Ruiz', capacity: 'official' } });
    await recordIn('r2', {
      kind: 'proposal',
      claim: undefined,
      proposal: 'nine-percent',
      title: 'Nine percent',
      issues: ['pay'],
      terms: [{ item: 'raise', quantity: 9, unit: 'percent' }],
    });
    wrong = [];
    context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
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

  const recordIn = (id: string, more: object = {}) =>
    send(base, 'POST', `/negotiations/${talks}/reports`, report(id, more));
  const read = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${base}/v1/negotiations/${talks}/${path}`)).json()) as T;
  const reportIds = async (): Promise<string[]> =>
    (await read<{ entries: { id: string; kind: string | null }[] }>('history?limit=100')).entries
      .filter(({ kind }) => kind !== null)
      .map(({ id }) => id);
  const newest = async (): Promise<Record<string, unknown>> => {
    const { reports } = await read<{ reports: { reportId: string }[] }>('vocabulary');
    const { report: told } = await read<{ report: { recorded: Record<string, unknown> } }>(
      `reports/${reports[0]?.reportId}`,
    );
    return told.recorded;
  };
  async function at(path: string): Promise<void> {
    await page.goto(`${base}/negotiations/${talks}/${path}`);
    await until(page, `document.documentElement.dataset.alive`);
  }
  const combo = (name: string) =>
    page.getByRole('combobox', { name: new RegExp(`^${name}(?:\\s*\\(optional\\))?\\s*$`) });
  async function choose(name: string, text: string): Promise<void> {
    await combo(name).fill(text);
    await page.keyboard.press('Enter');
  }
  const look = () => page.getByRole('button', { name: 'What would it change?' }).click();
  const keep = (name = 'Record it') => page.getByRole('button', { name, exact: true }).click();
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor();

  async function fillIn(summary: string): Promise<void> {
    await page.getByLabel('What was said').fill(summary);
    await choose('Who says so', 'Ana');
    await page.getByLabel('Kind', { exact: true }).selectOption('denial');
    await page.getByLabel('When it was published').fill('14/11/2023');
    await says('Tuesday 14 November 2023');
  }

  test(
    'A report is recorded by keyboard alone, taken back and restored',
    async () => {
      await at('record');
      const { keyboard } = page;
      const tabTo = async (name: string) => {
        for (let i = 0; i < 60; i += 1) {
          const focused = await page.evaluate<string>(
            `(() => { const e = document.activeElement; return e.labels?.[0]?.innerText ?? e.innerText ?? ''; })()`,
          );
          if (focused.startsWith(name)) return;
          await keyboard.press('Tab');
        }
        throw new Error(`nothing called ${name} is reached by Tab`);
      };
      await tabTo('What was said');
      await keyboard.type('“No talks”, the dockers say.');
      await tabTo('Who says so');
      await keyboard.type('ana');
      await keyboard.press('Enter');
      await tabTo('When it was published');
      await keyboard.press('ControlOrMeta+a');
      await keyboard.type('14 Nov 2023');
      await tabTo('Kind');
      await keyboard.type('denial');
      await tabTo('Claim');
      expect(await combo('Claim').inputValue()).toBe('That there are talks');
      await tabTo('What would it change?');
      await keyboard.press('Enter');
      await page.getByRole('heading', { name: 'It would change' }).waitFor();
      await tabTo('Record it');
      await keyboard.press('Enter');
      await says('Recorded. It changed:');
      expect(await newest()).toMatchObject({
        kind: 'denial',
        claim: 'talks',
        party: 'union',
        speaker: { name: 'Ana Ruiz', capacity: 'official' },
        attribution: 'on-the-record',
        reportedAt: '2023-11-14',
        source: { publisher: 'The Quay' },
      });
      await tabTo('Undo');
      await keyboard.press('Enter');
      await says('Taken back. That changed:');
      expect(await read('claims')).toMatchObject({ claims: [{ claim: 'talks', value: 'confirmed' }] });
      await tabTo('Restore it');
      await keyboard.press('Enter');
      await says('Restored: it counts again.');
      expect(await read('claims')).toMatchObject({ claims: [{ claim: 'talks', value: 'denied' }] });
    },
    PATIENCE,
  );

  // How many actions it takes is counted by `npm run web:tasks`, from real input events.
  test('One like the last takes what is new alone, and another of the same source keeps what is the same', async () => {
    await at('record');
    await fillIn('They deny it.');
    await look();
    await page.getByRole('heading', { name: 'It would change' }).waitFor();
    await keep();
    await says('Recorded. It changed:');
    await page.getByRole('button', { name: 'Record another of the same source' }).click();
    await page.getByLabel('What was said').fill('They say that they will not meet.');
    await page.getByLabel('Kind', { exact: true }).selectOption('refusal');
    await look();
    await page.getByRole('heading', { name: 'It would change' }).waitFor();
    await keep();
    await says('Recorded. It changed:');
    expect(await newest()).toMatchObject({
      kind: 'refusal',
      reportedAt: '2023-11-14',
      speaker: { name: 'Ana Ruiz' },
      source: { publisher: 'The Quay' },
    });
  });

  test('What is new gets a slug from its title, and terms are rows', async () => {
    await at('record');
    await page.getByLabel('What was said').fill('The port offers a raise.');
    await choose('Who says so', 'a Port authority spokesman');
    expect(await combo('Whose words or act').inputValue()).toBe('Port authority');
    await page.getByLabel('Kind', { exact: true }).selectOption('proposal');
    await choose('Proposal', 'A raise of seven');
    await choose('Issues', 'base');
    await choose('Issues', 'Night shifts');
    await choose('Meant for', 'dock');
    await page.getByRole('button', { name: 'Add a term' }).click();
    await page.getByLabel('What', { exact: false }).and(page.locator('[name="terms.0.item"]')).fill('raise');
    await page.getByLabel('Amount').fill('seven');
    await page.locator('[name="terms.0.unit"]').fill('percent');
    await look();
    await page.getByRole('alert').waitFor();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Amount: write an amount/ })
      .click();
    await page.keyboard.type('6–7');
    await page.getByLabel('Amount').fill('6–7');
    await look();
    await page.getByRole('heading', { name: 'It would change' }).waitFor();
    await keep();
    await says('Recorded. It changed:');
    expect(await newest()).toMatchObject({
      proposal: 'raise-of-seven',
      title: 'A raise of seven',
      issues: ['pay', 'night-shifts'],
      to: ['union'],
      terms: [{ item: 'raise', min: 6, max: 7, unit: 'percent' }],
    });
  });

  test(
    'Every field of every kind has a control',
    async () => {
      await at('record');
      await choose('Who says so', 'Ana');
      const nested = (name: string, shape: object) => Object.keys(shape).map((field) => `${name}.${field}`);
      const fixed = ['negotiation', 'speaker', 'source', 'terms'];
      for (const kind of KINDS) {
        await page.getByLabel('Kind', { exact: true }).selectOption(kind);
        await page.evaluate(`document.querySelectorAll('main details').forEach((one) => (one.open = true))`);
        const add = page.getByRole('button', { name: 'Add a term' });
        if (await add.count()) await add.click();
        const found = new Set<string>();
        const collect = async () => {
          await page.evaluate(`document.querySelectorAll('main details').forEach((one) => (one.open = true))`);
          const names = `[...document.querySelectorAll('main [name]')].filter((one) => one.checkVisibility()).map((one) => one.name)`;
          for (const name of await page.evaluate<string[]>(names)) found.add(name);
        };
        await collect();
        const sort = page.locator('select[name=sort]');
        if (await sort.count())
          for (const one of await sort.locator('option').allTextContents()) {
            await sort.selectOption(one);
            await collect();
          }
        const schema: z.ZodType = reportSchemas[kind];
        const wanted = [
          'kind',
          ...Object.keys((schema as z.ZodObject).shape).filter((field) => !fixed.includes(field)),
          ...nested('speaker', speaker.shape),
          ...nested('source', source.shape),
          ...['item', 'unit', 'per', 'basis', 'text', 'cumulative'].map((field) => `terms.0.${field}`),
          'terms.0',
        ];
        expect([kind, wanted.filter((name) => !found.has(name))]).toEqual([kind, []]);
      }
    },
    PATIENCE,
  );

  test('What is chosen is explained, with an example', async () => {
    await at('record');
    await page.getByLabel('Kind', { exact: true }).selectOption('confirmation');
    await says(/says that it is true/);
    await says(/For example: “Yes, the two sides are talking”/);
    await page.getByLabel('Kind', { exact: true }).selectOption('assessment');
    await page.getByLabel('Outlook').selectOption('deadlock');
    await says(/not moving\. For example:/);
    const described = await page.getByLabel('Outlook').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).innerText()).toMatch(/^not moving/);
  });

  test('Whatever goes wrong, what was typed stays, and the summary leads to the field', async () => {
    await at('record');
    await page.getByLabel('What was said').fill('They deny it.');
    await choose('Who says so', 'Ana');
    await look();
    await page.getByRole('alert').waitFor();
    const summary = page.getByRole('alert');
    expect(await page.evaluate(`document.activeElement.getAttribute('role')`)).toBe('alert');
    expect(await summary.innerText()).not.toMatch(/\/\w/);
    await summary.getByRole('link', { name: /^Kind: choose what kind/ }).click();
    expect(await page.evaluate(`document.activeElement.name`)).toBe('kind');
    expect(await page.getByLabel('Kind', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Kind', { exact: true }).selectOption('denial');
    await page.getByLabel('When it was published').fill('31/2/2023');
    await says('There is no such day as 31/2/2023');
    await look();
    await summary.getByRole('link', { name: /^When it was published/ }).waitFor();
    await page.getByLabel('When it was published').fill('14 Nov 2023');
    await says('Tuesday 14 November 2023');

    await page.route('**/reports?dryRun=true', (route) => route.abort());
    await look();
    await says('The server did not answer');
    await page.unroute('**/reports?dryRun=true');
    await page.route('**/reports?dryRun=true', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        body: '{"status":401,"title":"No token"}',
      }),
    );
    await look();
    await says('You are signed out.');
    await page.unroute('**/reports?dryRun=true');
    expect(await page.getByLabel('What was said').inputValue()).toBe('They deny it.');
    await look();
    await page.getByRole('heading', { name: 'It would change' }).waitFor();
    await keep();
    await says('Recorded. It changed:');
    expect(await newest()).toMatchObject({ summary: 'They deny it.', reportedAt: '2023-11-14' });
  });

  test('What may be a copy is shown before it is recorded, and can be tied', async () => {
    await at('record');
    await page.getByLabel('What was said').fill('They talk, another paper says.');
    await choose('Who says so', 'Ana');
    await choose('Where it was published', 'The Crane');
    await page.getByLabel('Kind', { exact: true }).selectOption('confirmation');
    await page.getByLabel('When it was published').fill('13 Nov 2023');
    await says('Monday 13 November 2023');
    await look();
    await page
      .getByRole('button', { name: /^It is the same/ })
      .first()
      .click();
    await says('tied to it');
    await page.getByRole('button', { name: 'Record it' }).click();
    await says('Recorded. It changed:');
    expect(await newest()).toMatchObject({ corroborates: 'r1', source: { publisher: 'The Crane' } });
  });

  test('What was voided and is sent again does not count, and can be restored', async () => {
    const slip = async () => {
      await at('record');
      await fillIn('They deny it, by mistake.');
      await look();
    };
    await slip();
    await page.getByRole('heading', { name: 'It would change' }).waitFor();
    await keep();
    await says('Recorded. It changed:');
    await page.getByRole('button', { name: 'Undo' }).click();
    await says('Taken back.');
    await slip();
    await says('it does not count');
    await page.getByRole('button', { name: 'Restore it' }).click();
    await says('Restored: it counts again.');
    expect(await read('claims')).toMatchObject({ claims: [{ claim: 'talks', value: 'denied' }] });
  });

  test('Hostile text stays text', async () => {
    await at('record');
    await page.getByLabel('What was said').fill(HOSTILE);
    await choose('Who says so', HOSTILE);
    await choose('Where it was published', HOSTILE);
    await page.getByLabel('Its address').fill('javascript:alert(1)');
    await page.getByLabel('Kind', { exact: true }).selectOption('denial');
    await choose('Claim', HOSTILE);
    await page.getByLabel('When it was published').fill(HOSTILE);
    await says(/is not a date that can be read/);
    await look();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /^Its address: must be an http or https URL/ })
      .waitFor();
    await page.getByLabel('Its address').fill('');
    await page.getByLabel('When it was published').fill('14/11/2023');
    await says('Tuesday 14 November 2023');
    await page.getByRole('combobox', { name: 'Whose words or act' }).fill('');
    await look();
    await page.getByRole('heading', { name: 'It would change' }).waitFor();
    await keep();
    await says('Recorded. It changed:');
    await page.getByRole('link', { name: 'See the report' }).click();
    await page.waitForURL(/reports\//);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(HOSTILE);
    expect(await page.locator('main img').count()).toBe(0);
  });

  test(
    'The form has nothing against it by axe with everything open, light and dark, and fits 320 px',
    async () => {
      await at('record');
      await page.getByLabel('What was said').fill('They deny it.');
      await choose('Who says so', 'Ana');
      await page.getByLabel('Kind', { exact: true }).selectOption('agreement');
      await page.getByRole('button', { name: 'Add a term' }).click();
      const openAll = () =>
        page.evaluate(`document.querySelectorAll('main details').forEach((one) => (one.open = true))`);
      await openAll();
      const found: Record<string, string[]> = { light: await violations(page) };
      await page.emulateMedia({ colorScheme: 'dark' });
      found['dark'] = await violations(page, ['color-contrast']);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 320, height: 700 });
      found['narrow'] = await violations(page);
      expect(Object.entries(found).filter(([, of]) => of.length)).toEqual([]);
      expect(await page.evaluate<number>(`document.documentElement.scrollWidth`)).toBeLessThanOrEqual(320);
      await look();
      await page.getByRole('alert').waitFor();
      expect(await violations(page)).toEqual([]);
    },
    PATIENCE,
  );

  describe('An act on a report', () => {
    const act = async (id: string) => {
      await page.locator(`[data-act=${id}] > summary`).click();
      await page.locator(`[data-act=${id}] form`).waitFor();
    };
    const form = () => page.locator('details.act[open]');
    const because = (reason: string) => form().getByLabel('Why').fill(reason);
    const standing = async (id: string): Promise<unknown> =>
      (await read<{ report: { standing: string } }>(`reports/${id}`)).report.standing;

    test('retracts it, with a preview, and takes that back', async () => {
      await at('reports/r1');
      await act('retract');
      await because('The paper took it back.');
      await look();
      await page.getByRole('heading', { name: 'It would change' }).waitFor();
      expect(await standing('r1')).toBe('active');
      await keep('Retract it');
      await says('Recorded. It changed:');
      expect(await standing('r1')).toBe('retracted');
      await page.getByRole('button', { name: 'Undo' }).click();
      await says('Taken back. That changed:');
      expect(await standing('r1')).toBe('active');
    });

    test('reinstates it after it was retracted', async () => {
      await send(base, 'POST', `/negotiations/${talks}/reports/r1/retraction`, {
        reportedAt: '2023-11-15',
        reason: 'x',
      });
      await at('reports/r1');
      await act('reinstate');
      await because('It stands by it.');
      await look();
      await keep('Reinstate it');
      await says('Recorded. It changed:');
      expect(await standing('r1')).toBe('active');
    });

    test('corrects it by what is changed alone, and says at the field what is wrong', async () => {
      await at('reports/r1');
      await act('correct');
      await form().getByLabel('What was said').waitFor();
      await look();
      await page
        .getByRole('alert')
        .getByRole('link', { name: /^What was said: nothing of it has been changed/ })
        .click();
      await form().getByLabel('Kind', { exact: true }).selectOption('denial');
      await form().getByLabel('What was said').fill('They do not talk.');
      await look();
      await page
        .getByRole('alert')
        .getByRole('link', { name: /^Why: is required/ })
        .click();
      await page.keyboard.type('He was misheard.');
      expect(await form().getByLabel('What was said').inputValue()).toBe('They do not talk.');
      await look();
      await page.getByRole('heading', { name: 'It would change' }).waitFor();
      await keep('Correct it');
      await says('Recorded. It changed:');
      const { report: told } = await read<{ report: { current: object; recorded: object } }>('reports/r1');
      expect(told).toMatchObject({
        current: { kind: 'denial', summary: 'They do not talk.', speaker: { name: 'Ana Ruiz' } },
        recorded: { kind: 'confirmation', summary: 'They talk.' },
      });
    });

    test('amends it, ties it, regrades its source, voids it and restores it', async () => {
      await recordIn('r3', { source: { publisher: 'The Crane' }, summary: 'They meet, says the crane.' });
      await at('reports/r3');
      await act('amend');
      await form().getByLabel('What was said').fill('They met.');
      await because('A slip of the pen.');
      await look();
      await keep('Amend it');
      await says('Recorded. It changed:');
      await act('corroborate');
      await combo('The other report').fill('r1');
      await page.keyboard.press('Enter');
      await because('The same statement.');
      await look();
      await page.getByRole('heading', { name: 'It would change' }).waitFor();
      await keep('Tie them');
      await says('Recorded. It changed:');
      expect(await read('reports/r3')).toMatchObject({
        report: { current: { summary: 'They met.', corroborates: 'r1' } },
      });
      await act('regrade');
      await form().getByLabel('Grade', { exact: true }).selectOption('E');
      await because('It has been wrong before.');
      await look();
      await page.getByRole('heading', { name: 'It would change' }).waitFor();
      await keep('Regrade it');
      await says('Recorded. It changed:');
      await page.getByRole('button', { name: 'Undo' }).click();
      await says('Taken back. That changed:');
      await act('void');
      await because('Entered by mistake.');
      await look();
      await keep('Void it');
      await says('Recorded. It changed:');
      expect(await standing('r3')).toBe('voided');
      await page.getByRole('link', { name: 'See the report as it reads now' }).click();
      await until(page, `document.querySelector('[data-act=restore]') && document.documentElement.dataset.alive`);
      await act('restore');
      await because('It was right.');
      await look();
      await keep('Restore it');
      await says('Recorded. It changed:');
      expect(await standing('r3')).toBe('active');
    });

    test('erases what is chosen of it for good, and nothing where nothing is chosen', async () => {
      await recordIn('r4', { summary: 'A name that must not be there.', note: 'Kept.' });
      await at('reports/r4');
      await act('erase');
      await look();
      for (const missing of ['What is erased: choose what is erased', 'Why: choose why'])
        await page.getByRole('alert').getByRole('link', { name: missing }).waitFor();
      await form().getByRole('checkbox', { name: 'What was said A name that must not be there.' }).check();
      await form().getByLabel('Why').selectOption('source-protection');
      await look();
      await page.getByRole('heading', { name: 'It would change' }).waitFor();
      await keep('Erase for good');
      await says('Recorded. It changed:');
      const { report: told } = await read<{ report: { current: { summary: string; note: string } } }>('reports/r4');
      expect(told.current.summary).toMatch(/^\[erased on .*, because a source is protected\]$/);
      expect(told.current.note).toBe('Kept.');
    });

    test('ties it to none where none is chosen, and says so at the field', async () => {
      await at('reports/r1');
      await act('corroborate');
      await combo('The other report').waitFor();
      await look();
      await page
        .getByRole('alert')
        .getByRole('link', { name: 'The other report: choose the report that it is to be tied to' })
        .waitFor();
      expect(await combo('The other report').getAttribute('aria-invalid')).toBe('true');
    });

    test('takes a change back that was made before', async () => {
      await send(base, 'POST', `/negotiations/${talks}/entries/r1/amendment`, {
        reason: 'wrong',
        changes: { kind: 'denial' },
      });
      await at('reports/r1');
      await act('take-back');
      await because('It was right before.');
      await look();
      await keep('Take it back');
      await says('Recorded. It changed:');
      expect(await read('claims')).toMatchObject({ claims: [{ claim: 'talks', value: 'confirmed' }] });
    });

    test(
      'has nothing against it by axe with every form open',
      async () => {
        await at('reports/r1');
        for (const id of ['retract', 'amend', 'void', 'corroborate', 'regrade', 'correct']) {
          await act(id);
          await until(page, `!document.querySelector('details.act[open]')?.innerText.includes('…')`);
          expect([id, await violations(page)]).toEqual([id, []]);
        }
      },
      PATIENCE,
    );
  });

  test('A report that is older than the last hundred is found by its words', async () => {
    await importLines(base, storyText('gaza-hostages-2023'));
    await page.goto(`${base}/negotiations/gaza-hostages-2023/record`);
    await until(page, `document.documentElement.dataset.alive`);
    await page.getByLabel('Kind', { exact: true }).selectOption('no-comment');
    await page.locator('select[name=sort]').selectOption('report');
    await combo('Report').fill('gh-003');
    await page.getByRole('option', { name: /gh-003/ }).click();
    await page.getByLabel('What was said').fill('They decline to comment.');
    await choose('Who says so', 'Netanyahu');
    await look();
    await page.getByRole('button', { name: 'Record it' }).waitFor();
    await keep();
    await says('Recorded. It changed:');
    const { reports } = (await (await fetch(`${base}/v1/negotiations/gaza-hostages-2023/vocabulary`)).json()) as {
      reports: { reportId: string }[];
    };
    const told = await (
      await fetch(`${base}/v1/negotiations/gaza-hostages-2023/reports/${reports[0]?.reportId}`)
    ).json();
    expect(told).toMatchObject({ report: { recorded: { kind: 'no-comment', report: 'gh-003' } } });
  });

  test('Two names are made one by their titles, and told apart again', async () => {
    await recordIn('m1', { claim: 'near-deal', claimText: 'A deal is near' });
    await recordIn('m2', { claim: 'deal-near', claimText: 'A deal is close', kind: 'denial', party: 'port' });
    await at('merge?what=claim&from=deal-near');
    expect(await combo('This one').inputValue()).toBe('A deal is close');
    await choose('is this one', 'near');
    await page.getByLabel('Why').fill('The same claim.');
    await look();
    await page.getByRole('heading', { name: 'It would change' }).waitFor();
    await keep('Merge them');
    await says('Recorded. It changed:');
    const claims = async () => (await read<{ claims: { claim: string }[] }>('claims')).claims.map(({ claim }) => claim);
    expect(await claims()).not.toContain('deal-near');
    await page.getByRole('button', { name: 'Undo' }).click();
    await says('Taken back. That changed:');
    expect(await claims()).toContain('deal-near');
    expect(await violations(page)).toEqual([]);
    expect((await reportIds()).length).toBe(4);
  });
});
