/**
 * Follows the log, and the clock, for those who have subscribed. It reads the log by itself from the position that is kept
 * with the alerts, so that nothing is lost by a stop, and waits for nobody: the thread of alerts delivers.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { ACCESS_STREAM } from '../../../events/access.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { NegotiationId } from '../../../events/ids.js';
import { AccessService } from '../../access/access.service.js';
import { ImportsUnderWay } from '../../commands/import/imports-under-way.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config.js';
import { MemoryImage, negotiationOf } from '../../projector/memory-image.js';
import { Projector } from '../../projector/projector.js';
import { currentCall } from '../../queries/pacing/call.js';
import { EventStore } from '../../store/event-store.js';
import { AlertsThread } from '../keeping/alerts-thread.js';
import type { NewsFor } from '../keeping/keeper.js';
import { ClockNews } from './clock-news.js';
import { GroupNews } from './group-news.js';
import { Groups } from './groups.js';
import { Subscribers } from './subscribers.js';
import { withoutErased } from './without-erased.js';

/** Events read at a time. */
const PAGE = 500;
/** How often is looked whether something is to be told, in milliseconds; and whether time alone has changed something. */
const TICK = 250;
const CLOCK_TICK = 3_000;
/** After a failure, or where another process follows the log. */
const REST = 2_000;
/** After so many events, how far the log was read is kept although nobody was told of anything. */
const KEEP_EVERY = 2_000;
/** Events that are applied together are recalled by themselves where they are so few: else they are many at once. */
const FEW = 8;

