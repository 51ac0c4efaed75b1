/** The README's first session, run as it stands: each command, and the answer that is shown after it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { startedApp, type StartedApp } from '../app/started-app.js';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

interface Step {
  readonly command: string;
  /** What the README shows of the answer. */
  readonly shown: object;
}

/** The `curl` commands, each with the JSON block that follows it. */
function steps(text: string): Step[] {
  const blocks = [...text.matchAll(/^```(sh|json)\n([\s\S]*?)^```/gm)].map(([, language, body]) => ({
    language,
    body: body ?? '',
  }));
  return blocks.flatMap(({ language, body }, i) => {
    if (language !== 'sh' || !body.startsWith('curl')) return [];
    const next = blocks[i + 1];
    if (next?.language !== 'json') throw new Error(`the README shows no answer to: ${body}`);
    return [{ command: body, shown: JSON.parse(next.body) as object }];
  });
}

let app: StartedApp;
beforeAll(async () => {
  app = await startedApp();
});
afterAll(() => app.stop());

const all = steps(readme);

/** The server's answer to a command of the README. */
async function answerTo(command: string): Promise<object> {
  const here = command.replaceAll('http://127.0.0.1:3000', app.base);
  const { stdout } = await run('bash', ['-c', here], { cwd: root.pathname });
  return JSON.parse(stdout) as object;
}

test('the commands of the README, one after the other, answer as it says', async () => {
  expect(all.length).toBeGreaterThanOrEqual(7);
  for (const { command, shown } of all) expect(await answerTo(command)).toMatchObject(shown);
});
