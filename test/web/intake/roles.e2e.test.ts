/** Who is offered intake: reporters and above; others are told what it takes. */
import { program as main, Program } from '../../app/program.js';
import { newFolder, remove } from '../../app/started-app.js';

const SECRET = 'a-bootstrap-token-that-nobody-guesses-0123456789';

describe('Where callers have tokens', () => {
  let folder = '';
  let base = '';
  let server: Program;

  beforeAll(async () => {
    folder = newFolder();
    server = new Program(main, { PARLEY_DATA: folder, PARLEY_BOOTSTRAP_TOKEN: SECRET });
    base = await server.ready();
  });
  afterAll(async () => {
    server.signal('SIGTERM');
    await server.ended();
    remove(folder);
  });

  async function tokenOf(role: string): Promise<string> {
    const issued = await fetch(`${base}/v1/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
      body: JSON.stringify({ subject: role, roles: [role] }),
    });
    return ((await issued.json()) as { secret: string }).secret;
  }
  const seen = async (path: string, token: string) => {
    const response = await fetch(base + path, { headers: { authorization: `Bearer ${token}` } });
    const html = await response.text();
    return [response.status, html.replaceAll(/<!--.*?-->|<[^>]+>/gs, ' ').replaceAll(/\s+/g, ' '), html] as const;
  };

  test('a reader is told the role that intake takes, has it not in the menu, and sees nothing of an article', async () => {
    const [reader, reporter] = await Promise.all([tokenOf('reader'), tokenOf('reporter')]);
    const response = await fetch(`${base}/v1/intake`, {
      method: 'POST',
      headers: { authorization: `Bearer ${reporter}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'The union denied that there are talks.', publisher: 'The Quay' }),
    });
    const { article } = (await response.json()) as { article: string };
    for (const path of ['/intake', `/intake/${article}`]) {
      const [status, text, html] = await seen(path, reader);
      expect([path, status]).toEqual([path, 200]);
      expect(text).toMatch(/takes the role reporter/);
      expect(html).not.toContain('href="/intake"');
      expect(html).not.toContain('denied that there are talks');
    }
    const [, , desk] = await seen('/', reader);
    expect(desk).not.toMatch(/waits? to be reviewed/);
    const [, text, html] = await seen(`/intake/${article}`, reporter);
    expect(text).toContain('denied that there are talks');
    expect(html).toContain('href="/intake"');
    // A reporter reviews, and cannot open talks.
    expect(text).not.toContain('Open talks for it');
  });
});
