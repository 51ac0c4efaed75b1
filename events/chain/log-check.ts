/**
 * Checks a whole log, event by event in the order of positions: every stream's chain, and the order of the streams
 * among each other, which no chain covers. What it keeps in memory is where each stream stands, not its events.
 *
 * Positions are not hashed, and so there is one thing that it cannot see: two events of different streams, recorded in
 * the same millisecond, that have exchanged their positions. Nothing that Parley derives depends on that.
 */
import type { Link } from './chain.js';
import { findingAt, misplaced, missingAt, strayedFrom, type Gap, type LogFinding } from './log-finding.js';
import type { StoredEvent } from './stored-event.js';
import type { ChainFinding } from './verdict.js';
import { StreamCheck } from './verify.js';

/** A place at which the log breaks: `stream` is to be checked by itself, in the order of its revisions. */
export interface StreamAlarm {
  readonly stream: string;
  /** What to answer where the stream by itself holds. */
  readonly otherwise: LogFinding;
  /** What to answer where the stream by itself is reordered: an event of another stream that has taken a place of it. */
  readonly intruder: LogFinding | undefined;
}

export interface LogOptions {
  /** Whether this kind of store gives positions without gaps, from 1. */
  readonly contiguous: boolean;
  /** Whether times never go back from one position to the next; else they do so only in each stream. */
  readonly oneClock: boolean;
  /** Where streams stood by a checkpoint that was kept elsewhere. */
  readonly kept?: ReadonlyMap<string, Link>;
}

export class LogCheck {
  readonly #streams = new Map<string, StreamCheck>();
  readonly #options: LogOptions;
  #last: StoredEvent | undefined;
  /** The one before that. */
  #previous: StoredEvent | undefined;
  /** The first positions without an event. */
  #gap: Gap | undefined;
  /** An event whose time is before that of the one before it. */
  #late: StoredEvent | undefined;
  #events = 0;

  /** What is wrong, once something is: then nothing more is to be added. */
  found: LogFinding | undefined;
  /** Where the log breaks, if it does in a stream: then nothing more is to be added. */
  alarm: StreamAlarm | undefined;

  constructor(options: LogOptions) {
    this.#options = options;
  }

  /** How much has been checked. */
  get counted(): { readonly streams: number; readonly events: number } {
    return { streams: this.#streams.size, events: this.#events };
  }

  add(event: StoredEvent): void {
    this.#events += 1;
    this.found = this.#misplaced(event) ?? this.#wrongPosition(event);
    if (!this.found) this.#enter(event);
    this.#previous = this.#last;
    this.#last = event;
  }

  /** The first position without an event, if there is one before the last that was added. */
  get vacant(): bigint | undefined {
    return this.#gap?.from;
  }

  /** To be called at the end of the log: what is missing there, or was missing on the way. */
  end(): void {
    this.found ??= this.#late && this.#misplaced();
    this.found ??= this.#truncated() ?? (this.#gap && missingAt(this.#gap));
  }

  /** A finding of the stream's own, in the log: what is missing stood at the position that is missing. */
  inLog(stream: string, of: ChainFinding): LogFinding {
    const { revision, position, id, problem, detail } = of;
    return { stream, revision, position: position ?? this.#gap?.from ?? null, id, problem, detail };
  }

  #enter(event: StoredEvent): void {
    const check = this.#checkOf(event.stream);
    check.add(event);
    if (!check.holds) {
      this.found = strayedFrom(event, this.#streams);
      const verdict = check.verdict();
      if (!this.found && !verdict.ok)
        this.alarm = {
          stream: event.stream,
          otherwise: this.inLog(event.stream, verdict),
          intruder: this.#isLate(event) && this.#last ? misplaced(this.#last) : undefined,
        };
    } else if (this.#isLate(event)) this.#late = event;
  }

  #isLate({ recordedAt }: StoredEvent): boolean {
    return this.#options.oneClock && this.#last !== undefined && recordedAt < this.#last.recordedAt;
  }

  #checkOf(stream: string): StreamCheck {
    const known = this.#streams.get(stream);
    if (known) return known;
    const check = new StreamCheck({ stream, kept: this.#options.kept?.get(stream) });
    this.#streams.set(stream, check);
    return check;
  }

  #wrongPosition(event: StoredEvent): LogFinding | undefined {
    const next = (this.#last?.position ?? 0n) + 1n;
    if (!this.#options.contiguous || event.position === next) return undefined;
    if (event.position < next)
      return findingAt(event, 'changed', `its position, ${event.position}, is none that the store gives`);
    this.#gap ??= { from: next, before: event };
    return undefined;
  }

  // Of two neighbours in the wrong order either may have been moved: the one that the next disagrees with as well was.
  #misplaced(next?: StoredEvent): LogFinding | undefined {
    if (!this.#late || !this.#previous) return undefined;
    const moved = next && next.recordedAt < this.#previous.recordedAt ? this.#previous : this.#late;
    return misplaced(moved);
  }

  #truncated(): LogFinding | undefined {
    for (const [stream, kept] of this.#options.kept ?? []) {
      const verdict = (this.#streams.get(stream) ?? new StreamCheck({ stream, kept })).verdict();
      if (!verdict.ok) return this.inLog(stream, verdict);
    }
    return undefined;
  }
}
