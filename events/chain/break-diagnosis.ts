/**
 * What happened where a chain breaks. The event that breaks it is the suspect; the events that come after it are the
 * witnesses: one of them may belong where the suspect stands, or have been sealed after it. They are heard one by one,
 * so that a stream of any length can be heard.
 */
import type { Link } from './chain.js';
import { follows, hashAfter, type StoredEvent } from './stored-event.js';
import type { ChainFinding, ChainFault } from './verdict.js';

/** What is kept of an event that holds. */
export type SoundEvent = Omit<StoredEvent, 'text' | 'flaw'>;

/** Where a chain breaks. */
export interface ChainBreak {
  readonly stream: string;
  /** The last link that holds. */
  readonly last: Link;
  /** The one before it, and the event between the two; null where there is none. */
  readonly before: Link | null;
  readonly accepted: SoundEvent | null;
  readonly suspect: StoredEvent;
}

/** An event whose content is as it was sealed, but not the place that it names. */
export const relabelled = (now: StoredEvent, stream: string, revision: number): string =>
  `it was sealed as revision ${revision} of ${stream}, and is stored as revision ${now.revision} of ${now.stream}`;

/** How many events may be missing where those after them were renumbered: tried one by one. */
const MOST_MISSING = 1_000;

export class BreakDiagnosis {
  readonly #at: ChainBreak;
  readonly #place: number;
  #next: StoredEvent | undefined;
  /** The event that was sealed where the suspect stands. */
  #owner: StoredEvent | undefined;
  /** The revision at which the suspect was sealed, where that was after one of the witnesses. */
  #displacedFrom: number | undefined;
  /** Whether the suspect is a copy of one of them. */
  #doubled = false;

  constructor(at: ChainBreak) {
    this.#at = at;
    this.#place = at.last.revision + 1;
  }

  /** To be called with every event of the stream after the suspect, in order. */
  hear(witness: StoredEvent): void {
    const { stream, last, suspect } = this.#at;
    this.#next ??= witness;
    const { hash, revision } = witness;
    const owns = follows(witness, last, stream);
    if (owns) this.#owner ??= witness;
    this.#doubled ||= hash === suspect.hash;
    // Where an event was put in before it, the witness's revision is one more than it was sealed with.
    const sealedAt = owns ? [this.#place] : [revision, revision - 1];
    const from = sealedAt.find((at) => follows(suspect, { revision: at, hash }, stream));
    if (from !== undefined) this.#displacedFrom ??= from + 1;
  }

  finding(): ChainFinding {
    const { stream, last, suspect } = this.#at;
    if (follows(suspect, last, stream)) return this.#of(suspect, 'changed', relabelled(suspect, stream, this.#place));
    if (this.#owner) return this.#whereOwned(this.#owner);
    return this.#forked() ?? this.#whereNobodyOwns();
  }

  #whereOwned(owner: StoredEvent): ChainFinding {
    const { suspect } = this.#at;
    const from = this.#displacedFrom;
    if (from === undefined || this.#doubled)
      return this.#of(suspect, 'inserted', 'what was sealed in its place comes after it');
    // It stands before everything that it could stand after: what it stands before is not out of place.
    if (suspect.revision < this.#place)
      return this.#of(suspect, 'reordered', relabelled(suspect, this.#at.stream, from), from);
    const here = suspect.revision === this.#place ? suspect : owner;
    const detail = `what was sealed as revision ${this.#place} stands at revision ${owner.revision}`;
    return this.#of(here, 'reordered', detail, this.#place);
  }

  // Two events that were both sealed after the same one: whatever goes on from one of them speaks for it.
  #forked(): ChainFinding | undefined {
    const { stream, before, accepted, suspect, last } = this.#at;
    if (!before || !accepted || !follows(suspect, before, stream)) return undefined;
    const next = this.#next;
    const goesOn = next !== undefined && follows(next, { revision: last.revision, hash: suspect.hash }, stream);
    const renumbered = suspect.revision === this.#place;
    const genuine = suspect.hash !== accepted.hash && (renumbered || goesOn);
    return this.#of(genuine ? accepted : suspect, 'inserted', `another event was sealed as revision ${last.revision}`);
  }

  #whereNobodyOwns(): ChainFinding {
    const { suspect } = this.#at;
    if (suspect.revision > this.#place) return this.#missing(suspect.revision - this.#place);
    if (suspect.revision < this.#place)
      return this.#of(suspect, 'inserted', `revision ${suspect.revision} is there before it, and the chain goes on`);
    if (this.#isCovered()) return this.#of(suspect, 'changed', 'it is not what was sealed after the event before it');
    const missing = this.#renumbered();
    if (missing > 0) return this.#missing(missing);
    if (this.#displacedFrom !== undefined && !this.#doubled)
      return this.#of(suspect, 'reordered', 'it was sealed after an event that comes later');
    return this.#of(suspect, 'changed', 'it is not what was sealed after the event before it');
  }

  /** Whether the next event was sealed after what stands here, or after what its content makes of it. */
  #isCovered(): boolean {
    const { stream, last, suspect } = this.#at;
    const hashes = [suspect.hash, hashAfter(suspect, last, stream)];
    return hashes.some((hash) => this.#next && follows(this.#next, { revision: this.#place, hash }, stream));
  }

  /** By how much the next event's revision is less than it was sealed with; 0 where that is not what happened. */
  #renumbered(): number {
    const { stream, suspect } = this.#at;
    const next = this.#next;
    if (!next) return 0;
    for (let missing = 1; missing <= MOST_MISSING; missing += 1)
      if (follows(next, { revision: this.#place + missing, hash: suspect.hash }, stream)) return missing;
    return 0;
  }

  #missing(count: number): ChainFinding {
    const detail = `of what was sealed, ${count === 1 ? 'one event is' : `${count} events are`} missing here`;
    return { revision: this.#place, position: null, id: null, problem: 'removed', detail };
  }

  #of({ revision, position, id }: SoundEvent, problem: ChainFault, detail: string, at = revision): ChainFinding {
    const named = problem === 'changed' ? this.#place : at;
    return { revision: named, position, id, problem, detail };
  }
}
