/** Storing moved events: in their order, in batches, each stream from where it stands in this store. */
import type { Link } from '../../events/chain/chain.js';
import { problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';
import type { AppendOutcome, Refusal } from '../store/append-outcome.js';
import type { EventStore, Write } from '../store/event-store.js';
import type { TransferredEvent } from './transfer-line.js';

/** How many events, or characters of their data, are stored at once. */
const BATCH = 500;
const BATCH_LENGTH = 4 * 1024 * 1024;

const NOTHING: Link = { revision: -1, hash: '' };

const elsewhere = (stream: string, revision: number, what: string): Refused =>
  new Refused(problem('log-differs', `${stream} here is another from revision ${revision} on: ${what}`));

/** Neighbours in one stream share a write. */
function writesOf(batch: readonly TransferredEvent[]): Write[] {
  const runs: TransferredEvent[][] = [];
  for (const transferred of batch) {
    const run = runs.at(-1);
    if (run?.[0]?.stored.stream === transferred.stored.stream) run.push(transferred);
    else runs.push([transferred]);
  }
  return runs.map((run) => {
    const [{ stored }] = run as [TransferredEvent];
    const expected = stored.revision === 0 ? 'none' : stored.revision - 1;
    return { stream: stored.stream, events: run.map(({ event }) => event), expected };
  });
}

export class TransferWriter {
  /** Where each stream stood in this store when its first event arrived. */
  readonly #present = new Map<string, Link>();
  #batch: TransferredEvent[] = [];
  #length = 0;
  transferred = 0;
  present = 0;

  constructor(private readonly store: EventStore) {}

  async add(transferred: TransferredEvent): Promise<void> {
    const { stored } = transferred;
    const there = await this.#there(stored.stream);
    if (stored.revision <= there.revision) return this.#isPresent(transferred, there);
    this.#batch.push(transferred);
    this.#length += stored.text.length;
    if (this.#batch.length >= BATCH || this.#length >= BATCH_LENGTH) await this.flush();
  }

  async flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#length = 0;
    if (batch.length > 0) await this.#store(writesOf(batch));
    this.transferred += batch.length;
  }

  /** What was moved before is known by its last hash, which covers all before it. */
  #isPresent({ stored: { stream, revision, hash } }: TransferredEvent, there: Link): void {
    if (revision === there.revision && hash !== there.hash) throw elsewhere(stream, 0, 'its hash is not the same');
    this.present += 1;
  }

  async #there(stream: string): Promise<Link> {
    const known = this.#present.get(stream);
    if (known) return known;
    const [last = NOTHING] = await this.store.readStream(stream, { direction: 'backward', limit: 1 });
    this.#present.set(stream, last);
    return last;
  }

  /** In the order of the log also where the store takes one stream at a time. */
  async #store(writes: readonly Write[]): Promise<void> {
    const together = await this.store.appendTogether(writes);
    if (together.outcome === 'refused') throw refused(writes[together.write], together.refusal);
    if (together.outcome === 'stored') return;
    for (const write of writes) {
      const outcome: AppendOutcome = await this.store.append(write.stream, write.events, write.expected);
      if (outcome.outcome !== 'appended' && outcome.outcome !== 'duplicate') throw refused(write, outcome);
    }
  }
}

function refused(write: Write | undefined, refusal: Refusal): Refused {
  const { stream = '', expected = 0 } = write ?? {};
  const revision = typeof expected === 'number' ? expected + 1 : 0;
  switch (refusal.outcome) {
    case 'wrong-revision':
      return elsewhere(stream, revision, `it stands at ${refusal.actual}`);
    case 'id-taken':
      return elsewhere(stream, revision, `the id ${refusal.id} is in it`);
    case 'back-dated':
      return elsewhere(stream, revision, `this store has recorded since ${refusal.last}`);
  }
}
