/** A server of this command's own, on a data folder: what a remote one is asked, it is asked, so there is one way only. */
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { generateSecret } from '../../access/token-secret.js';
import { readConfig } from '../../platform/config.js';
import { dataFile } from '../../store/data-file.js';
import { CommandFailure, messageOf } from '../command-failure.js';
import { bodyOf, sendRequest } from './http-request.js';

interface LocalServer {
  readonly base: string;
  /** By which it knows this command. */
  readonly token: string;
  readonly close: () => Promise<void>;
}

/** Those that wait for nothing but the log to be read. */
const ON_THE_WAY = new Set(['catching-up', 'standing-still']);

async function ready(base: string): Promise<void> {
  for (;;) {
    const response = await sendRequest(new URL(`${base}/readyz`));
    const { status } = JSON.parse(await bodyOf(response)) as { status: string };
    if (response.statusCode === 200) return;
    if (!ON_THE_WAY.has(status)) throw new CommandFailure([`the data folder cannot be read: the server is ${status}`]);
    await wait(25);
  }
}

/** Only loading the server when it is wanted keeps every other command quick. */
async function start(folder: string): Promise<LocalServer> {
  const { startApp } = await import('../../app.js');
  const read = readConfig({ PORT: '0', HOST: '127.0.0.1', PARLEY_DATA: folder, PARLEY_LOG_LEVEL: 'error' });
  if ('problems' in read) throw new CommandFailure(read.problems);
  const token = generateSecret();
  try {
    const app = await startApp(read.config.with({ operatorToken: token }));
    return { base: await app.getUrl(), token, close: () => app.close() };
  } catch (error) {
    throw new CommandFailure([messageOf(error)], undefined, { cause: error });
  }
}

/**
 * Uses a server on a data folder, and closes it.
 * @param createFolder whether a folder that holds no log is given one; else that is a failure, so that a slip of the pen does
 * not leave an empty log behind
 */
export async function withLocalServer<T>(
  folder: string,
  createFolder: boolean,
  use: (base: string, token: string) => Promise<T>,
): Promise<T> {
  if (!createFolder && !existsSync(dataFile(folder)))
    throw new CommandFailure([`${folder} is no data folder: it holds no log`]);
  const { base, token, close } = await start(folder);
  try {
    await ready(base);
    return await use(base, token);
  } finally {
    await close();
  }
}
