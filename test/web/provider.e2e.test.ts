/** Signing in with an identity provider in a real browser: the pages of a real one, on another site, and back. */
import type { Browser, Page } from 'playwright-core';
import { ProviderProcess } from '../access/provider/provider-process.js';
import { hasBrowser, launched, violations } from './browser.js';
import { ServedPages } from './served-pages.js';

const TOKEN = 'the-first-token-of-this-test-server';

const inBrowser = hasBrowser() ? describe : describe.skip;

let provider: ProviderProcess;
let pages: ServedPages;
let browser: Browser;
let page: Page;
let at = '';
beforeAll(async () => {
  provider = await ProviderProcess.start();
  const { issuer, clientId, scope, name } = provider.settings();
  pages = await ServedPages.start([], {
    PARLEY_BOOTSTRAP_TOKEN: TOKEN,
    PARLEY_OIDC_ISSUER: issuer,
    PARLEY_OIDC_CLIENT_ID: clientId,
    // A public client: PKCE alone protects it.
    PARLEY_OIDC_ROLES: '{"desk":["editor","auditor"],"news":["reporter"]}',
    PARLEY_OIDC_SCOPE: scope,
    PARLEY_OIDC_NAME: `${name} <b>`,
  });
  at = pages.base;
  await provider.knows(at, true);
  if (!hasBrowser()) return;
  browser = await launched();
  page = await browser.newPage();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await pages.stop();
  await provider.stop();
});

const shown = async (): Promise<string> => ((await page.textContent('body')) ?? '').replaceAll(/\s+/g, ' ');

/** The pages of the provider: who it is, and that they agree. */
async function goThrough(login: string): Promise<void> {
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', 'x');
  await page.click('button[type=submit]');
  await page.click('button[type=submit]');
}

inBrowser('Signing in with an identity provider', () => {
  test('A browser is led to the provider and back to where it was, and signed out of both', async () => {
    await page.goto(`${at}/glossary?q=1`);
    await page.goto(`${at}/`);
    await page.waitForURL(`${at}/sign-in?next=%2F`);
    expect(await violations(page)).toEqual([]);
    await page.click('text=Sign in with The newsroom <b>');
    await page.waitForURL(/^http:\/\/localhost/);
    await goThrough('ben');
    // Over a page of Parley’s own: a redirect from another site would not bring the session along.
    await page.waitForURL(`${at}/`);
    expect(await shown()).toContain('Ben <b>Brandt</b> reporter');
    const cookies = await page.context().cookies(at);
    const kept = cookies.map(({ name, sameSite }) => `${name} ${sameSite}`);
    expect(new Set(kept)).toEqual(
      new Set(['__Host-parley_form Strict', '__Host-parley_name Strict', '__Host-parley_session Strict']),
    );
    await page.click('.who summary');
    expect(await violations(page)).toEqual([]);
    await page.click('text=Sign out');
    await page.waitForURL(/^http:\/\/localhost.*\/session\/end/);
    await page.click('text=Yes, sign me out');
    await page.waitForURL(`${at}/sign-in`);
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('__Host-parley_session');
  }, 60_000);

  test('Whom no group gives a role reads why, and can sign in with a token', async () => {
    await page.context().clearCookies();
    await page.goto(`${at}/sign-in`);
    await page.click('text=Sign in with The newsroom <b>');
    await goThrough('cleo');
    await page.waitForURL(/\/sign-in\/callback/);
    expect(await shown()).toMatch(/You are not signed in.*gives you a role here.*again or with a token/);
    expect(await violations(page)).toEqual([]);
    await provider.fails({ broken: true });
    await page.click('text=Sign in');
    await page.fill('[name=token]', TOKEN);
    await page.click('button.main');
    await page.waitForURL(`${at}/people`);
    await provider.fails({});
  }, 60_000);
});
