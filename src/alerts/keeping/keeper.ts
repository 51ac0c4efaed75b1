/**
 * The keeper of alerts: all that is done with their file, and the deliveries. It runs in a thread of its own, so that neither
 * the disk nor a receiver ever holds up the server.
 */
import { timingSafeEqual } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { DeadLetter } from '../../../answers/alerts/alerts.js';
import type { Cause, News } from '../../../projections/alerts/news.js';
import { wordsOf, alertEventOf } from '../delivering/alert-event.js';
import { Deliverer, type DeliveryPorts, type Senders } from '../delivering/deliverer.js';
import { flush, openAlertsFile } from '../kept/alerts-file.js';
import { Progress, type Followed as HowFar } from '../kept/progress.js';
import { letterId, Queue, type Backlog, type Letter, type Recipients } from '../kept/queue.js';
import {
  followedOf,
  type Deliveries,
  type Followed,
  type SealedSubscription,
  type Subscription,
} from '../kept/subscription.js';
import { Subscriptions } from '../kept/subscriptions.js';

/** News, and who is told of which of its negotiations. */
export interface NewsFor {
  readonly news: News;
  readonly recipients: readonly Recipients[];
}

/** By it whoever gets mails of a subscription ends them. */
export type EndingCode = (id: string) => string | undefined;

/** What the follower of the log has found. */
export interface Found {
  readonly followed: HowFar;
  readonly news: readonly NewsFor[];
  /** Negotiations in which something was erased. */
  readonly erased: readonly string[];
}

/** A subscription for whoever asked for it. */
export interface Listed {
  readonly subscription: SealedSubscription;
  readonly isConfirmed: boolean;
  readonly deliveries: Deliveries;
}

/** Dead letters are kept for so long, in milliseconds. */
const DEAD_KEPT = 30 * 86_400_000;
const MOST_LETTERS = 200;
/** How often the lease is renewed, and changes of other processes are looked for. */
const TICK = 1_000;

export interface KeeperPorts extends Omit<DeliveryPorts, 'senders'> {
  readonly senders: (endingCode: EndingCode) => Senders;
  /** Told of each subscription that was ended, so that no backup brings it back. */
  readonly ended: (id: string) => void;
}

export class Keeper {
  readonly #db: Database.Database;
  readonly #subscriptions: Subscriptions;
  readonly #queue: Queue;
  readonly #progress: Progress;
  #deliverer: Deliverer | undefined;
  #ticking: NodeJS.Timeout | undefined;
  #version: unknown;

  /** @param changed is called when another process has changed the subscriptions */
  constructor(
    file: string,
    private readonly ports: KeeperPorts,
    private readonly changed: () => void = () => undefined,
  ) {
    this.#db = openAlertsFile(file);
    this.#subscriptions = new Subscriptions(this.#db);
    this.#queue = new Queue(this.#db);
    this.#progress = new Progress(this.#db);
  }

