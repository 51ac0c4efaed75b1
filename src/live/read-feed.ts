/** The feed of one negotiation, or of all: the latest events, for feed readers. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isoOf } from '../../events/dates.js';
import { streamOf } from '../../events/envelope.js';
import type { Logged } from '../../events/event.js';
import { typeOfFact } from '../../events/event.js';
import type { NegotiationId } from '../../events/ids.js';
import { eventId } from '../../events/identity.js';
import type { LoadedNegotiation } from '../projector/loaded-negotiation.js';
import { MemoryImage } from '../projector/memory-image.js';
import { StreamLoader } from '../projector/stream-loader.js';
import { SerializedResponse } from '../queries/serialized-response.js';
import { ProjectionCache } from '../queries/projection-cache.js';
import { RecentChangesCache } from './recent-changes-cache.js';
import { atomFeed, jsonFeed, type FeedEntry, type FeedContent } from './feed.js';
import { messageOf } from './message.js';
import type { Message } from '../../answers/live.js';

/** How many entries a feed holds. */
const ENTRIES = 20;

const FORMS = {
  atom: { of: atomFeed, contentType: 'application/atom+xml; charset=utf-8' },
  json: { of: jsonFeed, contentType: 'application/feed+json; charset=utf-8' },
} as const;
export type FeedForm = keyof typeof FORMS;

/** An event that the feed has an entry for. */
interface Latest {
  readonly loaded: LoadedNegotiation;
  readonly logged: Logged;
}

const titleOf = ({ id, state: { registry } }: LoadedNegotiation): string => registry?.title ?? id;

/** The last events of a negotiation, the newest first. */
const latestOf = (loaded: LoadedNegotiation): Latest[] =>
  loaded.log.negotiation
    .slice(-ENTRIES)
    .toReversed()
    .map((logged) => ({ loaded, logged }));

const typeInWords = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

export class ReadFeed extends Query<SerializedResponse> {
  /**
   * @param base scheme and host by which the server was called
   * @param negotiation all where not given
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
    private readonly recentChanges: RecentChangesCache,
    private readonly loader: StreamLoader,
  ) {}

  async execute({ form, base, negotiation }: ReadFeed): Promise<SerializedResponse> {
    const loaded = negotiation === undefined ? undefined : await this.cache.load(negotiation);
    const latest = loaded ? latestOf(loaded) : await this.#latestOfAll();
    const entries: FeedEntry[] = [];
    // The oldest first: the status after one event is what the next one is compared with.
    for (const each of latest.toReversed()) {
      entries.unshift(this.#entry(each));
      await yieldToEventLoop();
    }
    const { of, contentType } = FORMS[form];
    return SerializedResponse.text(of(feedOf(loaded, entries), base), contentType);
  }

  async #latestOfAll(): Promise<Latest[]> {
    const newest: LoadedNegotiation[] = [];
    for (const id of this.image.newest(ENTRIES)) newest.push(await this.loader.load(id));
    return newest
      .flatMap(latestOf)
      .toSorted((a, b) => Number(b.logged.position - a.logged.position))
      .slice(0, ENTRIES);
  }

  #entry({ loaded, logged }: Latest): FeedEntry {
    const changes = this.recentChanges.changesOf(loaded, logged.revision, logged.recordedAt);
    const type = typeOfFact(logged.fact);
    const message: Message = messageOf(
      { type, revision: logged.revision, position: logged.position, recordedAt: isoOf(logged.recordedAt) },
      logged,
      loaded,
      changes,
    );
    const page = `/negotiations/${loaded.id}`;
    return {
      id: `urn:uuid:${eventId(streamOf(loaded.id), type, logged.id)}`,
      title: `${titleOf(loaded)}: ${changes[0]?.words ?? `${typeInWords(type)}.`}`,
      path: logged.fact.type === 'Report' ? `${page}/reports/${encodeURIComponent(logged.id)}` : page,
      message,
    };
  }
}

/** @param of all negotiations where undefined */
function feedOf(of: LoadedNegotiation | undefined, entries: readonly FeedEntry[]): FeedContent {
  const updated = entries[0]?.message.recordedAt ?? isoOf(0);
  if (!of) {
    const id = `urn:uuid:${eventId('feed', 'all', 'all')}`;
    return { id, title: 'Parley: all talks', path: '/', self: '/v1/feed', updated, entries };
  }
  return {
    id: `urn:uuid:${eventId('feed', 'negotiation', of.id)}`,
    title: `Parley: ${titleOf(of)}`,
    path: `/negotiations/${of.id}`,
    self: `/v1/negotiations/${of.id}/feed`,
    updated,
    entries,
  };
}
