/** The write side on a store of its own, with the real projector and memory image. */
import { withoutMarks } from '../../events/erasure/marks.js';
import type { JsonObject, RecordedEvent } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { Projector } from '../../src/projector/projector.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { Clock } from '../../src/platform/clock.js';
import type { Problem } from '../../answers/problem.js';
import { Refused } from '../../src/problems/refused.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { StatusChangesCache } from '../../src/commands/status-changes-cache.js';
import type { EventProposal } from '../../decisions/decide.js';
import type { ImportOptions } from '../../src/commands/import/import-options.js';
import { VoiceNumbers } from '../../src/commands/voice-numbers.js';
import { Mappings } from '../../src/commands/mappings/mappings.js';
import { ImportsUnderWay } from '../../src/commands/import/imports-under-way.js';
import { ImportStory, ImportStoryHandler } from '../../src/commands/import/import-story.js';
import { EventRecorder } from '../../src/commands/event-recorder.js';
import type { Chunks } from '../../src/json/text-lines.js';
import type { EventStore } from '../../src/store/event-store.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { NOW } from '../decisions/given.js';

class SetClock extends Clock {
  at: number = NOW;

  now(): number {
    return this.at;
  }
}

export class Shell {
  readonly clock = new SetClock();
  readonly loader: StreamLoader;
  readonly eventRecorder: EventRecorder;
  readonly #projector: Projector;
  readonly #importer: ImportStoryHandler;

  constructor(
    readonly store: EventStore = SqliteEventStore.open(':memory:'),
    readonly image = new MemoryImage(),
  ) {
    this.loader = new StreamLoader(store, this.image);
    const statusChanges = new StatusChangesCache(new ReportIndexCache());
    const voices = new VoiceNumbers();
    this.eventRecorder = new EventRecorder(store, this.image, this.clock, this.loader, statusChanges, voices);
    this.#importer = new ImportStoryHandler(
      store,
      this.image,
      this.clock,
      this.loader,
      statusChanges,
      new Mappings(store),
      voices,
      new ImportsUnderWay(),
    );
    this.#projector = new Projector(store, this.image, new Snapshots(store, this.image, this.loader));
    this.#projector.onApplicationBootstrap();
  }

  import(chunks: Chunks, options: Partial<ImportOptions> = {}) {
    return this.#importer.execute(new ImportStory(chunks, { recorder: 'import', ...options }));
  }

  /** What is stored, but for what differs from one time of recording to another, as the numbers of voices do. */
  async stored(): Promise<Pick<RecordedEvent, 'stream' | 'revision' | 'id' | 'type' | 'data'>[]> {
    const all = await this.store.readAll();
    return all.map(({ stream, revision, id, type, data }) => ({
      stream,
      revision,
      id,
      type,
      data: withoutMarks(data),
    }));
  }

  async stop(): Promise<void> {
    this.#projector.onApplicationShutdown();
    await this.store.close();
  }
}

export const ndjson = (lines: readonly EventProposal[]): string =>
  lines.map(({ type, data }) => `${JSON.stringify({ type, data })}\n`).join('');

/** The problem that the work is refused with. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof Refused) return error.problem;
  throw error;
}

/** A line's data as the body of a request. */
export const bodyOf = ({ data }: EventProposal, more: JsonObject = {}): JsonObject => ({
  ...(data as JsonObject),
  ...more,
});

export const N = 'n' as NegotiationId;
