/** The restore drill of docs/backup.md, done as it stands there. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../app/program.js';
import { importLines, newFolder, remove, startedApp, storyText } from '../app/started-app.js';
import { Inside } from '../cli/command-line.js';

export function restoreDrill(): void {
  const drill = /## The drill[\s\S]*?^```sh\n([\s\S]*?)^```\n\n```json\n([\s\S]*?)^```/m.exec(
    readFileSync(join(root, 'docs/backup.md'), 'utf8'),
  );

  let folder: string;
  beforeEach(async () => {
    folder = newFolder();
    mkdirSync(join(folder, 'data'));
    const app = await startedApp(join(folder, 'data'));
    await importLines(app.base, storyText('gaza-hostages-2023'));
    await app.halt();
  });
  afterEach(() => remove(folder));

  /** The words of a command, where files and folders are those of this test. */
  const wordsOf = (command: string): string[] =>
    command
      .split(' ')
      .slice(1)
      .map((word) => (/^(data|restored|[\w-]+\.(txt|sqlite))$/.test(word) ? join(folder, word) : word));

  test('The restore drill gives back what was there', async () => {
    const commands = drill?.[1]?.trimEnd().split('\n') ?? [];
    expect(commands.map((command) => command.split(' ')[1])).toEqual([
      'checkpoint',
      'backup',
      'restore',
      'verify',
      'status',
    ]);
    let last = '';
    for (const command of commands) {
      const { code, out, err } = await new Inside('').run(wordsOf(command));
      expect([command, code, err]).toEqual([command, 0, '']);
      last = out;
    }
    expect(JSON.parse(last)).toMatchObject(JSON.parse(drill?.[2] ?? '') as object);
  });
}
