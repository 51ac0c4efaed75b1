/** What the container runs, as plain processes: the same entry point, with secrets in files. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { until } from '../store/until.js';
import { program as main, Program, root } from './program.js';
import { newFolder, remove } from './started-app.js';

const start = join(root, 'docker/start.sh');
/** Not waited for in one piece: the node that the server asks answers from this process. */
async function healthy(port: string): Promise<number | null> {
  const check = spawn(process.execPath, [join(root, 'docker/healthy.js')], { env: { PORT: port } });
  await once(check, 'exit');
  return check.exitCode;
}

let secrets: string;
beforeEach(() => {
  secrets = newFolder();
});
afterEach(() => remove(secrets));

test('The container takes its store from a secret, tells whether it is ready, and stops when asked to', async () => {
  const node = await new EventStoreDbNode().start();
  writeFileSync(join(secrets, 'parley_store'), `${node.address}\n`);
  const program = new Program(main, { SECRETS: secrets }, ['sh', start]);
  const { port } = new URL(await program.address());
  await until(async () => (await healthy(port)) === 0);
  expect(node.calls.subscribe).toBe(1);
  program.signal('SIGTERM');
  expect(await program.ended()).toEqual({ code: 0, errors: '' });
  expect(await healthy(port)).toBe(1);
  node.stop();
});

test('The container does not start where others could reach it, without a token', async () => {
  const program = new Program(main, { SECRETS: secrets, PARLEY_DATA: secrets, HOST: '0.0.0.0' }, ['sh', start]);
  const { code, errors } = await program.ended();
  expect([code === 0, errors]).toEqual([false, expect.stringMatching(/^parley: .*(?:0\.0\.0\.0|token)/)]);
});
