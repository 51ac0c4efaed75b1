/**
 * Finds out what happened where a chain breaks. The event that breaks it is the suspect. Each later event of the stream is
 * compared with it: one of them may belong in the suspect's place, or the suspect may have been sealed after one of them.
 * They are taken one by one, so that a stream of any length can be diagnosed in constant memory.
 */
import type { Link } from './chain.js';
import { isSealedAfter, hashAfter, type StoredEvent } from './stored-event.js';
import type { ChainFinding, ChainFault } from './verdict.js';

/** What is kept of an event that holds: all but its text. */
export type SoundEvent = Omit<StoredEvent, 'text' | 'flaw'>;

/** The place where a chain breaks, and what is around it. */
export interface ChainBreak {
  readonly stream: string;
  /** The last link that holds. */
  readonly last: Link;
  /** The link before `last`; null where there is none. */
  readonly before: Link | null;
  /** The event of the last link; null where no event holds. */
  readonly lastSound: SoundEvent | null;
  readonly suspect: StoredEvent;
}

/** The words for an event that was not changed, but names another stream or revision than it was sealed with. */
export const sealedElsewhere = (now: StoredEvent, stream: string, revision: number): string =>
  `it was sealed as revision ${revision} of ${stream}, and is stored as revision ${now.revision} of ${now.stream}`;

/** Up to how many missing events are looked for where later events were renumbered. Each number is tried. */
const MAX_MISSING = 1_000;

/** Add all later events of the stream, then ask for the finding. */
export class BreakDiagnosis {
  readonly #break: ChainBreak;
  readonly #expected: number;
  #next: StoredEvent | undefined;
  /** The later event that was sealed in the suspect's place. */
  #rightful: StoredEvent | undefined;
  /** The revision at which the suspect was sealed, where that was after one of the later events. */
  #sealedAtRevision: number | undefined;
  /** Whether the suspect is a copy of a later event. */
  #isDuplicated = false;

  constructor(at: ChainBreak) {
    this.#break = at;
    this.#expected = at.last.revision + 1;
  }

  /** Call it with every event of the stream after the suspect, in order. */
  add(later: StoredEvent): void {
    const { stream, last, suspect } = this.#break;
    this.#next ??= later;
    const { hash, revision } = later;
    const belongsHere = isSealedAfter(later, last, stream);
    if (belongsHere) this.#rightful ??= later;
    this.#isDuplicated ||= hash === suspect.hash;
    // If an event was inserted before it, its revision is one more than the one that it was sealed with.
    const sealedAt = belongsHere ? [this.#expected] : [revision, revision - 1];
    const from = sealedAt.find((at) => isSealedAfter(suspect, { revision: at, hash }, stream));
    if (from !== undefined) this.#sealedAtRevision ??= from + 1;
  }

  /** What is wrong; ask after the last event. */
  finding(): ChainFinding {
    const { stream, last, suspect } = this.#break;
    if (isSealedAfter(suspect, last, stream))
      return this.#findingAt(suspect, 'changed', sealedElsewhere(suspect, stream, this.#expected));
    if (this.#rightful) return this.#findingWithRightful(this.#rightful);
    return this.#forkFinding() ?? this.#findingWithoutRightful();
  }

  #findingWithRightful(rightful: StoredEvent): ChainFinding {
    const { suspect } = this.#break;
    const from = this.#sealedAtRevision;
    if (from === undefined || this.#isDuplicated)
      return this.#findingAt(suspect, 'inserted', 'what was sealed in its place comes after it');
    // The suspect names a revision that has passed: it was moved, and the events after it were not.
    if (suspect.revision < this.#expected)
      return this.#findingAt(suspect, 'reordered', sealedElsewhere(suspect, this.#break.stream, from), from);
    const here = suspect.revision === this.#expected ? suspect : rightful;
    const detail = `what was sealed as revision ${this.#expected} stands at revision ${rightful.revision}`;
    return this.#findingAt(here, 'reordered', detail, this.#expected);
  }

  // Two events were sealed after the same one. The one that the next event was sealed after is genuine.
  #forkFinding(): ChainFinding | undefined {
    const { stream, before, lastSound, suspect, last } = this.#break;
    if (!before || !lastSound || !isSealedAfter(suspect, before, stream)) return undefined;
    const next = this.#next;
    const isContinued =
      next !== undefined && isSealedAfter(next, { revision: last.revision, hash: suspect.hash }, stream);
    const renumbered = suspect.revision === this.#expected;
    const genuine = suspect.hash !== lastSound.hash && (renumbered || isContinued);
    return this.#findingAt(
      genuine ? lastSound : suspect,
      'inserted',
      `another event was sealed as revision ${last.revision}`,
    );
  }

  #findingWithoutRightful(): ChainFinding {
    const { suspect } = this.#break;
    if (suspect.revision > this.#expected) return this.#removedFinding(suspect.revision - this.#expected);
    if (suspect.revision < this.#expected)
      return this.#findingAt(
        suspect,
        'inserted',
        `revision ${suspect.revision} is there before it, and the chain goes on`,
      );
    if (this.#isConfirmedByNext())
      return this.#findingAt(suspect, 'changed', 'it is not what was sealed after the event before it');
    const missing = this.#missingBeforeNext();
    if (missing > 0) return this.#removedFinding(missing);
    if (this.#sealedAtRevision !== undefined && !this.#isDuplicated)
      return this.#findingAt(suspect, 'reordered', 'it was sealed after an event that comes later');
    return this.#findingAt(suspect, 'changed', 'it is not what was sealed after the event before it');
  }

  /** Whether the next event was sealed after the suspect, by the hash that it has or by the one that it should have. */
  #isConfirmedByNext(): boolean {
    const { stream, last, suspect } = this.#break;
    const hashes = [suspect.hash, hashAfter(suspect, last, stream)];
    return hashes.some((hash) => this.#next && isSealedAfter(this.#next, { revision: this.#expected, hash }, stream));
  }

  /** By how many revisions the next event was moved forward; 0 where it was not. */
  #missingBeforeNext(): number {
    const { stream, suspect } = this.#break;
    const next = this.#next;
    if (!next) return 0;
    for (let missing = 1; missing <= MAX_MISSING; missing += 1)
      if (isSealedAfter(next, { revision: this.#expected + missing, hash: suspect.hash }, stream)) return missing;
    return 0;
  }

  #removedFinding(count: number): ChainFinding {
    const detail = `of what was sealed, ${count === 1 ? 'one event is' : `${count} events are`} missing here`;
    return { revision: this.#expected, position: null, id: null, problem: 'removed', detail };
  }

  #findingAt({ revision, position, id }: SoundEvent, problem: ChainFault, detail: string, at = revision): ChainFinding {
    const named = problem === 'changed' ? this.#expected : at;
    return { revision: named, position, id, problem, detail };
  }
}
