/**
 * Checks a whole log, event by event in the order of positions: the chain of every stream, and the order of events of
 * different streams, which no chain covers. In memory it keeps where each stream stands, and not its events.
 *
 * Positions are not hashed, so there is one thing that it cannot see: two events of different streams, recorded in the same
 * millisecond, that have exchanged their positions. Nothing that Parley derives depends on that.
 */
import type { Link } from './chain.js';
import { backDatedFinding, type Coverage } from './coverage.js';
import {
  findingAt,
  outOfOrderFinding,
  gapFinding,
  wrongStreamFinding,
  type Gap,
  type LogFinding,
} from './log-finding.js';
import type { StoredEvent } from './stored-event.js';
import type { ChainFinding } from './verdict.js';
import { StreamCheck } from './verify.js';

/** A stream that does not hold in the order of positions. Check it by itself next, in the order of its revisions. */
export interface StreamBreak {
  readonly stream: string;
  /** The finding to give where the stream holds by itself. */
  readonly ifStreamHolds: LogFinding;
  /** The finding to give where the stream itself is reordered: an event of another stream has taken a position of it. */
  readonly ifStreamReordered: LogFinding | undefined;
}

/** What holds of the positions and times of a log. */
export interface LogOptions {
  /** Whether the store gives positions without gaps, from 1. */
  readonly contiguous: boolean;
  /** Whether times never go back in the whole log; else they never go back within a stream. */
  readonly oneClock: boolean;
  /** The links of a checkpoint that was kept elsewhere, by stream. */
  readonly kept?: ReadonlyMap<string, Link>;
  /** Where the events end that the checkpoint covers. */
  readonly coverage?: Coverage | undefined;
}

/** Add the events in the order of positions until there is a finding or a break, then call `end`. */
export class LogCheck {
  readonly #streams = new Map<string, StreamCheck>();
  readonly #options: LogOptions;
  #last: StoredEvent | undefined;
  /** The event before `#last`. */
  #previous: StoredEvent | undefined;
  /** The first positions without an event. */
  #gap: Gap | undefined;
  /** An event whose time is before that of the event before it. */
  #late: StoredEvent | undefined;
  #events = 0;

  /** What is wrong. Once it is set, add no more events. */
  finding: LogFinding | undefined;
  /** The stream that does not hold. Once it is set, add no more events. */
  streamBreak: StreamBreak | undefined;

  constructor(options: LogOptions) {
    this.#options = options;
  }

  /** How many streams and events have been checked. */
  get totals(): { readonly streams: number; readonly events: number } {
    return { streams: this.#streams.size, events: this.#events };
  }

  add(event: StoredEvent): void {
    this.#events += 1;
    this.finding = this.#outOfOrder(event) ?? this.#checkPosition(event);
    if (!this.finding) this.#checkStream(event);
    if (!this.finding && !this.streamBreak && this.#options.coverage)
      this.finding = backDatedFinding(event, this.#options.coverage);
    this.#previous = this.#last;
    this.#last = event;
  }

  /** The first position without an event; undefined where there is none so far. */
  get vacant(): bigint | undefined {
    return this.#gap?.from;
  }

  /** Call it at the end of the log. It sets the finding where events are missing. */
  end(): void {
    this.finding ??= this.#late && this.#outOfOrder();
    this.finding ??= this.#truncatedFinding() ?? (this.#gap && gapFinding(this.#gap));
  }

  /** A stream's finding as one of the log. A missing event had the position that is missing in the log. */
  logFindingOf(stream: string, of: ChainFinding): LogFinding {
    const { revision, position, id, problem, detail } = of;
    return { stream, revision, position: position ?? this.#gap?.from ?? null, id, problem, detail };
  }

  #checkStream(event: StoredEvent): void {
    const check = this.#streamCheckOf(event.stream);
    check.add(event);
    if (!check.holds) {
      this.finding = wrongStreamFinding(event, this.#streams);
      const verdict = check.verdict();
      if (!this.finding && !verdict.ok)
        this.streamBreak = {
          stream: event.stream,
          ifStreamHolds: this.logFindingOf(event.stream, verdict),
          ifStreamReordered: this.#isLate(event) && this.#last ? outOfOrderFinding(this.#last) : undefined,
        };
    } else if (this.#isLate(event)) this.#late = event;
  }

  #isLate({ recordedAt }: StoredEvent): boolean {
    return this.#options.oneClock && this.#last !== undefined && recordedAt < this.#last.recordedAt;
  }

  #streamCheckOf(stream: string): StreamCheck {
    const known = this.#streams.get(stream);
    if (known) return known;
    const check = new StreamCheck({ stream, kept: this.#options.kept?.get(stream) });
    this.#streams.set(stream, check);
    return check;
  }

  #checkPosition(event: StoredEvent): LogFinding | undefined {
    const next = (this.#last?.position ?? 0n) + 1n;
    if (!this.#options.contiguous || event.position === next) return undefined;
    if (event.position < next)
      return findingAt(event, 'changed', `its position, ${event.position}, is none that the store gives`);
    this.#gap ??= { from: next, before: event };
    return undefined;
  }

  // Of two events in the wrong order either may have been moved. It is the earlier one if the next event's time is before
  // its own as well.
  #outOfOrder(next?: StoredEvent): LogFinding | undefined {
    if (!this.#late || !this.#previous) return undefined;
    const moved = next && next.recordedAt < this.#previous.recordedAt ? this.#previous : this.#late;
    return outOfOrderFinding(moved);
  }

  #truncatedFinding(): LogFinding | undefined {
    for (const [stream, kept] of this.#options.kept ?? []) {
      const verdict = (this.#streams.get(stream) ?? new StreamCheck({ stream, kept })).verdict();
      if (!verdict.ok) return this.logFindingOf(stream, verdict);
    }
    return undefined;
  }
}
