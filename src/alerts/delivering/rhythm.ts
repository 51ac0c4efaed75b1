/** When what waits for a subscription is sent: at once, or with all of an hour or a day (UTC) in one. */
import type { Rhythm } from '../../../answers/alerts/alerts.js';
import type { Instant } from '../../../events/dates.js';
import type { Letter } from '../kept/queue.js';
import type { Subscription } from '../kept/subscription.js';

const SPANS: Readonly<Record<Rhythm, number>> = { 'at-once': 0, hourly: 3_600_000, daily: 86_400_000 };

/** How much one mail holds. */
const MOST_IN_A_DIGEST = 200;

/** Whoever has not confirmed it yet is asked at once. */
const spanOf = ({ channel, isConfirmed }: Subscription): number =>
  channel.kind === 'mail' && isConfirmed ? SPANS[channel.rhythm] : 0;

/** How many letters are looked at together. */
export const lettersAtOnce = (subscription: Subscription): number =>
  spanOf(subscription) === 0 ? 1 : MOST_IN_A_DIGEST;

/** When the span ends in which something came to wait. */
export function readyAt(subscription: Subscription, due: Instant): Instant {
  const span = spanOf(subscription);
  return span === 0 ? due : (Math.floor(due / span) + 1) * span;
}

/** Those that are sent together with the first: the same ones again after a crash. */
export function together(subscription: Subscription, letters: readonly Letter[]): readonly Letter[] {
  const [first] = letters;
  if (!first || spanOf(subscription) === 0) return letters.slice(0, 1);
  const end = readyAt(subscription, first.due);
  return letters.filter(({ due }) => due < end);
}
