/**
 * Appends to one stream, by this process one after another: each event's hash covers the one before it. Those that wait
 * while one is under way are stored together, and none of them fails because of another's refusal.
 */
import type { AppendOutcome } from '../append-outcome.js';
import { entryOf } from '../entry-id.js';
import type { PreparedWrite } from '../prepared-write.js';
import { StoreFailure } from '../store-failure.js';
import { planAppend, type StreamEnd, type SealedAppend } from './append-plan.js';
import type { LogCache } from './log-cache.js';
import type { RetriedAppend } from './retried-append.js';
import type { DuplicateAppend } from './duplicate-append.js';

/** About how many bytes go into one append: servers take a million, unless they are told otherwise. */
const GROUP = 700_000;
/** What an event takes besides its data, about. */
const METADATA = 600;

/** How often other writers may get ahead of an append. */
const CONFLICTS = 100;

interface Job {
  readonly write: PreparedWrite;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

interface Member {
  readonly job: Job;
  readonly placed: readonly SealedAppend[];
}

/** The revision of its last event. */
const lastOf = ({ placed }: Member): number => placed.at(-1)?.sealed.revision ?? -1;

/** What is in a group so far, and where the next append would go. */
class Group {
  readonly members: Member[] = [];
  readonly #ids = new Set<string>();
  end: StreamEnd;
  #size = 0;

  constructor(end: StreamEnd) {
    this.end = end;
  }

  /** Whether it is to wait for what is in the group to be stored, since it may be the same or too much. */
  mustWait({ events }: PreparedWrite): boolean {
    const size = events.reduce((sum, { data }) => sum + data.length + METADATA, 0);
    if (this.members.length > 0 && this.#size + size > GROUP) return true;
    return events.some(({ event }) => this.#ids.has(event.id) || this.#ids.has(entryOf(event) ?? event.id));
  }

  add(job: Job, placed: readonly SealedAppend[]): void {
    this.members.push({ job, placed });
    for (const { sealed, text } of placed) {
      this.#ids.add(sealed.id).add(entryOf(sealed) ?? sealed.id);
      this.#size += text.length + METADATA;
      this.end = { link: sealed, recordedAt: sealed.recordedAt };
    }
  }
}

export class StreamWriter {
  #waiting: Job[] = [];
  #conflicts = 0;
  #work: Promise<void> | undefined;

  constructor(
    private readonly known: LogCache,
    private readonly landing: RetriedAppend,
    private readonly settling: DuplicateAppend,
    private readonly now: () => number,
    /** Called when nothing is under way any more. */
    private readonly ended: () => void,
  ) {}

  /** Settles when all that is under way has been done. */
  get idle(): Promise<void> {
    return this.#work ?? Promise.resolve();
  }

  add(write: PreparedWrite): Promise<AppendOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      this.#work ??= this.#doAll();
    });
  }

  async #doAll(): Promise<void> {
    // All that is asked for in this turn of the event loop is to be in the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const members = this.#take();
      if (members.length > 0) await this.#store(members);
      else await this.#settleFirst();
    }
    this.#work = undefined;
    this.ended();
  }

  /** Those at the head of the queue that can be appended one after another. */
  #take(): readonly Member[] {
    const tip = this.known.tipOf(this.#stream());
    const group = new Group({ link: tip.link, recordedAt: tip.recordedAt });
    for (const job of this.#waiting) {
      if (group.mustWait(job.write)) break;
      const decision = planAppend(job.write, tip, group.end, this.known.time(this.now()));
      if (decision.decision !== 'append') break;
      group.add(job, decision.placed);
    }
    return group.members;
  }

  async #store(members: readonly Member[]): Promise<void> {
    const placed = members.flatMap((member) => member.placed);
    try {
      const landed = await this.landing.land(placed, members.map(lastOf));
      if (landed.landed === 'conflict') return await this.#conflicted(members);
      this.#conflicts = 0;
      this.#leave(members);
      for (const member of members) this.#tell(member, landed.places.get(lastOf(member))?.position ?? 0n);
    } catch (error) {
      this.#leave(members);
      for (const { job } of members) job.reject(error);
    }
  }

  #tell({ job, placed }: Member, position: bigint): void {
    const events = placed.map(({ sealed }) => sealed);
    this.known.stored(events, position);
    job.resolve({ outcome: 'appended', revision: events.at(-1)?.revision ?? -1, position, events });
  }

  /** Others were faster: what they stored is read, and everything is decided anew. */
  async #conflicted(members: readonly Member[]): Promise<void> {
    this.#conflicts += 1;
    if (this.#conflicts > CONFLICTS)
      throw new StoreFailure('busy', `others have written ${CONFLICTS} times while this was to be appended`);
    const { stream } = (members[0] as Member).job.write;
    await this.known.catchUp(stream);
  }

  /** The first in the queue is no plain append; before that is said, everything that others stored is read. */
  async #settleFirst(): Promise<void> {
    const [job] = this.#waiting as [Job];
    try {
      await this.known.catchUp(job.write.stream);
      const tip = this.known.tipOf(job.write.stream);
      const decision = planAppend(job.write, tip, tip, this.known.time(this.now()));
      if (decision.decision === 'append') return;
      const outcome = await this.settling.outcomeOf(job.write, decision, tip);
      this.#waiting.shift();
      job.resolve(outcome);
    } catch (error) {
      this.#waiting.shift();
      job.reject(error);
    }
  }

  #leave(members: readonly Member[]): void {
    const done = new Set(members.map(({ job }) => job));
    this.#waiting = this.#waiting.filter((job) => !done.has(job));
  }

  #stream(): string {
    return (this.#waiting[0] as Job).write.stream;
  }
}
