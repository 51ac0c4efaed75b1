/** One reader of the live wire: first what it has missed, then what comes, in order, each once. */
import { Injectable, Logger } from '@nestjs/common';
import type { RecordedEvent } from '../../events/envelope.js';
import { EventStore } from '../store/event-store.js';
import { StoreFailure } from '../store/store-failure.js';
import { passes, type Filter } from './filter.js';
import { beginning, gap, HEARTBEAT, resuming, type Gap } from './sse-frames.js';
import { Broadcaster, type BroadcastMessage } from './broadcaster.js';

/** How many events a reader may have missed and still be told of each. */
export const MOST_MISSED = 5_000;
/** Of how many of them, the last ones, it is told what they changed. */
const MISSED_WITH_CHANGES = 50;
const PAGE = 500;
/** How often a reader hears that the wire is there, in milliseconds: less than proxies wait. */
const HEARTBEAT_EVERY = 15_000;

/** Where frames go. */
export interface SseReader {
  /** False where it has fallen so far behind that it is cut off. */
  write(frame: string): boolean;
  end(): void;
  readonly signal: AbortSignal;
}

/** Where a reader takes up: a position, the present, or something that no wire of ours has given out. */
export type Cursor = bigint | 'now' | 'unknown';

/** @param lastEventId what a browser sends when it connects again */
export function cursorOf(after: string | undefined, lastEventId: string | undefined): Cursor {
  const given = lastEventId ?? after;
  if (given === undefined || given === '') return 'now';
  return /^\d{1,19}$/.test(given) ? BigInt(given) : 'unknown';
}

@Injectable()
export class SseSubscriber {
  readonly #log = new Logger('Listening');

  constructor(
    private readonly broadcaster: Broadcaster,
    private readonly store: EventStore,
  ) {}

  /** Goes on until the reader is gone. */
  async to(reader: SseReader, filter: Filter, cursor: Cursor): Promise<void> {
    // Whoever asked for the head alone is gone already.
    if (reader.signal.aborted) return;
    const from = this.broadcaster.position;
    let held: BroadcastMessage[] | undefined = [];
    const tell = (told: BroadcastMessage): void => {
      if (passes(filter, told.message)) reader.write(told.frame);
    };
    const stop = this.broadcaster.listen((told) => (held ? held.push(told) : tell(told)));
    const heart = setInterval(() => reader.write(HEARTBEAT), HEARTBEAT_EVERY).unref();
    reader.signal.addEventListener('abort', () => {
      clearInterval(heart);
      stop();
    });
    try {
      await this.#begin(reader, tell, cursor, from);
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      this.#log.warn(`a reader is let go, who may come again: ${error.message}`);
      reader.end();
      return;
    }
    for (const told of held) if (told.position > from) tell(told);
    held = undefined;
  }

  async #begin(reader: SseReader, tell: (told: BroadcastMessage) => void, cursor: Cursor, from: bigint): Promise<void> {
    if (cursor === 'now' || cursor === from) {
      reader.write(beginning(from));
      return;
    }
    const missed = typeof cursor === 'bigint' && cursor < from ? await this.#missed(cursor, from) : null;
    if (typeof cursor !== 'bigint' || !missed) {
      reader.write(gap(gapAt(cursor, from)));
      return;
    }
    reader.write(resuming(cursor));
    const silent = missed.length - MISSED_WITH_CHANGES;
    for (const [i, event] of missed.entries()) {
      if (reader.signal.aborted) return;
      const told = await this.broadcaster.messageOf(event, i >= silent);
      if (told) tell(told);
      if (i % 10 === 0) await new Promise(setImmediate);
    }
  }

  /** What was recorded between two positions; null where it is too much. */
  async #missed(after: bigint, to: bigint): Promise<RecordedEvent[] | null> {
    const missed: RecordedEvent[] = [];
    for (let at = after; at < to && missed.length <= MOST_MISSED;) {
      const page = await this.store.readAll(at, PAGE);
      const last = page.at(-1);
      if (!last) break;
      missed.push(...page.filter(({ position }) => position <= to));
      at = last.position;
    }
    return missed.length > MOST_MISSED ? null : missed;
  }
}

function gapAt(cursor: Cursor, position: bigint): Gap {
  const after = typeof cursor === 'bigint' ? String(cursor) : null;
  return { after, position: String(position), reason: whyGap(cursor, position) };
}

function whyGap(cursor: Cursor, position: bigint): string {
  if (typeof cursor !== 'bigint') return 'that is no position of this log';
  return cursor > position
    ? 'this log has not come to that position: it may be another one'
    : `more than ${MOST_MISSED} events have been recorded since`;
}
