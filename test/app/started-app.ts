/** A server of one's own: on a free port, with a data folder that goes when it is stopped. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from './start-app.js';
import { Config } from '../../src/platform/config.js';
import type { RecordingSettings } from '../../src/platform/settings.js';
import type { ServerAddress } from '../../src/platform/store-address.js';

export interface StartedApp {
  /** `http://127.0.0.1:<port>` */
  readonly base: string;
  /** Stops the server and leaves its data. */
  readonly halt: () => Promise<void>;
  /** Stops the server and removes its data. */
  readonly stop: () => Promise<void>;
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'parley-'));
export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/**
 * @param folder the data folder: one that a server left, to go on where it stopped
 * @param snapshotEvery in events; 0: no snapshots
 * @param store a server that holds the log in place of the folder
 */
export async function startedApp(
  folder = newFolder(),
  snapshotEvery = 0,
  recording: RecordingSettings = {},
  store?: ServerAddress,
): Promise<StartedApp> {
  const place = [0, '127.0.0.1', folder, 'error', store, {}, undefined, snapshotEvery] as const;
  const app = await startApp(new Config(...place, undefined, undefined, recording));
  const base = await app.getUrl();
  await ready(base);
  const halt = () => app.close();
  const stop = async () => {
    await halt();
    remove(folder);
  };
  return { base, halt, stop };
}

/** Resolves when the log has been read. */
export async function ready(base: string): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    if ((await fetch(`${base}/readyz`)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the server did not become ready');
}

export const STORIES = ['gaza-hostages-2023', 'qatar-mediation'] as const;

export const storyText = (name: string): string =>
  readFileSync(new URL(`../../stories/${name}.ndjson`, import.meta.url), 'utf8');

export const importLines = (base: string, body: string, query = ''): Promise<Response> =>
  fetch(`${base}/v1/import${query}`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body });

/** Sends JSON; a text is sent as it is. */
export const send = (
  base: string,
  method: 'POST' | 'PATCH',
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${base}/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
