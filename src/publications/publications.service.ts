/** The published cards of the store, kept up to date. */
import { randomBytes } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { filter, type Subscription } from 'rxjs';
import type { JsonObject, NewEvent, RecordedEvent } from '../../events/envelope.js';
import { eventId } from '../../events/identity.js';
import {
  PUBLICATIONS_STREAM,
  publicationId,
  type PublicationFact,
  type PublicationId,
} from '../../events/publications.js';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import { newCorrelation } from '../commands/new-event.js';
import { Projector } from '../projector/projector.js';
import { EventStore } from '../store/event-store.js';
import { isShown, Publications, type Publication } from './publications.js';

/** 160 bits. */
const ID_BYTES = 20;

/** An id that nobody can guess. */
export const newPublicationId = (): PublicationId => publicationId.parse(randomBytes(ID_BYTES).toString('hex'));

/** A publication is published once, and revoked once: recorded again, it is the same event. */
function publicationEvent({ type, data }: PublicationFact, recorder: string): NewEvent {
  const correlationId = newCorrelation();
  const id = eventId(PUBLICATIONS_STREAM, type, data.publication);
  return {
    id,
    type,
    data: data as JsonObject,
    recorder,
    schemaVersion: SCHEMA_VERSION,
    correlationId,
    causationId: correlationId,
  };
}

@Injectable()
export class PublicationsService implements OnApplicationShutdown {
  readonly #log = new Logger('Publications');
  #publications = new Publications();
  #subscription: Subscription | undefined;
  #whole: Promise<void> | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
  ) {}

  onApplicationShutdown(): void {
    this.#subscription?.unsubscribe();
  }

  /** All publications, revoked ones too, in the order in which they were published. */
  async all(): Promise<readonly Publication[]> {
    await this.#read();
    return this.#publications.all();
  }

  async byId(id: PublicationId): Promise<Publication | undefined> {
    await this.#read();
    return this.#publications.byId(id);
  }

  /** A publication that anybody may see; undefined for one that is revoked, and for any other text. */
  async shown(id: string): Promise<Publication | undefined> {
    const read = publicationId.safeParse(id);
    const found = read.success ? await this.byId(read.data) : undefined;
    return found && isShown(found) ? found : undefined;
  }

  /** Records that a card was published or revoked. Resolves when this server acts by it. */
  async record(fact: PublicationFact, recorder: string): Promise<void> {
    const { outcome } = await this.store.append(PUBLICATIONS_STREAM, [publicationEvent(fact, recorder)], 'any');
    if (outcome !== 'appended' && outcome !== 'duplicate')
      throw new Error(`the publication could not be recorded: ${outcome}`);
    await this.#read();
    await this.#catchUp();
  }

  /**
   * Reads the stream when it is first asked for; what other processes record arrives with the rest of the log. Where the
   * store does not answer it rejects, and the next call tries again.
   */
  #read(): Promise<void> {
    this.#subscription ??= this.projector.appliedEvents
      .pipe(filter(({ stream, type }) => stream === PUBLICATIONS_STREAM || type === 'RecorderErased'))
      .subscribe((event) => (event.stream === PUBLICATIONS_STREAM ? this.#next(event) : this.#forget()));
    this.#whole ??= this.#catchUp().catch((error: unknown) => {
      this.#whole = undefined;
      throw error;
    });
    return this.#whole;
  }

  /** The name of a recorder was erased: all is read anew. */
  #forget(): void {
    this.#publications = new Publications();
    this.#whole = undefined;
  }

  /** An event that does not follow the last one is left to `#catchUp`, which reads those before it as well. */
  #next(event: RecordedEvent): void {
    if (event.revision === this.#publications.revision + 1) this.#apply(event);
    else if (event.revision > this.#publications.revision) this.#whole = undefined;
  }

  async #catchUp(): Promise<void> {
    const events = await this.store.readStream(PUBLICATIONS_STREAM, { from: this.#publications.revision + 1 });
    for (const event of events) this.#apply(event);
  }

  #apply(event: RecordedEvent): void {
    const unreadable = this.#publications.apply(event);
    if (unreadable === undefined) return;
    const where = `revision ${event.revision} of ${PUBLICATIONS_STREAM}`;
    this.#log.error(`${where} cannot be read, so that ${unreadable}`);
  }
}
