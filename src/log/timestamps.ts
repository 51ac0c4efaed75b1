/**
 * Checkpoints of this log are timestamped by an authority that is configured: at the start, every so many hours, and when
 * somebody asks. What was timestamped is kept beside the log; what does not verify is never shown.
 */
import { readFileSync } from 'node:fs';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { LogTimestamp } from '../../answers/log/timestamps.js';
import { isoOf } from '../../events/dates.js';
import { toBase64, utf8 } from '../../events/log/bytes.js';
import { noteText } from '../../events/log/signed-note.js';
import type { NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config.js';
import type { TimestampSettings } from '../platform/log-settings.js';
import { Refused } from '../problems/refused.js';
import { noTimestampAuthority, notTimestamped } from './refusals.js';
import { TransparentLog } from './transparent-log.js';
import { askAuthority } from './ask-authority.js';
import { KeptTimestamps, type KeptTimestamp } from './kept-timestamps.js';
import type { Timestamp } from './timestamp-token.js';

const HOUR = 3_600_000;

/** A kept timestamp that verifies. */
export type VerifiedTimestamp = KeptTimestamp & Timestamp;

@Injectable()
export class Timestamps implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Timestamps');
  readonly #kept: KeptTimestamps;
  /** What has been verified, by name: a timestamp never changes. */
  readonly #read = new Map<string, VerifiedTimestamp | { readonly problem: string }>();
  readonly #settings: TimestampSettings | undefined;
  #timer: NodeJS.Timeout | undefined;
  #taking: Promise<VerifiedTimestamp> | undefined;
  #problem: string | null = null;

  constructor(
    private readonly log: TransparentLog,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.#settings = config.log.timestamps;
    this.#kept = new KeptTimestamps(config.dataFolder);
  }

  onApplicationBootstrap(): void {
    if (!this.#settings) return;
    this.#timer = setInterval(() => void this.#takeWhenDue(), HOUR).unref();
    void this.#takeWhenDue();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#taking?.catch(() => undefined);
  }

  /** The address that is asked; undefined: none. */
  get authority(): string | undefined {
    return this.#settings?.url;
  }

  /** Why the newest checkpoint that was to be timestamped was not; null where it was. */
  get problem(): string | null {
    return this.#problem;
  }

  /**
   * Has the present checkpoint timestamped; one that was already is given as it is. Rejects with `Refused` where there is no
   * authority or no key, where the log was put back, or where the answer does not verify.
   */
  take(): Promise<VerifiedTimestamp> {
    if (!this.#settings) return Promise.reject(noTimestampAuthority());
    this.#taking ??= this.#take(this.#settings).finally(() => {
      this.#taking = undefined;
    });
    return this.#taking;
  }

  /** Those that verify, the newest first. */
  async newest(limit: number): Promise<readonly VerifiedTimestamp[]> {
    const found: VerifiedTimestamp[] = [];
    for (const name of this.#kept.names()) {
      if (found.length === limit) break;
      const read = await this.#verified(name);
      if (read) found.push(read);
    }
    return found;
  }

  /** The newest of this log: of one that was begun anew, those before are of another. */
  async newestOfThis(): Promise<VerifiedTimestamp | undefined> {
    const isOwn = await this.log.ownNames();
    for (const name of this.#kept.names()) {
      const read = await this.#verified(name);
      if (read && isOwn(read.checkpoint.origin)) return read;
    }
    return undefined;
  }

  /** Once an hour it is looked whether it is time, so that a server that is started often asks no more often. */
  async #takeWhenDue(): Promise<void> {
    const { hours } = this.#settings ?? { hours: 0 };
    try {
      const [last] = await this.newest(1);
      // A quarter of an hour earlier, since the hours are counted from an answer, and looked at from the start.
      if (last && this.clock.now() - last.at < hours * HOUR - HOUR / 4) return;
      await this.take();
    } catch {
      // It has been told.
    }
  }

  async #take(settings: TimestampSettings): Promise<VerifiedTimestamp> {
    try {
      const taken = await this.#asked(settings);
      this.#problem = null;
      return taken;
    } catch (error) {
      const why = error instanceof Refused ? error.problem.detail : String(error);
      if (this.#problem !== why) this.#logger.warn(`no timestamp: ${why}`);
      this.#problem = why;
      throw error;
    }
  }

  async #asked({ url }: TimestampSettings): Promise<VerifiedTimestamp> {
    const checkpoint = await this.log.checkpoint();
    const before = await this.#alreadyTaken(checkpoint);
    if (before) return before;
    const text = noteText(checkpoint.note);
    const stamped = await askAuthority({ url, certificates: this.#certificates() }, utf8(text), () => this.clock.now());
    if ('problem' in stamped) throw notTimestamped(`${new URL(url).host}: ${stamped.problem}`);
    const { reply, ...shown } = stamped;
    const kept = { ...(await this.#kept.keep({ checkpoint, text, reply }, shown.at)), ...shown };
    this.#read.set(kept.name, kept);
    return kept;
  }

  async #alreadyTaken({ note: { text } }: NotedCheckpoint): Promise<VerifiedTimestamp | undefined> {
    const [last] = await this.newest(1);
    return last?.checkpoint.note.text === text ? last : undefined;
  }

  #certificates(): string {
    try {
      return readFileSync(this.#settings?.certificatesFile ?? '', 'utf8');
    } catch (error) {
      throw notTimestamped(`PARLEY_TIMESTAMP_CA_FILE cannot be read: ${(error as Error).message}`);
    }
  }

  #trusted(): string | undefined {
    try {
      return this.#settings && this.#certificates();
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  async #verified(name: string): Promise<VerifiedTimestamp | undefined> {
    const read = this.#read.get(name) ?? (await this.#readAnew(name));
    if (read) this.#read.set(name, read);
    return read && 'problem' in read ? undefined : read;
  }

  async #readAnew(name: string): Promise<VerifiedTimestamp | { readonly problem: string } | undefined> {
    const kept = this.#kept.read(name);
    const certificates = this.#trusted();
    // Without certificates that are trusted nothing can be verified.
    if (!kept || certificates === undefined) return undefined;
    const { certificatesIn, readTimestamp } = await import('./timestamp-token.js');
    const read = await readTimestamp(kept.reply, utf8(kept.text), certificatesIn(certificates));
    const seen = 'problem' in read ? read : { ...kept, ...read };
    if ('problem' in seen) this.#logger.error(`the timestamp ${name} is passed over: ${seen.problem}`);
    return seen;
  }
}

export const shownTimestamp = ({
  checkpoint,
  text,
  reply,
  at,
  authority,
  serial,
}: VerifiedTimestamp): LogTimestamp => ({
  size: checkpoint.size,
  at: isoOf(at),
  authority,
  serial,
  checkpoint: text,
  reply: toBase64(reply),
});
