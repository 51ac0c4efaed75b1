/** The README's first session, run as it stands: each command, and the answer that is shown after it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { cli } from '../app/program.js';
import { importLines, newFolder, remove, startedApp, storyText, type StartedApp } from '../app/started-app.js';

export function firstSession(): void {
  const run = promisify(execFile);
  const root = new URL('../../', import.meta.url);
  const readme = readFileSync(new URL('README.md', root), 'utf8');

  interface Step {
    readonly command: string;
    /** What the README shows of the answer: a part of its JSON, or some of its words. */
    readonly shown: { readonly json: object } | { readonly text: string };
  }

  /** The `curl` and `parley` commands, each with the block that follows it. */
  function steps(text: string): Step[] {
    const blocks = [...text.matchAll(/^```(sh|json|text)\n([\s\S]*?)^```/gm)].map(([, language, body]) => ({
      language,
      body: body ?? '',
    }));
    return blocks.flatMap(({ language, body }, i) => {
      if (language !== 'sh' || !/\b(curl|parley) /.test(body)) return [];
      const next = blocks[i + 1];
      if (!next || next.language === 'sh') throw new Error(`the README shows no answer to: ${body}`);
      const shown = next.language === 'json' ? { json: JSON.parse(next.body) as object } : { text: next.body };
      return [{ command: body, shown }];
    });
  }

  let app: StartedApp;
  let [data, folder] = ['', ''];
  beforeAll(async () => {
    [data, folder] = [newFolder(), newFolder()];
    app = await startedApp(data);
    await importLines(app.base, storyText('gaza-hostages-2023'));
  });
  afterAll(async () => {
    await app.stop();
    remove(folder);
  });

  const all = steps(readme);
  const oneSpace = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

  /** What a command of the README writes, in a folder of its own with the demo's data. */
  async function answerTo(command: string): Promise<string> {
    const here = command
      .replaceAll('http://127.0.0.1:3000', app.base)
      .replaceAll('@stories/', `@${root.pathname}stories/`)
      .replaceAll('cp -r data ', `cp -r ${data} `);
    const parley = `parley() { '${process.execPath}' '${cli}' "$@"; }`;
    const env = { ...process.env, PARLEY_SERVER: app.base, NODE_PATH: join(root.pathname, 'node_modules') };
    // A command that finds something, or refuses, ends with another code than 0.
    const ended = run('bash', ['-c', `${parley}\n${here}`], { cwd: folder, env });
    const { stdout, stderr } = await ended.catch((error: { stdout: string; stderr: string }) => error);
    return stdout + stderr;
  }

  /** The README's words, each line wherever it stands in the answer. */
  function expectText(answer: string, text: string): void {
    for (const line of text.trimEnd().split('\n')) expect(oneSpace(answer)).toContain(oneSpace(line));
  }

  function expectShown(answer: string, shown: Step['shown']): void {
    if ('text' in shown) return expectText(answer, shown.text);
    expect(JSON.parse(answer)).toMatchObject(shown.json);
  }

  test('the commands of the README, one after the other, answer as it says', async () => {
    expect(all.length).toBeGreaterThanOrEqual(14);
    for (const { command, shown } of all) expectShown(await answerTo(command), shown);
  }, 240_000);
}
