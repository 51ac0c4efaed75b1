/** The feed of one negotiation, or of all: the latest events, for feed readers. */
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
import { entriesSeen } from '../../projections/history/entries-seen.js';
import { registryWords } from '../../projections/history/registry-entries.js';
import type { ChangeInWords } from '../../projections/compare/change-sentences.js';
import { ReaderNames } from '../../projections/wording/reader-names.js';
import { isPresent, NOW_LENS, type Lens } from '../../projections/record/lens.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
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

/** Of which negotiation a feed is, and under which lens. */
export interface FeedOf {
  readonly negotiation: NegotiationId;
  readonly lens: Lens;
}

/** What the entries of a negotiation are read from. */
interface Reading {
  readonly loaded: LoadedNegotiation;
  readonly lens: Lens;
  readonly projections: LensProjections;
  readonly title: string;
  readonly names: ReaderNames;
}

/** An event that the feed has an entry for. */
interface Latest extends Reading {
  readonly logged: Logged;
}

/** The last events of a negotiation, the newest first. */
const latestOf = (reading: Reading, events: readonly Logged[]): Latest[] =>
  events
    .slice(-ENTRIES)
    .toReversed()
    .map((logged) => ({ ...reading, logged }));

const typeInWords = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

/** The lens as the query of an address; empty for the present. */
function queryOf(lens: Lens): string {
  const fields = Object.entries(lens).flatMap(([name, value]) =>
    (name === 'table' ? [String(value)] : [value].flat()).map((one): [string, string] => [name, String(one)]),
  );
  return fields.length === 0 ? '' : `?${new URLSearchParams(fields).toString()}`;
}

export class ReadFeed extends Query<SerializedResponse> {
  /**
   * @param base scheme and host by which the server was called
   * @param of all negotiations where not given
   */
  constructor(
    readonly form: FeedForm,
    readonly base: string,
    readonly of?: FeedOf,
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

  async execute({ form, base, of }: ReadFeed): Promise<SerializedResponse> {
    const reading = of && (await this.#reading(of));
    const latest = reading ? this.#latestUnder(reading) : await this.#latestOfAll();
    const entries: FeedEntry[] = [];
    // The oldest first: the status after one event is what the next one is compared with.
    for (const each of latest.toReversed()) {
      const { loaded, lens, logged } = each;
      const changes = await this.recentChanges.changesUnder(loaded, logged.revision, logged.recordedAt, lens);
      entries.unshift(this.#entry(each, changes));
    }
    const { of: write, contentType } = FORMS[form];
    const isPinned = reading !== undefined && this.cache.arePinned(reading.projections);
    return SerializedResponse.text(write(feedOf(reading, entries), base), contentType, isPinned);
  }

  async #reading({ negotiation, lens }: FeedOf): Promise<Reading> {
    const loaded = await this.cache.load(negotiation);
    return this.#readingOf(loaded, lens);
  }

  async #readingOf(loaded: LoadedNegotiation, lens: Lens): Promise<Reading> {
    const projections = await this.cache.under(loaded, lens);
    const { counted } = projections;
    return { loaded, lens, projections, title: counted.registry.title, names: new ReaderNames(counted) };
  }

  #latestUnder(reading: Reading): Latest[] {
    const { lens, projections } = reading;
    if (isPresent(lens)) return latestOf(reading, projections.recorded().negotiation);
    const seen = entriesSeen(projections.counted);
    return latestOf(
      reading,
      seen.map(({ logged }) => logged),
    );
  }

  async #latestOfAll(): Promise<Latest[]> {
    const newest: Reading[] = [];
    for (const id of this.image.newest(ENTRIES))
      newest.push(await this.#readingOf(await this.loader.load(id), NOW_LENS));
    return newest
      .flatMap((reading) => latestOf(reading, reading.projections.recorded().negotiation))
      .toSorted((a, b) => Number(b.logged.position - a.logged.position))
      .slice(0, ENTRIES);
  }

  #entry({ loaded, lens, title, names, logged }: Latest, changes: readonly ChangeInWords[]): FeedEntry {
    const type = typeOfFact(logged.fact);
    const own = registryWords(logged.fact, names);
    const message: Message = messageOf(
      { type, revision: logged.revision, position: logged.position, recordedAt: isoOf(logged.recordedAt) },
      logged,
      loaded,
      changes,
    );
    const page = `/negotiations/${loaded.id}`;
    const path = logged.fact.type === 'Report' ? `${page}/reports/${encodeURIComponent(logged.id)}` : page;
    return {
      id: `urn:uuid:${eventId(streamOf(loaded.id), type, logged.id)}`,
      title: `${title}: ${changes[0]?.words ?? own ?? `${typeInWords(type)}.`}`,
      path: `${path}${queryOf(lens)}`,
      message: own === null ? message : { ...message, summary: own },
    };
  }
}

/** @param of all negotiations where undefined */
function feedOf(of: Reading | undefined, entries: readonly FeedEntry[]): FeedContent {
  const updated = entries[0]?.message.recordedAt ?? isoOf(0);
  if (!of) {
    const id = `urn:uuid:${eventId('feed', 'all', 'all')}`;
    return { id, title: 'Parley: all talks', path: '/', self: '/v1/feed', query: '', updated, entries };
  }
  const { id } = of.loaded;
  const query = queryOf(of.lens);
  return {
    id: `urn:uuid:${eventId('feed', 'negotiation', id + query)}`,
    title: `Parley: ${of.title}`,
    path: `/negotiations/${id}${query}`,
    self: `/v1/negotiations/${id}/feed`,
    query,
    updated,
    entries,
  };
}
