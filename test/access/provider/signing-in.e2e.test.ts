/** Signing in with an identity provider: a real one, over HTTP, with everything that could be wrong on the way. */
import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import type { MeAnswer } from '../../../answers/access/me.js';
import type { SessionsAnswer } from '../../../answers/access/sessions.js';
import type { TokensAnswer } from '../../../answers/access/tokens.js';
import { sessionFormToken } from '../../../src/access/sessions/form-token.js';
import { providerFindings } from '../../../src/doctor/identity-provider.js';
import type { OidcSettings } from '../../../src/platform/oidc-settings.js';
import { readConfig } from '../../../src/platform/config.js';
import { followPage } from '../../docs/session.js';
import { ADMIN, GuardedApp, logged } from '../guarded-app.js';
import { until } from '../../store/until.js';
import { begun, Cookies, ledBack, ProviderProcess, signedIn, signedOutThere } from './provider-process.js';

let provider: ProviderProcess;
let guarded: GuardedApp;
let base = '';
beforeAll(async () => {
  provider = await ProviderProcess.start();
  guarded = await GuardedApp.start({ oidc: provider.settings() });
  ({ base } = guarded);
  await provider.knows(base);
});
afterAll(async () => {
  await guarded.stop();
  await provider.stop();
});

const SESSION = '__Host-parley_session';
const me = async (cookies: Cookies): Promise<MeAnswer> =>
  (await (await cookies.ask(`${base}/v1/me`)).json()) as MeAnswer;

/** What whoever wanted to sign in is told, on a page. */
async function told(answer: Response, cookies: Cookies): Promise<readonly [number, boolean, string]> {
  const { document } = parseHTML(await answer.text());
  return [answer.status, cookies.has(SESSION), document.querySelector('main')?.textContent ?? ''];
}

/** Nobody is signed in, and the words say why. */
const refusal = (status: number, words: RegExp) => [status, false, expect.stringMatching(words)];

