/**
 * Writes the log of a data folder anew: texts and names that stand in it in the clear, in events of earlier versions, are sealed, so
 * that they can be erased. It is another log than before, with other hashes; its first event says from which it follows. The log
 * that was there is whole until the new one takes its place, and is kept beside it.
 */
import { existsSync, rmSync, chmodSync } from 'node:fs';
import type { DrawVoice } from '../../../decisions/marks/marked-draft.js';
import { toBase64 } from '../../../events/log/bytes.js';
import { LOG_STREAM, type LogBegun } from '../../../events/log/log-begun.js';
import { noteText } from '../../../events/log/signed-note.js';
import { TreeReader } from '../../../events/log/tree-reader.js';
import { logPages } from '../../audit/evidence-pages.js';
import { logBegunEvent } from '../../log/log-begun.js';
import { checkpointFileIn, readNewest } from '../../log/newest-checkpoint.js';
import { dataFile } from '../../store/data-file.js';
import type { EventStore, Write } from '../../store/event-store.js';
import { lockFile, openFile } from '../../store/files.js';
import { StoreFailure } from '../../store/store-failure.js';
import type { NewEvent } from '../../../events/envelope.js';
import type { StoredEvent } from '../../../events/chain/stored-event.js';
import { checkCopy, type CheckedCopy } from '../checked-copy.js';
import { exchange, finishExchange } from './exchange.js';
import { markableStreams } from './markable.js';
import { isEarlier, RewrittenEvents } from './rewritten-events.js';

/** What is to be rewritten, or was. */
export interface RewritePlan {
  readonly file: string;
  readonly events: number;
  /** How many of them stand in the clear. */
  readonly earlier: number;
  /** The name under which the log was signed last; null: it never was. Under it the new log is not signed. */
  readonly origin: string | null;
}

export interface RewrittenLog extends RewritePlan {
  /** The log that was there before, under its new name. */
  readonly kept: string;
  /** The negotiations in which reports of earlier versions have no marks, since their status would be another with them. */
  readonly withoutMarks: readonly string[];
}

export type RewriteOutcome =
  | { readonly outcome: 'rewritten'; readonly log: RewrittenLog }
  /** It was not asked to be done. */
  | { readonly outcome: 'planned'; readonly plan: RewritePlan }
  /** Nothing stands in it in the clear. Nothing was changed. */
  | { readonly outcome: 'nothing-to-do'; readonly plan: RewritePlan }
  /** The log, or what was written, does not verify. Nothing was replaced. */
  | { readonly outcome: 'tampered'; readonly copy: CheckedCopy }
  /** Another process uses the data folder. Nothing was replaced. */
  | { readonly outcome: 'in-use' };

export interface RewriteOptions {
  /** The present. */
  readonly at: Date;
  /** Without it only the plan is made. */
  readonly write: boolean;
  /** Draws the numbers of voices. */
  readonly draw: DrawVoice;
  /** Called with the share that is done, from 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/** How many events are written together. */
const BATCH = 500;
const BESIDE = ['', '-wal', '-shm'] as const;

const clear = (file: string): void => {
  for (const ending of BESIDE) rmSync(`${file}${ending}`, { force: true });
};

async function* eventsOf({ evidence }: EventStore): AsyncGenerator<StoredEvent> {
  for await (const { events, failure } of logPages(evidence)) {
    yield* events;
    if (failure) throw failure;
  }
}

/** Whether others use the file. */
function isInUse(file: string): boolean {
  try {
    lockFile(file).release();
    return false;
  } catch (error) {
    if (error instanceof StoreFailure && error.code === 'busy') return true;
    throw error;
  }
}

/** Adjacent events of one stream share a write. */
function writesOf(batch: readonly (readonly [stream: string, event: NewEvent])[]): Write[] {
  const writes: { stream: string; events: NewEvent[]; expected: 'any' }[] = [];
  for (const [stream, event] of batch) {
    const last = writes.at(-1);
    if (last?.stream === stream) last.events.push(event);
    else writes.push({ stream, events: [event], expected: 'any' });
  }
  return writes;
}

async function append(store: EventStore, batch: readonly (readonly [string, NewEvent])[]): Promise<void> {
  if (batch.length === 0) return;
  const done = await store.appendTogether(writesOf(batch));
  const isAll = done.outcome === 'stored' && done.writes.every(({ outcome }) => outcome === 'appended');
  if (!isAll) throw new Error(`the new log does not take what is in the old one: ${JSON.stringify(done.outcome)}`);
}

async function beginning(old: EventStore, folder: string, at: Date): Promise<LogBegun> {
  const newest = readNewest(checkpointFileIn(folder));
  const events = await old.tree.size();
  const root = await new TreeReader((level, index, width) => old.tree.tile(level, index, width)).root(events);
  const checkpoint = newest ? noteText(newest.note) : null;
  const before = { origin: newest?.origin ?? null, events, root: toBase64(root), checkpoint };
  return { why: 'rewritten', at: at.toISOString(), before, lost: 0 };
}

class Rewrite {
  constructor(
    private readonly folder: string,
    private readonly old: EventStore,
    private readonly plan: RewritePlan,
    private readonly options: RewriteOptions,
  ) {}

