/** docs/client.md: its first session, as it stands, with the package as it is built. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { root } from '../app/program.js';
import { importLines, newFolder, remove, startedApp, storyText, type StartedApp } from '../app/started-app.js';

export function docs(): void {
  const run = promisify(execFile);
  const page = readFileSync(join(root, 'docs/client.md'), 'utf8');
  const blockOf = (language: string): string =>
    new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'm').exec(page)?.[1] ?? '';

  let app: StartedApp;
  const folder = newFolder();
  beforeAll(async () => {
    app = await startedApp();
    await importLines(app.base, storyText('qatar-mediation'));
    const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'packages/client/vite.config.js'];
    await run(process.execPath, vite, { cwd: root, env: { ...process.env, PARLEY_CLIENT_OUT: folder } });
  });
  afterAll(async () => {
    await app.stop();
    remove(folder);
  });

  test('the package is one file, which imports nothing', () => {
    const text = readFileSync(join(folder, 'index.js'), 'utf8');
    expect(text).toMatch(/^export \{.*\bParley\b.*\};$/m);
    expect(text).not.toMatch(/^import |\brequire\(|\bprocess\b|\bBuffer\b/m);
  });

  test('the first session says what the page shows', async () => {
    const built = pathToFileURL(join(folder, 'index.js')).href;
    const script = blockOf('js').replaceAll('http://127.0.0.1:3000', app.base).replace('@parley/client', built);
    const file = join(folder, 'session.mjs');
    writeFileSync(file, script);
    const { stdout } = await run(process.execPath, [file], { env: { PATH: process.env['PATH'] } });
    expect(stdout).toBe(blockOf('text'));
  });
}
