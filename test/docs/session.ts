/** The commands of a page, run as they stand there, one after the other: each answers as the block after it shows. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cli } from '../app/program.js';
import { newFolder, remove, startedApp, type StartedApp } from '../app/started-app.js';

const run = promisify(execFile);
const oneSpace = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

interface Step {
  readonly command: string;
  readonly shown: { readonly json: object } | { readonly lines: readonly string[] };
}

/** The blocks of shell commands, each with the block that follows it. */
function stepsOf(page: string): Step[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/^```(sh|json|text)\n([\s\S]*?)^```/gm)];
  return blocks.flatMap(([, language, body = ''], i): Step[] => {
    if (language !== 'sh') return [];
    const [, next, shown = ''] = blocks[i + 1] ?? [];
    if (next === undefined || next === 'sh') throw new Error(`${page} shows no answer to: ${body}`);
    const as = next === 'json' ? { json: JSON.parse(shown) as object } : { lines: shown.trimEnd().split('\n') };
    return [{ command: body, shown: as }];
  });
}

type Environment = Readonly<Record<string, string>>;

async function answerTo(
  command: string,
  server: string,
  folder: string,
  more: Environment,
): Promise<readonly [string, string]> {
  const here = command.replaceAll('http://127.0.0.1:3000', server);
  const parley = `parley() { '${process.execPath}' '${cli}' "$@"; }`;
  const env = { ...process.env, PARLEY_SERVER: server, ...more };
  // A command that refuses a line ends with another code than 0.
  const ended = run('bash', ['-c', `${parley}\n${here}`], { cwd: folder, env });
  const { stdout, stderr } = await ended.catch((error: { stdout: string; stderr: string }) => error);
  return [stdout, stderr];
}

async function follow(steps: readonly Step[], server: string, folder: string, env: Environment = {}): Promise<void> {
  for (const { command, shown } of steps) {
    const [out, err] = await answerTo(command, server, folder, env);
    if ('json' in shown) expect(JSON.parse(out)).toMatchObject(shown.json);
    else for (const line of shown.lines) expect(oneSpace(out + err)).toContain(oneSpace(line));
  }
}

/** What the commands of a page are run in. */
interface Surroundings {
  readonly server: string;
  readonly env?: Environment;
  /** Turns what the page says into what is said here, and what one types by it into what is typed here. */
  readonly written?: (text: string) => string;
  readonly typed?: (text: string) => string;
  /** Files that stand in the page, by their names. */
  readonly files?: Readonly<Record<string, string>>;
}

const asItIs = (text: string): string => text;

/**
 * Runs the commands of a page of docs/ on a server that the caller has made ready for them.
 * @param commands how many there are, so that none is passed over unseen
 */
export async function followPage(
  page: string,
  commands: number,
  { server, env = {}, written = asItIs, typed = asItIs, files = {} }: Surroundings,
): Promise<void> {
  const folder = newFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const steps = stepsOf(page).map(({ command, shown }) => ({
    command: typed(command),
    shown: JSON.parse(written(JSON.stringify(shown))) as Step['shown'],
  }));
  expect(steps).toHaveLength(commands);
  await follow(steps, server, folder, env);
  remove(folder);
}

/**
 * Tests the commands of a page of docs/, one after the other, on a server and in a folder of their own.
 * @param commands how many there are, so that none is passed over unseen
 */
export const describeSession = (page: string, commands: number): void =>
  describe(`The first session of ${page}`, () => {
    let app: StartedApp;
    const folder = newFolder();
    beforeAll(async () => {
      app = await startedApp();
    }, 240_000);
    afterAll(async () => {
      await app.stop();
      remove(folder);
    });

    test('answers as the page says', async () => {
      const steps = stepsOf(page);
      expect(steps).toHaveLength(commands);
      await follow(steps, app.base, folder);
    }, 120_000);
  });
