/**
 * Groups of events that were recorded together: those of one import share a correlation, and are told in one alert. A group
 * is closed when no more is to be expected of it.
 */
import { z } from 'zod';
import type { Instant } from '../../../events/dates.js';
import { SOURCES_STREAM, type RecordedEvent } from '../../../events/envelope.js';
import { negotiationId, type NegotiationId } from '../../../events/ids.js';
import { negotiationOf } from '../../projector/memory-image.js';

const span = z.strictObject({ first: z.int(), last: z.int(), entries: z.int() });
/** The revisions of a negotiation that are of a group. */
export type Span = Readonly<z.infer<typeof span>>;

const group = z.strictObject({
  correlation: z.string(),
  /** The position of the last event, and when it was recorded. */
  last: z.string(),
  at: z.number(),
  spans: z.array(z.tuple([negotiationId, span])),
  /** The positions of those in the stream `sources`, and when each was recorded. */
  grades: z.array(z.tuple([z.string(), z.number()])),
});
const groups = z.array(group);

export interface Group {
  readonly correlation: string;
  last: bigint;
  at: Instant;
  readonly spans: Map<NegotiationId, Span>;
  readonly grades: (readonly [position: bigint, at: Instant])[];
}

/** When a group is closed, in milliseconds. */
export interface Patience {
  /** Nothing more of it has come for so long, by the clock. */
  readonly quiet: number;
  /** The log has gone on for so long without it: of what is read again after a stop. */
  readonly passed: number;
}
export const PATIENCE: Patience = { quiet: 1_000, passed: 60_000 };

export class Groups {
  readonly #open = new Map<string, Group>();
  /** When the newest event that was read was recorded. */
  #newest: Instant = 0;

  /** @param isUnderWay whether more of a correlation may be recorded by this process */
  constructor(
    private readonly isUnderWay: (correlation: string) => boolean,
    private readonly patience = PATIENCE,
  ) {}

  get size(): number {
    return this.#open.size;
  }

  /** Takes the next event of the log. Streams of other subjects are nobody's news. */
  add({ stream, revision, position, recordedAt, correlationId }: RecordedEvent): void {
    const negotiation = negotiationOf(stream);
    if (negotiation === undefined && stream !== SOURCES_STREAM) return;
    const at = Date.parse(recordedAt) || this.#newest;
    this.#newest = Math.max(this.#newest, at);
    const open = this.#open.get(correlationId) ?? newGroup(correlationId);
    this.#open.set(correlationId, open);
    open.last = position;
    open.at = at;
    if (negotiation === undefined) open.grades.push([position, at]);
    else {
      const known = open.spans.get(negotiation);
      const entries = (known?.entries ?? 0) + 1;
      open.spans.set(negotiation, { first: known?.first ?? revision, last: revision, entries });
    }
  }

  /**
   * Closes the groups of which no more is to be expected, in the order of their last events.
   * @param isAtEnd whether all of the log has been read
   */
  close(now: Instant, isAtEnd: boolean): Group[] {
    const closed = [...this.#open.values()].filter(({ correlation, at }) => {
      if (this.isUnderWay(correlation)) return false;
      return (isAtEnd && now - at >= this.patience.quiet) || this.#newest - at >= this.patience.passed;
    });
    for (const { correlation } of closed) this.#open.delete(correlation);
    return closed.toSorted((a, b) => (a.last < b.last ? -1 : 1));
  }

  /** Takes back what was closed, to be closed again. */
  reopen(closed: readonly Group[]): void {
    for (const one of closed) this.#open.set(one.correlation, one);
  }

  /** When the next group may be closed; undefined where none is open. */
  nextAt(now: Instant): Instant | undefined {
    let next: Instant | undefined;
    for (const { correlation, at } of this.#open.values()) {
      const due = this.isUnderWay(correlation) ? now + this.patience.quiet : at + this.patience.quiet;
      next = next === undefined || due < next ? due : next;
    }
    return next;
  }

  /** The open groups as text, to be kept. */
  toText(): string {
    const all: z.infer<typeof groups> = [...this.#open.values()].map(({ correlation, last, at, spans, grades }) => ({
      correlation,
      last: String(last),
      at,
      spans: [...spans],
      grades: grades.map(([position, when]) => [String(position), when]),
    }));
    return JSON.stringify(all);
  }

  /** Takes up what `toText` made. */
  restore(text: string): void {
    for (const { correlation, last, at, spans, grades } of groups.parse(JSON.parse(text))) {
      const positions = grades.map(([position, when]) => [BigInt(position), when] as const);
      this.#open.set(correlation, { correlation, last: BigInt(last), at, spans: new Map(spans), grades: positions });
      this.#newest = Math.max(this.#newest, at);
    }
  }
}

const newGroup = (correlation: string): Group => ({ correlation, last: 0n, at: 0, spans: new Map(), grades: [] });
