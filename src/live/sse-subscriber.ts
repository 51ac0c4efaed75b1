/** Serves one reader of the live stream: first what it has missed, then what is recorded, in order, each event once. */
import { Injectable, Logger } from '@nestjs/common';
import { StoreFailure } from '../store/store-failure.js';
import { Broadcaster } from './broadcaster.js';
import { matches, type Filter } from './filter.js';
import { currentCall } from '../queries/pacing/call.js';
import { atTurn } from '../queries/pacing/run-yielding.js';
import { MissedEvents } from './missed-events.js';
import { gapFrame, HEARTBEAT, helloFrame, resumingFrame } from './sse-frames.js';

/** The last so many of the missed events come with what they changed. */
const MISSED_WITH_CHANGES = 50;
/** So many frames are sent to one reader, then it is another's turn. */
const AT_ONCE = 50;
/** In milliseconds: more often than proxies close idle connections. */
const HEARTBEAT_EVERY = 15_000;

const NO_POSITION = 'that is no position of this log';

/** Where frames go. */
export interface SseReader {
  /** Writes one frame or several. False where the reader is gone, or has just been cut off because it reads too slowly. */
  write(frame: string): boolean;
  end(): void;
  /** Resolves when the reader has read most of what was written, or is gone. */
  drained?(): Promise<void>;
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
    private readonly missed: MissedEvents,
  ) {}

  /**
   * Writes frames until the reader is gone, and resolves then. A reader whose missed events cannot be read is let go:
   * it connects again by itself.
   */
  async follow(reader: SseReader, wanted: Filter, cursor: Cursor): Promise<void> {
    // After a HEAD request it is gone already.
    if (reader.signal.aborted) return;
    // Before anything is awaited: what is missed is what was recorded up to now.
    const { position } = this.broadcaster;
    /** What is told while the reader still gets what it has missed. */
    let waiting: string[] | undefined = [];
    // One function for each reader, and no operators: they took longer than all else that the server does for a reader.
    const live = this.broadcaster.messages.subscribe((sent) => {
      if (sent.position <= position || !matches(wanted, sent)) return;
      if (waiting) waiting.push(sent.frame);
      else reader.write(sent.frame);
    });
    const heartbeat = setInterval(() => reader.write(HEARTBEAT), HEARTBEAT_EVERY);
    const stop = (): void => {
      live.unsubscribe();
      clearInterval(heartbeat);
    };
    const gone = new Promise<void>((resolve) => {
      reader.signal.addEventListener('abort', () => resolve(stop()), { once: true });
    });
    try {
      for await (const frames of this.#earlier(wanted, cursor, position, reader)) reader.write(frames);
      for (const frame of waiting) reader.write(frame);
      waiting = undefined;
      await gone;
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      this.#log.warn(`a reader is let go, who may come again: ${error.message}`);
      reader.end();
    } finally {
      stop();
    }
  }

  /** The first frame, and those of the missed events up to a position. */
  async *#earlier(wanted: Filter, cursor: Cursor, position: bigint, reader: SseReader): AsyncGenerator<string> {
    if (cursor === 'now' || cursor === position) {
      yield helloFrame(position);
      return;
    }
    if (cursor === 'unknown') {
      yield gapFrame({ after: null, position: String(position), reason: NO_POSITION });
      return;
    }
    const missed = await this.missed.between(cursor, position);
    if (typeof missed === 'string') {
      yield gapFrame({ after: String(cursor), position: String(position), reason: missed });
      return;
    }
    yield resumingFrame(cursor);
    const withoutChanges = missed.length - MISSED_WITH_CHANGES;
    for (let first = 0; first < missed.length; first += AT_ONCE) {
      await reader.drained?.();
      // Nobody's request: it is for all who come back, and is shared among them.
      await currentCall.exit(() => atTurn(() => undefined));
      if (reader.signal.aborted) return;
      let frames = '';
      for (const [i, event] of missed.slice(first, first + AT_ONCE).entries()) {
        const sent = await event.message(first + i >= withoutChanges);
        if (sent && matches(wanted, sent)) frames += sent.frame;
      }
      if (frames !== '') yield frames;
    }
  }
}
