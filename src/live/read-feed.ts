/** The latest of some talks, or of all, for feed readers. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isoOf } from '../../events/dates.js';
import { streamOf } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import { typeOfFact } from '../../events/event.js';
import type { NegotiationId } from '../../events/ids.js';
import { eventId } from '../../events/identity.js';
import { NOW_LENS } from '../../projections/record/lens.js';
import { MemoryImage } from '../projector/memory-image.js';
import { StreamLoader } from '../projector/stream-loader.js';
import { SerializedResponse } from '../queries/serialized-response.js';
import { ProjectionCache } from '../queries/projection-cache.js';
import { ChangeWording } from './change-wording.js';
import { atomOf, jsonFeedOf, type FeedEntry, type FeedOf } from './feed.js';
import { describing, type Message } from './message.js';

/** How many entries a feed holds. */
const ENTRIES = 20;

const FORMS = {
  atom: { of: atomOf, contentType: 'application/atom+xml; charset=utf-8' },
  json: { of: jsonFeedOf, contentType: 'application/feed+json; charset=utf-8' },
} as const;
export type FeedForm = keyof typeof FORMS;

interface Latest {
  readonly negotiation: NegotiationId;
  readonly logged: Logged;
}

const words = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

export class ReadFeed extends Query<SerializedResponse> {
  /**
   * @param base scheme and host by which the server was called
   * @param negotiation undefined: all of them
   */
  constructor(
    readonly form: FeedForm,
    readonly base: string,
    readonly negotiation?: NegotiationId,
  ) {
    super();
  }
}

@QueryHandler(ReadFeed)
export class ReadFeedHandler implements IQueryHandler<ReadFeed> {
  constructor(
    private readonly image: MemoryImage,
    private readonly cache: ProjectionCache,
    private readonly changed: ChangeWording,
    private readonly loader: StreamLoader,
  ) {}

  async execute({ form, base, negotiation }: ReadFeed): Promise<SerializedResponse> {
    const latest = negotiation === undefined ? await this.#ofAll() : this.#of(negotiation);
    const entries: FeedEntry[] = [];
    // From the oldest of them on: what one changed is where the next begins.
    for (const one of latest.toReversed()) {
      entries.unshift(this.#entry(one));
      await yieldToEventLoop();
    }
    const { of, contentType } = FORMS[form];
    return SerializedResponse.text(of(this.#feed(negotiation, entries), base), contentType);
  }

  #of(negotiation: NegotiationId): Latest[] {
    const log = this.cache.logUnder(negotiation, NOW_LENS);
    return log.negotiation
      .slice(-ENTRIES)
      .toReversed()
      .map((logged) => ({ negotiation, logged }));
  }

  /** The newest first. */
  async #ofAll(): Promise<Latest[]> {
    const ids = this.image.newest(ENTRIES);
    for (const id of ids) await this.loader.ensureLoaded(id);
    const newest = ids.flatMap((id) => this.#of(id));
    return newest.toSorted((a, b) => Number(b.logged.position - a.logged.position)).slice(0, ENTRIES);
  }

  #entry({ negotiation, logged }: Latest): FeedEntry {
    const changes = this.changed.by(negotiation, logged.revision, logged.recordedAt);
    const type = typeOfFact(logged.fact);
    const message: Message = describing(
      { type, revision: logged.revision, position: logged.position, recordedAt: isoOf(logged.recordedAt) },
      logged,
      { id: negotiation, state: this.image.stateOf(negotiation) },
      changes,
    );
    const page = `/negotiations/${negotiation}`;
    const title = this.image.stateOf(negotiation)?.registry?.title ?? negotiation;
    return {
      id: `urn:uuid:${eventId(streamOf(negotiation), type, logged.id)}`,
      title: `${title}: ${changes[0]?.words ?? `${words(type)}.`}`,
      path: logged.fact.type === 'Report' ? `${page}/reports/${encodeURIComponent(logged.id)}` : page,
      message,
    };
  }

  #feed(negotiation: NegotiationId | undefined, entries: readonly FeedEntry[]): FeedOf {
    const updated = entries[0]?.message.recordedAt ?? isoOf(0);
    if (negotiation === undefined) {
      const id = `urn:uuid:${eventId('feed', 'all', 'all')}`;
      return { id, title: 'Parley: all talks', path: '/', self: '/v1/feed', updated, entries };
    }
    const title = this.image.stateOf(negotiation)?.registry?.title ?? negotiation;
    const id = `urn:uuid:${eventId('feed', 'negotiation', negotiation)}`;
    return {
      id,
      title: `Parley: ${title}`,
      path: `/negotiations/${negotiation}`,
      self: `/v1/negotiations/${negotiation}/feed`,
      updated,
      entries,
    };
  }
}
