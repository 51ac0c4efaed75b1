/**
 * Appends transferred events in their order, in batches. Events that the store holds already are skipped. While the store
 * takes one batch, the next is read: a batch that failed is told when the next one is full.
 */
import type { Link } from '../../events/chain/chain.js';
import { problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';
import type { AppendRefusal, TogetherOutcome } from '../store/append-outcome.js';
import type { EventStore, Write } from '../store/event-store.js';
import { appendInParts, appendSideBySide } from '../store/side-by-side.js';
import { StoreFailure } from '../store/store-failure.js';
import type { TransferredEvent } from './transfer-line.js';

/** How many events, or characters of their data, make a batch. */
const BATCH = 500;
const BATCH_LENGTH = 4 * 1024 * 1024;

const NOTHING: Link = { revision: -1, hash: '' };

const logDiffers = (stream: string, revision: number, what: string): Refused =>
  new Refused(problem('log-differs', `${stream} here is another from revision ${revision} on: ${what}`));

function writeOf(run: readonly TransferredEvent[]): Write {
  const [{ stored }] = run as readonly [TransferredEvent];
  const expected = stored.revision === 0 ? 'none' : stored.revision - 1;
  return { stream: stored.stream, events: run.map(({ event }) => event), expected };
}

/** Adjacent events of one stream share a write. */
function writesOf(batch: readonly TransferredEvent[]): Write[] {
  const runs: TransferredEvent[][] = [];
  for (const transferred of batch) {
    const run = runs.at(-1);
    if (run?.[0]?.stored.stream === transferred.stored.stream) run.push(transferred);
    else runs.push([transferred]);
  }
  return runs.map(writeOf);
}

export class TransferWriter {
  /** The last event of each stream in this store, as it was before the transfer. */
  readonly #present = new Map<string, Link>();
  #batch: TransferredEvent[] = [];
  #length = 0;
  /** The batch that the store is taking. */
  #underWay: Promise<void> = Promise.resolve();
  /** Events appended so far. */
  transferred = 0;
  /** Events skipped so far. */
  present = 0;

  constructor(private readonly store: EventStore) {}

  /** Throws `Refused` (`log-differs`) where the store holds another event in its place. */
  async add(transferred: TransferredEvent): Promise<void> {
    const { stored } = transferred;
    const there = await this.#lastOf(stored.stream);
    if (stored.revision <= there.revision) return this.#skip(transferred, there);
    this.#batch.push(transferred);
    this.#length += stored.text.length;
    if (this.#batch.length >= BATCH || this.#length >= BATCH_LENGTH) await this.#begin();
  }

  /** Appends what is left. To be called after the last event. */
  async flush(): Promise<void> {
    await this.#begin();
    await this.#underWay;
  }

  /** Ends, or rejects, as the batch does that the store is taking. To be called where no `flush` follows. */
  settled(): Promise<void> {
    return this.#underWay;
  }

  async #begin(): Promise<void> {
    await this.#underWay;
    const batch = this.#batch;
    this.#batch = [];
    this.#length = 0;
    this.#underWay = this.#append(batch);
    // It is awaited later, and must not end the process until then.
    this.#underWay.catch(() => undefined);
  }

  /** The hash of the last event covers all events before it, so that one comparison is enough. */
  #skip({ stored: { stream, revision, hash } }: TransferredEvent, there: Link): void {
    if (revision === there.revision && hash !== there.hash) throw logDiffers(stream, 0, 'its hash is not the same');
    this.present += 1;
  }

  async #lastOf(stream: string): Promise<Link> {
    const known = this.#present.get(stream);
    if (known) return known;
    const [last = NOTHING] = await this.store.readStream(stream, { direction: 'backward', limit: 1 });
    this.#present.set(stream, last);
    return last;
  }

  async #append(batch: readonly TransferredEvent[]): Promise<void> {
    if (batch.length === 0) return;
    const writes = writesOf(batch);
    const together = await this.#together(writes);
    if (together.outcome === 'refused') throw refused(writes[together.write], together.refusal);
    if (together.outcome === 'unsupported') await this.#byStream(batch);
    this.transferred += batch.length;
  }

  /** `unsupported` where the store does not take the writes at once: they are to several streams, or too large. */
  async #together(writes: readonly Write[]): Promise<TogetherOutcome> {
    try {
      return await this.store.appendTogether(writes);
    } catch (error) {
      if (!(error instanceof StoreFailure && error.code === 'too-large')) throw error;
      return { outcome: 'unsupported' };
    }
  }

  async #byStream(batch: readonly TransferredEvent[]): Promise<void> {
    const append = async (part: readonly TransferredEvent[]): Promise<boolean> => {
      const write = writeOf(part);
      const outcome = await this.store.append(write.stream, write.events, write.expected);
      if (outcome.outcome !== 'appended' && outcome.outcome !== 'duplicate') throw refused(write, outcome);
      return true;
    };
    await appendSideBySide(
      batch,
      ({ stored }) => stored.stream,
      (group) => appendInParts(group, append),
    );
  }
}

function refused(write: Write | undefined, refusal: AppendRefusal): Refused {
  const { stream = '', expected = 0 } = write ?? {};
  const revision = typeof expected === 'number' ? expected + 1 : 0;
  switch (refusal.outcome) {
    case 'wrong-revision':
      return logDiffers(stream, revision, `it stands at ${refusal.actual}`);
    case 'id-taken':
      return logDiffers(stream, revision, `the id ${refusal.id} is in it`);
    case 'back-dated':
      return logDiffers(stream, revision, `this store has recorded since ${refusal.last}`);
  }
}
