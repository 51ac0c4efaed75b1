/** Serves one reader of the live stream: first what it has missed, then what is recorded, in order, each event once. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { filter, from, fromEvent, interval, map, merge, takeUntil, type Observable } from 'rxjs';
import type { RecordedEvent } from '../../events/envelope.js';
import { EventStore } from '../store/event-store.js';
import { StoreFailure } from '../store/store-failure.js';
import { Broadcaster } from './broadcaster.js';
import { matches, type Filter } from './filter.js';
import { liveAfter } from './live-after.js';
import { gapFrame, HEARTBEAT, helloFrame, resumingFrame } from './sse-frames.js';

/** How many events a reader may have missed and still get them all. */
export const MOST_MISSED = 5_000;
/** The last so many of them come with what they changed. */
const MISSED_WITH_CHANGES = 50;
/** Events read at a time. */
const PAGE = 500;
/** In milliseconds: more often than proxies close idle connections. */
const HEARTBEAT_EVERY = 15_000;

const NO_POSITION = 'that is no position of this log';

/** Where frames go. */
export interface SseReader {
  /** False where the reader is gone, or has just been cut off because it reads too slowly. */
  write(frame: string): boolean;
  end(): void;
  /** Aborted once the reader is gone. */
  readonly signal: AbortSignal;
}

/** Where a reader resumes: after a position, at the present, or after something that is no position of ours. */
export type Cursor = bigint | 'now' | 'unknown';

/**
 * @param after the query parameter
 * @param lastEventId the header that a browser sends when it connects again; it wins
 */
export function cursorOf(after: string | undefined, lastEventId: string | undefined): Cursor {
  const given = lastEventId ?? after;
  if (given === undefined || given === '') return 'now';
  return /^\d{1,19}$/.test(given) ? BigInt(given) : 'unknown';
}

@Injectable()
export class SseSubscriber {
  readonly #log = new Logger('SseSubscriber');

  constructor(
    private readonly broadcaster: Broadcaster,
    private readonly store: EventStore,
  ) {}

  /**
   * Writes frames until the reader is gone, and resolves then. A reader whose missed events cannot be read is let go:
   * it connects again by itself.
   */
  async follow(reader: SseReader, wanted: Filter, cursor: Cursor): Promise<void> {
    // After a HEAD request it is gone already.
    if (reader.signal.aborted) return;
    const heartbeat = interval(HEARTBEAT_EVERY).pipe(map(() => HEARTBEAT));
    const frames = merge(heartbeat, this.#frames(wanted, cursor, reader.signal)).pipe(
      takeUntil(fromEvent(reader.signal, 'abort')),
    );
    try {
      await frames.forEach((frame) => void reader.write(frame));
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      this.#log.warn(`a reader is let go, who may come again: ${error.message}`);
      reader.end();
    }
  }

  /** To be subscribed to at once: what is missed is what was recorded up to now. */
  #frames(wanted: Filter, cursor: Cursor, signal: AbortSignal): Observable<string> {
    const { position } = this.broadcaster;
    const live = this.broadcaster.messages.pipe(
      filter((sent) => sent.position > position && matches(wanted, sent)),
      map(({ frame }) => frame),
    );
    return liveAfter(from(this.#earlier(wanted, cursor, position, signal)), live);
  }

  /** The first frame, and those of the missed events up to a position. */
  async *#earlier(wanted: Filter, cursor: Cursor, position: bigint, signal: AbortSignal): AsyncGenerator<string> {
    if (cursor === 'now' || cursor === position) {
      yield helloFrame(position);
      return;
    }
    if (cursor === 'unknown') {
      yield gapFrame({ after: null, position: String(position), reason: NO_POSITION });
      return;
    }
    const missed = await this.#missedOrReason(cursor, position);
    if (typeof missed === 'string') {
      yield gapFrame({ after: String(cursor), position: String(position), reason: missed });
      return;
    }
    yield resumingFrame(cursor);
    const withoutChanges = missed.length - MISSED_WITH_CHANGES;
    for (const [i, event] of missed.entries()) {
      if (signal.aborted) return;
      const sent = await this.broadcaster.messageOf(event, i >= withoutChanges);
      if (sent && matches(wanted, sent)) yield sent.frame;
      if (i % 10 === 0) await yieldToEventLoop();
    }
  }

  /** The events that a reader has missed, or why they cannot be sent. */
  async #missedOrReason(cursor: bigint, position: bigint): Promise<RecordedEvent[] | string> {
    if (cursor > position) return 'this log has not come to that position: it may be another one';
    // 0 is where an empty log ends.
    if (cursor > 0n && !(await this.store.hasPosition(cursor))) return NO_POSITION;
    return (await this.#missed(cursor, position)) ?? `more than ${MOST_MISSED} events have been recorded since`;
  }

  /** The events after one position up to another; null where they are too many. */
  async #missed(after: bigint, upTo: bigint): Promise<RecordedEvent[] | null> {
    const missed: RecordedEvent[] = [];
    for (let at = after; at < upTo && missed.length <= MOST_MISSED;) {
      const page = await this.store.readAll(at, PAGE);
      const last = page.at(-1);
      if (!last) break;
      missed.push(...page.filter(({ position }) => position <= upTo));
      at = last.position;
    }
    return missed.length > MOST_MISSED ? null : missed;
  }
}
