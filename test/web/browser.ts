/** A real browser, where there is one. Where there is none, its tests say so loudly; `.ci/run` asks for it. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page, type Route } from 'playwright-core';

const PATHS = [
  process.env['PARLEY_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const found = PATHS.find((path) => path !== '' && existsSync(path));
const FLAGS =
  '--no-sandbox --headless --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync';

/** Whether there is a browser to test in. */
export function hasBrowser(): boolean {
  if (found !== undefined) return true;
  const missing = 'NO BROWSER WAS FOUND: the pages are not tested (install chromium, or name one in PARLEY_CHROMIUM)';
  if (process.env['PARLEY_BROWSER'] === 'required') throw new Error(missing);
  process.stderr.write(`\n${missing}\n\n`);
  return false;
}

export const launched = (): Promise<Browser> =>
  chromium.launch({ executablePath: found ?? '', args: FLAGS.split(' ') });

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** What WCAG 2.2 AA has against the page; `rules` looks at those alone. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Half a megabyte, and a page is looked at several times.
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(AXE);
  const runOnly = rules
    ? { type: 'rule', values: [...rules] }
    : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
  const result = await page.evaluate(
    (options) =>
      (globalThis as unknown as { axe: { run: (of: unknown) => Promise<{ violations: Violation[] }> } }).axe.run(
        options,
      ),
    { runOnly, resultTypes: ['violations'] },
  );
  return result.violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary.slice(0, 200)}`),
  );
}

/** Waits until an expression holds in the page. Playwright's own way needs a policy that lets text be run. */
export async function until(page: Page, holds: string): Promise<void> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    if (await page.evaluate<boolean>(`Boolean(${holds})`).catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it does not come to this: ${holds}`);
}

/** A gate before some answers: they wait until it is opened. */
export function gate(): { readonly hold: (route: Route) => Promise<void>; readonly open: () => void } {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    hold: async (route) => {
      await opened;
      await route.continue().catch(() => undefined);
    },
    open,
  };
}
