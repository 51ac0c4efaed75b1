/** Erases texts of an entry for good: records that it is done, and destroys their keys with that. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { SOURCES_STREAM, streamOf, type Erasure } from '../../events/envelope.js';
import { typeOfFact } from '../../events/event.js';
import { eventId } from '../../events/identity.js';
import type { EntryId, NegotiationId } from '../../events/ids.js';
import type { ErasureReason } from '../../events/erasure/erased.js';
import { problem, problemOfFields } from '../../answers/problem.js';
import type { ErasedAnswer } from '../../answers/receipts.js';
import { rememberErasure } from '../backup/scrub.js';
import { Config } from '../platform/config.js';
import { MemoryImage } from '../projector/memory-image.js';
import { StreamLoader } from '../projector/stream-loader.js';
import { Refused } from '../problems/refused.js';
import type { KnownErasure } from '../store/erasure/known-erasure.js';
import { EventStore } from '../store/event-store.js';
import { storeFailureAsRefusal } from './append-refusal.js';
import { dataFrom } from './body.js';
import { EventRecorder } from './event-recorder.js';
import { newChangeId } from './new-event.js';
import type { Writing } from './writing.js';

export class EraseEntry extends Command<ErasedAnswer> {
  /** @param body the other fields of the event, unchecked */
  constructor(
    readonly path: { readonly negotiation?: NegotiationId; readonly entry: EntryId },
    readonly body: unknown,
    readonly writing: Writing,
  ) {
    super();
  }
}

const TOO_OLD =
  'its texts cannot be erased: it was recorded by a version that did not seal them, or all of them are erased already';

const isListed = (fields: unknown): fields is readonly string[] =>
  Array.isArray(fields) && fields.every((field) => typeof field === 'string');

@CommandHandler(EraseEntry)
export class EraseEntryHandler implements ICommandHandler<EraseEntry> {
  constructor(
    private readonly eventRecorder: EventRecorder,
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly loader: StreamLoader,
    private readonly config: Config,
  ) {}

  async execute({ path, body, writing }: EraseEntry): Promise<ErasedAnswer> {
    const given = { ...dataFrom(body, { ...path }) };
    const of = await this.#eventOf(path);
    const erasable = of && (await storeFailureAsRefusal(this.store.erasableTexts(of.stream, of.id)));
    if (of && (erasable ?? []).length === 0) throw new Refused(problem('not-erasable', TOO_OLD));
    const fields = chosenFrom(given['fields'], erasable ?? []);
    // What is recorded names the texts, so that it says for ever what was there to be erased.
    const data = { ...given, ...(fields ? { fields: [...fields] } : {}), changeId: given['changeId'] ?? newChangeId() };
    const erases = of && { eventId: of.id, fields, reason: given['reason'] as ErasureReason };
    const { id, receipt } = await this.eventRecorder.record({ type: 'EntryErased', data }, writing, erases);
    const erased = { changeId: id as EntryId, ...receipt, erased: [...(fields ?? [])] };
    if (!erases || writing.dryRun) return { ...erased, backups: [], unscavenged: [] };
    const known = knownOf(of.stream, path.entry, erases, receipt.recordedAt);
    const backups = await rememberErasure(known, this.config);
    return { ...erased, backups, unscavenged: [...(await storeFailureAsRefusal(this.store.unscavenged()))] };
  }

  /** The event of the entry. Undefined where there is none: then the recording is refused. */
  async #eventOf({ negotiation, entry }: EraseEntry['path']) {
    const state =
      negotiation === undefined
        ? this.image.sourcesState()
        : (await storeFailureAsRefusal(this.loader.load(negotiation))).state;
    const logged = state.entries.get(entry);
    const stream = negotiation === undefined ? SOURCES_STREAM : streamOf(negotiation);
    return logged && { stream, id: eventId(stream, typeOfFact(logged.fact), entry) };
  }
}

const knownOf = (stream: string, entry: EntryId, { fields, reason }: Erasure, at: string | null): KnownErasure => ({
  stream,
  entry,
  reason,
  at: at ?? '',
  ...(fields ? { fields: [...fields] } : {}),
});

/** The texts that are to be erased. Throws `Refused` where one of those that are named is not there. */
function chosenFrom(given: unknown, erasable: readonly string[]): readonly string[] | undefined {
  if (given === undefined) return erasable.length > 0 ? erasable : undefined;
  // Whatever else is wrong with the list is told where the event is checked.
  if (!isListed(given)) return undefined;
  const missing = given.flatMap((field, i) => (erasable.includes(field) ? [] : [{ field, i }]));
  if (missing.length === 0 || erasable.length === 0) return given;
  const detail = `no text that can be erased is there: it has ${erasable.join(', ')}`;
  throw new Refused(
    problemOfFields(
      'invalid-request',
      missing.map(({ i }) => ({ pointer: `/fields/${i}`, detail })),
    ),
  );
}