  /** @returns the negotiations without marks */
  async into(store: EventStore): Promise<string[]> {
    const heads = await this.old.evidence.heads(await this.old.evidence.end(), '', Number.MAX_SAFE_INTEGER);
    const streams = heads.map(({ stream }) => stream);
    const markable = await markableStreams(this.old, streams, this.options.draw, this.options.at.getTime());
    const rewriting = new RewrittenEvents(this.options.draw, (stream) => markable.has(stream));
    const begun = await beginning(this.old, this.folder, this.options.at);
    let batch: (readonly [string, NewEvent])[] = [];
    let done = 0;
    for await (const stored of eventsOf(this.old)) {
      // Times never go back in a log.
      if (done === 0) batch.push([LOG_STREAM, { ...logBegunEvent(begun), recordedAt: stored.recordedAt }]);
      batch.push([stored.stream, rewriting.next(stored).event]);
      done += 1;
      if (batch.length < BATCH) continue;
      await append(store, batch);
      batch = [];
      this.options.onProgress?.(done / this.plan.events);
    }
    await append(store, batch);
    this.options.onProgress?.(1);
    await store.keepSecret('content-ids', await this.old.secret('content-ids'));
    return streams.filter((stream) => stream.startsWith('negotiation-') && !markable.has(stream));
  }
}

async function planOf(store: EventStore, folder: string): Promise<RewritePlan> {
  let [events, earlier] = [0, 0];
  for await (const event of eventsOf(store)) {
    events += 1;
    if (isEarlier(event)) earlier += 1;
  }
  return { file: dataFile(folder), events, earlier, origin: readNewest(checkpointFileIn(folder))?.origin ?? null };
}

/** Rejects with a `StoreFailure` where there is no log, or it cannot be read. @param folder the data folder */
export async function rewriteLog(folder: string, options: RewriteOptions): Promise<RewriteOutcome> {
  const file = dataFile(folder);
  if (!existsSync(file)) throw new StoreFailure('not-parley', `${folder} is no data folder: it holds no log`);
  if (isInUse(file)) return { outcome: 'in-use' };
  await finishExchange(folder);
  const { firstBad, ...checked } = await checkCopy(file);
  if (firstBad) return { outcome: 'tampered', copy: { ...checked, firstBad } };
  const copy = `${file}.rewriting`;
  clear(copy);
  const old = openFile(file);
  let closed = false;
  try {
    const plan = await planOf(old, folder);
    if (plan.earlier === 0) return { outcome: 'nothing-to-do', plan };
    if (!options.write) return { outcome: 'planned', plan };
    const fresh = openFile(copy);
    let withoutMarks: string[];
    try {
      chmodSync(copy, 0o600);
      withoutMarks = await new Rewrite(folder, old, plan, options).into(fresh);
    } finally {
      await fresh.close();
    }
    const written = await checkCopy(copy);
    if (written.firstBad) return { outcome: 'tampered', copy: written };
    const isWhole = written.events === plan.events + 1 && (await old.tree.size()) === plan.events;
    await old.close();
    closed = true;
    const kept = isWhole ? await exchange(folder, copy, options.at) : undefined;
    return kept === undefined ? { outcome: 'in-use' } : { outcome: 'rewritten', log: { ...plan, kept, withoutMarks } };
  } finally {
    if (!closed) await old.close();
    clear(copy);
  }
}