@Injectable()
export class AlertsFollower implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('Alerts');
  readonly #subscriptions: Subscription[] = [];
  #groups: Groups;
  /** Up to where the log was read; undefined until this process follows it. */
  #position: bigint | undefined;
  /** Up to when the clock was. */
  #time = 0;
  #lookedAt = 0;
  /** Whether the subscriptions, or who may have them, may be others by now. */
  #isStale = true;
  #unkept = 0;
  #erased = new Set<string>();
  #fresh: RecordedEvent[] = [];
  #freshTimer: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isStopped = false;

  constructor(
    private readonly thread: AlertsThread,
    private readonly subscribers: Subscribers,
    private readonly groupNews: GroupNews,
    private readonly clockNews: ClockNews,
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly image: MemoryImage,
    private readonly access: AccessService,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly imports: ImportsUnderWay,
  ) {
    this.#groups = this.#newGroups();
  }

  onApplicationBootstrap(): void {
    this.#subscriptions.push(
      this.projector.appliedEvents.subscribe((event) => this.#applied(event)),
      this.thread.changed.subscribe(() => this.#begunAnew()),
    );
    if (this.thread.hasFile) this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#freshTimer);
    for (const one of this.#subscriptions) one.unsubscribe();
    await this.#running;
  }

  /** Follows the log from now on. A command on a data folder only keeps what it is asked to. */
  start(): void {
    this.#isStale = true;
    if (this.config.access.operatorToken === undefined) this.#runAfter(0);
  }

  #newGroups(): Groups {
    return new Groups((correlation) => this.imports.has(correlation));
  }

  /** Another process has changed the subscriptions, or the thread is another one, which has not begun. */
  #begunAnew(): void {
    this.#position = undefined;
    this.start();
  }

  #applied(event: RecordedEvent): void {
    if (event.stream === ACCESS_STREAM) this.#isStale = true;
    if (this.#position === undefined) return;
    const negotiation = negotiationOf(event.stream);
    if (negotiation === undefined || !this.subscribers.hasAny(negotiation)) return;
    this.#fresh.push(event);
    // Never at once: whoever has recorded it works out what it changed first, and is answered.
    this.#freshTimer ??= setTimeout(() => this.#remember(), 0);
  }

  #remember(): void {
    this.#freshTimer = undefined;
    const fresh = this.#fresh.splice(0);
    if (fresh.length > FEW) return;
    for (const { stream, revision, recordedAt } of fresh)
      this.groupNews.remember(negotiationOf(stream) as NegotiationId, revision, Date.parse(recordedAt));
  }

  #runAfter(rest: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    // It is nobody's request, also where one has begun it.
    this.#timer = currentCall.exit(() => setTimeout(() => this.#runOnce(), rest)).unref();
  }

  #runOnce(): void {
    if (this.#running) return;
    this.#running = this.#run().finally(() => (this.#running = undefined));
  }

  async #run(): Promise<void> {
    let rest = TICK;
    try {
      rest = await this.#round();
    } catch (error) {
      if (this.#isStopped) return;
      this.#log.error(`alerts cannot be followed, which is tried again: ${String(error)}`);
      // What was read and not kept is read again.
      this.#position = undefined;
      rest = REST;
    }
    this.#runAfter(rest);
  }

  /** @returns how long to rest */
  async #round(): Promise<number> {
    if (!this.projector.hasCaughtUp || !this.access.isReady) return TICK;
    if (this.#position === undefined && !(await this.#begin())) return REST;
    if (this.#isStale) await this.#readSubscribers();
    if (this.subscribers.isEmpty) return this.#passOver();
    await this.#followLog();
    if (this.clock.now() - this.#lookedAt >= CLOCK_TICK) await this.#followClock();
    return TICK;
  }

  /** @returns false where another process follows the log */
  async #begin(): Promise<boolean> {
    const kept = await this.thread.ask('begin');
    if (!kept) return false;
    this.#groups = this.#newGroups();
    if (kept.groups !== null) this.#groups.restore(kept.groups);
    this.#position = await this.#knownPosition(kept.position);
    this.#time = kept.time ?? this.clock.now();
    this.#lookedAt = 0;
    this.#isStale = true;
    return true;
  }

  /** Where the kept position is none of this log, which may be an older copy, only what comes from now on is told. */
  async #knownPosition(kept: string | null): Promise<bigint> {
    const { position } = this.image;
    if (kept === null) return position;
    const at = BigInt(kept);
    if (at === 0n || (at <= position && (await this.store.hasPosition(at)))) return at;
    this.#log.warn('the log is not the one that alerts have followed: what is recorded from now on is told');
    this.#groups = this.#newGroups();
    return position;
  }

  async #readSubscribers(): Promise<void> {
    this.#isStale = false;
    try {
      const kept = await withoutErased(await this.thread.ask('followed'), this.thread, this.access);
      await this.thread.ask('allow', this.subscribers.take(kept));
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  /** Nobody is to be told: what is recorded meanwhile is passed over. */
  #passOver(): number {
    this.#position = this.image.position;
    this.#time = this.clock.now();
    this.#groups = this.#newGroups();
    return REST;
  }

  async #followLog(): Promise<void> {
    let isAtEnd = this.#position === this.image.position;
    if (isAtEnd) await this.#tellClosed(true);
    while (!isAtEnd && !this.#isStopped) {
      const page = await this.store.readAll(this.#position, PAGE);
      const applied = page.filter(({ position }) => position <= this.image.position);
      for (const event of applied) this.#take(event);
      isAtEnd = applied.length < PAGE;
      await this.#tellClosed(isAtEnd);
    }
  }

  #take(event: RecordedEvent): void {
    this.#groups.add(event);
    this.#position = event.position;
    this.#unkept += 1;
    const negotiation = event.type === 'EntryErased' ? negotiationOf(event.stream) : undefined;
    if (negotiation !== undefined) this.#erased.add(negotiation);
  }

  async #tellClosed(isAtEnd: boolean): Promise<void> {
    const news: NewsFor[] = [];
    for (const group of this.#groups.close(this.clock.now(), isAtEnd)) {
      const one = await this.groupNews.of(group);
      if (one) news.push(one);
    }
    if (news.length > 0 || this.#erased.size > 0 || this.#unkept >= KEEP_EVERY) await this.#keep(news);
  }

  async #followClock(): Promise<void> {
    const now = this.clock.now();
    const news = await this.clockNews.between(this.#time, now);
    this.#time = Math.max(this.#time, now);
    this.#lookedAt = now;
    await this.#keep(news);
  }

  async #keep(news: readonly NewsFor[]): Promise<void> {
    const erased = [...this.#erased];
    const followed = { position: String(this.#position ?? 0n), groups: this.#groups.toText(), time: this.#time };
    await this.thread.ask('take', { followed, news, erased });
    for (const negotiation of erased) this.#erased.delete(negotiation);
    this.#unkept = 0;
  }
}
