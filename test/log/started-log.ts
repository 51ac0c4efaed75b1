/** A server whose log is signed, with the tools of whoever follows it. */
import { writeFileSync } from 'node:fs';
import {
  newSigningKey,
  signingKeyText,
  verifierKeyOf,
  verifyEd25519,
  type SigningKey,
} from '../../events/log/ed25519.js';
import { readLogCheckpoint, type NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import { verifiedNote } from '../../events/log/signed-note.js';
import { keyFileIn } from '../../src/log/key-file.js';
import { Config } from '../../src/platform/config.js';
import { PRIVATE_LOG, type LogSettings } from '../../src/platform/log-settings.js';
import type { AccessSettings } from '../../src/platform/settings.js';
import { startApp } from '../app/start-app.js';
import { importLines, newFolder, ready, remove, send, storyText } from '../app/started-app.js';

export const ORIGIN = 'parley.example.org/log';

export interface LogSetup {
  readonly folder?: string;
  readonly log?: LogSettings;
  readonly access?: AccessSettings;
}

export class StartedLog {
  private constructor(
    readonly base: string,
    readonly folder: string,
    readonly halt: () => Promise<void>,
  ) {}

  static async start({ folder = newFolder(), log = PRIVATE_LOG, access = {} }: LogSetup = {}): Promise<StartedLog> {
    const place = [0, '127.0.0.1', folder, 'error', undefined, access, undefined, 0] as const;
    const app = await startApp(new Config(...place, undefined, undefined, undefined, log));
    const base = await app.getUrl();
    await ready(base);
    return new StartedLog(base, folder, () => app.close());
  }

  async stop(): Promise<void> {
    await this.halt();
    remove(this.folder);
  }

  /** Imports a story; the answer is awaited, and not looked at. */
  async tell(story = 'qatar-mediation'): Promise<void> {
    await (await importLines(this.base, storyText(story))).text();
  }

  /** Opens talks: one more event. */
  async open(id: string): Promise<void> {
    const opened = await send(this.base, 'POST', '/negotiations', { negotiation: id, title: 'Talks' });
    if (!opened.ok) throw new Error(await opened.text());
  }

  ask(path: string): Promise<Response> {
    return fetch(`${this.base}/v1${path}`);
  }

  async json<T>(path: string): Promise<T> {
    return (await (await this.ask(path)).json()) as T;
  }

  /** The newest checkpoint, which must be signed by the key. */
  async checkpoint(key: SigningKey): Promise<NotedCheckpoint> {
    const text = await (await this.ask('/log/checkpoint')).text();
    const checkpoint = readLogCheckpoint(text);
    const signed = checkpoint && (await verifiedNote(checkpoint.note, [verifierKeyOf(key)], verifyEd25519));
    if (!checkpoint || signed?.length !== 1) throw new Error(`not signed: ${text}`);
    return checkpoint;
  }
}

export const newKey = (): SigningKey => newSigningKey(ORIGIN);

/** Puts keys where a server looks for them. */
export const putKeys = (folder: string, ...keys: readonly SigningKey[]): void =>
  writeFileSync(keyFileIn(folder), keys.map((key) => `${signingKeyText(key)}\n`).join(''), { mode: 0o600 });
