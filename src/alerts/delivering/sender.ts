/** Sending: what every channel answers for an attempt. */
import type { Letter } from '../kept/queue.js';
import type { Subscription } from '../kept/subscription.js';
import type { TalksNews } from '../../../projections/alerts/news.js';

/** A letter with its words; undefined where they were erased. */
export interface OpenLetter {
  readonly letter: Letter;
  readonly news: readonly TalksNews[] | undefined;
  /** Of a mail that asks for confirmation. */
  readonly code?: string | undefined;
}

export type Attempt =
  | { readonly isDelivered: true }
  | {
      readonly isDelivered: false;
      /** In words without a secret: who asked for the alert is told. */
      readonly why: string;
      /** Seconds that the receiver asks to wait. */
      readonly retryAfter?: number | undefined;
    };

/** Sends letters to whoever subscribed: one, or those of a digest. It never rejects. */
export type Sender = (subscription: Subscription, letters: readonly OpenLetter[]) => Promise<Attempt>;
