/** Imports a story, the export of a negotiation, or a coded file. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ImportAnswer } from '../../../answers/import.js';
import type { NegotiationId } from '../../../events/ids.js';
import type { Chunks } from '../../json/text-lines.js';
import { VoiceNumbers } from '../voice-numbers.js';
import { Mappings } from '../mappings/mappings.js';
import { Clock } from '../../platform/clock.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { StreamLoader } from '../../projector/stream-loader.js';
import { EventStore } from '../../store/event-store.js';
import { storeFailureAsRefusal } from '../append-refusal.js';
import { StatusChangesCache } from '../status-changes-cache.js';
import { CodedLines } from './coded-lines.js';
import { linesOf, type ImportLines } from './import-lines.js';
import type { ImportOptions } from './import-options.js';
import { Import } from './import-under-way.js';
import { ImportsUnderWay } from './imports-under-way.js';

export class ImportStory extends Command<ImportAnswer> {
  /** @param chunks UTF-8, cut anywhere */
  constructor(
    readonly chunks: Chunks,
    readonly options: ImportOptions,
  ) {
    super();
  }
}

@CommandHandler(ImportStory)
export class ImportStoryHandler implements ICommandHandler<ImportStory> {
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly clock: Clock,
    private readonly loader: StreamLoader,
    private readonly statusChanges: StatusChangesCache,
    private readonly mappings: Mappings,
    private readonly voices: VoiceNumbers,
    private readonly underWay: ImportsUnderWay,
  ) {}

  async execute({ chunks, options }: ImportStory): Promise<ImportAnswer> {
    const head = await storeFailureAsRefusal(this.store.head());
    await storeFailureAsRefusal(this.image.waitForPosition(head));
    const lines = await this.#linesOf(chunks, options);
    const { store, image, clock, loader, statusChanges, voices } = this;
    const one = new Import(store, image, clock, loader, statusChanges, voices, options, lines);
    return this.underWay.during(one.correlationId, () => one.run());
  }

  async #linesOf(chunks: Chunks, { format = 'ndjson', coded }: ImportOptions): Promise<ImportLines> {
    if (!coded) return linesOf(chunks, format);
    const { mapping, ...file } = coded;
    const named = mapping === undefined ? undefined : await this.mappings.named(mapping, coded.format);
    const isOpen = (id: string): boolean => this.image.isOpen(id as NegotiationId);
    return new CodedLines(chunks, { ...file, mapping: named }, isOpen);
  }
}
