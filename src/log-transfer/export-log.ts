/** Exports the whole log for another store: every event as it is, then a checkpoint of all streams. */
import { Readable } from 'node:stream';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { checkpointText } from '../../events/chain/checkpoint.js';
import { isoOf } from '../../events/dates.js';
import type { StoredEvent } from '../../events/chain/stored-event.js';
import type { Download } from '../audit/download.js';
import { logLine } from '../audit/event-line.js';
import { checkpointOf } from '../audit/make-checkpoint.js';
import { logPages } from '../audit/evidence-pages.js';
import { namesWithin } from '../audit/unnamed-events.js';
import { currentSight } from '../queries/pacing/call.js';
import { Clock } from '../platform/clock.js';
import type { Evidence } from '../store/evidence.js';
import { EventStore } from '../store/event-store.js';
import { inTimeOrder } from './time-order.js';
import { endLineOf } from './transfer-line.js';

async function* eventsUpTo(evidence: Evidence, head: bigint): AsyncGenerator<StoredEvent> {
  for await (const { events, failure } of logPages(evidence)) {
    for (const event of events) {
      if (event.position > head) return;
      yield event;
    }
    if (failure) throw failure;
  }
}

/** Events that are recorded meanwhile are left out. */
async function* linesOf(store: EventStore, at: string): AsyncGenerator<string> {
  const { evidence } = store;
  const head = await evidence.end();
  const stored = eventsUpTo(evidence, head);
  let events = 0;
  for await (const event of evidence.oneClock ? stored : inTimeOrder(stored)) {
    events += 1;
    yield logLine(event);
  }
  const checkpoint = checkpointText(await checkpointOf(evidence, head, at));
  yield endLineOf(events, checkpoint, await store.secret('content-ids'));
}

export class ExportLog extends Query<Download> {}

@QueryHandler(ExportLog)
export class ExportLogHandler implements IQueryHandler<ExportLog> {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<Download> {
    if (currentSight() !== 'whole') throw namesWithin('a whole log takes the keys of all its texts along');
    const content = Readable.from(linesOf(this.store, isoOf(this.clock.now())));
    return { name: 'parley-log.ndjson', type: 'application/x-ndjson', content };
  }
}
