/** Somebody sees where they are signed in with their token, and ends sessions: their own, and with the token in hand. */
import type { SessionsAnswer } from '../../answers/access/sessions.js';
import { GuardedApp } from './guarded-app.js';

const SESSIONS = '/v1/me/sessions';

export function ownSessions(): void {
  let guarded: GuardedApp;
  let [ana, ben] = ['', ''];
  beforeAll(async () => {
    guarded = await GuardedApp.start();
    const tokens = new Map(await guarded.oneEach());
    [ana = '', ben = ''] = [tokens.get('editor'), tokens.get('reader')];
  });
  afterAll(() => guarded.stop());

  const signedIn = (token: string) => guarded.session(token);
  const list = async (who: {
    readonly token?: string;
    readonly cookie?: string;
  }): Promise<SessionsAnswer['sessions']> => {
    const { token, cookie } = who;
    const answer = await guarded.ask(SESSIONS, { token, headers: cookie === undefined ? {} : { cookie } });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    return ((await answer.json()) as SessionsAnswer).sessions;
  };
  const end = (cookie: string, body: object) =>
    guarded.ask(`${SESSIONS}/end`, { method: 'POST', body, headers: { cookie, origin: guarded.base } });

  test('One’s own, the newest first, and nobody else’s; without a secret', async () => {
    const [first, second] = [await signedIn(ana), await signedIn(ana)];
    await signedIn(ben);
    const seen = await list({ cookie: second });
    expect(seen.map(({ isThis }) => isThis)).toEqual([true, false]);
    expect(Date.parse(seen[0]?.endsAt ?? '') - Date.parse(seen[0]?.lastAskedAt ?? '')).toBe(30 * 60_000);
    expect(await list({ token: ana })).toHaveLength(2);
    expect(JSON.stringify(seen)).not.toContain(first.split('=')[1]);
    expect(await list({})).toEqual([]);
    expect(await list({ token: ben })).toHaveLength(1);
  });

  test('Others are ended with the token in hand, and are over at once', async () => {
    const [here, left] = [await signedIn(ana), await signedIn(ana)];
    const others = (await list({ cookie: here })).filter(({ isThis }) => !isThis).map(({ session }) => session);
    for (const token of [undefined, ben, 'x'.repeat(43)]) {
      const refused = await end(here, { sessions: others, token });
      expect([refused.status, await refused.json()]).toMatchObject([422, { errors: [{ pointer: '/token' }] }]);
    }
    expect((await guarded.ask(SESSIONS, { headers: { cookie: left } })).status).toBe(200);
    const ended = await end(here, { sessions: others, token: ana });
    expect([ended.status, ((await ended.json()) as SessionsAnswer).sessions]).toMatchObject([200, [{ isThis: true }]]);
    expect(await list({ cookie: left })).toEqual([]);
  });

  test('Nobody ends the session of another, nor finds out whether there is one', async () => {
    const mine = await signedIn(ana);
    const [theirs] = await list({ token: ben });
    for (const session of [theirs?.session, '0'.repeat(16)]) {
      const refused = await end(mine, { sessions: [session], token: ana });
      expect(await refused.json()).toMatchObject({
        status: 422,
        errors: [{ pointer: '/sessions/0', detail: 'is no session of yours that goes on' }],
      });
    }
    const nobody = await guarded.ask(`${SESSIONS}/end`, { method: 'POST', body: { sessions: ['0'.repeat(16)] } });
    expect(nobody.status).toBe(422);
    expect(await list({ token: ben })).toHaveLength(1);
  });
}
