/** Back-off: when an alert that could not be delivered is tried again, and when it is given up. */
import type { Instant } from '../../../events/dates.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait after the first, second, … attempt; the last goes on. */
export const DELAYS: readonly number[] = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
];

/** So long an alert is tried. */
export const PATIENCE = 72 * HOUR;

/** After an alert was given up, the next one is tried after so long: the receiver is most likely still away. */
export const AFTER_GIVING_UP = MINUTE;

export interface Failing {
  /** How often this alert has been tried. */
  readonly attempts: number;
  /** Since when nothing could be delivered. */
  readonly failingSince: Instant;
  /** When the alert came to wait. */
  readonly due: Instant;
}

/**
 * When it is tried again; undefined where it is given up. One that waited behind another is tried as long as if it had been
 * alone, and at least once.
 * @param retryAfter seconds that the receiver asks for
 */
export function nextAttempt(
  { attempts, failingSince, due }: Failing,
  now: Instant,
  retryAfter = 0,
): Instant | undefined {
  const delay = DELAYS[Math.min(attempts, DELAYS.length) - 1] ?? MINUTE;
  const next = now + Math.max(delay, retryAfter * SECOND);
  return next > Math.max(failingSince, due) + PATIENCE ? undefined : next;
}