  /**
   * Begins to deliver, unless another process does.
   * @returns how far the log has been followed; null where another process follows it
   */
  begin(): HowFar | null {
    if (!this.#progress.lease(this.ports.now())) return null;
    this.#subscriptions.read();
    const senders = this.ports.senders((id) => this.#subscriptions.endingCode(id));
    this.#deliverer ??= new Deliverer(this.#db, this.#subscriptions, this.#queue, { ...this.ports, senders });
    this.#version = this.#db.pragma('data_version', { simple: true });
    this.#ticking ??= setInterval(() => this.#tick(), TICK);
    return this.#progress.read();
  }

  #tick(): void {
    this.#progress.lease(this.ports.now());
    const version = this.#db.pragma('data_version', { simple: true });
    if (version === this.#version) return;
    this.#version = version;
    this.#subscriptions.read();
    this.changed();
  }

  close(): void {
    clearInterval(this.#ticking);
    this.#deliverer?.close();
    this.#progress.release();
    this.#db.close();
  }

  /** How many alerts of all subscriptions wait, and how many could not be delivered. */
  backlog(): Backlog {
    return this.#queue.backlog();
  }

  /** All subscriptions, without what is secret. */
  followed(): Followed[] {
    return this.#subscriptions.all().map(followedOf);
  }

  /** By their ids; all where not given. */
  listed(id?: string): Listed[] {
    return this.#subscriptions
      .all()
      .filter((one) => id === undefined || one.id === id)
      .map((one) => ({
        subscription: one,
        isConfirmed: one.isConfirmed,
        deliveries: this.#subscriptions.deliveriesOf(one),
      }));
  }

  /** @param code by which whoever is written to confirms it */
  add(subscription: SealedSubscription, code?: string): Followed {
    // With the first one the log is followed from where it stands.
    if (this.#subscriptions.all().length === 0)
      this.#progress.write({ position: subscription.since, groups: null, time: subscription.madeAt });
    const added = this.#subscriptions.add(subscription, code);
    if (code !== undefined)
      this.#db.transaction(() => this.#queue.addConfirmation(added, code, this.ports.now())).immediate();
    flush(this.#db);
    return followedOf(added);
  }

  /** @returns whether there was such a one */
  remove(id: string): boolean {
    const known = this.#subscriptions.byId(id);
    if (!known) return false;
    const remove = this.#db.transaction(() => {
      this.#queue.drop(known.number);
      this.#subscriptions.remove(known);
    });
    remove.immediate();
    flush(this.#db);
    this.ports.ended(id);
    return true;
  }

  /** @returns the one that the code confirms */
  confirm(code: string, position: string): Followed | undefined {
    const confirmed = this.#subscriptions.confirm(code, position, this.ports.now());
    if (confirmed) flush(this.#db);
    return confirmed && followedOf(confirmed);
  }

  /** Ends a subscription by the code in its mails. @returns whether it is the right one */
  end(id: string, code: string): boolean {
    const right = Buffer.from(this.#subscriptions.endingCode(id) ?? '');
    const given = Buffer.from(code);
    if (right.length === 0 || given.length !== right.length || !timingSafeEqual(right, given)) return false;
    return this.remove(id);
  }

  /** Takes what the follower has found, all or nothing. */
  take({ followed, news, erased }: Found): void {
    const now = this.ports.now();
    const waiting = new Set<number>();
    const take = this.#db.transaction(() => {
      for (const { news: one, recipients } of news) {
        const there = recipients.map(({ talks, subscriptions }) => ({
          talks,
          subscriptions: subscriptions.filter((number) => this.#subscriptions.byNumber(number)?.isConfirmed),
        }));
        this.#queue.add(one, there, now);
        for (const { subscriptions } of there) for (const number of subscriptions) waiting.add(number);
      }
      for (const negotiation of erased) this.#queue.eraseWords(negotiation);
      this.#queue.forget(now - DEAD_KEPT);
      this.#progress.write(followed);
    });
    take.immediate();
    if (erased.length > 0) flush(this.#db);
    this.#deliverer?.wake(waiting);
  }

  /** Who may have what they asked for: see `Deliverer`. */
  allow(ids: readonly string[]): void {
    this.#deliverer?.allow(ids);
  }

  deadLetters(id: string): { readonly letters: DeadLetter[]; readonly total: number } {
    const known = this.#subscriptions.byId(id);
    if (!known) return { letters: [], total: 0 };
    const letters = this.#queue.dead(known.number, MOST_LETTERS).map((letter) => this.#told(known, letter));
    return { letters, total: this.#subscriptions.deliveriesOf(known).dead };
  }

  /** Tries dead letters again. @param ids all where not given @returns how many */
  replay(id: string, ids?: readonly string[]): number {
    const known = this.#subscriptions.byId(id);
    if (!known) return 0;
    const wanted = ids && new Set(ids);
    const dead = this.#queue
      .dead(known.number, -1)
      .filter((letter) => wanted === undefined || wanted.has(letterId(known, letter)));
    const revive = this.#db.transaction(() => {
      this.#queue.revive(dead, this.ports.now());
      this.#subscriptions.resume(known);
    });
    revive.immediate();
    this.#deliverer?.wake([known.number]);
    return dead.length;
  }

  #told(subscription: Subscription, letter: Letter): DeadLetter {
    const news = this.#queue.talksOf(letter);
    const words = wordsOf(alertEventOf(subscription, letter, news, undefined));
    return {
      id: letterId(subscription, letter),
      cause: letter.cause as Cause,
      at: letter.at,
      deadAt: new Date(letter.deadAt ?? 0).toISOString(),
      attempts: letter.attempts,
      why: letter.why ?? '',
      words: words.flatMap(({ title, lines }) => lines.map((line) => `${title}: ${line}`)),
    };
  }
}
