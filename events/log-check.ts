/**
 * Checks a whole log, event by event in the order of positions: every stream's chain, and the order of the streams
 * among each other, which no chain covers. What it keeps in memory is where each stream stands, not its events.
 *
 * Positions are not hashed, and so there is one thing that it cannot see: two events of different streams, recorded in
 * the same millisecond, that have exchanged their positions. Nothing that Parley derives depends on that.
 */
import { START, type Link } from './chain.js';
import { SOURCES_STREAM, streamOf } from './envelope.js';
import type { NegotiationId } from './ids.js';
import { relabelled } from './inquiry.js';
import { dataIn, follows, type StoredEvent } from './stored-event.js';
import type { Finding, Problem } from './verdict.js';
import { StreamCheck } from './verify.js';

/** The first bad event of a log. */
export interface LogFinding extends Omit<Finding, 'revision'> {
  /** Null where all that is known is that something is missing at a position. */
  readonly stream: string | null;
  readonly revision: number | null;
}

/** A place at which the log breaks: `stream` is to be checked by itself, in the order of its revisions. */
export interface Alarm {
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

interface Gap {
  readonly from: bigint;
  readonly before: StoredEvent;
}

const finding = (event: StoredEvent, problem: Problem, detail: string): LogFinding => {
  const { stream, revision, position, id } = event;
  return { stream, revision, position, id, problem, detail };
};

const misplaced = (event: StoredEvent): LogFinding =>
  finding(event, 'reordered', `its time, ${event.recordedAt}, is not in the order of positions`);

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
  alarm: Alarm | undefined;

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
    this.found ??= this.#truncated() ?? this.#missing();
  }

  /** A finding of the stream's own, in the log: what is missing stood at the position that is missing. */
  inLog(stream: string, of: Finding): LogFinding {
    const { revision, position, id, problem, detail } = of;
    return { stream, revision, position: position ?? this.#gap?.from ?? null, id, problem, detail };
  }

  #enter(event: StoredEvent): void {
    const check = this.#checkOf(event.stream);
    check.add(event);
    if (!check.holds) {
      this.found = this.#strayed(event);
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
      return finding(event, 'changed', `its position, ${event.position}, is none that the store gives`);
    this.#gap ??= { from: next, before: event };
    return undefined;
  }

  // Of two neighbours in the wrong order either may have been moved: the one that the next disagrees with as well was.
  #misplaced(next?: StoredEvent): LogFinding | undefined {
    if (!this.#late || !this.#previous) return undefined;
    const moved = next && next.recordedAt < this.#previous.recordedAt ? this.#previous : this.#late;
    return misplaced(moved);
  }

  /** An event that was sealed in another stream than it names: as the next where that one stands, or as its first. */
  #strayed(event: StoredEvent): LogFinding | undefined {
    const from = (stream: string, last: Link): LogFinding | undefined => {
      if (stream === event.stream || !follows(event, last, stream)) return undefined;
      const revision = last.revision + 1;
      return { ...finding(event, 'changed', relabelled(event, stream, revision)), stream, revision };
    };
    for (const [stream, { last }] of this.#streams) {
      const home = from(stream, last);
      if (home) return home;
    }
    const negotiation = dataIn(event.text)?.['negotiation'];
    return from(typeof negotiation === 'string' ? streamOf(negotiation as NegotiationId) : SOURCES_STREAM, START);
  }

  #truncated(): LogFinding | undefined {
    for (const [stream, kept] of this.#options.kept ?? []) {
      const verdict = (this.#streams.get(stream) ?? new StreamCheck({ stream, kept })).verdict();
      if (!verdict.ok) return this.inLog(stream, verdict);
    }
    return undefined;
  }

  // No stream lacks an event before its end: what is missing stood at the end of one.
  #missing(): LogFinding | undefined {
    if (!this.#gap) return undefined;
    const { from, before } = this.#gap;
    const next = `revision ${before.revision} of ${before.stream}, at position ${before.position}`;
    const detail =
      `no event is at position ${from}, before ${next}: an event that was the last of its stream is gone, ` +
      'and only a checkpoint can say of which; or the position of the event named here was changed';
    return { stream: null, revision: null, position: from, id: null, problem: 'removed', detail };
  }
}
