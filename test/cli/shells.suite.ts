/** What a shell sees: help, completion, terminals. */
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { InProcesses } from './command-line.js';

/** What gives a command a terminal of its own. */
const hasScript = spawnSync('bash', ['-c', 'command -v script']).status === 0;

if (!hasScript) process.stderr.write('No `script` here (bsdutils): what a terminal sees is NOT tested.\n');

export function shells(parley: () => InProcesses): void {
  const bash = async (script: string): Promise<{ readonly stdout: string; readonly stderr: string }> =>
    promisify(execFile)('bash', ['--norc', '-o', 'pipefail', '-c', script], {
      // Not this process's own: CI, NO_COLOR and FORCE_COLOR each decide whether Node colours anything.
      env: {
        PATH: process.env['PATH'],
        TERM: 'xterm',
        PARLEY_SERVER: parley().server,
        PARLEY: `"${process.execPath}" "${parley().main}"`,
      },
    });

  test('it is a process with an exit code, data on standard output and messages on standard error', async () => {
    const runs = [parley().run('list'), parley().run('status nothing'), parley().run('stautus')];
    expect(await Promise.all(runs)).toMatchObject([
      { code: 0, out: expect.stringMatching(/^\{\n {2}"negotiations"/), err: '' },
      { code: 1, out: '', err: expect.stringMatching(/^parley: No such negotiation/) },
      { code: 2, out: '', err: expect.stringMatching(/Did you mean status\?/) },
    ]);
  });

  test('it ends quietly where nobody reads on', async () => {
    expect(await bash('eval "$PARLEY history gaza-hostages-2023 | head -n 1"')).toEqual({ stdout: '{\n', stderr: '' });
  });

  test('bash completes commands, flags and the words that flags take', async () => {
    const completed = (words: readonly string[]) =>
      `COMP_WORDS=(${words.map((w) => `'${w}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _parley; echo "\${COMPREPLY[@]}"`;
    const tries = [
      ['parley', 'st'],
      ['parley', 'status', 'x', '--reported'],
      ['parley', '--server', 'http://x', 'report', 'x', '--kind', 'den'],
      ['parley', 'status', 'x', '--only-attribution', ''],
      ['parley', 'help', 'ver'],
      ['parley', 'amend', 'x', '--wh'],
      ['parley', 'import', 'package.j'],
      ['parley', 'completion', ''],
    ];
    const { stdout } = await bash(`eval "$(eval "$PARLEY completion bash")"\n${tries.map(completed).join('\n')}`);
    expect(stdout.trimEnd().split('\n')).toEqual([
      'status',
      '--reported-by',
      'denial',
      'on-the-record on-background deep-background unattributed',
      'verify',
      '--where',
      'package.json',
      'bash zsh fish',
    ]);
  });

  (hasScript ? test : test.skip)(
    'a terminal gets a table with colours, unless told otherwise, and progress',
    async () => {
      const onTerminal = async (typed: string, env = '') =>
        (await bash(`${env} script -qec "$PARLEY ${typed}" /dev/null < /dev/null`)).stdout;
      const [coloured, plain, unset, progress] = await Promise.all([
        onTerminal('list'),
        onTerminal('list --no-color'),
        onTerminal('list', 'NO_COLOR=1'),
        onTerminal('import stories/qatar-mediation.ndjson'),
      ]);
      expect(coloured.startsWith('\u001B[2mnegotiation ')).toBe(true);
      for (const text of [plain, unset]) expect(text).toMatch(/^negotiation +phase +contested/);
      expect(progress).toMatch(/importing .*100%/);
    },
  );
}
