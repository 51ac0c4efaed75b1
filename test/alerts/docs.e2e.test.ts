/** docs/alerts.md: its first session, with its receiver, answers as it says. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startApp } from '../app/start-app.js';
import { newFolder, ready, remove, type StartedApp } from '../app/started-app.js';
import { root } from '../docs/repository.js';
import { followPage } from '../docs/session.js';
import { Config } from '../../src/platform/config.js';
import { NO_FETCHES } from '../../src/platform/intake-settings.js';
import { NO_BACKUPS, NO_PUBLISHING } from '../../src/platform/settings.js';
import { PRIVATE_LOG } from '../../src/platform/log-settings.js';

let port = 0;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const found = (probe.address() as AddressInfo).port;
  probe.close();
  await once(probe, 'close');
  return found;
}

async function start(): Promise<StartedApp> {
  port = await freePort();
  const folder = newFolder();
  const intake = { ...NO_FETCHES, fetchAllow: [`127.0.0.1:${port}`] };
  const parts = [NO_BACKUPS, 0, NO_PUBLISHING, intake, {}, PRIVATE_LOG, { webhooks: true }] as const;
  const app = await startApp(new Config(0, '127.0.0.1', folder, 'error', undefined, {}, ...parts));
  const base = await app.getUrl();
  await ready(base);
  const halt = () => app.close();
  const stop = async () => {
    await halt();
    remove(folder);
  };
  return { base, halt, stop };
}

const here = (text: string): string =>
  text.replaceAll('127.0.0.1:4010', `127.0.0.1:${port}`).replaceAll('listen(4010', `listen(${port}`);

const receiver = (): string =>
  /^```js\n([\s\S]*?)^```/m.exec(readFileSync(join(root, 'docs/alerts.md'), 'utf8'))?.[1] ?? '';

test('The first session of alerts.md answers as the page says', async () => {
  const app = await start();
  await followPage('alerts.md', 3, {
    server: app.base,
    typed: here,
    written: here,
    files: { 'receiver.mjs': here(receiver()) },
  });
  await app.stop();
}, 240_000);
