/** The export of a negotiation: the events of its stream that a lens sees, in the order of recording, in a format for other programs. */
import { Readable } from 'node:stream';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ExportFormat } from '../../answers/audit.js';
import { streamOf } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import { latestInstant } from '../../events/dates.js';
import { entriesSeen } from '../../projections/history/entries-seen.js';
import { isPresent, type Lens } from '../../projections/record/lens.js';
import { currentSight, type Sight } from '../queries/pacing/call.js';
import { ProjectionCache } from '../queries/projection-cache.js';
import { MemoryImage } from '../projector/memory-image.js';
import { EventStore } from '../store/event-store.js';
import { cloudEvent } from './cloud-event.js';
import { csvOf, type ReadEvents } from './csv.js';
import { exportLine } from './event-line.js';
import type { Download } from './download.js';
import { insistOnRecorded } from './audited-streams.js';
import { streamEvents } from './evidence-pages.js';
import { provOf } from './linked/prov.js';
import { stixOf } from './linked/stix.js';
import { asSeen } from './unnamed-events.js';
import { trigOf } from './linked/trig.js';

/** How events are written, and what the file is called and declared as. */
interface Format {
  readonly type: string;
  readonly extension: string;
  readonly of: (read: ReadEvents, negotiation: NegotiationId) => Readable;
}

const inLines = (line: (event: StoredEvent) => string) => {
  async function* lines(events: AsyncIterable<StoredEvent>): AsyncGenerator<string> {
    for await (const event of events) yield line(event);
  }
  return (read: ReadEvents): Readable => Readable.from(lines(read()));
};

/** Every format by its name in `?format=`. */
export const FORMATS = {
  ndjson: { type: 'application/x-ndjson', extension: 'ndjson', of: inLines(exportLine) },
  csv: { type: 'text/csv; charset=utf-8; header=present', extension: 'csv', of: csvOf },
  // Each line is an `application/cloudevents+json`; the whole is not.
  cloudevents: {
    type: 'application/cloudevents+ndjson',
    extension: 'cloudevents.ndjson',
    of: inLines(cloudEvent),
  },
  prov: {
    type: 'application/ld+json',
    extension: 'prov.jsonld',
    of: (read, negotiation) => Readable.from(provOf(negotiation, read())),
  },
  trig: {
    type: 'application/trig',
    extension: 'trig',
    of: (read, negotiation) => Readable.from(trigOf(negotiation, read())),
  },
  stix: {
    type: 'application/stix+json; version=2.1',
    extension: 'stix.json',
    of: (read, negotiation) => Readable.from(stixOf(negotiation, read)),
  },
} as const satisfies Record<ExportFormat, Format>;

export class ExportNegotiation extends Query<Download> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly format: ExportFormat,
    readonly lens: Lens,
  ) {
    super();
  }
}

/** Whether an event is to be exported. */
type Keeps = (event: StoredEvent) => boolean;

/** The events up to the bounds of the record. They need not be readable, so that a damaged log can be taken away. */
function withinRecord({ revision = Infinity, recordedBy }: Lens): Keeps {
  const by = recordedBy === undefined ? Infinity : latestInstant(recordedBy);
  return (event) => event.revision <= revision && !(Date.parse(event.recordedAt) > by);
}

async function* chosen(
  events: AsyncIterable<StoredEvent>,
  keeps: Keeps | undefined,
  sight: Sight,
): AsyncGenerator<StoredEvent> {
  for await (const event of events) if (keeps?.(event) ?? true) yield asSeen(event, sight);
}

@QueryHandler(ExportNegotiation)
export class ExportNegotiationHandler implements IQueryHandler<ExportNegotiation> {
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly cache: ProjectionCache,
  ) {}

  async execute({ negotiation, format: name, lens }: ExportNegotiation): Promise<Download> {
    await insistOnRecorded(this.store, this.image, negotiation);
    const { extension, type, of } = FORMATS[name];
    const keeps = isPresent(lens) ? undefined : await this.#keeps(negotiation, lens);
    // As it is now: the events are read while they are sent.
    const sight = currentSight();
    const read: ReadEvents = (upTo) =>
      chosen(streamEvents(this.store.evidence, streamOf(negotiation), upTo), keeps, sight);
    const content = of(read, negotiation);
    return { name: `${negotiation}.${extension}`, type, content };
  }

  /** What a lens sees; an event that cannot be read is left out by no choice among reports. */
  async #keeps(negotiation: NegotiationId, lens: Lens): Promise<Keeps> {
    const loaded = await this.cache.load(negotiation);
    const seen = new Set(entriesSeen((await this.cache.under(loaded, lens)).counted).map((e) => e.logged.revision));
    const readable = new Set(loaded.log.negotiation.map(({ revision }) => revision));
    const isWithin = withinRecord(lens);
    return (event) => isWithin(event) && (seen.has(event.revision) || !readable.has(event.revision));
  }
}
