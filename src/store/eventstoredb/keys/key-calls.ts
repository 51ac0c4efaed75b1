/**
 * Calls to the streams of keys. Each is made again where the connection fails: an append with the same ids, so that the server
 * stores it once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import {
  ANY,
  NO_STREAM,
  type AppendExpectedRevision,
  type EventData,
  type RecordedEvent as OnServer,
} from '@eventstore/db-client';
import { Conflicts } from '../conflicts.js';
import { isConflict, isDeleted, isNoStream, mayBeTemporary, withMissingRight, type Right } from '../failure.js';
import { BASE_PAUSE, MAX_ATTEMPTS } from '../retried-append.js';
import type { Session } from '../session.js';

/** How many entries are read at a time. */
const PAGE = 500;

/** `deleted`: the stream has a tombstone. `conflict`: it does not stand where the caller thought. */
export type KeyCallOutcome = 'done' | 'conflict' | 'deleted';

const expecting = (length: number | 'any'): AppendExpectedRevision => {
  if (length === 'any') return ANY;
  return length === 0 ? NO_STREAM : BigInt(length - 1);
};

export class KeyCalls {
  /** @param patience how long to wait for what others have written to be shown, in milliseconds */
  constructor(
    private readonly session: Session,
    private readonly patience: number,
  ) {}

  /** For a change that others may come before. */
  conflicts(): Conflicts {
    return new Conflicts(this.patience);
  }

  /** All entries from an index on; none where there is no such stream. */
  async read(stream: string, from = 0): Promise<readonly OnServer[] | 'deleted'> {
    const read: OnServer[] = [];
    for (;;) {
      const page = await this.#page(stream, from + read.length);
      if (page === 'deleted') return page;
      read.push(...page);
      if (page.length < PAGE) return read;
    }
  }

  /** @param length how many entries the stream must have; `any` where that does not matter */
  append(stream: string, entries: readonly EventData[], length: number | 'any'): Promise<KeyCallOutcome> {
    const { client, options, timeout } = this.session;
    const given = { ...options, expectedRevision: expecting(length), deadline: timeout };
    return this.#changed({ to: 'write', stream }, () => client.appendToStream(stream, [...entries], given));
  }

  /** Deletes a stream for good, where it has that many entries. Its bytes stay until a scavenge. */
  tombstone(stream: string, length: number): Promise<KeyCallOutcome> {
    const { client, options, timeout } = this.session;
    const given = { ...options, expectedRevision: BigInt(length - 1), deadline: timeout };
    return this.#changed({ to: 'delete', stream }, () => client.tombstoneStream(stream, given));
  }

  #page(stream: string, from: number): Promise<OnServer[] | 'deleted'> {
    return this.#repeated(async () => {
      const { client, options } = this.session;
      const read = () => client.readStream(stream, { ...options, fromRevision: BigInt(from), maxCount: PAGE });
      try {
        return (await this.session.collect(read, { to: 'read', stream })).flatMap(({ event }) => event ?? []);
      } catch (error) {
        if (isNoStream(error)) return [];
        if (isDeleted(error)) return 'deleted';
        throw error;
      }
    });
  }

  #changed(right: Right, call: () => Promise<unknown>): Promise<KeyCallOutcome> {
    return this.#repeated(async () => {
      try {
        await this.session.called(call);
        return 'done';
      } catch (error) {
        if (isConflict(error)) return 'conflict';
        if (isDeleted(error)) return 'deleted';
        throw withMissingRight(error, right);
      }
    });
  }

  async #repeated<T>(call: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (!mayBeTemporary(error) || attempt === MAX_ATTEMPTS || this.session.isClosed) throw error;
      }
      await pause(BASE_PAUSE * 2 ** attempt);
    }
  }
}
