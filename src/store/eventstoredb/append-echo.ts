/**
 * What the subscriptions of this process hear, for those who wait to hear of what they are storing: it comes back this
 * way at once, with its hash and its position, and need not be read.
 */
import type { RecordedEvent } from '../../../events/envelope.js';

/** What is to be known of an event that was stored: which one it is, and where. */
export type Place = Pick<RecordedEvent, 'revision' | 'hash' | 'position'>;

/** Waits for the events at some revisions of a stream; it hears them from when it was made. */
class Listening {
  readonly #heard = new Map<number, Place>();
  #complete: (() => void) | undefined;

  constructor(readonly revisions: ReadonlySet<number>) {}

  hear({ revision, hash, position }: Place): void {
    if (this.revisions.has(revision)) this.#heard.set(revision, { revision, hash, position });
    if (this.#heard.size === this.revisions.size) this.#complete?.();
  }

  /** All of them; undefined where they are not heard in time. */
  async within(patience: number): Promise<ReadonlyMap<number, Place> | undefined> {
    if (this.#heard.size === this.revisions.size) return this.#heard;
    const complete = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), patience);
      this.#complete = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
    return complete ? this.#heard : undefined;
  }
}

export class AppendEcho {
  readonly #listening = new Map<string, Listening>();
  #subscriptions = 0;

  opened(): void {
    this.#subscriptions += 1;
  }

  closed(): void {
    this.#subscriptions -= 1;
  }

  heard(event: RecordedEvent): void {
    this.#listening.get(event.stream)?.hear(event);
  }

  /** To be called before the events are stored: they may be heard before the server has answered. */
  listen(stream: string, revisions: readonly number[]): Listening {
    const listening = new Listening(new Set(revisions));
    this.#listening.set(stream, listening);
    return listening;
  }

  /** Whether there is anything to be heard. */
  get isOpen(): boolean {
    return this.#subscriptions > 0;
  }

  /** Of a stream only one append is under way in a process. */
  stop(stream: string): void {
    this.#listening.delete(stream);
  }
}
