/** Opens the events of a subscription in their order: keys are read for many at a time. */
import { Observable, type Subscriber } from 'rxjs';
import type { RecordedEvent } from '../../../../events/envelope.js';
import type { EventOnServer } from '../stored-form.js';

/** How many events are opened together at most. */
const AT_ONCE = 500;

export interface OpenedBy {
  readonly open: (events: readonly EventOnServer[]) => Promise<readonly RecordedEvent[]>;
  /** Called before an event is handed on that erases. */
  readonly heard: () => Promise<void>;
}

/** It fails where the keys cannot be read. */
export const openedSubscription = (source: Observable<EventOnServer>, by: OpenedBy): Observable<RecordedEvent> =>
  new Observable((subscriber) => {
    const opening = new OpenedEvents(by, subscriber);
    return source.subscribe({
      next: (event) => opening.add(event),
      error: (error) => subscriber.error(error),
      complete: () => subscriber.complete(),
    });
  });

class OpenedEvents {
  #waiting: EventOnServer[] = [];
  #isOpening = false;

  constructor(
    private readonly by: OpenedBy,
    private readonly subscriber: Subscriber<RecordedEvent>,
  ) {}

  add(event: EventOnServer): void {
    this.#waiting.push(event);
    if (!this.#isOpening) void this.#open().catch((error: unknown) => this.subscriber.error(error));
  }

  async #open(): Promise<void> {
    this.#isOpening = true;
    while (this.#waiting.length > 0 && !this.subscriber.closed) {
      const events = this.#taken();
      if (events[0]?.erases) await this.by.heard();
      for (const event of await this.by.open(events)) this.subscriber.next(event);
    }
    this.#isOpening = false;
  }

  /** What is behind an event that erases is opened when that is done. */
  #taken(): EventOnServer[] {
    const erasing = this.#waiting.findIndex(({ erases }, i) => erases && i > 0);
    return this.#waiting.splice(0, erasing === -1 ? AT_ONCE : Math.min(erasing, AT_ONCE));
  }
}
