/** docs/cli.md: its commands, one after the other, answer as it says. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { root } from '../app/program.js';
import { newFolder, remove, storyText } from '../app/started-app.js';
import type { CommandLine, Ended } from './command-line.js';

interface Step {
  readonly command: string;
  /** What is shown of the answer, as JSON or as lines of it. */
  readonly shown: { readonly json: object } | { readonly lines: readonly string[] } | undefined;
}

function steps(text: string): Step[] {
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language, body]) => ({
    language,
    body: body ?? '',
  }));
  return blocks.flatMap(({ language, body }, i): Step[] => {
    if (language !== 'sh') return [];
    const next = blocks[i + 1];
    if (next?.language === 'json') return [{ command: body, shown: { json: JSON.parse(next.body) as object } }];
    const lines = next?.language === 'text' ? { lines: next.body.trimEnd().split('\n') } : undefined;
    return [{ command: body, shown: lines }];
  });
}

/** The words of each command as bash reads them. The file that one writes its answer to is in `folder`, and empty. */
const commandsIn = (lines: string, folder: string): string[][] =>
  execFileSync('bash', ['--norc', '-c', `exec 3>&1\nparley() { printf '%s\\0' "$@" $'\\n' >&3; }\n${lines}`], {
    cwd: folder,
  })
    .toString()
    .split('\n\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));

function expectShown({ shown, command }: Step, { code, out, err }: Ended): void {
  // What shows nothing may differ: a comparison then ends with 1.
  if (!shown) return expect([command, err]).toEqual([command, '']);
  if ('json' in shown) return expect(JSON.parse(out)).toMatchObject(shown.json);
  const said = (code === 0 ? out : err).split('\n');
  for (const line of shown.lines) expect(said).toContain(line);
}

/** @param onTerminal as a reader of the page would try it, where tables are shown */
export function docs(inPipe: () => CommandLine, onTerminal: () => CommandLine): void {
  test('the commands of docs/cli.md answer as it says', async () => {
    const folder = newFolder();
    await inPipe().run('import -', { stdin: storyText('qatar-mediation') });
    const all = steps(readFileSync(`${root}docs/cli.md`, 'utf8'));
    expect(all.length).toBeGreaterThanOrEqual(8);
    for (const step of all) {
      const parley = step.shown && 'json' in step.shown ? inPipe() : onTerminal();
      const commands = commandsIn(step.command, folder);
      expect(commands.length).toBeGreaterThan(0);
      for (const words of commands) expectShown(step, await parley.run([...words, '--no-color']));
    }
    remove(folder);
  });
}
