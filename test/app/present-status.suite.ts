/** The present status is sent the short way where it is at hand, and by its answer nobody can tell. */
import { QueryBus } from '@nestjs/cqrs';
import type { Subscription } from 'rxjs';
import { GuardedApp } from '../access/guarded-app.js';
import { opening, report } from './talks.js';

export function presentStatus(): void {
  const STATUS = '/v1/negotiations/talks/status';

  describe('The present status', () => {
    let guarded: GuardedApp;
    let editor: string;
    let counting: Subscription;
    let queries = 0;

    beforeAll(async () => {
      guarded = await GuardedApp.start();
      editor = (await guarded.issue('an editor', ['editor'])).secret;
      await guarded.post('/v1/negotiations', editor, opening);
      counting = guarded.app.get(QueryBus).subscribe(() => (queries += 1));
    });
    afterAll(async () => {
      counting.unsubscribe();
      await guarded.stop();
    });

    const ask = (path = STATUS, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
      guarded.ask(path, { token: editor, headers, method });

    /** The answers, and how many of them took the long way. */
    async function asked(...calls: readonly Parameters<typeof ask>[]) {
      const before = queries;
      const answers = [];
      for (const call of calls) {
        const answer = await ask(...call);
        const headers = Object.fromEntries(answer.headers);
        // These are of the request or of the connection.
        for (const name of ['date', 'x-request-id', 'connection', 'keep-alive']) delete headers[name];
        answers.push({ status: answer.status, headers, body: await answer.text() });
      }
      return { answers, longWays: queries - before };
    }

    test('takes the long way once for each change of the record', async () => {
      expect((await asked([], [], [])).longWays).toBe(1);
      await guarded.post('/v1/negotiations/talks/reports', editor, report('r1'));
      const { answers, longWays } = await asked([], []);
      expect(longWays).toBe(1);
      expect(answers[1]).toEqual(answers[0]);
      expect(JSON.parse(answers[1]?.body ?? '')).toMatchObject({ revision: 1, phase: { value: 'exploratory' } });
    });

    test('is the same in every header either way', async () => {
      const { answers, longWays } = await asked([], [`${STATUS}?position=0`]);
      expect(longWays).toBe(1);
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.headers).toMatchObject({
        link: `<${STATUS}>; rel="original timegate"`,
        vary: 'accept-datetime, authorization, cookie, accept-encoding',
        'cache-control': 'private, no-cache',
        'x-content-type-options': 'nosniff',
      });
    });

    test('is not sent to who has it, nor its body to who asks for the head', async () => {
      const [whole] = (await asked([])).answers;
      const etag = whole?.headers['etag'] ?? '';
      const { answers, longWays } = await asked([STATUS, { 'if-none-match': etag }], [STATUS, {}, 'HEAD']);
      expect(longWays).toBe(0);
      expect(answers.map(({ status, body }) => [status, body])).toEqual([
        [304, ''],
        [200, ''],
      ]);
      expect(answers[1]?.headers).toEqual(whole?.headers);
    });

    test('takes the long way where anything else is asked for', async () => {
      const { answers, longWays } = await asked(
        [`${STATUS}?reportedBy=2023-11-01`],
        [STATUS, { 'accept-datetime': 'Wed, 01 Nov 2023 10:00:00 GMT' }],
        [`${STATUS}?unheardOf=1`],
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 400]);
      expect(longWays).toBe(2);
      expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ phase: { value: 'unreported' } });
    });

    test('is refused to a stranger as it is otherwise', async () => {
      expect((await asked([])).longWays).toBe(0);
      const refused = await guarded.ask(STATUS);
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="parley"']);
    });
  });
}
