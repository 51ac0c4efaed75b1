/**
 * Delivers what waits: for each subscription in order and one at a time, for all together within the bounds of `Lanes`.
 * What was delivered is taken from the queue only after that: after a crash it is sent again, with the id that it had.
 */
import type Database from 'better-sqlite3';
import type { Channel, Subscription } from '../kept/subscription.js';
import type { Letter, Queue } from '../kept/queue.js';
import type { Subscriptions } from '../kept/subscriptions.js';
import type { Instant } from '../../../events/dates.js';
import { AFTER_GIVING_UP, nextAttempt } from './back-off.js';
import { Lanes } from './lanes.js';
import { lettersAtOnce, readyAt, together } from './rhythm.js';
import type { Attempt, Sender } from './sender.js';

/** By which channels this server sends. */
export type Senders = Readonly<Partial<Record<Channel['kind'], Sender>>>;

/** What deliveries are made with. */
export interface DeliveryPorts {
  readonly senders: Senders;
  readonly now: () => Instant;
  readonly warn: (message: string) => void;
}

/** Nothing is looked for less often than so, in milliseconds. */
const LONGEST_REST = 30_000;

export class Deliverer {
  readonly #lanes = new Lanes();
  /** The rows of the subscriptions for which something waits: who has had their turn goes to the end. */
  readonly #waiting: Set<number>;
  readonly #readyAt = new Map<number, Instant>();
  /** Who may have what they asked for; undefined until that is known. */
  #allowed: ReadonlySet<string> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(
    private readonly db: Database.Database,
    private readonly subscriptions: Subscriptions,
    private readonly queue: Queue,
    private readonly ports: DeliveryPorts,
  ) {
    this.#waiting = new Set(queue.waiting());
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** Who may have what they asked for, by their roles of now. What waits for others is dropped. */
  allow(ids: readonly string[]): void {
    this.#allowed = new Set(ids);
    for (const subscription of this.subscriptions.all())
      if (!this.#allowed.has(subscription.id)) this.#drop(subscription);
    this.wake(this.queue.waiting());
  }

  /** Something has come to wait for these. */
  wake(subscriptions: Iterable<number>): void {
    for (const number of subscriptions) {
      this.#waiting.add(number);
      this.#readyAt.delete(number);
    }
    this.#pumpAfter(0);
  }

  #pumpAfter(rest: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pump(), rest);
  }

  #pump(): void {
    const now = this.ports.now();
    let next = now + LONGEST_REST;
    for (const number of this.#waiting) {
      const subscription = this.subscriptions.byNumber(number);
      if (!subscription) this.#waiting.delete(number);
      if (!subscription || this.#lanes.isUnderWay(number) || !this.#mayHave(subscription, now)) continue;
      const at = this.#whenReady(subscription);
      if (at > now) next = Math.min(next, at);
      else if (this.#lanes.hasRoomFor(number, now)) this.#begin(subscription, now);
      // Those under way for a second make room for others.
      else next = Math.min(next, now + 250);
    }
    if (this.#waiting.size > 0) this.#pumpAfter(next - now);
  }

  #mayHave({ id, owner }: Subscription, now: Instant): boolean {
    if (this.#allowed?.has(id) !== true) return false;
    return owner.kind !== 'token' || owner.until === null || owner.until > now;
  }

  /** When the first letter may be sent. */
  #whenReady(subscription: Subscription): Instant {
    const { number } = subscription;
    const known = this.#readyAt.get(number);
    if (known !== undefined) return known;
    const [first] = this.queue.first(number, 1);
    if (!first) {
      this.#waiting.delete(number);
      return Infinity;
    }
    const at = Math.max(this.subscriptions.nextAt(subscription), readyAt(subscription, first.due));
    this.#readyAt.set(number, at);
    return at;
  }

  #begin(subscription: Subscription, now: Instant): void {
    const { number } = subscription;
    const send = this.ports.senders[subscription.channel.kind];
    if (!send) {
      this.#readyAt.set(number, now + LONGEST_REST);
      return;
    }
    const letters = together(subscription, this.queue.first(number, lettersAtOnce(subscription)));
    this.#readyAt.delete(number);
    if (letters.length === 0) {
      this.#waiting.delete(number);
      return;
    }
    this.#lanes.begin(number, now);
    const open = letters.map((letter) => ({
      letter,
      news: this.queue.talksOf(letter),
      code: this.queue.codeOf(letter),
    }));
    send(subscription, open)
      .catch((): Attempt => ({ isDelivered: false, why: 'it could not be sent' }))
      .then((attempt) => this.#ended(subscription, letters, attempt))
      .catch((error: unknown) => this.ports.warn(`what became of an alert cannot be kept: ${String(error)}`));
  }

  #ended(subscription: Subscription, letters: readonly Letter[], attempt: Attempt): void {
    const { number } = subscription;
    const now = this.ports.now();
    this.#lanes.end(number, now, attempt.isDelivered);
    if (this.#isClosed) return;
    // To the end: others have their turn first.
    this.#waiting.delete(number);
    this.#waiting.add(number);
    const keep = this.db.transaction(() => {
      if (!attempt.isDelivered) return this.#failed(subscription, letters, attempt, now);
      this.queue.delivered(letters);
      this.subscriptions.delivered(subscription, now);
    });
    keep.immediate();
    this.#pumpAfter(0);
  }

  #failed(
    subscription: Subscription,
    letters: readonly Letter[],
    { why, retryAfter }: Extract<Attempt, { isDelivered: false }>,
    now: Instant,
  ): void {
    const [first] = letters;
    if (!first) return;
    for (const letter of letters) this.queue.tried(letter);
    const failingSince = this.subscriptions.failingSince(subscription) ?? now;
    const next = nextAttempt({ attempts: first.attempts + 1, failingSince, due: first.due }, now, retryAfter);
    this.subscriptions.failed(subscription, now, why, next ?? now + AFTER_GIVING_UP);
    if (next !== undefined) return;
    for (const letter of letters) this.queue.died(letter, now, why);
    this.ports.warn(`an alert of ${subscription.id} is given up after ${first.attempts + 1} attempts: ${why}`);
  }

  #drop({ number }: Subscription): void {
    this.db.transaction(() => this.queue.drop(number)).immediate();
    this.#waiting.delete(number);
  }
}
