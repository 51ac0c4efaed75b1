/** Tokens and what they are good for, on a server that tells callers apart. */
import { join } from 'node:path';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { verifyStreams } from '../../src/audit/verification.js';
import type { TokensAnswer } from '../../answers/access/tokens.js';
import { storyText } from '../app/started-app.js';
import { ADMIN, GuardedApp, logged } from './guarded-app.js';

export function access(): void {
  let guarded: GuardedApp;
  let [editor, reporter, auditor] = ['', '', ''];
  const TALKS = '/v1/negotiations/talks';
  const report = (reportId: string, more: object = {}) => ({
    reportId,
    kind: 'denial',
    claim: 'talks',
    speaker: { capacity: 'reporter' },
    attribution: 'unattributed',
    summary: 'No talks.',
    source: { publisher: 'The Quay' },
    reportedAt: '2024-01-01',
    ...more,
  });

  beforeAll(async () => {
    guarded = await GuardedApp.start();
    editor = (await guarded.issue('Edith', ['editor'])).secret;
    reporter = (await guarded.issue('Ruth', ['reporter'])).secret;
    auditor = (await guarded.issue('Audra', ['auditor'])).secret;
    await guarded.post('/v1/negotiations', editor, { negotiation: 'talks', title: 'Talks' });
    await guarded.post(`${TALKS}/reports`, reporter, report('r1'));
  });
  afterAll(() => guarded.stop());

  const listed = async () =>
    ((await (await guarded.ask('/v1/tokens', { token: ADMIN })).json()) as TokensAnswer).tokens;

  describe('A token', () => {
    test('is shown once and never kept: the record has its hash, who issued it and for whom', async () => {
      const { id, secret } = await guarded.issue('Once', ['reader']);
      expect(secret).toMatch(/^parley_[\w-]{43}$/);
      const store = SqliteEventStore.open(join(guarded.folder, 'parley.sqlite'));
      const stored = await store.readStream('access');
      const { firstBad } = await verifyStreams(store.evidence, ['access']);
      await store.close();
      expect(JSON.stringify(stored, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(secret);
      expect(firstBad).toBeNull();
      expect(stored.find(({ data }) => data['token'] === id)).toMatchObject({
        type: 'TokenIssued',
        recorder: 'bootstrap',
        data: { subject: 'Once', roles: ['reader'], hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      });
      const token = (await listed()).find((one) => one.id === id);
      expect(token).toMatchObject({ standing: 'active', issuedBy: 'bootstrap', lastUsed: null, revoked: null });
      expect(Object.keys(token ?? {})).not.toContain('hash');
    });

    test('tells on which day it was used last', async () => {
      const { id, secret } = await guarded.issue('Daily', ['reader']);
      await guarded.ask(TALKS, { token: secret });
      await guarded.ask(TALKS, { token: secret });
      const used = async () => (await listed()).find((one) => one.id === id)?.lastUsed;
      while ((await used()) === null) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await used()).toBe(new Date().toISOString().slice(0, 10));
    });

    test('is refused as soon as it is revoked, and it is known by whom and why', async () => {
      const { id, secret } = await guarded.issue('Leaky', ['reader']);
      expect((await guarded.ask(TALKS, { token: secret })).status).toBe(200);
      const revoke = (reason?: string) => guarded.post(`/v1/tokens/${id}/revocation`, ADMIN, { reason });
      const revoked = { standing: 'revoked', revoked: { by: 'bootstrap', reason: 'Posted in a chat.' } };
      expect(await (await revoke('Posted in a chat.')).json()).toMatchObject(revoked);
      const refused = await guarded.ask(TALKS, { token: secret });
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="parley"']);
      expect(await refused.json()).toMatchObject({ code: 'bad-token' });
      expect(await (await revoke()).json()).toMatchObject(revoked);
    });

    test('is tried without a trace, before it is issued and before it is revoked', async () => {
      const before = await listed();
      const asked = { subject: 'Trial', roles: ['reader', 'auditor'], days: 30 };
      const tried = await guarded.post('/v1/tokens?dryRun=true', ADMIN, asked);
      expect([tried.status, await tried.json()]).toEqual([
        200,
        {
          subject: 'Trial',
          roles: ['reader', 'auditor'],
          issuedBy: 'bootstrap',
          expiresAt: expect.any(String),
          dryRun: true,
        },
      ]);
      expect(await listed()).toEqual(before);
      expect(await (await guarded.post('/v1/tokens?dryRun=true', ADMIN, { ...asked, roles: [] })).json()).toMatchObject(
        {
          errors: [{ pointer: '/roles' }],
        },
      );
      const { id, secret } = await guarded.issue('Kept', ['reader']);
      const revoking = await guarded.post(`/v1/tokens/${id}/revocation?dryRun=true`, ADMIN, { reason: 'Left.' });
      expect(await revoking.json()).toMatchObject({
        id,
        dryRun: true,
        standing: 'revoked',
        revoked: { reason: 'Left.' },
      });
      expect((await guarded.ask(TALKS, { token: secret })).status).toBe(200);
      expect((await listed()).find((one) => one.id === id)).toMatchObject({ standing: 'active', revoked: null });
      expect((await guarded.post(`/v1/tokens/000000000000/revocation?dryRun=true`, ADMIN, {})).status).toBe(404);
      expect((await guarded.post('/v1/tokens?dry=true', ADMIN, asked)).status).toBe(400);
    });

    test.each([
      [{ subject: 'x', roles: ['king'] }, '/roles/0'],
      [{ subject: 'x', roles: [] }, '/roles'],
      [{ subject: 'x', roles: ['reader', 'reader'] }, '/roles'],
      [{ subject: 'Operator', roles: ['reader'] }, '/subject'],
      [{ subject: 'x', roles: ['reader'], days: 100_000 }, '/days'],
      [{ subject: 'x', roles: ['reader'], secret: 'of my own choice, and weak' }, '/secret'],
    ])('is not issued from %j', async (body, pointer) => {
      const answer = await guarded.post('/v1/tokens', ADMIN, body);
      expect([answer.status, await answer.json()]).toEqual([
        422,
        expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
      ]);
    });

    test('that nobody has cannot be revoked', async () => {
      const id = (await listed()).at(-1)?.id ?? '';
      const nearly = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
      const answer = await guarded.post(`/v1/tokens/${nearly}/revocation`, ADMIN, {});
      expect([answer.status, await answer.json()]).toEqual([
        404,
        expect.objectContaining({ detail: expect.stringContaining(id) }),
      ]);
    });

    test.each([
      ['that is none', 'Bearer parley_never-issued'],
      ['of another scheme', `Basic ${ADMIN}`],
      ['of nothing', 'Bearer'],
      ['too long to be one', `Bearer ${'x'.repeat(5000)}`],
    ])('%s is refused', async (_, authorization) => {
      const answer = await guarded.ask(TALKS, { headers: { authorization } });
      expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: 'bad-token' })]);
    });
  });

  describe('Who recorded', () => {
    const history = async (token: string) => {
      const answer = (await (await guarded.ask(`${TALKS}/history`, { token })).json()) as {
        entries: { recorder?: string }[];
      };
      return answer.entries.map(({ recorder }) => recorder);
    };

    test('is the subject of the token, and shown to auditors alone', async () => {
      expect([await history(auditor), await history(editor)]).toEqual([
        ['Ruth', 'Edith'],
        [undefined, undefined],
      ]);
      await guarded.post(`${TALKS}/entries/r1/amendment`, editor, { reason: 'A slip.', changes: { note: 'x' } });
      const told = async (token: string) => {
        const { report: account } = (await (await guarded.ask(`${TALKS}/reports/r1`, { token })).json()) as {
          report: { changes: object[]; recorder?: string };
        };
        return account;
      };
      expect(await told(auditor)).toMatchObject({ recorder: 'Ruth', changes: [{ recorder: 'Edith' }] });
      expect(JSON.stringify(await told(reporter))).not.toMatch(/recorder|Ruth|Edith/);
      const line = (await (await guarded.ask(`${TALKS}/export`, { token: auditor })).text()).split('\n')[0] ?? '';
      expect(JSON.parse(line)).toMatchObject({ recorder: 'Edith' });
    });

    test('stands with an act of the registry, and with what undid it, for auditors alone', async () => {
      const archived = (await (await guarded.post(`${TALKS}/archive`, editor, { reason: 'Over.' })).json()) as {
        changeId: string;
      };
      const undoing = `${TALKS}/entries/${archived.changeId}/void`;
      expect((await guarded.post(`${TALKS}/archive`, reporter, { reason: 'Over.' })).status).toBe(403);
      expect((await guarded.post(undoing, editor, { reason: 'A slip.' })).status).toBe(201);
      const seenBy = async (token: string) =>
        (await (await guarded.ask(`${TALKS}/registry`, { token })).json()) as { acts: object[] };
      const [shown, hidden] = [await seenBy(auditor), await seenBy(editor)];
      expect(shown.acts).toMatchObject([{ recorder: 'Edith', voided: { recorder: 'Edith', reason: 'A slip.' } }, {}]);
      expect(hidden.acts).toMatchObject([{ words: 'archived', voided: { reason: 'A slip.' } }, {}]);
      expect(JSON.stringify(hidden)).not.toMatch(/recorder|Edith/);
    });

    test('cannot be said by the caller', async () => {
      const named = await guarded.post(`${TALKS}/reports`, reporter, report('r2', { recorder: 'somebody else' }));
      expect([named.status, await named.json()]).toEqual([
        422,
        expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/recorder' })] }),
      ]);
      const lines = storyText('qatar-mediation').trimEnd().split('\n');
      const forged = lines.map((line) => JSON.stringify({ ...(JSON.parse(line) as object), recorder: 'x' }));
      const headers = { 'content-type': 'application/x-ndjson' };
      const answer = await guarded.ask('/v1/import', {
        method: 'POST',
        token: editor,
        body: forged.join('\n'),
        headers,
      });
      expect(await answer.json()).toMatchObject({ recorded: 0, refused: lines.map((_, i) => ({ line: i + 1 })) });
    });
  });

  describe('Every answer', () => {
    test.each([
      ['data', TALKS, 200],
      ['a refusal', '/v1/negotiations', 401],
      ['nothing', '/nowhere', 404],
      ['what the router cannot read', '/v1/negotiations/%zz/status', 400],
      ['the page of the calls', '/docs', 200],
    ])('that is %s lets a browser run nothing and frame it nowhere', async (_, path, status) => {
      const answer = await guarded.ask(path, { token: status === 401 ? undefined : editor });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'(?!.*(script|unsafe)).*frame-ancestors 'none'/,
      );
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    });

    test('has the id of its request, and takes the caller’s where it is one', async () => {
      const given = await guarded.ask('/healthz', { headers: { 'x-request-id': 'my-own.1' } });
      const forged = await guarded.ask('/healthz', { headers: { 'x-request-id': 'a b"c' } });
      expect(given.headers.get('x-request-id')).toBe('my-own.1');
      expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  describe('The audit log', () => {
    test('has every refusal and every act of a privileged role, and no secret', async () => {
      const wrong = 'parley_a-token-that-was-never-issued';
      const text = await logged(async () => {
        await guarded.ask(`${TALKS}?token=${editor}`);
        await guarded.ask(TALKS, { token: wrong });
        await guarded.post('/v1/negotiations', reporter, {});
        await guarded.ask(`${TALKS}/export`, { token: auditor, headers: { 'x-request-id': 'seen-again' } });
      });
      for (const words of [
        'unauthenticated',
        'bad-token',
        'forbidden',
        'Ruth',
        'Audra',
        'seen-again',
        `GET ${TALKS}/export`,
      ])
        expect(text).toContain(words);
      const lines = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      const line = {
        time: expect.any(String),
        level: expect.any(String),
        audit: expect.any(String),
        request: expect.any(String),
      };
      expect(lines).toEqual(lines.map(() => expect.objectContaining(line)));
      for (const secret of [wrong, editor, reporter, auditor, ADMIN]) expect(text).not.toContain(secret);
    });
  });
}
