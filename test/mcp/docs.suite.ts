/** docs/mcp.md: its first session, as it stands, and its table of tools. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { TOOLS } from '../../src/mcp/tools.js';
import { importLines, startedApp, storyText, type StartedApp } from '../app/started-app.js';
import { root } from '../app/program.js';

export function docs(): void {
  const page = readFileSync(`${root}docs/mcp.md`, 'utf8');
  const blockAfter = (language: string, from: number): string =>
    new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'm').exec(page.slice(from))?.[1] ?? '';

  let app: StartedApp;
  beforeAll(async () => {
    app = await startedApp();
    await importLines(app.base, storyText('qatar-mediation'));
  });
  afterAll(() => app.stop());

  test('the first session answers as it says', async () => {
    const command = blockAfter('sh', 0).replaceAll('http://127.0.0.1:3000', app.base);
    const { stdout } = await promisify(execFile)('bash', ['-ec', command]);
    const shown = JSON.parse(blockAfter('json', page.indexOf('```sh'))) as {
      result: { structuredContent: { citations: object[] } };
    };
    const said = JSON.parse(stdout) as typeof shown;
    const { citations, ...rest } = shown.result.structuredContent;
    expect(said.result.structuredContent).toMatchObject(rest);
    for (const one of citations)
      expect(said.result.structuredContent.citations).toEqual(expect.arrayContaining([expect.objectContaining(one)]));
  });

  test('the table has every tool, in their order', () => {
    expect([...page.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name)).toEqual(Object.keys(TOOLS));
  });
}
