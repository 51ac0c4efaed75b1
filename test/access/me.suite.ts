/** Everybody is told who they are, and what they may do. */
import type { MeAnswer } from '../../answers/access/me.js';
import { ROLES } from '../../events/access.js';
import { GuardedApp } from './guarded-app.js';
import { MAY } from './may.js';

export function whoAmI(): void {
  let guarded: GuardedApp;
  beforeAll(async () => {
    guarded = await GuardedApp.start();
  });
  afterAll(() => guarded.stop());

  const me = async (token?: string): Promise<MeAnswer> => {
    const answer = await guarded.ask('/v1/me', { token });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    return (await answer.json()) as MeAnswer;
  };

  test('Of each role, what it includes', async () => {
    for (const [role, token] of await guarded.oneEach()) {
      const { may, ...said } = await me(token);
      expect(said).toEqual({ kind: 'token', subject: `the ${role}`, roles: [role] });
      expect(may).toEqual(Object.fromEntries(ROLES.map((one) => [one, MAY[role].includes(one)])));
    }
  });

  test('Without a token, or with a wrong one, nobody may anything', async () => {
    for (const token of [undefined, 'x'.repeat(43)]) {
      const { kind, subject, may } = await me(token);
      expect([kind, subject, Object.values(may).some(Boolean)]).toEqual(['nobody', null, false]);
    }
  });
}
