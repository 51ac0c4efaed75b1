/**
 * Storing sealed events in their place, whatever becomes of the connection meanwhile: nothing is said of an append
 * before it is known whether it is stored.
 *
 * The same events are sent again with the same ids and the same expected revision, which the server answers as the first
 * time. It does so for the ids alone: where another process has stored events of the same ids in that place, the server
 * calls ours stored, which they are not. So what is in that place is looked at: by its hash the last event is ours, and
 * with it all before it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { NO_STREAM } from '@eventstore/db-client';
import type { Sealed } from '../../../events/chain/chain.js';
import { StoreFailure } from '../store-failure.js';
import type { SealedAppend } from './append-plan.js';
import type { AppendEcho, Place } from './append-echo.js';
import { asFailure, isConflict, mayPass } from './failure.js';
import type { Reader } from './reader.js';
import type { Session } from './session.js';
import { eventData } from './stored-form.js';

/** How often the same append is sent, and the first pause in between, in milliseconds. */
const ATTEMPTS = 4;
const PAUSE = 50;

/** How long to listen for what was stored, in milliseconds, before it is read. */
const LISTENING = 200;

/** Where events stand, by their revisions: at least those that were asked about. */
type Places = ReadonlyMap<number, Place>;

export type AppendResult =
  | { readonly landed: 'stored'; readonly places: Places }
  /** Others have stored there. */
  | { readonly landed: 'conflict' };

const CONFLICT: AppendResult = { landed: 'conflict' };

/** What becomes of events that are appended together. */
interface Flight {
  readonly placed: readonly SealedAppend[];
  readonly first: Sealed;
  readonly last: Sealed;
  /** Of which events the places are to be told: the last is one of them. */
  readonly asked: readonly number[];
}

const resultOf = (places: Places, { last }: Flight): AppendResult =>
  places.get(last.revision)?.hash === last.hash ? { landed: 'stored', places } : CONFLICT;

export class RetriedAppend {
  constructor(
    private readonly session: Session,
    private readonly reader: Reader,
    private readonly ear: AppendEcho,
  ) {}

  /**
   * @param asked the revisions of which the positions are to be told; that of the last event is always one
   * Rejects with `unreachable` where the server does not even say whether it is stored.
   */
  async land(placed: readonly SealedAppend[], asked: readonly number[]): Promise<AppendResult> {
    const [first, last] = [placed[0], placed.at(-1)] as [SealedAppend, SealedAppend];
    const flight = { placed, first: first.sealed, last: last.sealed, asked };
    try {
      return await this.#attempts(flight);
    } finally {
      this.ear.stop(flight.last.stream);
    }
  }

  async #attempts(flight: Flight): Promise<AppendResult> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(flight);
      } catch (error) {
        if (isConflict(error)) return CONFLICT;
        if (!mayPass(error)) throw asFailure(error);
        if (attempt === ATTEMPTS) return await this.#lookedUp(flight, asFailure(error));
      }
      await pause(PAUSE * 2 ** attempt);
    }
  }

  async #attempt(flight: Flight): Promise<AppendResult> {
    const { placed, first, last, asked } = flight;
    const { client, options, patience } = this.session;
    const events = placed.map(({ sealed, text }) => eventData(sealed, text));
    const expectedRevision = first.revision === 0 ? NO_STREAM : BigInt(first.revision - 1);
    const listening = this.ear.listen(last.stream, asked);
    await this.session.answer(
      client.appendToStream(last.stream, events, { ...options, expectedRevision, deadline: patience }),
    );
    const heard = this.ear.isOpen ? await listening.within(LISTENING) : undefined;
    return resultOf(heard ?? (await this.#placesOf(flight)), flight);
  }

  /** The answers are lost, so what is stored is asked for. */
  async #lookedUp(flight: Flight, failure: StoreFailure): Promise<AppendResult> {
    const places = await this.#placesOf(flight).catch((cause: unknown) => {
      const message = `${failure.message}; whether it has stored the last append is not known`;
      throw new StoreFailure('unreachable', message, { cause });
    });
    if (places.has(flight.last.revision)) return resultOf(places, flight);
    throw failure;
  }

  async #placesOf({ asked, last }: Flight): Promise<Places> {
    const [from = last.revision] = asked;
    const limit = last.revision - from + 1;
    const read = await this.reader.stream(last.stream, { from, limit });
    return new Map(read.map(({ revision, hash, position }) => [revision, { revision, hash, position }]));
  }
}
