/**
 * Appends sealed events, also where the connection fails meanwhile: an append is answered only when it is known whether it
 * is stored.
 *
 * After a failure the same events are sent again, with the same ids and the same expected revision. The server answers such
 * an append as it did the first time. But it compares ids alone: where another process has stored events with the same ids
 * at these revisions, the server calls ours stored although they are not. So the event at the last revision is read. If its
 * hash is ours, so are all events before it.
 *
 * A server does not answer an append that is the same as one under way, until it gives up after two seconds. So when two
 * processes are given the same report at once, one of them hears nothing. Its own subscription shows what came to be stored
 * there; where it has none, the stream is looked into after a short silence, and then less and less often.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { NO_STREAM } from '@eventstore/db-client';
import type { Sealed } from '../../../events/chain/chain.js';
import type { PreparedEvent } from '../prepared-write.js';
import { StoreFailure } from '../store-failure.js';
import type { SealedEvent } from './append-plan.js';
import type { AppendEcho, StoredPlace } from './append-echo.js';
import { asFailure, isConflict, mayBeTemporary, withMissingRight } from './failure.js';
import type { Reader } from './reader.js';
import type { Session } from './session.js';
import { eventData, type BesideHash } from './stored-form.js';

/** How often an append is sent at most. */
export const MAX_ATTEMPTS = 4;

/** Half of the first pause between two attempts, in milliseconds. */
export const BASE_PAUSE = 50;

/** How long to wait for the echo of an append, in milliseconds, before the events are read. */
const ECHO_TIMEOUT = 200;

/** Where events are stored, by revision. */
type StoredPlaces = ReadonlyMap<number, StoredPlace>;

/** What became of an append. */
export type AppendResult =
  | { readonly outcome: 'stored'; readonly places: StoredPlaces }
  /** Another process has stored events at these revisions. */
  | { readonly outcome: 'conflict' };

const CONFLICT: AppendResult = { outcome: 'conflict' };

/** Events that are appended together. */
interface PendingAppend {
  readonly sealedEvents: readonly SealedEvent[];
  readonly first: Sealed;
  readonly last: Sealed;
  /** The revisions of which the places are wanted; the last is one of them. */
  readonly revisions: readonly number[];
}

const resultOf = (places: StoredPlaces, { last }: PendingAppend): AppendResult =>
  places.get(last.revision)?.hash === last.hash ? { outcome: 'stored', places } : CONFLICT;

export class RetriedAppend {
  constructor(
    private readonly session: Session,
    private readonly reader: Reader,
    private readonly echo: AppendEcho,
    private readonly besideHash: (prepared: PreparedEvent) => BesideHash,
  ) {}

  /**
   * @param sealedEvents at consecutive revisions of one stream
   * @param revisions the revisions whose positions the caller needs, the last event's among them
   * @throws StoreFailure `unreachable` where it could not be found out whether the events are stored
   */
  async append(sealedEvents: readonly SealedEvent[], revisions: readonly number[]): Promise<AppendResult> {
    const [first, last] = [sealedEvents[0], sealedEvents.at(-1)] as [SealedEvent, SealedEvent];
    const append = { sealedEvents, first: first.sealed, last: last.sealed, revisions };
    try {
      return await this.#attempts(append);
    } finally {
      this.echo.forget(append.last.stream);
    }
  }

  async #attempts(append: PendingAppend): Promise<AppendResult> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(append);
      } catch (error) {
        if (isConflict(error)) return CONFLICT;
        if (!mayBeTemporary(error)) throw withMissingRight(error, { to: 'write', stream: append.last.stream });
        if (attempt === MAX_ATTEMPTS) return await this.#lookUp(append, asFailure(error));
      }
      await pause(BASE_PAUSE * 2 ** attempt);
    }
  }

  async #attempt(append: PendingAppend): Promise<AppendResult> {
    const { last, revisions } = append;
    const echo = this.echo.expect(last.stream, revisions);
    const answer = this.#send(append);
    const answered = new AbortController();
    try {
      const places = await Promise.race([answer, echo.complete, this.#lookWhileSilent(append, answered.signal)]);
      if (places) return resultOf(places, append);
    } finally {
      answered.abort();
      answer.catch(() => undefined);
    }
    const echoed = this.echo.hasSubscription ? await echo.within(ECHO_TIMEOUT) : undefined;
    return resultOf(echoed ?? (await this.#placesOf(append)), append);
  }

  async #send({ sealedEvents, first, last }: PendingAppend): Promise<undefined> {
    const { client, options, timeout } = this.session;
    const events = sealedEvents.map(({ sealed, prepared }) =>
      eventData(sealed, prepared.data, this.besideHash(prepared)),
    );
    const expectedRevision = first.revision === 0 ? NO_STREAM : BigInt(first.revision - 1);
    const begin = performance.now();
    await this.session.called(() =>
      client.appendToStream(last.stream, events, { ...options, expectedRevision, deadline: timeout }),
    );
    this.session.answerTimes.note(performance.now() - begin);
  }

  /** Where events are stored at these revisions, ours or others. Rejects when aborted, and not where reading fails. */
  async #lookWhileSilent(append: PendingAppend, signal: AbortSignal): Promise<StoredPlaces> {
    const { stream, revision } = append.last;
    for (let wait = this.session.answerTimes.silence; ; wait *= 2) {
      await pause(wait, undefined, { signal });
      const [there] = await this.reader.stream(stream, { from: revision, limit: 1 }).catch(() => []);
      if (there && there.hash !== append.last.hash) return new Map([[revision, there]]);
      const places = there && (await this.#placesOf(append).catch(() => undefined));
      if (places) return places;
    }
  }

  /** No answer arrived: reads whether the events are stored. */
  async #lookUp(append: PendingAppend, failure: StoreFailure): Promise<AppendResult> {
    const places = await this.#placesOf(append).catch((cause: unknown) => {
      const message = `${failure.message}; whether it has stored the last append is not known`;
      throw new StoreFailure('unreachable', message, { cause });
    });
    if (places.has(append.last.revision)) return resultOf(places, append);
    throw failure;
  }

  async #placesOf({ revisions, last }: PendingAppend): Promise<StoredPlaces> {
    const [from = last.revision] = revisions;
    const limit = last.revision - from + 1;
    const read = await this.reader.stream(last.stream, { from, limit });
    return new Map(read.map(({ revision, hash, position }) => [revision, { revision, hash, position }]));
  }
}
