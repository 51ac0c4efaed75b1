/** Checks the chain of one stream: event by event, in the order in which they are stored, with bounded memory. */
import { START, type Link } from './chain.js';
import type { RecordedEvent } from '../envelope.js';
import { sealedDefectOf } from './sealed-defect.js';
import { BreakDiagnosis, type SoundEvent } from './break-diagnosis.js';
import { asStored, follows, type StoredEvent } from './stored-event.js';
import type { ChainFinding, ChainFault, Verdict } from './verdict.js';

/** What is known of a stream besides its events. */
export interface Anchors {
  /** Its name. That of the first event where not given. */
  readonly stream?: string;
  /** Where the events begin: the link before the first of them. A long stream is verified page by page with it. */
  readonly after?: Link | undefined;
  /** A link that was kept elsewhere, and that the stream must still hold by the end of these events. */
  readonly kept?: Link | undefined;
  /** A position of the log that is known to be empty: what stood there has been removed, or stands elsewhere. */
  readonly vacant?: bigint | undefined;
}

const found = ({ position, id }: SoundEvent, revision: number, problem: ChainFault, detail: string): ChainFinding => ({
  revision,
  position,
  id,
  problem,
  detail,
});

export class StreamCheck {
  readonly #kept: Link | undefined;
  readonly #vacant: bigint | undefined;
  #stream: string | undefined;
  #last: Link;
  #before: Link | null = null;
  #accepted: SoundEvent | null = null;
  #inquiry: BreakDiagnosis | undefined;
  /** An event sealed as it should be, but at a position before that of the one before it. */
  #outOfOrder: StoredEvent | undefined;
  #finding: ChainFinding | undefined;

  constructor({ stream, after = START, kept, vacant }: Anchors = {}) {
    this.#stream = stream;
    this.#last = after;
    this.#kept = kept;
    this.#vacant = vacant;
  }

  /** Where the stream stands, as far as it holds. */
  get last(): Link {
    return this.#last;
  }

  /** Whether it holds as far as it has been heard. */
  get holds(): boolean {
    return !this.#finding && !this.#inquiry && !this.#outOfOrder;
  }

  add(event: StoredEvent): void {
    if (this.#inquiry) this.#inquiry.hear(event);
    else if (this.#outOfOrder) this.#finding ??= this.#misplaced(this.#outOfOrder, event);
    else if (!this.#finding) this.#check(event);
  }

  verdict(): Verdict {
    const finding = this.#finding ?? this.#inquiry?.finding() ?? this.#misplacedLast() ?? this.#truncated();
    return finding ? { ok: false, ...finding } : { ok: true, last: this.#last };
  }

  #check(event: StoredEvent): void {
    const stream = (this.#stream ??= event.stream);
    const isNext = event.revision === this.#last.revision + 1 && event.stream === stream;
    if (!isNext || !follows(event, this.#last)) {
      const at = { stream, last: this.#last, before: this.#before, accepted: this.#accepted, suspect: event };
      this.#inquiry = new BreakDiagnosis(at);
      return;
    }
    this.#finding = this.#wrongThoughSealed(event);
    if (this.#finding) return;
    if (this.#accepted && event.position <= this.#accepted.position) this.#outOfOrder = event;
    else this.#accept(event);
  }

  #wrongThoughSealed(event: StoredEvent): ChainFinding | undefined {
    const changed = (detail: string) => found(event, event.revision, 'changed', detail);
    if (this.#kept?.revision === event.revision && this.#kept.hash !== event.hash)
      return changed('its hash is not the one kept elsewhere: it, or an event before it, was sealed anew');
    const flaw = sealedDefectOf(event);
    if (flaw !== undefined) return changed(flaw);
    if (this.#accepted && event.recordedAt < this.#accepted.recordedAt)
      return changed('it was recorded before the event before it, although it was sealed so');
    return undefined;
  }

  #accept(event: StoredEvent): void {
    this.#before = this.#last;
    // Without its text: there are as many of these as there are streams in a log.
    const { text: _, flaw: _sound, ...accepted } = event;
    this.#accepted = accepted;
    this.#last = { revision: event.revision, hash: event.hash };
  }

  // Of two events in the wrong order either may have been moved: the one that the next disagrees with as well was, or
  // the one that an empty position before both of them was left by.
  #misplaced(late: SoundEvent, next?: SoundEvent): ChainFinding {
    const early = this.#accepted;
    const left = this.#vacant !== undefined && this.#vacant < late.position;
    const moved = early && (left || (next && next.position < early.position)) ? early : late;
    const detail = `its position, ${moved.position}, is not in the order of revisions`;
    return found(moved, moved.revision, 'reordered', detail);
  }

  #misplacedLast(): ChainFinding | undefined {
    return this.#outOfOrder && this.#misplaced(this.#outOfOrder);
  }

  #truncated(): ChainFinding | undefined {
    if (!this.#kept || this.#kept.revision <= this.#last.revision) return undefined;
    const revision = this.#last.revision + 1;
    const detail = `the stream ends here; revision ${this.#kept.revision} was there when its hash was kept`;
    return { revision, position: null, id: null, problem: 'truncated', detail };
  }
}

/** Checks the chain of one stream's events, given in the order in which they are stored. */
export function verifyStream(events: Iterable<RecordedEvent>, anchors: Anchors = {}): Verdict {
  const check = new StreamCheck(anchors);
  for (const event of events) check.add(asStored(event));
  return check.verdict();
}
