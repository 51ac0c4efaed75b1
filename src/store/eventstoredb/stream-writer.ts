/**
 * Appends to one stream. A process makes them one after another, because each event's hash covers the one before it.
 * Appends that wait meanwhile are then sent together. None of them fails because another is refused.
 */
import type { Sealed } from '../../../events/chain/chain.js';
import type { AppendOutcome } from '../append-outcome.js';
import { entryIdOf } from '../entry-id.js';
import { shownRecorder } from '../erasure/sealed-recorder.js';
import type { PreparedWrite } from '../prepared-write.js';
import { planAppend, type StreamEnd, type SealedEvent } from './append-plan.js';
import { Conflicts } from './conflicts.js';
import type { Keys } from './keys/keys.js';
import type { LogCache } from './log-cache.js';
import type { RetriedAppend } from './retried-append.js';
import type { DuplicateAppend } from './duplicate-append.js';

/** About how many bytes are sent in one append. A server takes a million by default. */
const MAX_GROUP_BYTES = 700_000;
/** About how many bytes an event takes besides its data. */
const METADATA_BYTES = 600;

interface Job {
  readonly write: PreparedWrite;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

interface GroupMember {
  readonly job: Job;
  readonly sealedEvents: readonly SealedEvent[];
}

/** The event as the caller is told of it. */
function told({ sealed, prepared: { event } }: SealedEvent): Sealed {
  const key = event.recorderKey && Buffer.from(event.recorderKey);
  return { ...sealed, recorder: shownRecorder(event.recorder, key) };
}

/** The revision of a member's last event. */
const lastOf = ({ sealedEvents }: GroupMember): number => sealedEvents.at(-1)?.sealed.revision ?? -1;

/** Appends that are sent together, and the end of the stream behind them. */
class AppendGroup {
  readonly members: GroupMember[] = [];
  readonly #ids = new Set<string>();
  end: StreamEnd;
  #size = 0;

  constructor(end: StreamEnd) {
    this.end = end;
  }

  /** Whether a write must wait for the next group: it shares an id with this one, or would make it too large. */
  mustWait({ events }: PreparedWrite): boolean {
    const size = events.reduce((sum, { data }) => sum + data.length + METADATA_BYTES, 0);
    if (this.members.length > 0 && this.#size + size > MAX_GROUP_BYTES) return true;
    return events.some(({ event }) => this.#ids.has(event.id) || this.#ids.has(entryIdOf(event) ?? event.id));
  }

  add(job: Job, sealedEvents: readonly SealedEvent[]): void {
    this.members.push({ job, sealedEvents });
    for (const { sealed, prepared } of sealedEvents) {
      this.#ids.add(sealed.id).add(entryIdOf(sealed) ?? sealed.id);
      this.#size += prepared.data.length + METADATA_BYTES;
      this.end = { link: sealed, recordedAt: sealed.recordedAt };
    }
  }
}

/** The queue of appends to one stream. */
export class StreamWriter {
  #waiting: Job[] = [];
  readonly #conflicts: Conflicts;
  #work: Promise<void> | undefined;

  constructor(
    private readonly cache: LogCache,
    private readonly retriedAppend: RetriedAppend,
    private readonly duplicateAppend: DuplicateAppend,
    private readonly keys: Keys,
    private readonly now: () => number,
    /** How long to wait for what others have stored to be shown, in milliseconds. */
    patience: number,
    /** Called when the queue is empty. */
    private readonly onIdle: () => void,
  ) {
    this.#conflicts = new Conflicts(patience);
  }

  /** Resolves when the queue is empty. */
  get idle(): Promise<void> {
    return this.#work ?? Promise.resolve();
  }

  add(write: PreparedWrite): Promise<AppendOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      this.#work ??= this.#drain();
    });
  }

  async #drain(): Promise<void> {
    // All appends of this turn of the event loop are in the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const members = this.#takeGroup();
      if (members.length > 0) await this.#store(members);
      else await this.#answerFirst();
    }
    this.#work = undefined;
    this.onIdle();
  }

  /** The appends at the head of the queue that can be sent together. */
  #takeGroup(): readonly GroupMember[] {
    const cached = this.cache.streamOf(this.#stream());
    const group = new AppendGroup({ link: cached.link, recordedAt: cached.recordedAt });
    for (const job of this.#waiting) {
      if (group.mustWait(job.write)) break;
      const plan = planAppend(job.write, cached, group.end, this.cache.recordingTime(this.now()));
      if (plan.action !== 'append') break;
      group.add(job, plan.sealedEvents);
    }
    return group.members;
  }

  async #store(members: readonly GroupMember[]): Promise<void> {
    const sealedEvents = members.flatMap((member) => member.sealedEvents);
    try {
      await this.keys.store(sealedEvents.map(({ prepared }) => prepared));
      const outcome = await this.retriedAppend.append(sealedEvents, members.map(lastOf));
      if (outcome.outcome === 'conflict') return await this.#catchUpAfterConflict(members);
      this.#conflicts.reset();
      this.#dequeue(members);
      for (const member of members) this.#resolve(member, outcome.places.get(lastOf(member))?.position ?? 0n);
    } catch (error) {
      this.#dequeue(members);
      for (const { job } of members) job.reject(error);
    }
  }

  #resolve({ job, sealedEvents }: GroupMember, position: bigint): void {
    const events = sealedEvents.map(told);
    for (const { type } of events) this.keys.noted(type);
    this.cache.addStored(events, position);
    job.resolve({ outcome: 'appended', revision: events.at(-1)?.revision ?? -1, position, events });
  }

  /** Other writers were faster: reads what they stored, so that all appends are planned again. */
  async #catchUpAfterConflict(members: readonly GroupMember[]): Promise<void> {
    const { stream } = (members[0] as GroupMember).job.write;
    const { size } = this.cache.streamOf(stream);
    await this.cache.catchUp(stream);
    await this.#conflicts.add(this.cache.streamOf(stream).size > size);
  }

  /** The first write in the queue is not to be sent. Reads what others stored, then answers it. */
  async #answerFirst(): Promise<void> {
    const [job] = this.#waiting as [Job];
    try {
      await this.cache.catchUp(job.write.stream);
      const cached = this.cache.streamOf(job.write.stream);
      const plan = planAppend(job.write, cached, cached, this.cache.recordingTime(this.now()));
      if (plan.action === 'append') return;
      const outcome = await this.duplicateAppend.outcomeOf(job.write, plan, cached);
      this.#waiting.shift();
      job.resolve(outcome);
    } catch (error) {
      this.#waiting.shift();
      job.reject(error);
    }
  }

  #dequeue(members: readonly GroupMember[]): void {
    const done = new Set(members.map(({ job }) => job));
    this.#waiting = this.#waiting.filter((job) => !done.has(job));
  }

  #stream(): string {
    return (this.#waiting[0] as Job).write.stream;
  }
}
