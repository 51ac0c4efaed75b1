/** A subscription as it is kept, with its secrets, and as the follower of the log knows it, without. */
import type { AlertId, Rhythm, Shape } from '../../../answers/alerts/alerts.js';
import type { TokenId } from '../../../events/access.js';
import type { Instant } from '../../../events/dates.js';
import type { ChangesWanted, TalksWanted } from '../../../projections/alerts/wanted.js';

/** Who asked for it: whoever had a token, anybody while there were no tokens, or a command on the data folder. */
export type Owner =
  | {
      readonly kind: 'token';
      readonly token: TokenId;
      readonly subject: string;
      /** Until when the token holds. */
      readonly until: Instant | null;
    }
  | { readonly kind: 'open' | 'operator'; readonly subject: string };

export interface Webhook {
  readonly kind: 'webhook';
  readonly url: string;
  readonly shape: Shape;
  /** By it deliveries are signed. */
  readonly secret: string;
}

export interface Mail {
  readonly kind: 'mail';
  readonly address: string;
  readonly rhythm: Rhythm;
}

export type Channel = Webhook | Mail;

/** What the follower of the log knows of it. */
export interface Followed {
  /** Its row in the file. */
  readonly number: number;
  readonly id: AlertId;
  /** When it was made, or confirmed: what became so before that is no news to it. */
  readonly madeAt: Instant;
  /** Nor is what was recorded up to this position. */
  readonly since: string;
  readonly owner: Owner;
  readonly talks: TalksWanted;
  readonly changes: ChangesWanted;
  readonly channel: Channel['kind'];
  /** Whether whoever is written to wants it. */
  readonly isConfirmed: boolean;
}

/** What is sealed of it. */
export interface SealedSubscription extends Omit<Followed, 'number' | 'channel' | 'isConfirmed'> {
  readonly label: string | null;
  readonly channel: Channel;
}

export interface Subscription extends SealedSubscription {
  /** Its row in the file. */
  readonly number: number;
  readonly isConfirmed: boolean;
  /** Where whoever is written to had to confirm it. */
  readonly confirmedAt: Instant | null;
}

/** How its deliveries stand. */
export interface Deliveries {
  readonly waiting: number;
  readonly dead: number;
  readonly delivered: number;
  readonly deliveredAt: Instant | null;
  readonly failedAt: Instant | null;
  readonly why: string | null;
  readonly nextAt: Instant;
}

/** Without what is secret. */
export function followedOf({ channel, ...all }: Subscription): Followed {
  const { number, id, madeAt, confirmedAt, since, owner, talks, changes, isConfirmed } = all;
  return {
    number,
    id,
    madeAt: confirmedAt ?? madeAt,
    since,
    owner,
    talks,
    changes,
    isConfirmed,
    channel: channel.kind,
  };
}
