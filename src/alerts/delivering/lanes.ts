/**
 * Lanes: how many deliveries are under way at once. A receiver that is slow, or does not answer, must hold up nobody else:
 * what has been under way for a while makes room for others, and whoever was slow last time waits in a lane of their own.
 */
import type { Instant } from '../../../events/dates.js';

/** In milliseconds: what takes longer is slow. */
const SLOW_AFTER = 1_000;
const MOST_YOUNG = 32;
const MOST_SLOW = 64;
/** All together. */
const MOST = 256;

export class Lanes {
  /** When each delivery under way was begun, and whether in the slow lane. */
  readonly #underWay = new Map<number, { readonly begun: Instant; readonly isSlow: boolean }>();
  readonly #slow = new Set<number>();

  isUnderWay(subscription: number): boolean {
    return this.#underWay.has(subscription);
  }

  /** Whether a delivery to it may begin now. */
  hasRoomFor(subscription: number, now: Instant): boolean {
    if (this.#underWay.size >= MOST) return false;
    let [young, slow] = [0, 0];
    for (const { begun, isSlow } of this.#underWay.values()) {
      if (isSlow) slow += 1;
      else if (now - begun < SLOW_AFTER) young += 1;
    }
    return this.#slow.has(subscription) ? slow < MOST_SLOW : young < MOST_YOUNG;
  }

  begin(subscription: number, now: Instant): void {
    this.#underWay.set(subscription, { begun: now, isSlow: this.#slow.has(subscription) });
  }

  end(subscription: number, now: Instant, isDelivered: boolean): void {
    const { begun = now } = this.#underWay.get(subscription) ?? {};
    this.#underWay.delete(subscription);
    if (isDelivered && now - begun < SLOW_AFTER) this.#slow.delete(subscription);
    else this.#slow.add(subscription);
  }
}
