/** The command line under words that nobody would type: an exit code, one line that says why, and no trace of a crash. */
import fc from 'fast-check';
import { importLines, startedApp, storyText, type StartedApp } from '../app/started-app.js';
import { Inside } from '../cli/command-line.js';
import { SEED } from '../seed.js';
import { hostileBytes, hostileText, KNOWN } from './hostile.js';
import { storyLines } from './story-lines.js';

const SOAK = process.env['SOAK'] !== undefined;
const RUNS = SOAK ? 3_000 : 80;

/** All but those that go on until they are stopped, and those that write files. */
const COMMANDS = [
  ['status', 'positions', 'claims', 'proposals', 'agreements', 'contradictions', 'terms', 'sources', 'history'],
  ['show', 'fragility', 'changes', 'list', 'open', 'report', 'retract', 'correct', 'void', 'amend', 'grade'],
  ['verify', 'export', 'checkpoint', 'import', 'token', 'completion', 'help', 'replay'],
].flat();

/** Not `--data`, `--output` and `--speed`: they make folders and files, or wait. */
const FLAGS = [
  ['--json', '--format', '--reported-by', '--revision', '--without-source', '--table', '--limit', '--dry-run'],
  ['--party', '--kind', '--claim', '--term', '--json-file', '--if-match', '--reason', '--set', '--from-revision'],
  ['--role', '--subject', '--days', '--checkpoint', '--nothing', '--no-color', '-x', '--'],
].flat();

const word = fc.oneof(
  fc.constantFrom<string>(...KNOWN),
  fc.constantFrom<string>(...FLAGS),
  hostileText,
  fc.constant('-'),
);
const words = fc
  .tuple(fc.constantFrom<string>(...COMMANDS), fc.array(word, { maxLength: 6 }))
  .map(([first, rest]) => [first, ...rest]);
const stdin = fc.oneof(
  fc.array(storyLines, { maxLength: 5 }).map((lines) => lines.join('\n')),
  hostileBytes.map((bytes) => bytes.subarray(0, 2000).toString('latin1')),
);

let app: StartedApp;
beforeAll(async () => {
  app = await startedApp();
  await importLines(app.base, storyText('qatar-mediation'));
  process.stderr.write(`bad words: ${RUNS} commands; SEED=${SEED}\n`);
});
afterAll(() => app.stop());

test(
  `${RUNS} commands of odd words end with a code, and say why in words`,
  async () => {
    const parley = new Inside(app.base);
    // By chance there may be none among them that is good: one that is, so that a refusal of everything would show.
    const codes = new Set<number | null>([(await parley.run(['list'])).code]);
    for (const [typed, given] of fc.sample(fc.tuple(words, stdin), { numRuns: RUNS, seed: SEED })) {
      const { code, err } = await parley.run(typed, { stdin: given });
      codes.add(code);
      const trace = /^ +at .+:\d+:\d+|TypeError|undefined is not|\[object Object\]: /m.exec(err)?.[0];
      expect({ typed, code, trace }).toEqual({ typed, code: expect.any(Number), trace: undefined });
      expect([typed, [0, 1, 2].includes(code ?? -1)]).toEqual([typed, true]);
      // A refusal says something.
      expect([typed, code === 0 || err.trim() !== '' || typed[0] === 'changes']).toEqual([typed, true]);
    }
    expect(codes).toEqual(new Set([0, 1, 2]));
  },
  SOAK ? 7_200_000 : 240_000,
);
