/** The page on auditing, run as it stands: each command, and what is shown after it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { importLines, newFolder, remove, startedApp, storyText, type StartedApp } from '../app/started-app.js';

export function auditGuide(): void {
  const run = promisify(execFile);
  const page = readFileSync(new URL('../../docs/audit.md', import.meta.url), 'utf8');

  let app: StartedApp;
  const folder = newFolder();
  beforeAll(async () => {
    app = await startedApp();
    await importLines(app.base, storyText('qatar-mediation'));
  });
  afterAll(async () => {
    await app.stop();
    remove(folder);
  });

  const blocks = [...page.matchAll(/^```(sh|json|text)\n([\s\S]*?)^```/gm)].map(([, language, body = '']) => ({
    language,
    body,
  }));

  /** What a page shows as text, where `…` stands for anything. */
  const shownAs = (text: string): RegExp =>
    new RegExp(
      `^${text
        .split('…')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.+')}$`,
    );

  test('the commands on the page, one after the other, answer as it says', async () => {
    expect(blocks.length).toBe(10);
    for (let i = 0; i < blocks.length; i += 2) {
      const [command, shown] = [blocks[i]?.body ?? '', blocks[i + 1]];
      const here = command.replaceAll('http://127.0.0.1:3000', app.base);
      const { stdout } = await run('bash', ['-ec', here], { cwd: folder });
      const isJson = shown?.language === 'json';
      const like: unknown = expect.stringMatching(shownAs(shown?.body ?? ''));
      const expected = isJson ? (JSON.parse(shown.body) as object) : { text: like };
      expect(isJson ? JSON.parse(stdout) : { text: stdout }).toMatchObject(expected);
    }
  });
}
