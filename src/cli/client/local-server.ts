/** Starts a server on a data folder for one command, so that commands work alike with and without a running server. */
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { generateSecret } from '../../access/token-secret.js';
import { readConfig } from '../../platform/config.js';
import { requireOpenFiles } from '../../platform/open-files.js';
import { dataFile } from '../../store/data-file.js';
import { CommandFailure, messageOf } from '../command-failure.js';
import { bodyOf, sendRequest } from './http-request.js';

interface LocalServer {
  readonly base: string;
  /** The token that it accepts. */
  readonly token: string;
  readonly close: () => Promise<void>;
}

/** The states of /readyz that end when the log has been read. */
const STARTING = new Set(['catching-up', 'standing-still']);

async function ready(base: string): Promise<void> {
  for (;;) {
    const response = await sendRequest(new URL(`${base}/readyz`));
    const { status } = JSON.parse(await bodyOf(response)) as { status: string };
    if (response.statusCode === 200) return;
    if (!STARTING.has(status)) throw new CommandFailure([`the data folder cannot be read: the server is ${status}`]);
    await wait(25);
  }
}

/** The server's code is loaded only here, because loading it is slow. */
async function start(folder: string): Promise<LocalServer> {
  requireOpenFiles();
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
 * Starts a server on a data folder, runs `use`, and closes the server.
 * @param createFolder whether to create a log where the folder has none; else that fails, so that a mistyped name leaves no
 * empty log behind
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
