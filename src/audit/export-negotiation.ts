/** The export of a negotiation: all events of its stream, in the order of recording, in a format for other programs. */
import { Readable } from 'node:stream';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ExportFormat } from '../../answers/audit.js';
import { streamOf } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import { MemoryImage } from '../projector/memory-image.js';
import { EventStore } from '../store/event-store.js';
import { cloudEvent } from './cloud-event.js';
import { csvOf } from './csv.js';
import { exportLine } from './event-line.js';
import type { Download } from './download.js';
import { insistOnRecorded } from './audited-streams.js';
import { streamEvents } from './evidence-pages.js';

/** How events are written, and what the file is called and declared as. */
interface Format {
  readonly type: string;
  readonly extension: string;
  readonly of: (events: AsyncIterable<StoredEvent>) => Readable;
}

const inLines = (line: (event: StoredEvent) => string) => {
  async function* lines(events: AsyncIterable<StoredEvent>): AsyncGenerator<string> {
    for await (const event of events) yield line(event);
  }
  return (events: AsyncIterable<StoredEvent>): Readable => Readable.from(lines(events));
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
} as const satisfies Record<ExportFormat, Format>;

export class ExportNegotiation extends Query<Download> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly format: ExportFormat,
  ) {
    super();
  }
}

@QueryHandler(ExportNegotiation)
export class ExportNegotiationHandler implements IQueryHandler<ExportNegotiation> {
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
  ) {}

  async execute({ negotiation, format: name }: ExportNegotiation): Promise<Download> {
    await insistOnRecorded(this.store, this.image, negotiation);
    const { extension, type, of } = FORMATS[name];
    const content = of(streamEvents(this.store.evidence, streamOf(negotiation)));
    return { name: `${negotiation}.${extension}`, type, content };
  }
}