describe('Whom the provider knows', () => {
  test('is signed in with the roles of their groups, and recorded by issuer and subject', async () => {
    const cookies = new Cookies();
    const start = await begun(cookies, base, '/people?x=1');
    expect(Object.fromEntries(start.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${base}/sign-in/callback`,
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    const answer = await cookies.ask(await ledBack(cookies, start, 'ana', base));
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('url=/people?x=1"')]);
    const subject = `${provider.issuer} ana`;
    expect(await me(cookies)).toMatchObject({ kind: 'person', subject, roles: ['editor', 'auditor'] });
    const opened = await fetch(`${base}/v1/negotiations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookies.header, origin: base },
      body: JSON.stringify({ negotiation: 'talks', title: 'Talks' }),
    });
    expect(opened.status).toBe(201);
    const history = await cookies.ask(`${base}/v1/negotiations/talks/history?order=recorded`);
    expect(await history.json()).toMatchObject({ entries: [{ recorder: subject }] });
  });

  test('has a cookie for ten minutes on the way, which comes along from the provider’s site, and a Strict session then', async () => {
    const cookies = new Cookies();
    const way = await cookies.ask(`${base}/sign-in/provider`);
    expect(way.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-parley_sign_in=[\w-]+; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
    const back = await cookies.ask(await ledBack(cookies, await begun(cookies, base), 'ben', base));
    expect(back.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-parley_sign_in=; Max-Age=0/),
      expect.stringMatching(/^__Host-parley_session=.*; Secure; HttpOnly; SameSite=Strict$/),
      expect.stringMatching(/^__Host-parley_name=.*; Secure; HttpOnly; SameSite=Strict$/),
    ]);
    expect(back.headers.get('cache-control')).toBe('no-store');
  });

  test('and has no group with a role here is told so, and not let in', async () => {
    for (const login of ['cleo', 'dan']) {
      const cookies = new Cookies();
      const answer = await signedIn(cookies, base, login);
      expect(await told(answer, cookies)).toEqual(
        refusal(403, /nothing that it says of you \(its claim “groups”\) gives you a role/),
      );
    }
  });

  test('signs out of both', async () => {
    const cookies = new Cookies();
    await signedIn(cookies, base, 'ben');
    const session = cookies.header;
    const form = sessionFormToken({ cookie: session }) ?? '';
    const out = await cookies.ask(`${base}/sign-out`, { form }, { origin: base });
    const way = /<a href="([^"]+)"/.exec(await out.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(Object.fromEntries(new URL(way).searchParams)).toMatchObject({
      client_id: 'parley',
      post_logout_redirect_uri: `${base}/sign-in`,
      id_token_hint: expect.stringMatching(/^ey/),
    });
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect((await cookies.ask(way)).status).toBe(200);
    expect([(await me(cookies)).kind, cookies.has(SESSION)]).toEqual(['nobody', false]);
    expect((await fetch(`${base}/v1/negotiations`, { headers: { cookie: session } })).status).toBe(401);
  });

  test('is signed out here, on every browser, when they sign out of the provider', async () => {
    const [one, other, ana] = [new Cookies(), new Cookies(), new Cookies()];
    await signedIn(ana, base, 'ana');
    for (const cookies of [one, other]) await signedIn(cookies, base, 'ben');
    const query = new URLSearchParams({ client_id: 'parley', post_logout_redirect_uri: `${base}/sign-in` });
    const done = await signedOutThere(one, `${provider.issuer}/session/end?${query.toString()}`);
    expect([done.status, done.headers.get('location')]).toEqual([303, `${base}/sign-in`]);
    await until(async () => (await me(other)).kind === 'nobody');
    expect([(await me(one)).kind, (await me(ana)).kind]).toEqual(['nobody', 'person']);
  });

  test('stays signed in whatever is sent as a logout token and is none, or was taken before', async () => {
    const ben = new Cookies();
    await signedIn(ben, base, 'ben');
    const now = Math.floor(Date.now() / 1000);
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const claims = { iss: provider.issuer, aud: 'parley', iat: now, exp: now + 120, jti: 'one', sub: 'ben', events };
    const sent = async (token: string): Promise<number> =>
      (
        await fetch(`${base}/sign-in/provider/logout`, {
          method: 'POST',
          body: new URLSearchParams({ logout_token: token }),
        })
      ).status;
    const wrong = [
      { iss: 'http://localhost:1' },
      { aud: 'another' },
      { iat: now - 600, exp: now + 120 },
      { iat: now + 600 },
      { exp: now - 600 },
      { nonce: 'n' },
      { events: undefined },
      { events: { 'http://schemas.openid.net/event/other': {} } },
      { jti: undefined },
      { sub: undefined },
      { sub: undefined, sid: 7 },
    ];
    for (const [i, other] of wrong.entries())
      expect([other, await sent(await provider.logoutToken({ ...claims, jti: `wrong-${i}`, ...other }))]).toEqual([
        other,
        400,
      ]);
    for (const how of [{ forged: true }, { unsigned: true }, { typ: 'at+jwt' }] as const)
      expect([how, await sent(await provider.logoutToken(claims, how))]).toEqual([how, 400]);
    for (const nonsense of ['', 'a.b.c', 'x'.repeat(3_000)]) expect(await sent(nonsense)).toBe(400);
    expect((await me(ben)).kind).toBe('person');
    // Whom Parley does not know has no session to end, which is no fault.
    expect(await sent(await provider.logoutToken({ ...claims, jti: 'nobody', sub: 'nobody' }))).toBe(200);
    const token = await provider.logoutToken(claims, { typ: 'logout+jwt' });
    expect([await sent(token), (await me(ben)).kind]).toEqual([200, 'nobody']);
    await signedIn(ben, base, 'ben');
    expect([await sent(token), (await me(ben)).kind]).toEqual([400, 'person']);
  });

  test('is signed out of the browser alone whose session the provider names, where it names nobody', async () => {
    const [one, other] = [new Cookies(), new Cookies()];
    await provider.fails({ claims: { sid: 'one' } });
    await signedIn(one, base, 'ben');
    await provider.fails({ claims: { sid: 'other' } });
    await signedIn(other, base, 'ben');
    await provider.fails({});
    const now = Math.floor(Date.now() / 1000);
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const claims = { iss: provider.issuer, aud: 'parley', iat: now, exp: now + 120, jti: 'by sid', sid: 'one', events };
    const answer = await fetch(`${base}/sign-in/provider/logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: await provider.logoutToken(claims) }),
    });
    expect([answer.status, (await me(one)).kind, (await me(other)).kind]).toEqual([200, 'nobody', 'person']);
  });

  test('is listed with the tokens, is signed out everywhere by an admin, and may come again', async () => {
    const [one, other] = [new Cookies(), new Cookies()];
    await signedIn(one, base, 'ana');
    await signedIn(other, base, 'ana');
    const list = async () =>
      ((await (await guarded.ask('/v1/tokens', { token: ADMIN })).json()) as TokensAnswer).tokens.filter(
        ({ subject }) => subject === `${provider.issuer} ana`,
      );
    const [ana, ...more] = await list();
    expect([ana, more]).toMatchObject([{ kind: 'person', standing: 'active', expiresAt: null }, []]);
    for (const round of [1, 2]) {
      const ended = await guarded.post(`/v1/tokens/${ana?.id ?? ''}/revocation`, ADMIN, { reason: `round ${round}` });
      expect([ended.status, (await me(one)).kind, (await me(other)).kind]).toEqual([200, 'nobody', 'nobody']);
      expect(await list()).toMatchObject([{ standing: 'revoked', revoked: { reason: `round ${round}` } }]);
      await signedIn(one, base, 'ana');
      // What was ended before stays ended.
      expect([(await me(one)).kind, (await me(other)).kind]).toEqual(['person', 'nobody']);
    }
  });

  test('ends their other sessions soon after signing in, without a token', async () => {
    const [here, left] = [new Cookies(), new Cookies()];
    await signedIn(left, base, 'ben');
    await signedIn(here, base, 'ben');
    const { sessions } = (await (await here.ask(`${base}/v1/me/sessions`)).json()) as SessionsAnswer;
    const others = sessions.filter(({ isThis }) => !isThis).map(({ session }) => session);
    const ended = await fetch(`${base}/v1/me/sessions/end`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: here.header, origin: base },
      body: JSON.stringify({ sessions: others }),
    });
    expect([ended.status, (await me(left)).kind, (await me(here)).kind]).toEqual([200, 'nobody', 'person']);
  });
});

describe('Nobody is signed in', () => {
  afterEach(() => provider.fails({}));
  const past = Math.floor(Date.now() / 1000) - 3_600;

  test.each([
    ['another nonce', { claims: { nonce: 'x'.repeat(43) } }],
    ['no nonce', { claims: { nonce: null } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['several audiences, and another party that it was for', { claims: { aud: ['parley', 'x'], azp: 'x' } }],
    ['another issuer', { claims: { iss: 'https://login.example.org' } }],
    ['an end that is past', { claims: { exp: past, iat: past - 60 } }],
    ['a subject that is no text', { claims: { sub: 7 } }],
    ['another subject than the provider tells of', { claims: { sub: 'ben' } }],
    ['the signature of somebody else', { forged: true as const }],
    ['no signature', { unsigned: true as const }],
    ['been sent before', { replay: true as const }],
  ])('by an ID token that has %s', async (_, fault) => {
    const cookies = new Cookies();
    const back = await ledBack(cookies, await begun(cookies, base), 'ana', base);
    await provider.fails(fault);
    expect(await told(await cookies.ask(back), cookies)).toEqual(refusal(403, /cannot be trusted/));
  });

  test('by a state that this browser was not given, or none', async () => {
    for (const state of ['x'.repeat(43), undefined]) {
      const cookies = new Cookies();
      const back = await ledBack(cookies, await begun(cookies, base), 'ana', base);
      if (state === undefined) back.searchParams.delete('state');
      else back.searchParams.set('state', state);
      expect(await told(await cookies.ask(back), cookies)).toEqual(refusal(403, /cannot be trusted/));
    }
  });

  test('in a browser that has not begun it, nor twice by one answer', async () => {
    const [own, others] = [new Cookies(), new Cookies()];
    const back = await ledBack(own, await begun(own, base), 'ana', base);
    expect(await told(await others.ask(back), others)).toEqual(refusal(403, /has not begun to sign in/));
    const copied = own.header;
    expect((await own.ask(back)).status).toBe(200);
    // The cookie has gone with the first answer; and where it was copied, the provider takes no code twice.
    const again = new Cookies();
    expect(await told(await again.ask(back), again)).toEqual(refusal(403, /has not begun/));
    expect(await told(await again.ask(back, undefined, { cookie: copied }), again)).toEqual(
      refusal(403, /used before/),
    );
  });

  test('after more than ten minutes, whatever the browser keeps', async () => {
    const cookies = new Cookies();
    const back = await ledBack(cookies, await begun(cookies, base), 'ana', base);
    const [, value = ''] = /__Host-parley_sign_in=([\w-]+)/.exec(cookies.header) ?? [];
    const state = JSON.parse(Buffer.from(value, 'base64url').toString()) as { begun: number };
    for (const begunAt of [state.begun - 600_001, state.begun + 3_600_000]) {
      const old = Buffer.from(JSON.stringify({ ...state, begun: begunAt })).toString('base64url');
      const late = new Cookies();
      const answer = await late.ask(back, undefined, { cookie: `__Host-parley_sign_in=${old}` });
      expect(await told(answer, late)).toEqual(refusal(403, /more than ten minutes/));
    }
  });

  test('by what somebody else has put into the cookie or the address', async () => {
    const state = (more: object): string =>
      Buffer.from(
        JSON.stringify({ state: 's'.repeat(43), nonce: 'n'.repeat(43), verifier: 'v'.repeat(43), next: '/', ...more }),
      ).toString('base64url');
    const cookie = `__Host-parley_sign_in=${state({ begun: Date.now() })}`;
    const queries = [
      '',
      '?',
      '?code=',
      '?code=x&code=y',
      `?state=${'s'.repeat(43)}`,
      `?state=${'s'.repeat(43)}&code=x`,
    ];
    const errors = ['?error=access_denied', `?error=%3Cscript%3E&state=${'s'.repeat(43)}`, '?code=%00&state=%ff', '?%'];
    for (const query of [...queries, ...errors]) {
      const browser = new Cookies();
      const answer = await browser.ask(`${base}/sign-in/callback${query}`, undefined, { cookie });
      expect([query, answer.status, browser.has(SESSION)]).toEqual([query, 403, false]);
      expect(await answer.text()).not.toContain('<script>&');
    }
    for (const value of ['', 'x', '%', state({}), state({ begun: 'now' }), 'A'.repeat(4_000)]) {
      const browser = new Cookies();
      const answer = await browser.ask(`${base}/sign-in/callback?code=x&state=y`, undefined, {
        cookie: `__Host-parley_sign_in=${value}`,
      });
      expect(await told(answer, browser)).toEqual(refusal(403, /has not begun/));
    }
  });

  test('and led to another site, whatever “next” says', async () => {
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/"onx=1',
      'javascript:alert(1)',
    ]) {
      const answer = await signedIn(new Cookies(), base, 'ana', next);
      expect(await answer.text()).toContain('<meta http-equiv="refresh" content="0; url=/">');
    }
  });

  test('by a page of another site, which has people shown the sign-in page alone', async () => {
    const answer = await new Cookies().ask(`${base}/sign-in/provider?next=%2Fpeople`, undefined, {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fpeople']);
  });
});

describe('A provider that', () => {
  afterEach(() => provider.fails({}));

  test('answers something else is said not to answer, and tokens go on', async () => {
    const cookies = new Cookies();
    const back = await ledBack(cookies, await begun(cookies, base), 'ana', base);
    await provider.fails({ broken: true });
    expect(await told(await cookies.ask(back), cookies)).toEqual(
      refusal(503, /The newsroom does not answer.*with a token works/),
    );
    expect((await guarded.session(ADMIN)).length).toBeGreaterThan(40);
  });

  test.each([
    ['says nothing', undefined, { silent: true as const }],
    ['says nonsense', undefined, { broken: true as const }],
    ['is not there', 'http://127.0.0.1:9', {}],
  ])('%s before anybody was led to it, neither', async (_, issuer, fault) => {
    const settings = provider.settings({ patience: 0.2, ...(issuer === undefined ? {} : { issuer }) });
    const alone = await GuardedApp.start({ oidc: settings });
    try {
      const cookies = new Cookies();
      await provider.fails(fault);
      expect(await told(await cookies.ask(`${alone.base}/sign-in/provider`), cookies)).toEqual(
        refusal(503, /The newsroom does not answer/),
      );
      expect((await alone.session(ADMIN)).length).toBeGreaterThan(40);
      // It is asked anew by whoever comes next.
      await provider.fails({});
      const after = issuer === undefined ? (await begun(cookies, alone.base)).origin : provider.issuer;
      expect(after).toBe(provider.issuer);
    } finally {
      await alone.stop();
    }
  });
});

test('The log names who signed in, and holds no code, no token and no name', async () => {
  const cookies = new Cookies();
  const back = await ledBack(cookies, await begun(cookies, base), 'ana', base);
  const text = await logged(() => cookies.ask(back));
  expect(text).toContain(`"audit":"signed-in","who":"${provider.issuer} ana"`);
  for (const secret of [back.searchParams.get('code') ?? '', 'Adler', 'eyJ', back.searchParams.get('state') ?? ''])
    expect(text).not.toContain(secret);
});

test('An admin issues no token that passes for somebody of the provider', async () => {
  const answer = await guarded.post('/v1/tokens', ADMIN, { subject: `${provider.issuer} ana`, roles: ['reader'] });
  expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ pointer: '/subject' }] }]);
});

test('`parley doctor` says whether the provider is there, knows this Parley, and what it does not do', async () => {
  const found = async (more: Partial<OidcSettings>) =>
    (await providerFindings({ oidc: provider.settings(more) })).map(({ standing, found: text }) => [standing, text]);
  expect(await providerFindings({})).toEqual([]);
  expect((await found({})).map(([standing]) => standing)).toEqual(['ok', 'ok']);
  expect(await found({ secret: 'another' })).toContainEqual(['fault', expect.stringContaining('does not take parley')]);
  expect(await found({ scope: 'openid teams' })).toContainEqual(['warning', expect.stringContaining('teams')]);
  expect(await found({ issuer: 'http://127.0.0.1:9' })).toEqual([['fault', expect.stringContaining('not answer')]]);
});

test('The first session of docs/sign-in.md answers as the page says', async () => {
  await signedIn(new Cookies(), base, 'ana');
  const written = (text: string): string =>
    text
      .replaceAll('https://login.example.org', provider.issuer)
      .replaceAll('127.0.0.1%3A3000', new URL(base).host.replace(':', '%3A'));
  await followPage('sign-in.md', 2, { server: base, env: { PARLEY_TOKEN: ADMIN }, written });
  const page = readFileSync(new URL('../../../docs/sign-in.md', import.meta.url), 'utf8');
  const env = Object.fromEntries(
    [...page.matchAll(/^(PARLEY_OIDC_\w+)='?(.*?)'?$/gm)].map(([, name = '', value]) => [name, value]),
  );
  const read = readConfig({ ...env, PARLEY_OIDC_CLIENT_SECRET_FILE: undefined });
  const { issuer, roles, claim } = provider.settings({ issuer: 'https://login.example.org' });
  expect(read).toMatchObject({ config: { access: { oidc: { issuer, roles, claim } } }, warnings: [] });
});
