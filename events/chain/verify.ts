/** Checks the chain of one stream, event by event in the order of storage, in constant memory. */
import { START, type Link } from './chain.js';
import type { RecordedEvent } from '../envelope.js';
import { sealedDefectOf } from './sealed-defect.js';
import { BreakDiagnosis, type SoundEvent } from './break-diagnosis.js';
import { storedEventOf, isSealedAfter, type StoredEvent } from './stored-event.js';
import type { ChainFinding, ChainFault, Verdict } from './verdict.js';

/** What is known of a stream besides the events to be checked. */
export interface Anchors {
  /** The stream's name; that of the first event where not given. */
  readonly stream?: string;
  /** The link before the first of these events: with it, a long stream can be checked page by page. */
  readonly after?: Link | undefined;
  /** A link that was kept elsewhere. The stream must hold it by the end of these events. */
  readonly kept?: Link | undefined;
  /** A position of the log that is known to be empty: its event was removed or moved. */
  readonly vacant?: bigint | undefined;
}

const findingOf = (
  { position, id }: SoundEvent,
  revision: number,
  problem: ChainFault,
  detail: string,
): ChainFinding => ({
  revision,
  position,
  id,
  problem,
  detail,
});

/** Add the events in order, then ask for the verdict. */
export class StreamCheck {
  readonly #kept: Link | undefined;
  readonly #vacant: bigint | undefined;
  #stream: string | undefined;
  #last: Link;
  #before: Link | null = null;
  #lastSound: SoundEvent | null = null;
  #diagnosis: BreakDiagnosis | undefined;
  /** An event whose hash fits, but whose position is before that of the event before it. */
  #outOfOrder: StoredEvent | undefined;
  #finding: ChainFinding | undefined;

  constructor({ stream, after = START, kept, vacant }: Anchors = {}) {
    this.#stream = stream;
    this.#last = after;
    this.#kept = kept;
    this.#vacant = vacant;
  }

  /** The last link that holds. */
  get last(): Link {
    return this.#last;
  }

  /** Whether the chain holds up to the last event that was added. */
  get holds(): boolean {
    return !this.#finding && !this.#diagnosis && !this.#outOfOrder;
  }

  add(event: StoredEvent): void {
    if (this.#diagnosis) this.#diagnosis.add(event);
    else if (this.#outOfOrder) this.#finding ??= this.#outOfOrderFinding(this.#outOfOrder, event);
    else if (!this.#finding) this.#check(event);
  }

  /** The verdict on all events that were added, as the end of the stream. */
  verdict(): Verdict {
    const finding = this.#finding ?? this.#diagnosis?.finding() ?? this.#outOfOrderAtEnd() ?? this.#truncatedFinding();
    return finding ? { ok: false, ...finding } : { ok: true, last: this.#last };
  }

  #check(event: StoredEvent): void {
    const stream = (this.#stream ??= event.stream);
    const isNext = event.revision === this.#last.revision + 1 && event.stream === stream;
    if (!isNext || !isSealedAfter(event, this.#last)) {
      const at = { stream, last: this.#last, before: this.#before, lastSound: this.#lastSound, suspect: event };
      this.#diagnosis = new BreakDiagnosis(at);
      return;
    }
    this.#finding = this.#sealedFinding(event);
    if (this.#finding) return;
    if (this.#lastSound && event.position <= this.#lastSound.position) this.#outOfOrder = event;
    else this.#advance(event);
  }

  #sealedFinding(event: StoredEvent): ChainFinding | undefined {
    const changed = (detail: string) => findingOf(event, event.revision, 'changed', detail);
    if (this.#kept?.revision === event.revision && this.#kept.hash !== event.hash)
      return changed('its hash is not the one kept elsewhere: it, or an event before it, was sealed anew');
    const defect = sealedDefectOf(event);
    if (defect !== undefined) return changed(defect);
    if (this.#lastSound && event.recordedAt < this.#lastSound.recordedAt)
      return changed('it was recorded before the event before it, although it was sealed so');
    return undefined;
  }

  #advance(event: StoredEvent): void {
    this.#before = this.#last;
    // Kept without its text: a check of a log keeps one of these for each stream.
    const { text: _, defect: _defect, ...lastSound } = event;
    this.#lastSound = lastSound;
    this.#last = { revision: event.revision, hash: event.hash };
  }

  // Of two events in the wrong order either may have been moved. It is the earlier one if the next event comes before it
  // as well, or if a position before both is empty.
  #outOfOrderFinding(late: SoundEvent, next?: SoundEvent): ChainFinding {
    const early = this.#lastSound;
    const left = this.#vacant !== undefined && this.#vacant < late.position;
    const moved = early && (left || (next && next.position < early.position)) ? early : late;
    const detail = `its position, ${moved.position}, is not in the order of revisions`;
    return findingOf(moved, moved.revision, 'reordered', detail);
  }

  #outOfOrderAtEnd(): ChainFinding | undefined {
    return this.#outOfOrder && this.#outOfOrderFinding(this.#outOfOrder);
  }

  #truncatedFinding(): ChainFinding | undefined {
    if (!this.#kept || this.#kept.revision <= this.#last.revision) return undefined;
    const revision = this.#last.revision + 1;
    const detail = `the stream ends here; revision ${this.#kept.revision} was there when its hash was kept`;
    return { revision, position: null, id: null, problem: 'truncated', detail };
  }
}

/** Checks the chain of a stream's events, given in the order of storage. */
export function verifyStream(events: Iterable<RecordedEvent>, anchors: Anchors = {}): Verdict {
  const check = new StreamCheck(anchors);
  for (const event of events) check.add(storedEventOf(event));
  return check.verdict();
}
